import { afterAll, describe, expect, it } from 'vitest';
import { UserError } from '../../src/error.js';
import { dateSetting, dateSettingMeant } from '../../src/model/date-setting.js';
import { OPTIONS } from '../../src/options/all-options.js';
import { AD_COLUMNS, adsYaml, CRM_COLUMNS, crmYaml, expectRefused, makeHarness, Outcome } from './harness.js';
import { described, readRows } from './reader.js';
import { quoted } from './text.js';

const harness = makeHarness();
afterAll(harness.remove);

interface Setup {
  flags?: readonly string[];
  file?: readonly string[];
  top?: readonly string[];
}

const table = (heading: string, rows: readonly (readonly string[])[]) =>
  `${[heading, ...rows.map((row) => row.map(quoted).join(';'))].join('\n')}\n`;

type Value = string | number | null;

/**
 * Columns of figures, a file each, all in one run: what every cell was read as, null where it is unknown, `bad` where its
 * row was rejected. Files settle their formats each by itself, so that one run does for a whole table of examples.
 */
async function figuresOf(
  columns: readonly (readonly string[])[],
  figure: 'spend' | 'visits',
  { flags = [], file = [], top = [] }: Setup = {},
): Promise<Value[][] | Outcome> {
  const write = (cell: string) => (figure === 'spend' ? [cell, '1'] : ['1', cell]);
  const files = columns.map((cells, at): [string, string] => [
    `f${at}.csv`,
    table(
      'Day;Source;Cost;Clicks',
      cells.map((cell, row) => ['2026-03-02', `f${at}r${row}`, ...write(cell)]),
    ),
  ]);
  const yaml = adsYaml(AD_COLUMNS, file, top);
  const outcome = await harness.report({ ...Object.fromEntries(files), 'funnel.yaml': yaml }, ...flags);
  if (outcome.code !== 0) return outcome;
  const values = outcome.figures('sources', figure);
  const bad = new Map(outcome.json.ledger.map((one) => [one.file, one.rejects.map(({ line }) => line - 2)]));
  return columns.map((cells, at) =>
    cells.map((_, row) =>
      bad.get(`f${at}.csv`)?.includes(row) ? 'bad' : ((values[`f${at}r${row}`] as Value | undefined) ?? null),
    ),
  );
}

/** One column of costs. */
async function costs(cells: readonly string[], setup: Setup = {}): Promise<Value[] | Outcome> {
  const columns = await figuresOf([cells], 'spend', setup);
  return Array.isArray(columns) ? (columns[0] as Value[]) : columns;
}

/** A table of columns that are read in one run, each checked by itself. */
function tableOfColumns(name: string, figure: 'spend' | 'visits', rows: readonly Row[], setup: Setup = {}) {
  let all: Promise<Value[][] | Outcome> | undefined;
  it.each(rows)(name, { tags: 'slow' }, async (label, _, values) => {
    all ??= figuresOf(
      rows.map(([, cells]) => cells),
      figure,
      setup,
    );
    const read = await all;
    if (!Array.isArray(read)) expect.fail(read.err);
    expect(read[rows.findIndex(([own]) => own === label)]).toEqual(values);
  });
}

/** The program must have refused. */
function refusal(read: unknown): Outcome {
  if (read instanceof Outcome) return read;
  expect.fail(`was read as ${read}`);
}

type Row = [name: string, cells: string[], values: Value[]];

describe('amounts', () => {
  const NBSP = '\u00a0';
  const NARROW = '\u202f';
  const THIN = '\u2009';
  const readable: Row[] = [
    ['plain', ['0', '12', '12.5', '12.50', '1000000'], ['0.00', '12.00', '12.50', '12.50', '1000000.00']],
    ['points', ['1234.5', '0.5', '.5', '1.234'], ['1234.50', '0.50', '0.50', '1.23']],
    ['commas', ['1234,5', '0,5', ',5', '12'], ['1234.50', '0.50', '0.50', '12.00']],
    ['US', ['1,234.56', '1,234,567.89', '1,234', '12.5'], ['1234.56', '1234567.89', '1234.00', '12.50']],
    ['European', ['1.234,56', '1.234.567,89', '1.234', '12,5'], ['1234.56', '1234567.89', '1234.00', '12.50']],
    ['two commas prove groups', ['1,234,567', '1,234'], ['1234567.00', '1234.00']],
    ['two points prove groups', ['1.234.567', '1.234'], ['1234567.00', '1234.00']],
    ['spaces', ['1 234,56', '12 345', '1 234 567,8'], ['1234.56', '12345.00', '1234567.80']],
    ['no-break spaces', [`1${NBSP}234,56`, `12${NBSP}345${NBSP}678`], ['1234.56', '12345678.00']],
    ['narrow no-break spaces', [`1${NARROW}234,56`, `12${NARROW}345`], ['1234.56', '12345.00']],
    ['thin spaces', [`1${THIN}234.56`], ['1234.56']],
    ['Swiss', ["1'234.56", "1'234'567.80", '1’234.50'], ['1234.56', '1234567.80', '1234.50']],
    ['Indian', ['12,34,567.50', '1,23,456', '1,00,00,000'], ['1234567.50', '123456.00', '10000000.00']],
    ['blanks around', ['  12.5', '12.5  ', `${NBSP}12.5${NARROW}`], ['12.50', '12.50', '12.50']],
    ['no cents, as in a price list', ['1.234,-', '20,--', '12,50'], ['1234.00', '20.00', '12.50']],
    ['no cents in Switzerland', ["1'234.-", '20.–', '12.50'], ['1234.00', '20.00', '12.50']],
    ['small change', ['0.01', '0.005', '0.004999'], ['0.01', '0.01', '0.00']],
    ['large', ['999999999999.99', '123456789012.5'], ['999999999999.99', '123456789012.50']],
    ['leading zeros', ['007.50', '00012'], ['7.50', '12.00']],
  ];
  tableOfColumns('%s', 'spend', readable);

  const negative: Row[] = [
    ['a hyphen', ['-4.5', '- 4.5'], ['-4.50', '-4.50']],
    ['a minus sign', ['\u22124.5'], ['-4.50']],
    ['brackets', ['(4.5)', '(1,234.50)'], ['-4.50', '-1234.50']],
    ['a hyphen behind', ['4.5-'], ['-4.50']],
    ['a currency between', ['-€4.50', '€-4.50', '-4.50 €', '(€4.50)'], ['-4.50', '-4.50', '-4.50', '-4.50']],
    ['a plus', ['+4.5'], ['4.50']],
    [
      'no digit before the point',
      ['-.5', '(.25)', '$.50', '-$.75', '1.25'],
      ['-0.50', '-0.25', '0.50', '-0.75', '1.25'],
    ],
    ['no digit before the comma', ['-,5', '(,25)', '1,25'], ['-0.50', '-0.25', '1.25']],
    ['twice negative is nothing', ['(-4.5)', '-4.5-', '--4.5', '1.5'], ['bad', 'bad', 'bad', '1.50']],
  ];
  tableOfColumns('below zero: %s', 'spend', negative, { top: ['currency: EUR', 'rates: {USD: 1}'] });

  const nothing: Row[] = [
    ['blank', ['', '  ', '1.5'], [null, null, '1.50']],
    ['dashes', ['--', ' --', '-', '—', '–', '1.5'], [null, null, null, null, null, '1.50']],
  ];
  tableOfColumns('unknown, not zero: %s', 'spend', nothing);

  const bad = [
    '1e3',
    '1.5E+3',
    '1_000',
    '0x10',
    '#DIV/0!',
    '#N/A',
    'NaN',
    'Infinity',
    '∞',
    'n/a',
    'null',
    '< 10',
    '> 90%',
    '5%',
    '12 pcs',
    '1,23,4',
    '1,2345.5',
    '12,34.5',
    '1.2.3',
    '1 23',
    '1 234 56',
    '1,234 567.5',
    '٣',
    '１２',
    '12;5',
    '1-2',
    '=1+1',
    '12.5.',
    '1234567890123.5',
    '2026-03-02',
    'true',
  ];
  tableOfColumns(
    '%s is rejected, and costs its neighbours nothing',
    'spend',
    bad.map((cell): Row => [cell, ['1.25', cell, '3.75'], ['1.25', 'bad', '3.75']]),
  );

  it('a rejected amount is named with its line, its column, and what stood there', async () => {
    const text = 'Day;Source;Cost;Clicks\n2026-03-02;A;1.5;1\n\n2026-03-02;B;"#DIV/0!";1\n';
    const outcome = await harness.report({ 'a.csv': text, 'funnel.yaml': adsYaml() });
    expect(outcome.ledger.rejects).toEqual([
      { line: 4, column: 'Cost', value: '#DIV/0!', reason: 'not a number that can be read' },
    ]);
  });
});

describe('the decimal mark of a column', () => {
  it.each([['1,234'], ['1.234'], ['1,234;5,678'], ['12;1,234'], ['-1,234;(5,678)'], ['€1.234'], ['100,000']])(
    'is open in %s, and the error says how to settle it',
    async (list) => {
      const outcome = await costs(list.split(';'));
      expectRefused(
        refusal(outcome),
        /column «Cost»: 1,234 may be a thousand or a fraction[\s\S]*--decimal \. or --decimal ,/,
      );
    },
  );

  const settled: Row[] = [
    ['a fraction of two digits elsewhere', ['1,234', '1,23'], ['1.23', '1.23']],
    ['a fraction of one digit elsewhere', ['1.234', '0.5'], ['1.23', '0.50']],
    ['both separators elsewhere', ['1,234', '1,234.50'], ['1234.00', '1234.50']],
    ['both separators the other way', ['1,234', '1.234,50'], ['1.23', '1234.50']],
    ['four digits before', ['1,234', '1234,567'], ['1.23', '1234.57']],
    ['a zero before: no group begins with it', ['1,234', '0,500'], ['1.23', '0.50']],
    ['two groups elsewhere', ['1,234', '1,234,567'], ['1234.00', '1234567.00']],
    ['no digit before: nothing is grouped so', ['.500', '.250'], ['0.50', '0.25']],
  ];
  tableOfColumns('is settled by %s', 'spend', settled);

  it('of a known export decides only where the column does not', async () => {
    const meta = 'Campaign name,Day,Link clicks,Amount spent (USD)';
    const spent = async (...cells: string[]) =>
      (
        await harness.report({ 'a.csv': `${meta}\n${cells.map((one) => `Bread,2026-03-02,1,"${one}"\n`).join('')}` })
      ).total('spend');
    expect(await spent('1,234')).toBe('1234.00');
    expect(await spent('1,234', '2,50')).toBe('3.73');
  });

  it('is not settled by spaces between groups', async () => {
    const outcome = await costs(['1,234', '1 234']);
    expectRefused(refusal(outcome), /may be a thousand or a fraction/);
  });

  it.each([
    ['.', ['1.23', '1234.00']],
    [',', ['1234.00', '1.23']],
  ])('--decimal %s settles it', { tags: 'slow' }, async (mark, values) => {
    expect(await costs(['1.234', '1,234'], { flags: ['--decimal', mark] })).toEqual(values);
    expect(await costs(['1.234', '1,234'], { file: [`decimal: "${mark}"`] })).toEqual(values);
  });

  it('said wrongly, rejects what it cannot be, and changes no value', async () => {
    expect(await costs(['1,50', '2', '1,234.50'], { flags: ['--decimal', '.'] })).toEqual(['bad', '2.00', '1234.50']);
  });

  it('of the few is a bad cell among the many', { tags: 'slow' }, async () => {
    expect(await costs(['1.50', '2.50', '3,50'])).toEqual(['1.50', '2.50', 'bad']);
    expect(await costs(['1,50', '2,50', '3.50', '1.234'])).toEqual(['1.50', '2.50', 'bad', '1234.00']);
  });

  it('in equal number is an error', async () => {
    const outcome = await costs(['1.50', '2,50']);
    expectRefused(refusal(outcome), /decimal points and decimal commas in equal number/);
  });

  it('of one column says nothing of another', { tags: 'slow' }, async () => {
    const text = table('Id;Created;Paid;Hoped;Stage', [
      ['a1', '2026-03-02', '1,50', '', 'won'],
      ['a2', '2026-03-02', '', '1.25', 'new'],
    ]);
    const yaml = crmYaml(
      { ...CRM_COLUMNS, revenue: 'Paid', amount: 'Hoped', status: 'Stage' },
      [],
      ['statuses: {won: deal, new: lead}'],
    );
    const outcome = await harness.report({ 'a.csv': text, 'funnel.yaml': yaml });
    expect([outcome.total('revenue'), outcome.total('pipeline')]).toEqual(['1.50', '1.25']);
  });
});

describe('whole numbers', () => {
  const rows: Row[] = [
    ['plain', ['0', '12', '1000'], [0, 12, 1000]],
    ['one separator before three digits is a group', ['1,234', '12', '62,312'], [1234, 12, 62312]],
    ['points likewise', ['1.234', '12'], [1234, 12]],
    ['spaces', ['1 234', '12\u00a0345', '1\u202f234'], [1234, 12345, 1234]],
    ['a fraction of zeros', ['12.00', '7.0'], [12, 7]],
    ['a fraction', ['12.5', '7.0'], ['bad', 7]],
    ['unknown', ['--', '', '5'], [null, null, 5]],
    ['no number', ['many', '5'], ['bad', 5]],
    ['below zero', ['-5', '10'], [-5, 10]],
    ['large', ['9007199254740993', '5'], ['bad', 5]],
  ];
  tableOfColumns('%s', 'visits', rows);

  it('with a group of thousands are none the less thousands beside one that begins with zero', async () => {
    const [columns] = (await figuresOf([['1,234', '0,500']], 'visits')) as Value[][];
    expect(columns?.[0]).toBe(1234);
  });

  it('with both separators before three digits are open', async () => {
    expectRefused(refusal(await figuresOf([['1,234', '1.234']], 'visits')), /column «Clicks»/);
  });
});

describe('currencies in the cells', () => {
  const known: [string, string[], string][] = [
    ['€ before', ['€ 1.234,56', '€12,50'], 'EUR'],
    ['€ behind', ['1.234,56 €', '12,50€'], 'EUR'],
    ['₽ behind', ['1 234,56 ₽', '12,50 ₽'], 'RUB'],
    ['a code before', ['USD 1,234.56', 'USD 12.50'], 'USD'],
    ['a code behind', ['1,234.56 PLN', '12.50 PLN'], 'PLN'],
    ['US$', ['US$1,234.56', 'US$12.50'], 'USD'],
    ['$', ['$1,234.56', '$12.50'], 'USD'],
    ['£', ['£1,234.56', '£12.50'], 'GBP'],
    ['R$', ['R$ 1.234,56', 'R$ 12,50'], 'BRL'],
    ['zł', ['1 234,56 zł', '12,50 zł'], 'PLN'],
    ['руб with a comma', ['1 234,56 руб', '12,50 руб'], 'RUB'],
    ['руб. with a comma', ['1 234,56 руб.', '12,50 руб.'], 'RUB'],
    ['р. with a comma', ['1 234,56 р.', '12,50 р.'], 'RUB'],
    ['руб with a point', ['1 234.56 руб', '12.50 руб'], 'RUB'],
    ['руб. with a point', ['1 234.56 руб.', '12.50 руб.'], 'RUB'],
    ['р. with a point', ['1 234.56 р.', '12.50 р.'], 'RUB'],
    ['some with, some without', ['€ 1.234,56', '12,50'], 'EUR'],
    ['a word behind', ['1 234,56 евро', '12,50 евро'], 'EUR'],
  ];
  // Rates that tell the currencies apart, so that one run does for all.
  const RATES = { EUR: 2, RUB: 1, USD: 3, PLN: 5, GBP: 7, BRL: 11 } as const;
  tableOfColumns(
    '%s',
    'spend',
    known.map(([name, cells, currency]): Row => {
      const rate = RATES[currency as keyof typeof RATES];
      return [name, cells, [(1234.56 * rate).toFixed(2), (12.5 * rate).toFixed(2)]];
    }),
    { top: ['currency: RUB', `rates: ${JSON.stringify(RATES)}`] },
  );

  it('say what the report is in', async () => {
    const text = table('Day;Source;Cost;Clicks', [['2026-03-02', 'A', '1.234,56 €', '1']]);
    const outcome = await harness.report({ 'a.csv': text, 'funnel.yaml': adsYaml() });
    expect([outcome.total('spend'), outcome.json.currency]).toEqual(['1234.56', 'EUR']);
  });

  it('without decimals: руб. and р. end with no decimal point', async () => {
    expect(await costs(['1000 руб.', '1 500 р.', '20 руб'])).toEqual(['1000.00', '1500.00', '20.00']);
  });

  it.each([
    ['before a decimal point', ['S/.1500', '1000.50'], ['1500.00', '1000.50']],
    ['before groups of thousands', ['S/. 1,500.50', 'S/. 20'], ['1500.50', '20.00']],
    ['behind it', ['1500.5 S/.', '20.25 S/.'], ['1500.50', '20.25']],
    ['beside one without', ['Rp.1500', 'Rp 20.5'], ['1500.00', '20.50']],
    ['of a word cut short', ['Fr. 1500', 'Fr. 20.5'], ['1500.00', '20.50']],
    ['between its letters', ['1500.5 د.إ', '20 د.إ'], ['1500.50', '20.00']],
  ])('a sign with a point of its own, no decimal point: %s', async (_, cells, expected) => {
    expect(await costs(cells)).toEqual(expected);
  });

  it.each([
    ['€ 5', '$ 5'],
    ['USD 5', 'EUR 5'],
    ['5 ₽', '5 €'],
    ['$5', '£5'],
  ])('%s and %s are never added', async (one, other) => {
    const outcome = await costs([one, other]);
    expectRefused(refusal(outcome), /several currencies in one column/);
  });

  const money = { ...CRM_COLUMNS, revenue: 'Paid', amount: 'Hoped', status: 'Stage' };
  const statuses = 'statuses: {won: deal, new: lead}';
  it('of two columns of one file are never added either', async () => {
    const text = table('Id;Created;Paid;Hoped;Stage', [
      ['a1', '2026-03-02', '€ 100.50', '', 'won'],
      ['a2', '2026-03-02', '', '$ 100.50', 'new'],
    ]);
    expectRefused(
      await harness.report({ 'a.csv': text, 'funnel.yaml': crmYaml(money, [], [statuses]) }),
      /EUR|USD|currenc/,
    );
  });

  it('need a rate where the report has another', { tags: 'slow' }, async () => {
    const outcome = await costs(['€ 5.50'], { top: ['currency: RUB'] });
    expectRefused(refusal(outcome), /no rate for EUR/);
    expect(await costs(['€ 5.50'], { top: ['currency: RUB', 'rates: {EUR: 100}'] })).toEqual(['550.00']);
  });

  it('that deny what the configuration says of the file are no guess', async () => {
    // The cells say euros, funnel.yaml says roubles: one of them is wrong by a factor of a hundred.
    const outcome = await costs(['€ 5.50'], { file: ['currency: RUB'] });
    expectRefused(refusal(outcome), /EUR|RUB|currenc/);
  });

  it('that deny the currency column beside them are no guess either', async () => {
    const text = table('Day;Source;Cost;Clicks;Code', [['2026-03-02', 'A', '€ 5.50', '1', 'USD']]);
    const outcome = await harness.report({
      'a.csv': text,
      'funnel.yaml': adsYaml({ ...AD_COLUMNS, currency: 'Code' }),
    });
    expectRefused(outcome, /EUR|USD|currenc/);
  });

  it.each(['Cost (all)', 'Cost (top)', 'Cost, try'])(
    'a word in a heading is no currency: %s',
    { tags: 'slow' },
    async (heading) => {
      const text = table(`Day;Source;${heading};Clicks`, [['2026-03-02', 'A', '5.50', '1']]);
      const outcome = await harness.report({ 'a.csv': text, 'funnel.yaml': adsYaml({ ...AD_COLUMNS, cost: heading }) });
      expect([outcome.total('spend'), outcome.json.currency]).toEqual(['5.50', null]);
    },
  );

  it.each([
    ['Cost, ₽', 'RUB'],
    ['Cost (руб.)', 'RUB'],
    ['Cost(USD)', 'USD'],
    ['Cost (EUR)', 'EUR'],
  ])('a heading that names one: %s', { tags: 'slow' }, async (heading, code) => {
    const text = table(`Day;Source;${heading};Clicks`, [['2026-03-02', 'A', '5.50', '1']]);
    const outcome = await harness.report({ 'a.csv': text, 'funnel.yaml': adsYaml({ ...AD_COLUMNS, cost: heading }) });
    expect([outcome.total('spend'), outcome.json.currency]).toEqual(['5.50', code]);
  });

  it('an amount as large as may be, at a rate', async () => {
    const outcome = await costs(['€ 999999999999.99'], { top: ['currency: RUB', 'rates: {EUR: 1}'] });
    expect(outcome).toEqual(['999999999999.99']);
  });
});

/** The moments of creation in a file, as the canonical rows hold them; or why the row was rejected. */
async function moments(
  files: readonly (readonly string[])[],
  options: { timezone?: string; dates?: string; zone?: string } = {},
) {
  const texts = files.map((cells, at): [string, string] => [
    `m${at}.csv`,
    table(
      'Id;Created',
      cells.map((cell, row) => [`L${row + 1}`, cell]),
    ),
  ]);
  const settings = described('crm', CRM_COLUMNS, options.zone === undefined ? {} : { timezone: options.zone });
  const read = await readRows(harness.base, Object.fromEntries(texts), settings, {
    columns: ['lead_id', 'created_at'],
    ...(options.timezone === undefined ? {} : { timezone: options.timezone }),
    ...(options.dates === undefined ? {} : { dates: options.dates }),
  });
  if (read instanceof UserError) return read;
  return files.map((cells, at) => {
    const rejects = new Map(read.ledger[at]?.rejects.map(({ line, reason }) => [line - 2, reason.en]));
    const found = new Map(read.rows[at]?.map((row) => [row.lead_id, row.created_at]));
    return cells.map((_, row) => rejects.get(row) ?? found.get(`L${row + 1}`));
  });
}

async function moment(cell: string, options: Parameters<typeof moments>[1] = {}) {
  const read = await moments([[cell]], options);
  return read instanceof UserError ? read.message : read[0]?.[0];
}

/** Cells that are each the only one of a file, all read in one go. */
function tableOfMoments(
  name: string,
  rows: readonly (readonly [cell: string, right: string])[],
  options: Parameters<typeof moments>[1] = {},
) {
  let all: ReturnType<typeof moments> | undefined;
  it.each(rows)(name, { tags: 'slow' }, async (cell, right) => {
    all ??= moments(
      rows.map(([own]) => [own]),
      options,
    );
    const read = await all;
    if (read instanceof UserError) expect.fail(read.message);
    expect(read[rows.findIndex(([own]) => own === cell)]).toEqual([right]);
  });
}

/** The days on which leads were created, in their order; by the whole program. */
async function days(cells: readonly string[], { flags = [], file = [], top = [] }: Setup = {}) {
  const text = table(
    'Id;Created',
    cells.map((cell, at) => [`L${at + 1}`, cell]),
  );
  const yaml = crmYaml(CRM_COLUMNS, file, top);
  const outcome = await harness.report({ 'a.csv': text, 'funnel.yaml': yaml }, '--period', 'day', ...flags);
  if (outcome.code !== 0) return outcome;
  return [...new Set(outcome.json.reports.sources?.rows.map(([period]) => period))];
}

describe('moments', () => {
  const readable: [string, string][] = [
    ['2026-01-31', '2026-01-31 00:00:00'],
    ['2026-01-31 10:20', '2026-01-31 10:20:00'],
    ['2026-01-31 9:05', '2026-01-31 09:05:00'],
    ['2026-01-31 10:20:30', '2026-01-31 10:20:30'],
    ['2026-01-31T10:20:30', '2026-01-31 10:20:30'],
    ['2026-01-31T10:20', '2026-01-31 10:20:00'],
    ['2026-01-31T10:20:30.123456', '2026-01-31 10:20:30'],
    ['2026-01-31 10:20:30,999', '2026-01-31 10:20:30'],
    ['2026/01/31', '2026-01-31 00:00:00'],
    ['2026.01.31', '2026-01-31 00:00:00'],
    ['31.01.2026', '2026-01-31 00:00:00'],
    ['1.2.2026', '2026-02-01 00:00:00'],
    ['01.02.2026', '2026-02-01 00:00:00'],
    ['31.01.2026 10:20', '2026-01-31 10:20:00'],
    ['31.01.2026, 10:20:30', '2026-01-31 10:20:30'],
    ['31/01/2026', '2026-01-31 00:00:00'],
    ['01/31/2026', '2026-01-31 00:00:00'],
    ['31-01-2026 10:20', '2026-01-31 10:20:00'],
    ['Jan 31, 2026', '2026-01-31 00:00:00'],
    ['January 31, 2026', '2026-01-31 00:00:00'],
    ['31 Jan 2026', '2026-01-31 00:00:00'],
    ['31 January 2026, 10:20', '2026-01-31 10:20:00'],
    ['May 3, 2026', '2026-05-03 00:00:00'],
    ['Sept 3, 2026', '2026-09-03 00:00:00'],
    ['Sep. 3, 2026', '2026-09-03 00:00:00'],
    ['Fri, 6 Feb 2026', '2026-02-06 00:00:00'],
    ['Friday, February 6, 2026', '2026-02-06 00:00:00'],
    ['31 января 2026', '2026-01-31 00:00:00'],
    ['31 января 2026 г.', '2026-01-31 00:00:00'],
    ['31 янв. 2026, 10:20', '2026-01-31 10:20:00'],
    ['3 мая 2026', '2026-05-03 00:00:00'],
    ['1 июня 2026 г., 10:20:30', '2026-06-01 10:20:30'],
    ['1 июля 2026', '2026-07-01 00:00:00'],
    ['Пт, 6 фев. 2026', '2026-02-06 00:00:00'],
    ['01/13/2026 2:05 PM', '2026-01-13 14:05:00'],
    ['01/13/2026 2:05:06 am', '2026-01-13 02:05:06'],
    ['01/13/2026 2:05pm', '2026-01-13 14:05:00'],
    ['01/13/2026 2:05 p.m.', '2026-01-13 14:05:00'],
    ['01/13/2026 12:05 AM', '2026-01-13 00:05:00'],
    ['01/13/2026 12:05 PM', '2026-01-13 12:05:00'],
    ['Apr 3, 2024 2:15:33 PM', '2024-04-03 14:15:33'],
    ['29.02.2024', '2024-02-29 00:00:00'],
    ['2000-02-29', '2000-02-29 00:00:00'],
    ['2026-12-31 23:59:59', '2026-12-31 23:59:59'],
    ['\u00a02026-01-31\u202f', '2026-01-31 00:00:00'],
  ];
  tableOfMoments('%s', readable);

  // By its whole name, by three letters, and in Russian.
  const names = Array.from({ length: 12 }, (_, at): [string, string][] => {
    const month = new Date(Date.UTC(2026, at, 5));
    const named = (locale: string, style: 'long' | 'short') =>
      new Intl.DateTimeFormat(locale, { day: 'numeric', month: style, timeZone: 'UTC' }).format(month);
    const right = `${month.toISOString().slice(0, 10)} 00:00:00`;
    const written = [`${named('en-US', 'long')}, 2026`, `${named('en-GB', 'short')} 2026`];
    return [...written, `${named('ru', 'long')} 2026 г.`, `${named('ru', 'short')} 2026`].map((cell) => [cell, right]);
  }).flat();
  tableOfMoments('%s', names);

  const otherwise: [string, string][] = [
    ...[
      '31.01.2026 в 10:20',
      '31.01.2026, в 10:20',
      '10:20 31.01.2026',
      '10:20, 31.01.2026',
      '31.01.2026 um 10:20 Uhr',
    ],
    ...['31/01/2026 à 10:20', '31/01/2026 10h20', '31/01/2026 às 10:20', '31 de enero de 2026 a las 10:20'],
    ...['31.01.2026 - 10:20', '31.01.2026 | 10:20', '31.01.2026_10:20', '2026-01-31 (10:20)', '31.01.2026 10.20'],
    ...['31 января 2026 в 10:20', '31 января 2026 г. в 10:20', '31 января 2026 года в 10:20', '10:20 31 янв. 2026'],
    ...['Сб, 31.01.2026 10:20', 'Saturday, 31/01/2026 10:20', '31.01.2026\u00a010:20', '31.01.2026 г. 10:20'],
    ...['Jan 31, 2026 at 10:20 AM', '1/31/2026, 10:20\u202fAM', '10:20 AM 1/31/2026', '31st January 2026 10:20'],
    ...['2026年1月31日 10:20', '2026. 01. 31. 10:20', '2026.01.31. 10:20', '31. 1. 2026 10:20', '31Jan2026 10:20'],
    ...['2026-Jan-31 10:20', 'Sat Jan 31 2026 10:20', '2026-01-31 10:20 UTC', '2026-01-31 10:20 GMT'],
    ...[
      '31/1/2026 10:20:00 a. m.',
      '31/1/2026, 10:20\u202fa.\u00a0m.',
      '31 ene. 2026 10:20 a. m.',
      '31/1/2026 10:20 π.μ.',
    ],
    ...['2026. 1. 31 오전 10:20:00', '2026/1/31 上午10:20', '2026年1月31日 午前10:20', '31.1.2026 klo 10.20'],
    ...['2026. 1. 31. 10:20', '31.01.2026 kl. 10.20.00'],
  ].map((cell) => [cell, '2026-01-31 10:20:00']);
  tableOfMoments('%s is a way of writing that can mean one moment only', otherwise);

  const inTheEvening = [
    ...['31/1/2026 10:20:00 p. m.', '2026. 1. 31 오후 10:20', '2026/1/31 下午 10:20:00', '31/1/2026 10:20 μ.μ.'],
  ].map((cell): [string, string] => [cell, '2026-01-31 22:20:00']);
  tableOfMoments('%s is after noon', inTheEvening);

  const byTheirClocks = [
    ...['Sat Jan 31 2026 10:20:30 GMT+0300 (Moscow Standard Time)', 'Sat Jan 31 07:20:30 +0000 2026'],
    ...['2026-01-31T10:20:30+03:00[Europe/Moscow]', '2026-01-31 10:20:30 UTC+3', '2026-01-31 10:20:30 GMT+03:00'],
    ...['31.01.2026 10:20:30 (МСК)', '31.01.2026 10:20:30 MSK', 'Sat, 31 Jan 2026 07:20:30 GMT'],
    ...['Sat Jan 31 07:20:30 UTC 2026', '2026-01-31 04:20:30 UTC-3', '2026/01/31 1:20:30 a. m. GMT-6'],
    ...['January 31, 2026 10:20:30 AM (GMT+3)'],
  ];
  tableOfMoments(
    '%s is a moment of its own clock',
    byTheirClocks.map((cell) => [cell, '2026-01-31 10:20:30']),
    { timezone: 'Europe/Moscow' },
  );

  const none = [
    ...['31.02.2026', '29.02.2026', '2026-02-29', '1900-02-29', '30/02/2026', '2026-13-01', '2026-00-10', '00.01.2026'],
    ...['31.04.2026', '2026-01-31 24:00:00', '2026-01-31 10:60', '01/13/2026 15:05 PM', '01/13/2026 0:05 PM'],
    ...['not a date', '31 Smarch 2026', '45000', '20260131', '1767225600', '31.01.26', '10:20', '2026-01', 'Q1 2026'],
    ...['31.01-2026', '2026-01/31', '2026-01-31T', '2026-01-31 10', 'Jan 32, 2026', '31 февраля 2026'],
    ...['31.01.2026 - 02.02.2026', 'до 31.01.2026', 'do 31.01.2026', '2026-01-31 10:20 EST', '10:20 в 31.01.2026'],
    ...['31.01.2026 10:00 - 11:00', '31.01.2026 25.20', '31.02.2026 в 10:20', 'Sat Feb 31 2026 10:20:30 GMT+0300'],
  ];
  tableOfMoments(
    '%s is no moment, and its row is rejected',
    none.map((cell) => [cell, 'not a date that can be read'] as const),
  );

  it('zeros, dashes and blanks are how some write that there is none: the lead counts, in no period', {
    tags: 'slow',
  }, async () => {
    const cells = ['0000-00-00', '0000-00-00 00:00:00', '00.00.0000', '', '--'];
    const files = cells.map((cell, at): [string, string] => [
      `${at}.csv`,
      table('Id;Created', [
        [`a${at}`, '2026-01-31'],
        [`b${at}`, cell],
      ]),
    ]);
    const given = { ...Object.fromEntries(files), 'funnel.yaml': crmYaml() };
    const [whole, months] = [await harness.report(given), await harness.report(given, '--period', 'month')];
    expect(whole.total('leads')).toBe(2 * cells.length);
    const undated = months.json.warnings.find(({ code }) => code === 'undated-leads');
    expect(undated).toMatchObject({ count: cells.length });
  });

  it('zeros in an optional column are unknown, and no bad cell', async () => {
    const text = table('Id;Created;Closed', [
      ['L1', '2026-01-31', '0000-00-00 00:00:00'],
      ['L2', '2026-01-31', '31.02.2026'],
      ['L3', '2026-01-31', '--'],
    ]);
    const yaml = crmYaml({ ...CRM_COLUMNS, closed_at: 'Closed' });
    const outcome = await harness.report({ 'a.csv': text, 'funnel.yaml': yaml });
    expect(outcome.ledger.bad_cells).toEqual({ Closed: 1 });
    expect(outcome.total('leads')).toBe(3);
    expect(outcome.warnings).toContain('bad-cells');
  });

  it('a rejected date is shown as it stood there: it is no phone number', async () => {
    const text = table('Id;Created', [['L1', '2026-02-30']]);
    const outcome = await harness.report({ 'a.csv': text, 'funnel.yaml': crmYaml() });
    expect(outcome.ledger.rejects.map(({ value }) => value)).toEqual(['2026-02-30']);
  });

  it('the moment of the report is the latest', async () => {
    const text = table('Id;Created', [
      ['L1', '31.01.2026 10:20:30'],
      ['L2', '30.01.2026 23:59:59'],
    ]);
    const outcome = await harness.report({ 'a.csv': text, 'funnel.yaml': crmYaml() });
    expect(outcome.json.as_of).toBe('2026-01-31T10:20:30');
  });
});

describe('day and month', () => {
  it.each(['01/02/2026', '01-02-2026', '1/2/2026 10:20', '03/03/2026'])('are open in %s alone', async (cell) => {
    const outcome = refusal(await days([cell]));
    expectRefused(outcome, /column «Created»: 03.04 may be 3 April[\s\S]*--dates dmy or --dates mdy/);
  });

  it.each([
    [['03/04/2026', '12/05/2026']],
    [['03/04/2026', '05/12/2026']],
    [['3/4/2026', '12/5/2026']],
    [['3/4/2026', '5/12/2026']],
    [['01/02/2026', '32/01/2026']],
    [['12/12/2026', '01/12/2026']],
    [['03-04-2026 10:00', '12-05-2026 11:00']],
  ])('are open up to 12, in %j', async (cells) => {
    expectRefused(refusal(await days(cells)), /column «Created»: 03.04 may be 3 April/);
  });

  it('with points the day is first', async () => {
    expect(await days(['01.02.2026', '03.04.2026'])).toEqual(['2026-02-01', '2026-04-03']);
  });

  const settled: [string[], string[]][] = [
    [
      ['01/02/2026', '31/01/2026'],
      ['2026-02-01', '2026-01-31'],
    ],
    [
      ['01/02/2026', '01/31/2026'],
      ['2026-01-02', '2026-01-31'],
    ],
    [
      ['1/2/2026 2:15 PM', '1/13/2026 2:15 PM'],
      ['2026-01-02', '2026-01-13'],
    ],
    [
      ['01-02-2026', '13-02-2026'],
      ['2026-02-01', '2026-02-13'],
    ],
    [
      ['02.01.2026', '02.13.2026'],
      ['2026-02-01', '2026-02-13'],
    ],
    [
      ['1/2/2026', '13/2/2026'],
      ['2026-02-01', '2026-02-13'],
    ],
    [
      ['1/2/2026', '31/1/2026'],
      ['2026-02-01', '2026-01-31'],
    ],
    [
      ['1/2/2026', '1/31/2026'],
      ['2026-01-02', '2026-01-31'],
    ],
    [
      ['01/02/2026', '12/13/2026'],
      ['2026-01-02', '2026-12-13'],
    ],
    [
      ['01/02/2026', '13/12/2026'],
      ['2026-02-01', '2026-12-13'],
    ],
    [
      ['01/02/2026', '2026-01-31', '31 Jan 2026', '31/01/2026'],
      ['2026-02-01', '2026-01-31', '2026-01-31', '2026-01-31'],
    ],
  ];
  it('are settled by a part above 12, in each file by itself', { tags: 'slow' }, async () => {
    const read = await moments(settled.map(([cells]) => cells));
    if (read instanceof UserError) expect.fail(read.message);
    const days = read.map((values) => values.map((value) => String(value).slice(0, 10)));
    expect(days).toEqual(settled.map(([, right]) => right));
  });

  it('are settled by the last cell, however far below', { tags: 'slow' }, async () => {
    const files = [
      ['01/02/2026', '31/12/2026', '2026-02-01'],
      ['01/02/2026', '31/1/2026', '2026-02-01'],
      ['01/02/2026', '1/31/2026', '2026-01-02'],
      ['1/2/2026', '31/12/2026', '2026-02-01'],
      ['1/2/2026', '12/31/2026', '2026-01-02'],
    ] as const;
    const read = await moments(files.map(([first, last]) => [...Array<string>(6000).fill(first), last]));
    if (read instanceof UserError) expect.fail(read.message);
    const days = read.map(([value]) => String(value).slice(0, 10));
    expect(days).toEqual(files.map(([, , right]) => right));
  });

  it('are settled by another column of dates in the file', async () => {
    const text = table('Id;Created;Closed', [['L1', '01/02/2026', '25/02/2026']]);
    const yaml = crmYaml({ ...CRM_COLUMNS, closed_at: 'Closed' });
    const outcome = await harness.report({ 'a.csv': text, 'funnel.yaml': yaml });
    expect(outcome.json.as_of).toBe('2026-02-01');
  });

  it('are not settled by another file', async () => {
    const read = await moments([['31/01/2026'], ['01/02/2026']]);
    expect(read).toBeInstanceOf(UserError);
    expect((read as UserError).file).toBe('m1.csv');
  });

  it('first one and then the other is a conflict', async () => {
    for (const cells of [
      ['31/01/2026', '01/31/2026'],
      ['13/01/2026', '01/13/2026'],
    ])
      expectRefused(refusal(await days(cells)), /some dates are day first, some month first/);
  });

  it('are not settled by a date that nobody can have meant', async () => {
    expectRefused(refusal(await days(['99/01/2026', '03/04/2026'])), /may be 3 April/);
  });

  it('--dates settles them', { tags: 'slow' }, async () => {
    expect(await days(['01/02/2026'], { flags: ['--dates', 'dmy'] })).toEqual(['2026-02-01']);
    expect(await days(['01/02/2026'], { flags: ['--dates', 'mdy'] })).toEqual(['2026-01-02']);
    expect(await days(['01/02/2026'], { file: ['dates: M/d/yyyy'] })).toEqual(['2026-01-02']);
    expect(await moment('01/02/2026', { dates: 'dd/MM/yyyy' })).toBe('2026-02-01 00:00:00');
    expect(await moment('2026-01-31', { dates: 'mdy' })).toBe('2026-01-31 00:00:00');
  });

  it('said wrongly, reject what cannot be', async () => {
    expect(await moment('31/01/2026', { dates: 'mdy' })).toBe('not a date that can be read');
  });

  it('years of two digits are read only where the pattern has them', async () => {
    expect(await moment('31.01.26', { dates: 'dmy' })).toBe('not a date that can be read');
    expect(await moment('31.01.26', { dates: 'dd.MM.yy' })).toBe('2026-01-31 00:00:00');
    expect(await moment('1/31/26 2:15 PM', { dates: 'M/d/yy' })).toBe('2026-01-31 14:15:00');
  });

  it('years of two digits do not settle the order of others', async () => {
    // 26/01/31 is the year first: it says nothing of which part of 03/04/2026 is the day.
    expectRefused(refusal(await days(['26/01/31', '03/04/2026'])), /may be 3 April/);
  });

  it('eight digits are read only where the pattern has them', async () => {
    expect(await moment('20260131', { dates: 'yyyyMMdd' })).toBe('2026-01-31 00:00:00');
    expect(await moment('20261331', { dates: 'yyyyMMdd' })).toBe('not a date that can be read');
  });

  it('ten digits, and thirteen, are seconds since 1970 by UTC where that is said', async () => {
    expect(await moment('1772442000')).toBe('not a date that can be read');
    expect(await moment('1772442000', { dates: 'unix' })).toBe('2026-03-02 09:00:00');
    expect(await moment('1772442000123', { dates: 'unix', timezone: 'Europe/Moscow' })).toMatch(/^2026-03-02 12:00:00/);
    expect(dateSettingMeant('timestamp')).toBe('unix');
  });

  it('five digits are the day that a spreadsheet counts, and their part the time, where that is said', async () => {
    expect(await moment('46266')).toBe('not a date that can be read');
    expect(await moment('46266', { dates: 'excel' })).toBe('2026-09-01 00:00:00');
    expect(await moment('46266,4166666667', { dates: 'excel' })).toBe('2026-09-01 10:00:00');
    expect(await moment('01.09.2026', { dates: 'excel' })).toBe('2026-09-01 00:00:00');
    expect(dateSettingMeant('serial')).toBe('excel');
  });

  it.each(['dd.MM', 'yesterday', 'MM', 'ddMM'])('--dates %s is no pattern', (pattern) => {
    expect(dateSetting(pattern)).toBeUndefined();
    expect(() => OPTIONS.dates.read(pattern)).toThrow(/not a date pattern/);
  });
});

describe('time zones', () => {
  const asExported = [
    ...['2026-01-31T23:20:30Z', '2026-01-31T23:20:30+03:00', '2026-01-31 23:20:30 +0300', '2026-01-31T23:20:30-05'],
    ...['2026-01-31T23:20:30.123Z', '2026-01-31 23:20:30 UTC'],
  ];
  tableOfMoments(
    '%s is as exported where no zone is configured',
    asExported.map((cell) => [cell, '2026-01-31 23:20:30'] as const),
  );

  const zoned: [string, [string, string][]][] = [
    [
      'Europe/Moscow',
      [
        ['2026-01-31T23:20:30Z', '2026-02-01 02:20:30'],
        ['2026-01-31T23:20:30+03:00', '2026-01-31 23:20:30'],
        ['2026-01-31T23:20:30-05', '2026-02-01 07:20:30'],
        ['2026-01-31T10:20:30+0530', '2026-01-31 07:50:30'],
        ['Jan 31, 2026 11:30 PM UTC', '2026-02-01 02:30:00'],
        ['31.01.2026 23:30:00 +00:00', '2026-02-01 02:30:00'],
        ['2026-01-31 23:20:30', '2026-01-31 23:20:30'],
      ],
    ],
    [
      'UTC',
      [
        ['2026-01-31T23:20:30+03:00', '2026-01-31 20:20:30'],
        ['2026-01-31T10:20:30-03:30', '2026-01-31 13:50:30'],
        ['2026-01-01T00:20:30+14:00', '2025-12-31 10:20:30'],
      ],
    ],
    [
      'Europe/Berlin',
      [
        ['2026-07-01T10:00:00Z', '2026-07-01 12:00:00'],
        ['2026-12-01T10:00:00Z', '2026-12-01 11:00:00'],
        ['2026-03-29T01:00:00Z', '2026-03-29 03:00:00'],
        ['2026-10-25T00:30:00Z', '2026-10-25 02:30:00'],
      ],
    ],
  ];
  describe.each(zoned)('a report of %s', (timezone, rows) => {
    tableOfMoments('%s', rows, { timezone });
  });

  it('of the command line and of funnel.yaml', { tags: 'slow' }, async () => {
    const cells = ['2026-01-31T23:20:30Z'];
    expect(await days(cells)).toEqual(['2026-01-31']);
    expect(await days(cells, { flags: ['--timezone', 'Europe/Moscow'] })).toEqual(['2026-02-01']);
    expect(await days(cells, { top: ['timezone: Europe/Moscow'] })).toEqual(['2026-02-01']);
    expect(
      await days(['2026-01-31 23:20'], { top: ['timezone: Europe/Moscow'], file: ['timezone: Europe/Berlin'] }),
    ).toEqual(['2026-02-01']);
  });

  describe('a file of another zone', () => {
    tableOfMoments(
      '%s',
      [
        ['2026-01-31 22:30', '2026-02-01 00:30:00'],
        ['2026-07-31 22:30', '2026-07-31 23:30:00'],
        // An offset in the cell is nearer to the truth than the file's zone.
        ['2026-01-31T22:30:00Z', '2026-02-01 01:30:00'],
        // The hour that does not exist is shifted on; of the hour that comes twice, the first (bad-input.md, C10).
        ['2026-03-29 02:30', '2026-03-29 04:30:00'],
        ['2026-10-25 02:30', '2026-10-25 03:30:00'],
        // Days without a time are days in every zone.
        ['2026-01-31', '2026-01-31 00:00:00'],
        ['31 января 2026', '2026-01-31 00:00:00'],
      ],
      { timezone: 'Europe/Moscow', zone: 'Europe/Berlin' },
    );
  });

  it.each([
    ['America/New_York', 'Europe/Moscow'],
    ['Asia/Tokyo', 'America/New_York'],
  ])('the day of spend is as it was exported, in a report of %s and a file of %s', async (report, file) => {
    const cells = ['2026-10-02 00:00:00 UTC', '2026-10-02T00:00:00Z', '2026-10-02T00:00:00+03:00'];
    cells.push(
      '02.10.2026 00:00:00 +00:00',
      'Oct 2, 2026 12:00 AM UTC',
      '2026-10-02 00:00:00',
      '2026-10-02 23:30:00 UTC',
    );
    const files = cells.map((cell, at) => [`${at}.csv`, table('Date;Source;Cost', [[cell, `S${at}`, '5']])]);
    const yaml = `timezone: ${report}\nfiles: [{path: "*.csv", timezone: ${file}}]\n`;
    const { json } = await harness.report({ ...Object.fromEntries(files), 'funnel.yaml': yaml }, '--period', 'day');
    const { rows = [] } = json.reports.sources ?? {};
    expect([...new Set(rows.map(([period]) => period))]).toEqual(['2026-10-02']);
    expect(rows.map(([, source]) => source)).toEqual(expect.arrayContaining(cells.map((_, at) => `S${at}`)));
  });

  it('offsets and plain moments in one column each go their way', async () => {
    const cells = ['2026-01-31T22:30:00+03:00', '2026-01-31T22:30:00Z', '2026-01-30 22:30'];
    const read = await moments([cells], { timezone: 'Europe/Moscow' });
    expect(read).toEqual([['2026-01-31 22:30:00', '2026-02-01 01:30:00', '2026-01-30 22:30:00']]);
  });
});

describe('files with time zones of their own', () => {
  const crm = (zone: string) =>
    `files: [{path: a.csv, table: crm, timezone: ${zone}, columns: {lead_id: Id, created_at: Created}}, {path: b.csv, table: stage_events, timezone: UTC, columns: {lead_id: Lead, entered_at: At, status: To}}]\nstatuses: {New: lead}\n`;
  const files = {
    'a.csv': table('Id;Created', [['L1', '2026-03-10 12:00']]),
    'b.csv': table('Lead;At;To', [['L1', '2026-03-10 09:00', 'New']]),
  };
  const said = async (yaml: string) => {
    const { json } = await harness.report({ ...files, 'funnel.yaml': yaml });
    return json.warnings.flatMap(({ code, message }) => (code === 'zones-apart' ? message : []));
  };

  it('and a report without one are said to be compared as written', async () => {
    expect(await said(crm('Europe/Moscow'))).toEqual([
      'moments are written by different clocks (a.csv: Europe/Moscow; b.csv: UTC) and the report is in no time zone, so they are compared as they are written; say in which it is: timezone: Europe/Moscow at the top of funnel.yaml',
    ]);
  });

  it('are those whose cells say offsets beside moments that say none, or another', { tags: 'slow' }, async () => {
    const events = `files: [{path: a.csv, table: crm, columns: {lead_id: Id, created_at: Created}}, {path: b.csv, table: stage_events, columns: {lead_id: Lead, entered_at: At, status: To}}]\nstatuses: {New: lead}\n`;
    const between = async (made: readonly string[], entered: readonly string[], top = '') => {
      const leads = made.map((cell, at) => [`L${at}`, cell]);
      const rows = entered.map((cell, at) => [`L${at}`, cell, 'New']);
      const given = { 'a.csv': table('Id;Created', leads), 'b.csv': table('Lead;At;To', rows) };
      const { json } = await harness.report({ ...given, 'funnel.yaml': `${top}${events}` });
      return json.warnings.flatMap(({ code, message }) =>
        code === 'zones-apart' ? [/\((.*)\) and/.exec(message)?.[1]] : [],
      );
    };
    const plain = '2026-03-10 12:00';
    const moscow = '2026-03-10T12:00:00+03:00';
    expect(await between([moscow], [plain])).toEqual(['a.csv: UTC+3']);
    expect(await between([plain, '2026-03-10T10:00:00-05:30'], [plain])).toEqual(['a.csv: UTC−5:30, no zone']);
    expect(await between([moscow], ['10.03.2026 09:00 UTC'])).toEqual(['a.csv: UTC+3; b.csv: UTC']);
    expect(await between([moscow], ['2026-03-10T12:00:00+0300', '2026-03-10 12:00:00.5 +03'])).toEqual([]);
    expect(await between([moscow], ['2026-03-10'])).toEqual([]);
    expect(await between([moscow], [plain], 'timezone: Europe/Moscow\n')).toEqual([]);
    // Summer and winter of one place are both in a file; where none has both, nothing says that it is one place.
    const [winter, summer] = ['2026-01-10T12:00:00+01:00', '2026-07-10T12:00:00+02:00'];
    expect(await between([winter, summer], [winter])).toEqual([]);
    expect(await between([winter], [summer])).toEqual(['a.csv: UTC+1; b.csv: UTC+2']);
  });

  it('are nothing to say where they are one, or the report has its own', async () => {
    expect(await said(crm('UTC'))).toEqual([]);
    expect(await said(`timezone: Europe/Moscow\n${crm('Europe/Moscow')}`)).toEqual([]);
  });
});

describe('durations', () => {
  /** Whole seconds; `bad` where the cell was counted as one that cannot be read. */
  const seconds = async (cells: readonly string[]) => {
    const texts = cells.map((cell, at): [string, string] => [
      `d${at}.csv`,
      table('Id;Created;SLA', [['L1', '2026-01-31', cell]]),
    ]);
    const settings = described('crm', { ...CRM_COLUMNS, response: 'SLA' });
    const read = await readRows(harness.base, Object.fromEntries(texts), settings, { columns: ['response'] });
    if (read instanceof UserError) expect.fail(read.message);
    return cells.map((_, at) => (read.ledger[at]?.bad_cells.get('SLA') === 1 ? 'bad' : read.rows[at]?.[0]?.response));
  };

  const readable: [string, string | null][] = [
    ['0:00:00', '0'],
    ['0:00:59', '59'],
    ['00:15:00', '900'],
    ['26:43:10', '96190'],
    ['7474:00:01', '26906401'],
    ['2 days, 0:10:46', '173446'],
    ['1 day, 23:59:59', '172799'],
    ['10 days 1:00:00', '867600'],
    ['0:00:01.999', '1'],
    ['26:43:10,5', '96190'],
    ['', null],
    ['--', null],
  ];
  it('are whole seconds', async () => {
    expect(await seconds(readable.map(([cell]) => cell))).toEqual(readable.map(([, right]) => right));
  });

  const none = ['15:30', '15 min', '-1:00:00', '1:0:0', '2 weeks', '#VALUE!', 'soon', '1e3:00:00', '1:00:00:00'];
  it('are none of these', { tags: 'slow' }, async () => {
    expect(await seconds(none)).toEqual(none.map(() => 'bad'));
  });

  it.each(['1:75:00', '1:00:75', '0:60:00', '0:00:60'])(
    '%s has minutes or seconds that no clock shows',
    { tags: 'slow' },
    async (cell) => {
      expect(await seconds([cell])).toEqual(['bad']);
    },
  );

  it.each(['99999999999999999999:00:00', '9999999999999999:00:00', '99999999999999999999 days, 1:00:00'])(
    '%s is too long to be true, and no fault of the program',
    async (cell) => {
      expect(await seconds([cell])).toEqual(['bad']);
    },
  );

  it('are evidence in a rule', async () => {
    const text = table('Id;Created;SLA', [
      ['L1', '2026-01-31', '0:10:00'],
      ['L2', '2026-01-31', '2:00:00'],
      ['L3', '2026-01-31', ''],
    ]);
    const rules = ['rules: {qualified: {SLA: "< 900"}, contact: {SLA: present}}'];
    const yaml = crmYaml({ ...CRM_COLUMNS, response: 'SLA' }, [], rules);
    const outcome = await harness.report({ 'a.csv': text, 'funnel.yaml': yaml }, '--reach', 'observed');
    expect([outcome.reached('qualified'), outcome.reached('contact')]).toEqual([1, 2]);
  });
});

describe('IDs', () => {
  const leads = async (ids: readonly string[]) => {
    const text = table(
      'Id;Created',
      ids.map((id) => [id, '2026-01-31']),
    );
    const outcome = await harness.report({ 'a.csv': text, 'funnel.yaml': crmYaml() });
    return [outcome.total('leads'), outcome.ledger.rejects.map(({ reason }) => reason)];
  };

  it.each([
    [['1', '01', '001', '1.0'], 4],
    [['9007199254740993', '9007199254740992'], 2],
    [['123456789012345678901', '123456789012345678902'], 2],
    [['abc', 'ABC'], 2],
    [['l:15', '15', "'15", '[15]', 'zcrm_15'], 1],
    [['1\u200b5', '15', '\ufeff15', '1\u00ad5'], 1],
    [['e\u0301', '\u00e9'], 1],
    [['А1', 'A1'], 2],
    [['__proto__', 'constructor', 'toString'], 3],
  ])('%j are so many leads', { tags: 'slow' }, async (ids, right) => {
    expect(await leads(ids)).toEqual([right, []]);
  });

  it('none of these is one', { tags: 'slow' }, async () => {
    const none = [
      '',
      ' ',
      '0',
      '-',
      '--',
      '—',
      'n/a',
      'N/A',
      'null',
      'Unknown',
      'test',
      'тест',
      '[]',
      'l:',
      "'",
      '\u200b',
    ];
    expect(await leads([...none, 'a1'])).toEqual([1, none.map(() => 'no lead ID')]);
  });
});

describe('columns that several things read', () => {
  it('an ID may be compared in a rule', async () => {
    const text = table('Id;Created', [
      ['15', '2026-01-31'],
      ['7', '2026-01-31'],
    ]);
    const yaml = crmYaml(CRM_COLUMNS, [], ['rules: {qualified: {Id: "> 10"}}']);
    const outcome = await harness.report({ 'a.csv': text, 'funnel.yaml': yaml });
    expect([outcome.total('leads'), outcome.reached('qualified')]).toEqual([2, 1]);
  });

  it.each(['Kind', ' kind ', '\u200bKind', 'Kind\u00a0'])(
    'a setting finds the heading %j, as columns do',
    async (heading) => {
      const text = table(`Id;Created;${heading}`, [
        ['a1', '2026-01-31', 'Test'],
        ['a2', '2026-01-31', 'Real'],
      ]);
      const yaml = crmYaml(CRM_COLUMNS, [], ['exclude: {Kind: [Test]}']);
      const outcome = await harness.report({ 'a.csv': text, 'funnel.yaml': yaml });
      expect(outcome.buckets).toEqual({ header: 1, excluded: 1, used: 1 });
    },
  );

  it('one column may feed two fields', async () => {
    const text = table('Id;Created;State', [
      ['15', '2026-01-31', 'new'],
      ['7', '2026-01-31', 'new'],
    ]);
    const outcome = await harness.report({
      'a.csv': text,
      'funnel.yaml': crmYaml(
        { ...CRM_COLUMNS, deal_id: 'Id', amount: 'Id', source: 'Id', lead_at: 'Created', status: 'State' },
        [],
        // Without a status nobody knows whose amounts are still hoped for.
        ['statuses: {new: lead}', 'rules: {deal: {Id: "> 100"}}'],
      ),
    });
    expect([outcome.total('leads'), outcome.total('pipeline')]).toEqual([2, '22.00']);
  });

  it('a status may be compared as a word, and be present', async () => {
    const text = table('Id;Created;Grade', [
      ['a1', '2026-01-31', ' A  - high '],
      ['a2', '2026-01-31', ''],
    ]);
    const rules = ['rules: {qualified: {Grade: [a - High]}, contact: {Grade: present}}'];
    const outcome = await harness.report({ 'a.csv': text, 'funnel.yaml': crmYaml(CRM_COLUMNS, [], rules) });
    expect([outcome.reached('qualified'), outcome.reached('contact')]).toEqual([1, 1]);
  });

  it('text stays text: null, None and NA are names', async () => {
    const rows = ['null', 'None', 'NA', 'true', '007', '__proto__'].map((name) => ['2026-01-31', name, '1.50', '1']);
    const outcome = await harness.report({
      'a.csv': table('Day;Source;Cost;Clicks', rows),
      'funnel.yaml': adsYaml(),
    });
    for (const [, name] of rows) expect(outcome.figures('sources', 'spend')).toHaveProperty(name as string, '1.50');
  });
});

it('a cell of blanks between a sign and a word takes no longer than any other that is no number', async () => {
  const cells = Array.from(
    { length: 400 },
    (_, at) => `- ${' '.repeat(50)}${'x'.repeat((at % 4) + 1)}${'y'.repeat(Math.floor(at / 100))}`,
  );
  const rows = [...cells, `- ${' '.repeat(2000)}x`].map((cell) => `2026-03-02,Google,${cell},1`);
  const outcome = await harness.report(
    { 'a.csv': `Date,Source,Cost,Clicks\n${rows.join('\n')}\n2026-03-02,Google,$   1 200.50,1\n` },
    '--max-rejects',
    '100%',
  );
  expect(outcome.total('spend')).toBe('1200.50');
});
