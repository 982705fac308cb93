import { afterAll, describe, expect, it } from 'vitest';
import { makeHarness } from '../intake/harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const CRM = `ID,Created,Source,Stage,Phone,Mail
c1,2026-03-02 10:00,,Paid,8 (916) 123-45-60,
c2,2026-03-03 10:00,,New,,Bob@Shop.ru
c3,2026-03-04 10:00,,New,+7 903 222-11-00,
`;
const FORMS = `ID,Created,Campaign,Phone,Mail
f1,2026-03-02 09:00,spring,+79161234560,
f2,2026-03-03 09:00,autumn,,bob@shop.ru
f3,2026-03-04 09:00,winter,+7 905 000-11-22,
`;
const yaml = (more: string) => `currency: RUB
files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, source: Source, status: Stage, phone: Phone, email: Mail}}
  - {path: forms.csv, table: ad_leads, columns: {lead_id: ID, created_at: Created, campaign: Campaign, phone: Phone, email: Mail}, set: {source: VK}}
statuses: {New: lead, Paid: deal}
${more}`;
const ask = (more: string, crm = CRM, forms = FORMS, ...flags: string[]) =>
  harness.report({ 'crm.csv': crm, 'forms.csv': forms, 'funnel.yaml': yaml(more) }, '--all', ...flags);
const leadsOf = async (more: string, crm?: string, forms?: string) =>
  (await ask(more, crm, forms)).figures('sources', 'leads');

describe('a lead of a form is found in the CRM by its phone or its address', () => {
  it('only where the configuration says so', { tags: 'slow' }, async () => {
    expect(await leadsOf('')).toEqual({ '(no source)': 3, '(total)': 3 });
    expect(await leadsOf('ids: {fallback: phone, country: RU}\n')).toEqual({
      ...{ VK: 3, '(no source)': 2, '(total)': 5 },
    });
    expect(await leadsOf('ids: {fallback: [phone, email], country: RU}\n')).toEqual({
      ...{ VK: 3, '(no source)': 1, '(total)': 4 },
    });
  });

  it('not by one that stands on more than three leads', { tags: 'slow' }, async () => {
    const more = (count: number) =>
      CRM + Array.from({ length: count }, (_, at) => `d${at},2026-03-03 10:00,,New,89161234560,\n`).join('');
    const only = FORMS.split('\n').slice(0, 2).join('\n');
    expect(await leadsOf('ids: {fallback: phone, country: RU}\n', more(2), only)).toMatchObject({ VK: 3 });
    expect(await leadsOf('ids: {fallback: phone, country: RU}\n', more(3), only)).not.toHaveProperty('VK');
  });

  it('not one that was a lead before the form was sent: it came of something else', { tags: 'slow' }, async () => {
    const crm = `${CRM.split('\n')[0]}\nold,2026-02-01,Walk in,Paid,8 916 123-45-60,\nnew,2026-03-01,,New,89161234560,\n`;
    const form = FORMS.split('\n').slice(0, 2).join('\n');
    expect(await leadsOf('ids: {fallback: phone, country: RU}\n', crm, form)).toEqual({
      ...{ 'Walk in': 1, VK: 1, '(total)': 2 },
    });
    // A form that only the older one could be of was never handed over.
    const only = crm.split('\n').slice(0, 2).join('\n');
    expect(await leadsOf('ids: {fallback: phone, country: RU}\n', only, form)).toMatchObject({ 'Walk in': 1 });
  });

  it('not one of the same person that came long after another which did', { tags: 'slow' }, async () => {
    const form = FORMS.split('\n').slice(0, 2).join('\n');
    const crm = (later: string) =>
      `${CRM.split('\n').slice(0, 2).join('\n')}\nlater,${later},Walk in,New,89161234560,\n`;
    const found = (later: string, forms = form) => leadsOf('ids: {fallback: phone, country: RU}\n', crm(later), forms);
    expect(await found('2026-03-03')).toEqual({ VK: 2, '(total)': 2 });
    expect(await found('2026-03-20')).toEqual({ VK: 1, 'Walk in': 1, '(total)': 2 });
    expect(await found('')).toEqual({ VK: 1, 'Walk in': 1, '(total)': 2 });
    // What came of a second form came of that, whenever it was.
    expect(await found('2026-03-20', `${form}\nf9,2026-03-19,summer,89161234560,\n`)).toEqual({ VK: 2, '(total)': 2 });
  });

  it('nor by the address, where the form is found by the phone: long after, it came of another', async () => {
    const crm = `${CRM.split('\n')[0]}
c1,2026-03-02 10:00,,Paid,8 (916) 123-45-60,Ann@Shop.ru
later,2026-03-20,Walk in,New,89161234560,ann@shop.ru
`;
    const form = `${FORMS.split('\n')[0]}\nf1,2026-03-02 09:00,spring,+79161234560,ann@shop.ru\n`;
    expect(await leadsOf('ids: {fallback: [phone, email], country: RU}\n', crm, form)).toEqual({
      ...{ VK: 1, 'Walk in': 1, '(total)': 2 },
    });
  });

  it('and neither is told, in any format', { tags: 'slow' }, async () => {
    for (const format of ['json', 'csv', 'table']) {
      const { out, err } = await ask('ids: {fallback: [phone, email], country: RU}\n', CRM, FORMS, '-f', format);
      for (const part of ['916', '123-45-60', 'shop.ru', 'bob', 'Bob']) expect(out + err).not.toContain(part);
    }
  });

  it('and where no export has such a column, what to type is said', async () => {
    const files = { 'crm.csv': CRM, 'forms.csv': FORMS };
    const without = yaml('ids: {fallback: phone}\n').replaceAll(', phone: Phone', '').replaceAll('Phone', 'Knob');
    const bare = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text.replace('Phone', 'Knob')]));
    expect((await harness.report({ ...bare, 'funnel.yaml': without })).err).toContain('columns: {phone: its heading}');
  });
});

/** Without what was spent. */
const yamlOf = (own: string) => own.replace(/, \{path: ads.*\}\}\]/, ']');

describe('who has come before', () => {
  const crm = (rows: string) => `ID,Created,Source,Stage,Phone\n${rows}`;
  const own = `currency: RUB
files: [{path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, source: Source, status: Stage}}, {path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, cost: Cost}}]
statuses: {New: lead, Paid: deal}
`;
  const rows = `1,2026-01-01 10:00,VK,New,89161234560
2,2026-01-20 10:00,VK,New,+7 916 1234560
3,2026-03-05 10:00,Google,New,9161234560
4,2026-03-05 10:00,VK,New,
5,2026-03-06 10:00,VK,New,
`;
  const counts = async (repeats: string, text = crm(rows)) => {
    const outcome = await harness.report(
      {
        ...{ 'crm.csv': text, 'ads.csv': 'Day,Source,Cost\n2026-01-01,VK,90\n2026-03-31,VK,30\n' },
        'funnel.yaml': `${own}ids: {country: RU}\n${repeats}`,
      },
      '--all',
    );
    return ['repeats', 'leads', 'cpl', 'cpl_unique'].map((figure) => outcome.figures('sources', figure).VK);
  };

  it('stays a lead and is counted apart, within the window', { tags: 'slow' }, async () => {
    expect(await counts('')).toEqual([null, 4, '30.0000', null]);
    expect(await counts('repeats: {by: [phone], window: 30d}\n')).toEqual([1, 4, '30.0000', '40.0000']);
    expect(await counts('repeats: {by: phone, window: 2w}\n')).toEqual([0, 4, '30.0000', '30.0000']);
  });

  it('is told over all sources, and without a window at any time', { tags: 'slow' }, async () => {
    const outcome = await harness.report(
      {
        'crm.csv': crm(rows),
        'funnel.yaml': `${yamlOf(own)}ids: {country: RU}\nrepeats: {by: phone}\n`,
      },
      '--all',
    );
    expect(outcome.figures('sources', 'repeats')).toMatchObject({ VK: 1, Google: 1, '(total)': 2 });
  });

  it('and whatever else reads the column has its cells as they stand', { tags: 'slow' }, async () => {
    const text = crm(rows.replace('4,2026-03-05 10:00,VK,New,', '4,2026-03-05 10:00,VK,Paid,nobody'));
    const asked = async (more: string) => {
      const outcome = await harness.report(
        { 'crm.csv': text, 'funnel.yaml': `${yamlOf(own)}ids: {country: RU}\n${more}` },
        '--all',
      );
      return [outcome.total('leads'), outcome.total('repeats')];
    };
    const exclude = 'exclude: {Phone: [nobody, 9161234560]}\n';
    const repeats = 'repeats: {by: phone}\n';
    expect(await asked(exclude)).toEqual([3, null]);
    expect(await asked(exclude + repeats)).toEqual([3, 1]);
  });

  it('is told under other usual headings too, and a file without any is said', { tags: 'slow' }, async () => {
    const [head = '', ...others] = crm(rows).split('\n');
    const second = (heading: string) =>
      harness.report(
        {
          'a.csv': [head, ...others.slice(0, 2), ''].join('\n'),
          'b.csv': [head.replace('Phone', heading), ...others.slice(2)].join('\n'),
          'funnel.yaml': `files: [${['a', 'b'].map((file) => `{path: ${file}.csv, table: crm, columns: {lead_id: ID, created_at: Created, source: Source, status: Stage}}`).join()}]
statuses: {New: lead}\nids: {country: RU}\nrepeats: {by: phone}\n`,
        },
        '--all',
      );
    for (const heading of ['Tel.', 'Telephone', 'Тел.', 'Номер телефона', 'Телефон']) {
      const outcome = await second(heading);
      expect([heading, outcome.total('repeats'), outcome.warnings]).toEqual([heading, 2, []]);
    }
    const untold = await second('Knob');
    expect([untold.total('repeats'), untold.warnings]).toEqual([1, ['people-untold']]);
    expect(untold.json.warnings[0]?.message).toContain('b.csv: no column');
  });

  it('and a phone may be the ID of a lead as well', async () => {
    const named = yamlOf(own).replace('lead_id: ID', 'lead_id: Phone');
    const text = crm('1,2026-01-01,VK,New,+7 916 123-45-60\n2,2026-01-02,VK,New,89161234560\n3,2026-01-03,VK,New,12\n');
    const outcome = await harness.report(
      { 'crm.csv': text, 'funnel.yaml': `${named}ids: {country: RU}\nrepeats: {by: phone}\n` },
      '--all',
    );
    expect([outcome.total('leads'), outcome.total('repeats')]).toEqual([3, 1]);
  });
});
