import { afterAll, describe, expect, it } from 'vitest';
import { type Files, makeHarness, type Outcome } from '../intake/harness.js';

const harness = makeHarness();
afterAll(harness.remove);

/** So many rows with the same cells, each with an ID of its own. */
const rows = (...groups: [count: number, cells: string][]): string =>
  groups
    .flatMap(([count, cells]) => Array.from({ length: count }, () => cells))
    .map((cells, at) => `${at + 1},${cells}\n`)
    .join('');

const CREATED = '02.10.2026 10:00:00';
const amo = (more = '', ...groups: [number, string][]): string =>
  `ID,Название сделки,Ответственный,Воронка,Дата создания,Этап сделки,Бюджет${more}\n${rows(...groups.map(([count, cells]): [number, string] => [count, `Заявка,Анна,Продажи,${CREATED},${cells}`]))}`;
/** 20 open at the first stage, 30 called, 20 deciding, 30 won, and so many lost without a word of where. */
const AMO = (lost: number) =>
  amo(
    '',
    [20, 'Первичный контакт,'],
    [30, 'Переговоры,'],
    [20, 'Принимают решение,'],
    [30, 'Успешно реализовано,100'],
    [lost, 'Закрыто и не реализовано,'],
  );

const stage = (outcome: Outcome, name: string): Record<string, unknown> => {
  const { columns, rows: all } = outcome.json.reports.stages as { columns: { name: string }[]; rows: unknown[][] };
  const row = all.find(([own]) => own === name) ?? [];
  return Object.fromEntries(columns.map((column, at) => [column.name, row[at]]));
};
const said = (outcome: Outcome) =>
  outcome.json.warnings.flatMap(({ code, message }) => (code === 'unknown-depth' ? [message] : []));

describe('a CRM that exports only where a deal stands now', () => {
  it('leaves what is known as the least, and blank what is divided by it or out of it', { tags: 'slow' }, async () => {
    const outcome = await harness.report({ 'amo.csv': AMO(100) });
    const { contact, decision, deal, lead } = Object.fromEntries(
      ['lead', 'contact', 'decision', 'deal'].map((name) => [name, stage(outcome, name)]),
    );
    const blank = { step_rate: null, overall_rate: null, lead_rate: null, step_low: null, step_high: null, lost: null };
    expect(contact).toMatchObject({ reached: 80, unknown_depth: 100, ...blank, moved: 50, open: 30 });
    expect(decision).toMatchObject({ reached: 50, unknown_depth: 100, ...blank });
    expect(lead).toMatchObject({ reached: 200, unknown_depth: 0, lost: null, moved: 80 });
    // Of the deal every export tells: what is divided out of leads stays, what out of the least does not.
    expect(deal).toMatchObject({ reached: 30, unknown_depth: 0, step_rate: null, lead_rate: 0.15, lost: 0 });
    expect(stage(outcome, 'qualified')).toMatchObject({ reached: null, unknown_depth: null });
  });

  it('is told how to get the stages, in every format, and by check', { tags: 'slow' }, async () => {
    const folder = harness.write({ 'amo.csv': AMO(100) });
    const outcome = await harness.start(['report', folder, '-f', 'json', '--all'], folder);
    const message =
      'nothing tells how far 100 of 100 lost leads came: «Manager contact», «Decision» are the least there can be (≥), and the rates of them are blank; let the CRM fill in a date field per stage, or keep its weekly downloads in the folder: funnel formats amocrm';
    expect(said(outcome)).toEqual([message]);
    const table = (await harness.start(['report', folder, '--all'], folder)).out.replaceAll(/\s+/g, ' ');
    expect(table).toContain('≥ = at least: nothing tells how far 100 of 100 lost leads came');
    expect(table).toMatch(/5 Manager contact ≥ 80 /);
    const checked = await harness.start(['check', folder], folder);
    expect([checked.code, checked.out.replaceAll(/\s+/g, ' ')]).toEqual([1, expect.stringContaining(message)]);
    const csv = await harness.start(['stages', folder, '-f', 'csv', '--all'], folder);
    expect(csv.out).toContain('contact,lead,80,50,,,,,,50,,30,,,,100,,,,0,\n');
    expect(csv.err).toContain(message);
  });

  it('with so few that they are a tenth at most, the figures stand', { tags: 'slow' }, async () => {
    const [tenth, more] = [await harness.report({ 'amo.csv': AMO(11) }), await harness.report({ 'amo.csv': AMO(12) })];
    // 11 of 111 leads are no more than a tenth, and 12 of 112 are more.
    expect(stage(tenth, 'contact')).toMatchObject({ reached: 80, step_rate: 0.720721, unknown_depth: 11 });
    expect(stage(more, 'contact')).toMatchObject({ reached: 80, step_rate: null, unknown_depth: 12 });
    expect(stage(tenth, 'lead')).toMatchObject({ lost: 11 - 0 });
  });

  it('has no verdict where it has no rate, and unproven where more than a tenth is implied', {
    tags: 'slow',
  }, async () => {
    const yaml = 'norms: {contact: 0.5, deal: 0.5}\n';
    const open = await harness.report({ 'amo.csv': AMO(100), 'funnel.yaml': yaml });
    expect([stage(open, 'contact').verdict, stage(open, 'deal').verdict]).toEqual([null, null]);
    const implied = await harness.report({ 'amo.csv': AMO(0), 'funnel.yaml': yaml });
    expect(stage(implied, 'contact').verdict).toBe('unproven');
  });
});

const STATUSES =
  'statuses: {New: lead, Good: qualified, Offer: proposal, Paid: deal, Gone: lost, Gone late: {lost: proposal}}\n';
const crm = (columns: string, heads: string, top: string, ...groups: [number, string][]): Files => ({
  'crm.csv': `ID,Created,Source,Stage${heads}\n${rows(...groups.map(([count, cells]): [number, string] => [count, `2026-10-02,VK,${cells}`]))}`,
  'funnel.yaml': `files:\n  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, source: Source, status: Stage${columns}}}\n${STATUSES}${top}`,
});

describe('an export tells how far its lost leads came', () => {
  const untold: [number, string][] = [
    [40, 'Good'],
    [10, 'Offer'],
    [10, 'Paid'],
    [40, 'Gone'],
  ];
  const filled = (cells: string): [number, string][] => untold.map(([count, own]) => [count, `${own},${cells}`]);
  const depths = async (files: Files, ...flags: string[]) => {
    const outcome = await harness.report(files, ...flags);
    return ['qualified', 'proposal', 'deal'].map((name) => stage(outcome, name).unknown_depth);
  };

  it('by nothing but its status: of none', { tags: 'slow' }, async () => {
    expect(await depths(crm('', '', '', ...untold))).toEqual([40, 40, 0]);
  });

  it.each([
    ['a date of the stage', crm(', qualified_at: Seen', ',Seen', '', ...filled('')), [0, 40, 0]],
    ['a rule of the stage', crm('', ',Seen', 'rules: {qualified: {Seen: [yes]}}\n', ...filled('')), [0, 40, 0]],
    [
      'a stage held apart from the outcome',
      crm(
        ', outcome: End',
        ',End',
        '',
        ...untold.map(([n, s]): [number, string] => (s === 'Gone' ? [n, 'Good,Lost'] : [n, `${s},`])),
      ),
      [0, 0, 0],
    ],
    [
      'a status that names the stage',
      crm('', '', '', ...untold.map(([n, s]): [number, string] => [n, s === 'Gone' ? 'Gone late' : s])),
      [0, 0, 0],
    ],
  ])('by %s', { tags: 'slow' }, async (_, files, expected) => {
    expect(await depths(files)).toEqual(expected);
  });

  it('by a history, of the leads that it lists', { tags: 'slow' }, async () => {
    const files = crm('', '', '', ...untold);
    const listed = Array.from({ length: 30 }, (_, at) => `${61 + at},New,Gone,2026-10-03\n`).join('');
    expect(
      await depths({
        ...files,
        'history.csv': `ID,From,To,When\n${listed}`,
        'funnel.yaml': String(files['funnel.yaml']).replace(
          'statuses',
          '  - {path: history.csv, table: stage_events, columns: {lead_id: ID, from_status: From, status: To, entered_at: When}}\nstatuses',
        ),
      }),
    ).toEqual([10, 10, 0]);
  });

  it('whatever the reach', { tags: 'slow' }, async () => {
    const files = crm('', '', '', ...untold);
    expect([await depths(files, '--reach', 'strict'), await depths(files, '--reach', 'observed')]).toEqual([
      [40, 40, 0],
      [40, 40, 0],
    ]);
  });

  it('in sources: qualified is the least, its price and its rate blank, the rest stands', {
    tags: 'slow',
  }, async () => {
    const files = { ...crm('', '', '', ...untold), 'ads.csv': 'Day,Source,Spend\n2026-10-02,VK,1000\n' };
    const outcome = await harness.report(files);
    const figures = ['qualified', 'cpql', 'qualified_rate', 'deal_rate', 'cpl', 'verdict'];
    expect(figures.map((figure) => outcome.figures('sources', figure).VK)).toEqual([
      60,
      null,
      null,
      0.1,
      '10.0000',
      null,
    ]);
    const folder = harness.write(files);
    expect((await harness.start(['sources', folder, '--all'], folder)).out).toMatch(/≥ 60/);
  });
});

describe('how many were talked to at all', () => {
  const TALKED = STATUSES.replace('New:', 'Called: contact, New:');
  const files = (lost: number) => {
    const all = crm('', '', '', [30, 'New'], [50, 'Called'], [15, 'Good'], [5, 'Offer'], [lost, 'Gone']);
    return { ...all, 'funnel.yaml': String(all['funnel.yaml']).replace(STATUSES, TALKED) };
  };

  it('counts those who did not qualify as well, and whoever came to a later stage', { tags: 'slow' }, async () => {
    const outcome = await harness.report(files(0));
    expect(stage(outcome, 'contact').reached).toBe(5);
    expect(outcome.json).toMatchObject({ contacted: 55, contacted_rate: 0.55 });
  });

  it('stands under the table and in run.json', async () => {
    const folder = harness.write(files(0));
    expect((await harness.start(['stages', folder, '--all'], folder)).out).toContain(
      '55 of 100 leads were talked to, qualified or not (55.0%)',
    );
  });

  it('has no rate where many may have been, of whom no export tells', async () => {
    const outcome = await harness.report(files(100));
    expect(outcome.json).toMatchObject({ contacted: 55, contacted_rate: null });
  });

  it('is blank where no export tells of a conversation', async () => {
    const outcome = await harness.report(crm('', '', '', [3, 'New'], [2, 'Paid']));
    expect(outcome.json).toMatchObject({ contacted: null, contacted_rate: null });
  });
});
