import { afterAll, describe, expect, it } from 'vitest';
import { type Files, makeHarness } from '../intake/harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const ASKED = 'who,asked,via\nQ1,2026-01-13,fair\nQ2,2026-01-14,fair\nQ3,2026-01-15,radio\nQ4,2026-01-16,radio\n';
const WON = 'who,won,worth\nQ1,2026-02-01,1000\nQ3,2026-02-03,500\n';
const stagesFiles = (asked = 'asked.csv', won = 'won.csv'): Files => ({
  [asked]: ASKED,
  [won]: WON,
  'funnel.yaml': `files:
  - {path: ${asked}, table: crm, columns: {lead_id: who, created_at: asked, source: via}}
  - {path: ${won}, table: crm, columns: {lead_id: who, created_at: won, deal_at: won, revenue: worth}}
`,
});

const reports = async (files: Files) => JSON.stringify((await harness.report(files)).json.reports);

describe('a second file of the same leads', () => {
  it('fills what the first lacks, field by field', { tags: 'slow' }, async () => {
    const found = await harness.report(stagesFiles());
    expect([found.total('leads'), found.total('deals'), found.total('revenue')]).toEqual([4, 2, '1500.00']);
    expect(found.figures('sources', 'revenue')).toMatchObject({ fair: '1000.00', radio: '500.00' });
    // Who won stands in it, and who is lost stands nowhere.
    expect(found.warnings).toEqual(['losses-unknown']);
  });

  it('leaves the lead its own day: a date of winning is the deal’s', { tags: 'slow' }, async () => {
    const path = harness.write(stagesFiles());
    const january = await harness.start(
      ['report', path, '-f', 'json', '--from', '2026-01-01', '--to', '2026-01-31'],
      path,
    );
    expect([january.total('leads'), january.total('revenue')]).toEqual([4, '1500.00']);
  });

  it('says the same whatever the files are called', { tags: 'slow' }, async () => {
    expect(await reports(stagesFiles('z.csv', 'a.csv'))).toBe(await reports(stagesFiles('a.csv', 'z.csv')));
  });

  it('has the currency of its own amounts', async () => {
    const files = stagesFiles();
    const config = `${files['funnel.yaml']}currency: RUB\nrates: {USD: 90}\n`.replace(
      'revenue: worth}}',
      'revenue: worth}, currency: USD}',
    );
    const found = await harness.report({ ...files, 'funnel.yaml': config.replace('via}}', 'via}, currency: RUB}') });
    expect(found.total('revenue')).toBe('135000.00');
  });

  const clash = (won: string, asked = ASKED, fields = 'source: how'): Files => ({
    'asked.csv': asked,
    'won.csv': won,
    'funnel.yaml': `files:
  - {path: asked.csv, table: crm, columns: {lead_id: who, created_at: asked, source: via}}
  - {path: won.csv, table: crm, columns: {lead_id: who, created_at: seen, ${fields}}}
`,
  });

  it('with another value is heeded where its rows are newer', { tags: 'slow' }, async () => {
    const found = await harness.report(clash('who,seen,how\nQ1,2026-01-13,letter\nQ9,2026-03-01,letter\n'));
    expect(found.figures('sources', 'leads')).toMatchObject({ fair: 1, radio: 2, letter: 2 });
  });

  it('with another value is not heeded where its rows are older', { tags: 'slow' }, async () => {
    const found = await harness.report(clash('who,seen,how\nQ1,2026-01-13,letter\nQ9,2026-01-02,letter\n'));
    expect(found.figures('sources', 'leads')).toMatchObject({ fair: 2, radio: 2, letter: 1 });
  });

  it('with another value, and neither newer, is an error that names both files and the field', async () => {
    const { code, err } = await harness.report(clash('who,seen,how\nQ1,2026-01-13,letter\nQ9,2026-01-16,letter\n'));
    expect(code).toBe(2);
    expect(err.replaceAll(/\s+/g, ' ')).toContain('asked.csv, won.csv say different things (source) of 1 lead');
  });

  it('is decided by the moment of modification where both have one', { tags: 'slow' }, async () => {
    const files = (touched: string): Files => ({
      'asked.csv': ASKED.replace('via\n', 'via,touched\n').replaceAll(/(fair|radio)\n/g, '$1,2026-01-20\n'),
      'won.csv': `who,seen,how,touched\nQ1,2026-01-13,letter,${touched}\n`,
      'funnel.yaml': `files:
  - {path: asked.csv, table: crm, columns: {lead_id: who, created_at: asked, source: via, modified_at: touched}}
  - {path: won.csv, table: crm, columns: {lead_id: who, created_at: seen, source: how, modified_at: touched}}
`,
    });
    expect((await harness.report(files('2026-01-21'))).figures('sources', 'leads').letter).toBe(1);
    expect((await harness.report(files('2026-01-19'))).figures('sources', 'leads').letter).toBeUndefined();
  });
});

describe('one list split in two', () => {
  const COLUMNS = {
    lead_id: 'n',
    created_at: 'made',
    status: 'state',
    source: 'via',
    campaign: 'push',
    manager: 'by',
    revenue: 'paid',
    amount: 'hope',
    reason: 'why',
    proposal_at: 'offered',
  };
  type Field = keyof typeof COLUMNS;
  const FIELDS = Object.keys(COLUMNS) as Field[];
  const STATES = ['New', 'Offer', 'Sold', 'Gone', 'Talks'];
  /** Leads without a pattern that the split could follow. */
  const ROWS = Array.from({ length: 60 }, (_, at): Record<Field, string> => {
    const day = String(1 + (at % 28)).padStart(2, '0');
    const pick = <T>(list: readonly T[], by: number) => list[(at * by + (at >> 2)) % list.length] as T;
    const state = pick(STATES, 3);
    return {
      lead_id: `N${at}`,
      created_at: `2026-0${1 + (at % 3)}-${day}`,
      status: state,
      source: pick(['fair', 'radio', '', 'letter'], 5),
      campaign: pick(['one', 'two', ''], 7),
      manager: pick(['Ann', 'Bob', ''], 2),
      revenue: state === 'Sold' ? pick(['', '10.50', '700', '3'], 11) : '',
      amount: pick(['', '5', '8.25'], 13),
      reason: state === 'Gone' ? pick(['dear', 'far', ''], 3) : '',
      proposal_at: pick(['', '', `2026-04-${day}`], 1),
    };
  });
  const sheet = (fields: readonly Field[], rows: readonly (typeof ROWS)[number][]) =>
    `${fields.map((field) => COLUMNS[field]).join(',')}\n${rows.map((row) => fields.map((field) => row[field]).join(',')).join('\n')}\n`;
  const entry = (path: string, fields: readonly Field[]) =>
    `  - {path: ${path}, table: crm, columns: {${fields.map((field) => `${field}: ${COLUMNS[field]}`).join(', ')}}}\n`;
  const folder = (parts: Record<string, readonly [readonly Field[], readonly (typeof ROWS)[number][]]>): Files => ({
    ...Object.fromEntries(Object.entries(parts).map(([path, [fields, rows]]) => [path, sheet(fields, rows)])),
    'funnel.yaml': `files:\n${Object.entries(parts)
      .map(([path, [fields]]) => entry(path, fields))
      .join('')}statuses: {New: lead, Offer: proposal, Talks: contact, Sold: deal, Gone: lost}\n`,
  });
  const whole = folder({ 'all.csv': [FIELDS, ROWS] });

  it.each([
    ['by columns', ['status', 'reason', 'proposal_at']],
    ['by columns, the amounts apart', ['revenue', 'amount']],
    ['by columns, one of them alone', ['source']],
  ] as const)('%s gives the report of the whole', { tags: 'slow' }, async (_, apart) => {
    const isApart = (field: Field) => (apart as readonly Field[]).includes(field);
    const shared: Field[] = ['lead_id', 'created_at'];
    const one = FIELDS.filter((field) => !isApart(field));
    const other = FIELDS.filter((field) => shared.includes(field) || isApart(field));
    const parts = await reports(folder({ 'b.csv': [one, ROWS], 'a.csv': [other, [...ROWS].reverse()] }));
    expect(parts).toBe(await reports(whole));
  });

  it('and some rows twice, all alike, gives the report of the whole', { tags: 'slow' }, async () => {
    const parts = { 'y.csv': [FIELDS, ROWS.slice(0, 40)], 'x.csv': [FIELDS, ROWS.slice(20)] } as const;
    expect(await reports(folder(parts))).toBe(await reports(whole));
  });
});

describe('a download with fewer columns', () => {
  const yaml = { 'funnel.yaml': 'statuses: {new: lead, deal: deal}\n' };
  const WHOLE = 'Lead ID,Created,Status,Source,Amount\n1,2026-10-02,deal,Google,500\n2,2026-10-03,new,Google,\n';
  const FEWER = 'Lead ID,Created,Status\n1,2026-10-02,deal\n3,2026-10-20,new\n';
  const OTHER = 'Lead ID,Created,Status,Amount\n1,2026-10-02,deal,500\n5,2026-10-25,new,\n';

  it('blanks nothing of what it does not have', { tags: 'slow' }, async () => {
    const found = await harness.report({ 'leads.csv': WHOLE, 'update.csv': FEWER, ...yaml });
    expect(found.figures('sources', 'revenue')).toMatchObject({ Google: '500.00' });
    expect(found.figures('sources', 'leads')).toEqual({ Google: 2, '(no source)': 1, '(total)': 3 });
  });

  it('has its state and its amounts from what has the columns, each from the newest that does', {
    tags: 'slow',
  }, async () => {
    const older = 'Lead ID,Created,Status,Source,Amount\n1,2026-10-02,new,Google,100\n2,2026-10-03,new,Google,30\n';
    const newer = 'Lead ID,Created,Source,Amount\n1,2026-10-02,Google,\n4,2026-10-22,Google,70\n';
    const found = await harness.report({ 'a.csv': older, 'b.csv': newer, ...yaml });
    // Lead 1 has no amount any more: a blank in a column is one.
    expect([found.total('leads'), found.total('pipeline'), found.total('deals')]).toEqual([3, '100.00', 0]);
  });

  it('says the same whatever the three files are called', { tags: 'slow' }, async () => {
    const texts = [WHOLE, FEWER, OTHER];
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    const said = await Promise.all(
      orders.map((order) => {
        const files = Object.fromEntries(order.map((of, at) => [`${'abc'[at]}.csv`, texts[of] as string]));
        return reports({ ...files, ...yaml });
      }),
    );
    expect(new Set(said).size).toBe(1);
  });
});

describe('a newer download with one more column', () => {
  const yaml = { 'funnel.yaml': 'statuses: {new: lead, deal: deal, lost: lost}\n' };
  const OLDER = 'Lead ID,Created,Status,Source,Amount\n1,2026-10-02,deal,Google,500\n2,2026-10-03,deal,Google,20\n';
  const newer = (row: string) => `Lead ID,Created,Status,Source,Amount,Manager\n${row}\n3,2026-10-20,new,Google,,Ann\n`;
  const figures = async (row: string) => {
    const found = await harness.report({ 'a.csv': OLDER, 'b.csv': newer(row), ...yaml });
    expect(found.warnings).toContain('duplicate-leads');
    return ['leads', 'lost', 'deals', 'revenue'].map((name) => found.total(name));
  };

  it('replaces the older one all the same: what was won then is open now', async () => {
    expect(await figures('1,2026-10-02,new,Google,,Ann')).toEqual([3, 0, 1, '20.00']);
  });

  it('and a blank amount in it is one', { tags: 'slow' }, async () => {
    expect(await figures('1,2026-10-02,deal,Google,,Ann')).toEqual([3, 0, 2, '20.00']);
  });
});

describe('a newer download with one column more and another less', () => {
  const yaml = { 'funnel.yaml': 'statuses: {new: lead, deal: deal, lost: lost}\n' };
  const HEAD = 'Lead ID,Created,Modified,Status,Amount';
  const older = `${HEAD},Source\n1,2026-10-02,2026-10-03,deal,500,Google\n2,2026-10-03,2026-10-04,deal,20,Google\n`;
  const newer = (row: string) => `${HEAD},Manager\n${row}\n`;

  it.each([
    ['a.csv', 'b.csv'],
    ['b.csv', 'a.csv'],
  ])(
    'replaces the older one where both say when a row was changed (%s, %s)',
    { tags: 'slow' },
    async (first, second) => {
      const found = await harness.report({
        ...{ [first]: older, [second]: newer('1,2026-10-02,2026-10-09,new,,Ann') },
        ...yaml,
      });
      expect(['leads', 'deals', 'revenue'].map((name) => found.total(name))).toEqual([2, 1, '20.00']);
      expect(found.figures('sources', 'leads')).toMatchObject({ Google: 2 });
    },
  );

  it('is the older one where its row was changed before', async () => {
    const found = await harness.report({
      ...{ 'a.csv': older, 'b.csv': newer('1,2026-10-02,2026-10-01,new,,Ann') },
      ...yaml,
    });
    expect(['leads', 'deals', 'revenue'].map((name) => found.total(name))).toEqual([2, 2, '520.00']);
  });
});
