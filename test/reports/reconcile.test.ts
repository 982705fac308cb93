import { describe, expect, it } from 'vitest';
import { folder, funnel, reportRows } from '../cli/run.js';
import { makeRandom } from '../oracle/random.js';

const PARTS = ['matched', 'other_source', 'other_day', 'not_handed_over', 'excluded', 'repeated'] as const;
const yaml = (...further: string[]) => `currency: RUB
files:
  - {path: forms.csv, table: ad_leads, columns: {lead_id: form, created_at: made, source: origin}}
  - {path: crm.csv, table: crm, columns: {lead_id: id, created_at: created, status: status, source: source, utm_source: tag, ad_lead_id: form}}
statuses: {New: lead}
${further.join('\n')}
`;
const EXCLUDED = 'exclude: {kind: [Test]}';

interface Form {
  form: string;
  made: string;
  origin: string;
  kind: string;
}
interface Lead {
  id: string;
  created: string;
  source: string;
  tag: string;
  form: string;
  kind: string;
}
const csv = (headings: readonly string[], rows: readonly object[]) =>
  `${headings.join(',')}\n${rows.map((row) => `${headings.map((one) => (row as Record<string, string>)[one] ?? '').join(',')}\n`).join('')}`;
const exportsOf = (forms: readonly Form[], leads: readonly Lead[], ...further: string[]) =>
  folder({
    'forms.csv': csv(['form', 'made', 'origin', 'kind'], forms),
    'crm.csv': csv(
      ['id', 'created', 'status', 'source', 'tag', 'form', 'kind'],
      leads.map((one) => ({ status: 'New', ...one })),
    ),
    'funnel.yaml': yaml(...further),
  });

const form = (id: string, made = '2026-03-10', more: Partial<Form> = {}): Form => ({
  ...{ form: id, made: `${made} 10:00`, origin: 'Radio', kind: '' },
  ...more,
});
const lead = (id: string, of: string, created = '2026-03-10', more: Partial<Lead> = {}): Lead => ({
  ...{ id, form: of, created: `${created} 10:05`, source: '', tag: '', kind: '' },
  ...more,
});

async function formsIn(path: string, ...flags: string[]): Promise<Record<string, unknown[]>> {
  const rows = await reportRows('reconcile_forms', path, ...flags);
  return Object.fromEntries(
    rows.map((row) => [row.get('source'), [row.get('platform_leads'), ...PARTS.map((part) => row.get(part))]]),
  );
}

/** The same, read off the lists row by row. */
function byHand(forms: readonly Form[], leads: readonly Lead[]): Record<string, number[]> {
  const found: Record<string, number[]> = {};
  const kept = forms.filter(({ kind }) => kind !== 'Test');
  for (const one of forms) {
    const same = kept.filter((other) => other.form === one.form);
    const first = same.find(({ made }) => same.every((other) => made <= other.made));
    const came = leads.filter((other) => other.form === one.form);
    const ranks = came
      .filter(({ kind }) => kind !== 'Test')
      .map(({ tag, source, created }) => {
        const own = (tag || source).trim().toLowerCase();
        if (own !== '' && own !== one.origin.toLowerCase()) return 1;
        return created.slice(0, 10) === one.made.slice(0, 10) ? 0 : 2;
      });
    const went =
      one.kind === 'Test' ? 4 : one !== first ? 5 : ranks.length > 0 ? Math.min(...ranks) : came.length > 0 ? 4 : 3;
    const row = found[one.origin] ?? [0, 0, 0, 0, 0, 0, 0];
    found[one.origin] = row;
    row[0] = (row[0] ?? 0) + 1;
    row[went + 1] = (row[went + 1] ?? 0) + 1;
  }
  return found;
}

describe('forms beside the CRM', () => {
  it('of days that the CRM does not reach are counted beside the table', { tags: 'slow' }, async () => {
    const path = exportsOf([form('f1', '2026-03-09'), form('f2')], [lead('1', 'f1'), lead('2', 'f2')]);
    const { out } = await funnel(['reconcile_forms', path]);
    expect(out).toContain('forms of other days, or without a date: 1');
    const both = ['--from', '2026-03-09', '--to', '2026-03-10'];
    expect((await funnel(['reconcile_forms', path, ...both])).out).not.toContain('forms of other days');
  });

  it('that the CRM has in a row which is left out were handed over, and are no leads', async () => {
    const path = exportsOf(
      [form('f1'), form('f2'), form('f3')],
      [lead('1', 'f1'), lead('2', 'f2', '2026-03-10', { kind: 'Test' })],
      EXCLUDED,
    );
    const [row] = await reportRows('sources', path);
    expect([row?.get('leads'), row?.get('not_handed_over')]).toEqual([2, 1]);
    expect(await formsIn(path)).toEqual({ Radio: [3, 1, 0, 0, 1, 1, 0] });
    const { ledger: files } = JSON.parse((await funnel(['check', path, '-f', 'json', '--lang', 'en'])).out);
    const ledger = files.map(({ used, excluded }: { used: number; excluded: number }) => [used, excluded]);
    expect(ledger.toSorted()).toEqual([
      [1, 1],
      [2, 1],
    ]);
  });

  it.each([
    ['IDs of forms', 'f', ', ad_lead_id: Form'],
    ['those of the CRM', '', ''],
  ])('of leads that the CRM has merged are of the lead that they are now, by %s', async (_, mark, named) => {
    const path = folder({
      // Into 3 came 2, with a form each, and into 5 came 4, which alone had one.
      'crm.csv': `ID,Created,Status,Source,Merged,Form
3,2026-04-01,Won,VK,2,${mark}3
2,2026-04-01,New,VK,,${mark}2
5,2026-04-01,Won,VK,4,
4,2026-04-01,New,VK,,${mark}4
`,
      'forms.csv': `Lead,Made,Source\n${[2, 3, 4].map((lead) => `${mark}${lead},2026-04-01,VK\n`).join('')}`,
      'funnel.yaml': `files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, source: Source, merged_ids: Merged${named}}}
  - {path: forms.csv, table: ad_leads, columns: {lead_id: Lead, created_at: Made, source: Source}}
statuses: {New: lead, Won: deal}
`,
    });
    const [row] = await reportRows('sources', path);
    expect([row?.get('leads'), row?.get('not_handed_over')]).toEqual([2, 0]);
    expect(await formsIn(path)).toEqual({ VK: [3, 2, 0, 0, 0, 0, 1] });
    const { ledger } = JSON.parse((await funnel(['check', path, '-f', 'json'])).out);
    const forms = ledger.find(({ file }: { file: string }) => file === 'forms.csv');
    expect([forms.used, forms.duplicate]).toEqual([2, 1]);
  });

  it('whose ID leads that are here bear too, a placeholder, are not of the one among them that was merged', async () => {
    const others = Array.from({ length: 12 }, (_, at) => `${10 + at},2026-04-01,New,VK,,555\n`).join('');
    const path = folder({
      'crm.csv': `ID,Created,Status,Source,Merged,Form\n3,2026-04-01,Won,VK,2,\n2,2026-04-01,New,VK,,555\n${others}`,
      'forms.csv': 'Lead,Made,Source\n555,2026-04-01,VK\n77,2026-04-01,VK\n',
      'funnel.yaml': `files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, source: Source, merged_ids: Merged, ad_lead_id: Form}}
  - {path: forms.csv, table: ad_leads, columns: {lead_id: Lead, created_at: Made, source: Source}}
statuses: {New: lead, Won: deal}
`,
    });
    const [row] = await reportRows('sources', path);
    expect([row?.get('leads'), row?.get('not_handed_over')]).toEqual([15, 2]);
  });

  it('each go into one part: as the lists read row by row', { tags: 'slow' }, async () => {
    for (const seed of [1, 2]) {
      const { pick, int } = makeRandom(seed);
      const day = () => `2026-03-${String(int(10, 12))}`;
      const kind = () => pick(['', '', '', '', 'Test']);
      const forms = Array.from({ length: 80 }, (_, at) =>
        form(`f${int(0, 60)}`, day(), { kind: kind(), origin: at % 4 === 0 ? 'Fax' : 'Radio' }),
      );
      const leads = Array.from({ length: 60 }, (_, at) =>
        lead(`c${at}`, `f${int(0, 70)}`, day(), {
          ...{ kind: kind(), source: pick(['', 'Radio', 'RADIO', 'fax']), tag: pick(['', '', 'radio', 'Fax']) },
        }),
      );
      expect([seed, await formsIn(exportsOf(forms, leads, EXCLUDED), '--all')]).toEqual([seed, byHand(forms, leads)]);
    }
  });

  it('are of the day of the form, by periods too; of several leads of one form the best counts, and a lead without a day is of none', {
    tags: 'slow',
  }, async () => {
    const forms = [
      form('f1'),
      form('f2', '2026-03-31'),
      form('f3', '2026-04-01'),
      form('f4', '2026-04-02'),
      form('f5', '2026-04-02'),
    ];
    const leads = [
      lead('c1', 'f1', '2026-03-12', { tag: 'Fax' }),
      lead('c2', 'f1'),
      lead('c3', 'f2', '2026-04-01'),
      { ...lead('c4', 'f3'), created: '' },
      lead('c5', 'f5', '2026-04-09'),
    ];
    const path = exportsOf(forms, leads);
    expect(await formsIn(path, '--month', '2026-03')).toEqual({ Radio: [2, 1, 0, 1, 0, 0, 0] });
    const { out } = await funnel(['reconcile_forms', path, '-q', '-f', 'csv', '--period', 'month']);
    expect(out.split('\n').map((line) => line.split(',').slice(0, 9).join())).toEqual([
      'period,source,platform_leads,matched,other_source,other_day,not_handed_over,excluded,repeated',
      ...['2026-04,Radio,3,0,0,2,1,0,0', '2026-03,Radio,2,1,0,1,0,0,0', ''],
    ]);
    // By then neither the last two forms had come nor the leads of the others.
    expect(await formsIn(path, '--all', '--as-of', '2026-04-01')).toEqual({ Radio: [3, 1, 0, 2, 0, 0, 0] });
    const { out: explained } = await funnel([
      'explain',
      'reconcile_forms.not_handed_over',
      path,
      '--row',
      'source=Radio',
      '--all',
      '--ids',
      '--lang',
      'ru',
    ]);
    expect(explained).toContain('формы, которых нет в CRM: 1');
    expect(explained).toContain('forms.csv:5');
  });

  it('are named by what the CRM itself has on the lead, a click before its tags', { tags: 'slow' }, async () => {
    const path = folder({
      'forms.csv': csv(['form', 'made', 'origin'], [form('f1'), form('f2')]),
      'crm.csv': 'id,created,status,form,gclid,tag\n1,2026-03-10,New,f1,x1,Radio\n2,2026-03-10,New,f2,,Radio\n',
      'funnel.yaml': yaml().replace('source: source, utm_source: tag', 'gclid: gclid, utm_source: tag'),
    });
    expect(await formsIn(path, '--all')).toEqual({ Radio: [2, 1, 1, 0, 0, 0, 0] });
  });

  it('are blank where nothing tells which of them the CRM has, which is said; what they repeat is known', {
    tags: 'slow',
  }, async () => {
    const files = { 'forms.csv': csv(['form', 'made', 'origin'], [form('f1'), form('f1'), form('f2')]) };
    const crm = 'id,created,status\n1,2026-03-10,New\n';
    const unknown = { Radio: [3, null, null, null, null, 0, 1] };
    const alone = folder({ ...files, 'funnel.yaml': yaml().replace(/\n.*crm\.csv.*/, '') });
    expect(await formsIn(alone, '--all')).toEqual(unknown);
    const apart = folder({
      ...files,
      ...{ 'crm.csv': crm, 'funnel.yaml': yaml().replace(', source: source, utm_source: tag, ad_lead_id: form', '') },
    });
    expect(await formsIn(apart, '--all')).toEqual(unknown);
    const said = async (path: string) => (await funnel(['reconcile', path, '--all'])).out.replace(/\s+/g, ' ');
    expect(await said(alone)).toContain('no CRM among the exports');
    expect(await said(apart)).toContain('no field for the IDs of these forms and knows none of them');
    const none = folder({
      'crm.csv': crm,
      'funnel.yaml': yaml()
        .replace(/\n.*forms\.csv.*/, '')
        .replace(', source: source, utm_source: tag, ad_lead_id: form', ''),
    });
    expect(await said(none)).toContain('no leads of forms on these days');
  });

  it('are not told apart by what a form that never came does not have, nor by the day of events', {
    tags: 'slow',
  }, async () => {
    const path = exportsOf([form('f1'), form('f2', '2026-03-10', { origin: 'Fax' })], [lead('c1', 'f1')]);
    const refused = async (...flags: string[]) => {
      const { code, err } = await funnel(['reconcile', path, '--all', ...flags]);
      return [code, err];
    };
    expect(await refused('--by', 'manager')).toEqual([2, expect.stringContaining('has no manager')]);
    expect(await refused('--where', 'stage=lead')).toEqual([2, expect.stringContaining('has no stage')]);
    expect(await refused('--basis', 'event')).toEqual([2, expect.stringContaining('by the day of events')]);
    expect(await formsIn(path, '--all', '--where', 'source=fax')).toEqual({ Fax: [1, 0, 0, 0, 1, 0, 0] });
  });
});

describe('counts beside the CRM', () => {
  const ADS =
    'day,source,cost,clicks,results\n2026-03-10,Radio,10,5,8\n2026-03-11,Radio,10,5,2.5\n2026-03-10,Fax,3,1,\n';
  const GOALS = 'day,source,sessions,goals\n2026-03-10,Radio,6,4\n2026-03-11,Radio,2,1\n2026-03-10,Organic,9,3\n';
  const CRM =
    'id,created,status,source\n1,2026-03-10,New,Radio\n2,2026-03-10,New,Radio\n3,2026-03-11,New,Radio\n4,2026-03-11,New,\n';
  const YAML = `currency: RUB
files:
  - {path: ads.csv, table: ad_stats, columns: {day: day, source: source, cost: cost, clicks: clicks, actions: results}}
  - {path: goals.csv, table: ad_stats, columns: {day: day, source: source, sessions: sessions, actions: goals}}
  - {path: crm.csv, table: crm, columns: {lead_id: id, created_at: created, status: status, source: source}}
statuses: {New: lead}
`;
  const files = { 'ads.csv': ADS, 'goals.csv': GOALS, 'crm.csv': CRM, 'funnel.yaml': YAML };
  const countsIn = async (path: string, ...flags: string[]) =>
    (await reportRows('reconcile_counts', path, '--all', ...flags)).map((row) => [...row.values()]);

  it('stand side by side, each as it is counted, are never added up, and end with the leads that nothing names', {
    tags: 'slow',
  }, async () => {
    const path = folder(files);
    // In `sources` the goals of the days that web analytics watch stand for the actions of the platform; here both are shown.
    expect(await countsIn(path)).toEqual([
      ['Radio', 10.5, 5, 3, 0.285714],
      ['Fax', null, null, 0, null],
      ['Organic', null, 3, 0, null],
      ['(no source)', null, null, 1, null],
    ]);
    expect(
      (await reportRows('sources', path, '--all')).find((row) => row.get('source') === 'Radio')?.get('actions'),
    ).toBe(5);
    // What only leads have tells no statistics apart.
    expect(await countsIn(path, '--where', 'stage=lead')).toEqual([
      ['Radio', null, null, 3, null],
      ['(no source)', null, null, 1, null],
    ]);
    const { out } = await funnel(['reconcile', path, '--all', '--lang', 'ru']);
    expect(out.replace(/\s+/g, ' ')).toContain('лидов в CRM без источника: 1');
    const { out: why } = await funnel([
      'explain',
      'reconcile_counts.platform_actions',
      path,
      '--row',
      'source=Radio',
      '--all',
      '--ids',
    ]);
    expect(why).toMatch(/«results» of «ads\.csv»[\s\S]*ads\.csv:2[\s\S]*ads\.csv:3/);
    expect(why).not.toContain('goals.csv:');
  });

  it('have no CRM leads where there is no CRM, and none of those that it never received', {
    tags: 'slow',
  }, async () => {
    const forms = 'form,made,origin\nf1,2026-03-10,Radio\nf2,2026-03-10,Radio\n';
    const entry =
      '  - {path: forms.csv, table: ad_leads, columns: {lead_id: form, created_at: made, source: origin}}\n';
    const { 'crm.csv': crm, ...others } = files;
    const withForms = YAML.replace('statuses', `${entry}statuses`);
    const alone = folder({
      ...others,
      'forms.csv': forms,
      'funnel.yaml': withForms.replace(/ {2}- {path: crm.*\n/, ''),
    });
    expect((await countsIn(alone))[0]).toEqual(['Radio', 10.5, 5, null, null]);
    const both = folder({
      ...others,
      'crm.csv': crm.replace('source\n', 'source,form\n').replaceAll('Radio\n', 'Radio,f1\n').replace(/,\n$/, ',,\n'),
      'forms.csv': forms,
      'funnel.yaml': withForms.replace(
        'status: status, source: source',
        'status: status, source: source, ad_lead_id: form',
      ),
    });
    // Three in the CRM; of the two forms one never came there.
    expect((await countsIn(both))[0]).toEqual(['Radio', 10.5, 5, 3, 0.285714]);
  });
});
