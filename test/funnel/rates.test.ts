import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { expectRefused, type Files, makeHarness } from '../intake/harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const COLUMNS =
  'lead_id: ID, created_at: Created, modified_at: Changed, closed_at: Closed, status: Status, revenue: Amount, amount: Amount, currency: Currency';
const crmYaml = (...top: string[]) =>
  [
    `files: [{path: crm.csv, table: crm, columns: {${COLUMNS}}}]`,
    'statuses: {Won: deal, New: lead, Lost: lost}',
    ...top,
  ].join('\n');
const HEAD = 'ID,Created,Changed,Closed,Status,Amount,Currency\n';

/** Leads of one CRM, as `amount currency` won on 1 March, at these rates. */
const won = (amounts: readonly string[], ...top: string[]): Files => ({
  'crm.csv': `${HEAD}${amounts.map((one, at) => `${at + 1},2026-03-01,,2026-03-01,Won,${one.replace(' ', ',')}\n`).join('')}`,
  'funnel.yaml': crmYaml(...top),
});
const revenueOf = async (files: Files) => (await harness.report(files)).total('revenue');

describe('a rate keeps all its digits', () => {
  it.each([
    ['10000000 UZS', 'UZS: 0.0000786', 'USD', '786.00'],
    ['10000000 VND', 'VND: 0.00003937', 'USD', '393.70'],
    ['1000000000 VND', 'VND: 0.0000393700787401574', 'USD', '39370.08'],
    ['20000 USD', 'USD: 92.5', 'RUB', '1850000.00'],
    ['999999999999.99 USD', 'USD: 92.512345678901234', 'RUB', '92512345678900.31'],
    ['999999999999 USD', 'USD: 999999999999.5', 'VND', '999999999998500000000000.50'],
    ['-0.01 USD', 'USD: 0.5', 'RUB', '-0.01'],
    ['0.01 USD', 'USD: 92.50000000000000000000000000000000000000', 'RUB', '0.93'],
  ])('%s at {%s} is %s %s', { tags: 'slow' }, async (amount, rate, currency, value) => {
    expect(await revenueOf(won([amount], `currency: ${currency}`, `rates: {${rate}}`))).toBe(value);
  });

  it('each of several, small and large beside each other', { tags: 'slow' }, async () => {
    const rates = 'rates: {KWD: 9123456.78, IDR: 0.0000638123, USD: 92.5}';
    const files = won(['1 KWD', '1000000 IDR', '2 USD', '7 RUB'], 'currency: RUB', rates);
    expect(await revenueOf(files)).toBe('9123712.59');
  });

  it.each(['0', '0.000', '-92.5', '1e3', '92,5', '0.1234567890123456789', '1234567890123', '1_000', 'x'])(
    '%s is refused, with its line',
    async (written) => {
      expectRefused(
        await harness.report(won(['1 USD'], 'currency: RUB', 'rates:', `  USD: "${written}"`)),
        /funnel\.yaml: line 5.*number above zero of at most 18 digits/s,
      );
    },
  );

  it('a currency that stands twice in funnel.yaml is refused', async () => {
    expectRefused(
      await harness.report(won(['1 USD'], 'currency: RUB', 'rates: {USD: 92.5, USD: 90}')),
      /funnel\.yaml: line 4.*USD/s,
    );
  });

  it.each(['rates: {USD: 92.5}', 'rates: rates.csv', '#'])(
    'is not asked of nothing, which is 0 in any currency: %s',
    { tags: 'slow' },
    async (rates) => {
      const files = won(['1 RUB', '0 EUR'], 'currency: RUB', rates);
      const ads = {
        'ads.csv': 'Day,Source,Cost,Currency\n2026-03-01,VK,0,EUR\n2026-03-01,VK,5,RUB\n',
        'rates.csv': 'date,currency,rate\n2026-03-01,USD,92.5\n',
        'funnel.yaml': String(files['funnel.yaml']).replace(
          'files: [',
          'files: [{path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, cost: Cost, currency: Currency}}, ',
        ),
      };
      const outcome = await harness.report({ ...files, ...ads });
      expect([outcome.total('deals'), outcome.total('revenue'), outcome.total('spend')]).toEqual([2, '1.00', '5.00']);
    },
  );

  it('that is missing is an error, never one', async () => {
    expectRefused(
      await harness.report(won(['1 USD', '1 EUR'], 'currency: RUB', 'rates: {USD: 92.5}')),
      /no rate for EUR on 2026-03-01\s+→ add to funnel\.yaml: rates: \{EUR: how many RUB one is\}/,
    );
  });
});

/** A CRM in dollars beside a file of rates. */
const withRates = (rates: string | Uint8Array, rows: string, name = 'rates.csv'): Files => ({
  'crm.csv': HEAD + rows,
  [name]: rates,
  'funnel.yaml': crmYaml('currency: RUB', `rates: ${name}`),
});
const ONE = '1,2026-03-01 10:00,2026-03-02 10:00,2026-03-03,Won,100,USD\n';
const DAYS = 'date,currency,rate\n2026-03-01,USD,90\n2026-03-02,USD,91\n2026-03-03,USD,92.5\n2026-03-03,EUR,100\n';

describe('rates by day', () => {
  it.each([
    ['of the closing day', ONE, '9250.00'],
    ['else of the last modification', ONE.replace('2026-03-03', ''), '9100.00'],
    ['else of creation', ONE.replace('2026-03-03', '').replace('2026-03-02 10:00', ''), '9000.00'],
  ])('value revenue at that %s', { tags: 'slow' }, async (_, rows, value) => {
    expect(await revenueOf(withRates(DAYS, rows))).toBe(value);
  });

  it('value spend at that of its own day', async () => {
    const outcome = await harness.report({
      'ads.csv':
        'Day,Source,Cost,Currency\n2026-03-01,VK,10,USD\n2026-03-02,VK,10,USD\n2026-03-03,VK,1,EUR\n2026-03-03,VK,5,RUB\n',
      'rates.csv': DAYS,
      'funnel.yaml':
        'currency: RUB\nrates: rates.csv\nfiles: [{path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, cost: Cost, currency: Currency}}]\n',
    });
    expect(outcome.total('spend')).toBe('1915.00');
  });

  it('value the planned closing of what is open at the last there is', { tags: 'slow' }, async () => {
    const plan = '2,2026-03-01 10:00,,2026-09-30,New,500,USD\n3,2026-03-01 10:00,,2026-03-02,New,1,USD\n';
    const outcome = await harness.report(withRates(DAYS, ONE + plan));
    expect([outcome.total('revenue'), outcome.total('pipeline')]).toEqual(['9250.00', '46341.00']);
  });

  it.each([
    ['of a won deal beyond the last', ONE.replace('2026-03-03', '2026-09-30'), 'USD on 2026-09-30'],
    ['of an open lead that was changed beyond the last', '1,2026-03-01,2026-03-09,,New,5,USD\n', 'USD on 2026-03-09'],
    ['of a plan before the first', '1,2026-03-01,,2026-02-01,New,5,USD\n', 'USD on 2026-02-01'],
    ['of a plan in a currency without any', '1,2026-03-01,,2026-09-30,New,5,GBP\n', 'GBP on 2026-09-30'],
  ])('miss that %s: an error that names the day', { tags: 'slow' }, async (_, rows, what) => {
    const outcome = await harness.report(withRates(DAYS, rows));
    expectRefused(outcome, new RegExp(`no rate for ${what}\\s+→ add that day to the file of rates`));
  });

  it('that are missing for lost leads are no matter', async () => {
    const lost = '2,2026-05-01,,2026-05-02,Lost,500,GBP\n';
    expect(await revenueOf(withRates(DAYS, ONE + lost))).toBe('9250.00');
  });

  it('are found however the code of a currency is written, and the own one needs none', { tags: 'slow' }, async () => {
    const rows = ONE.replace('USD', 'usd') + ONE.replace('1,', '2,').replace('USD', 'rub').replace('100', '7');
    expect(await revenueOf(withRates(DAYS, rows))).toBe('9257.00');
  });

  it('cannot value spend without a day', async () => {
    const files = {
      'ads.csv': 'Source,Cost,Currency\nVK,10,USD\n',
      'rates.csv': DAYS,
      'funnel.yaml':
        'currency: RUB\nrates: rates.csv\nfiles: [{path: ads.csv, table: ad_stats, columns: {source: Source, cost: Cost, currency: Currency}}]\n',
    };
    expectRefused(await harness.report(files), /no rate for spend in USD without a day\s+→ export it by day/);
  });

  it('of years are read whole', { tags: 'slow' }, async () => {
    const days = Array.from({ length: 1500 }, (_, at) =>
      new Date(Date.UTC(2023, 0, 1 + at)).toISOString().slice(0, 10),
    );
    const rates = `date,currency,rate\n${days.map((day, at) => `${day},USD,${90 + at / 1000}\n`).join('')}`;
    expect(await revenueOf(withRates(rates, ONE))).toBe('9115.70');
  });
});

it('a bare $ is the dollar of the report, else the US one', { tags: 'slow' }, async () => {
  const spent = async (...top: string[]) => {
    const ads = 'files: [{path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, cost: Cost}}]';
    const files = { 'ads.csv': 'Day,Source,Cost\n2026-03-01,VK,$5.00\n', 'funnel.yaml': [ads, ...top].join('\n') };
    return (await harness.report(files)).total('spend');
  };
  expect(await spent('currency: CAD', 'rates: {USD: 1.37}')).toBe('5.00');
  expect(await spent('currency: RUB', 'rates: {USD: 92.5, CAD: 67}')).toBe('462.50');
});

describe('a file of rates is read', () => {
  const rows = '2026-03-03,USD,92.5\n';
  it.each<[string, string | Uint8Array]>([
    ['as it is asked for', `date,currency,rate\n${rows}`],
    ['with a byte order mark', `\ufeffdate,currency,rate\n${rows}`],
    ['in UTF-16', Buffer.from(`\ufeffdate,currency,rate\n${rows}`, 'utf16le')],
    ['with CRLF and blank lines', `date,currency,rate\r\n\r\n${rows.trim()}\r\n,,\r\n`],
    ['with other columns in another order', `Rate,Name,Currency,Date\n92.5,"Dollar, US",usd,2026-03-03\n`],
    ['as Excel writes it in Russian', 'date;currency;rate\n03.03.2026;USD;92,5\n'],
    ['with tabs', 'date\tcurrency\trate\n2026-03-03\tUSD\t92.5\n'],
    ['with a decimal comma in quotes', 'date,currency,rate\n2026-03-03,USD,"92,5"\n'],
    ['with a decimal comma that other lines prove', 'date;currency;rate\n2026-03-03;USD;92,500\n2026-03-02;USD;92,5\n'],
    [
      'in windows-1251',
      Buffer.from([
        ...Buffer.from([
          0xc4, 0xe0, 0xf2, 0xe0, 0x3b, 0xc2, 0xe0, 0xeb, 0xfe, 0xf2, 0xe0, 0x3b, 0xca, 0xf3, 0xf0, 0xf1,
        ]),
        ...Buffer.from('\r\n03.03.2026;USD;92,5\r\n'),
      ]),
    ],
  ])('%s', { tags: 'slow' }, async (_, rates) => {
    expect(await revenueOf(withRates(rates, ONE))).toBe('9250.00');
  });

  const below = (line: string, head = 'date,currency,rate') => `${head}\n2026-03-03,USD,92.5\n\n${line}\n`;
  it.each([
    ['a day that is none', below('2026-02-31,USD,92.5'), 4, /not a day: 2026-02-31/],
    ['a day of two meanings', below('03/04/2026,USD,92.5'), 4, /not a day: 03\/04\/2026/],
    ['no day', below(',USD,92.5'), 4, /not a day/],
    ['no currency', below('2026-03-04,,92.5'), 4, /not the code of a currency/],
    ['the name of a currency', below('2026-03-04,Dollar,92.5'), 4, /not the code of a currency: Dollar/],
    ['no rate', below('2026-03-04,USD,'), 4, /not a rate/],
    ['a rate that is no number', below('2026-03-04,USD,n/a'), 4, /not a rate/],
    ['a rate of zero', below('2026-03-04,USD,0.0'), 4, /not a rate, a number above zero: 0\.0/],
    ['a rate below zero', below('2026-03-04,USD,-92.5'), 4, /not a rate, a number above zero: -92\.5/],
    ['a rate like 1e2', below('2026-03-04,USD,1e2'), 4, /not a rate/],
    ['a rate of too many digits', below('2026-03-04,USD,0.1234567890123456789'), 4, /more than 18 digits/],
    ['a decimal comma beside points', below('2026-03-04,USD,"92,5"'), 4, /not a rate/],
    ['a comma that may be of thousands', 'date;currency;rate\n2026-03-03;USD;1,234\n', 2, /not a rate.*1,234/],
    ['a decimal comma between commas', below('2026-03-04,USD,92,5'), 4, /4 cells, the header has 3/],
    ['a line that is cut off', below('2026-03-04,USD'), 4, /2 cells, the header has 3/],
    ['quotes that are never closed', below('"2026-03-04,USD,92.5'), 4, /quotes that are never closed/],
    [
      'two rates of a day',
      below('2026-03-03,USD,9250'),
      4,
      /a second rate for USD on 2026-03-03, the first is in line 2/,
    ],
    ['two rates of a day, though alike', below('03.03.2026,usd,92.50'), 4, /a second rate for USD on 2026-03-03/],
  ])('or refused with the line: %s', async (_, rates, line, words) => {
    const outcome = await harness.report(withRates(rates, ONE));
    expectRefused(outcome, words);
    expect(outcome.err).toContain(`rates.csv: line ${line}: `);
  });

  it.each([
    ['without headings', rows],
    ['with a heading missing', 'date,currency\n2026-03-03,USD\n'],
    ['with a heading twice', 'date,currency,rate,Rate\n2026-03-03,USD,92.5,90\n'],
    ['empty', ''],
  ])('or refused with the headings that it needs: %s', async (_, rates) => {
    expectRefused(
      await harness.report(withRates(rates, ONE)),
      /rates\.csv: rates need the headings date,currency,rate/,
    );
  });

  it('or missed: an error that names it', async () => {
    const { 'rates.csv': _, ...files } = withRates(DAYS, ONE);
    expectRefused(await harness.report(files), /rates\.csv: there is no such file/);
  });
});

describe('the file that rates names is no export', () => {
  it('where its folder is read, where it is given itself, by a link, or matches a pattern of files', {
    tags: 'slow',
  }, async () => {
    const files = withRates(DAYS, ONE);
    const folder = harness.write({
      ...files,
      'funnel.yaml': String(files['funnel.yaml']).replace('crm.csv', '"*.csv"'),
    });
    symlinkSync(join(folder, 'rates.csv'), join(folder, 'link.csv'));
    for (const paths of [[folder], [join(folder, 'crm.csv'), join(folder, 'rates.csv')], []]) {
      const outcome = await harness.start(['report', ...paths, '-f', 'json'], folder);
      expect(outcome.total('revenue')).toBe('9250.00');
      expect(outcome.ledger.file).toBe('crm.csv');
      expect(outcome.warnings).toEqual([]);
    }
  });

  it('and beside a configuration that names all else nothing is left unread', async () => {
    const folder = harness.write(withRates(DAYS, ONE));
    expect((await harness.start(['report', '-f', 'json'], folder)).warnings).toEqual([]);
    const check = await harness.start(['check', folder], folder);
    expect([check.code, check.out]).toEqual([0, expect.stringContaining('No exports, as funnel.yaml says: rates.csv')]);
  });

  it('and alone there is nothing to report', async () => {
    const folder = harness.write(withRates(DAYS, ONE));
    expectRefused(await harness.start(['report', join(folder, 'rates.csv')], folder), /no exports were given/);
  });

  it('nor an output', async () => {
    const folder = harness.write(withRates(DAYS, ONE));
    const outcome = await harness.start(['report', folder, '-o', join(folder, 'rates.csv'), '-f', 'csv'], folder);
    expectRefused(outcome, /rates\.csv/);
  });

  it('is found beside the configuration, wherever that is', async () => {
    const folder = harness.write(withRates(DAYS, ONE));
    mkdirSync(join(folder, 'sub'));
    const outcome = await harness.start(['report', '..', '-f', 'json'], join(folder, 'sub'), {
      cwd: join(folder, 'sub'),
    });
    expect(outcome.total('revenue')).toBe('9250.00');
  });
});

describe('the day of a rate', () => {
  const RATES = ['currency: RUB', 'rates: rates.csv'];
  const files = (head: string, row: string): Files => ({
    'crm.csv': `ID,Created,Changed,${head}Status,Amount,Currency\n1,2026-10-01,2026-10-09,${row}Won,1000,USD\n`,
    'rates.csv': 'date,currency,rate\n2026-10-01,USD,90\n2026-10-02,USD,91\n2026-10-09,USD,99\n',
    'funnel.yaml': [
      `files: [{path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, modified_at: Changed, status: Status, revenue: Amount, currency: Currency${head === '' ? '' : `, ${head.replace(',', '')}_at: ${head.replace(',', '')}`}}}]`,
      'statuses: {Won: deal, New: lead}',
      ...RATES,
    ].join('\n'),
  });
  const found = async (head: string, row: string) => {
    const { total, json } = await harness.report(files(head, row));
    return [total('revenue'), json.warnings.find(({ code }) => code === 'rate-day-assumed')?.count];
  };

  it.each([
    ['closed,', '2026-10-02,', '91000.00'],
    ['deal,', '2026-10-02,', '91000.00'],
  ])('is that of winning, whichever date tells it (%s)', { tags: 'slow' }, async (head, row, revenue) => {
    expect(await found(head, row)).toEqual([revenue, undefined]);
  });

  it.each([
    ['', ''],
    ['closed,', ','],
    ['deal,', ','],
  ])(
    'is that of the last change where nothing tells it, and that is said (%s)',
    { tags: 'slow' },
    async (head, row) => {
      expect(await found(head, row)).toEqual(['99000.00', 1]);
    },
  );

  it('is no question where the rate is the same on all days, or the amount needs none', { tags: 'slow' }, async () => {
    const constant = won(['1000 USD', '5 RUB'], 'currency: RUB', 'rates: {USD: 90}');
    const config = String(constant['funnel.yaml']).replace(', closed_at: Closed', '');
    const { warnings } = await harness.report({ ...constant, 'funnel.yaml': config });
    expect(warnings).not.toContain('rate-day-assumed');
  });
});

describe('an amount without a currency beside others that have one', () => {
  const said = async (amounts: readonly string[], ...top: string[]) =>
    (await harness.report(won(amounts, ...top))).json.warnings.find(({ code }) => code === 'currency-blank');

  it.each([
    ['converted', ['currency: RUB', 'rates: {USD: 90}'], 'RUB'],
    ['added to them', [], 'USD'],
  ])('is said where the others are %s', async (_, top, taken) => {
    const warning = await said(['1000 USD', '100 ', '500 USD'], ...top);
    expect(warning).toMatchObject({ count: 1 });
    expect(warning?.message).toContain(
      `crm.csv: 1 amount without a currency, beside others that have one: taken for ${taken}`,
    );
  });

  it.each([
    ['no amount has one', ['1000 ', '100 ']],
    ['the amount is zero', ['1000 USD', '0 ']],
  ])('is no question where %s', { tags: 'slow' }, async (_, amounts) => {
    expect(await said(amounts, 'currency: RUB', 'rates: {USD: 90}')).toBeUndefined();
  });

  it('is no question where the file has a currency of its own', async () => {
    const files = won(['1000 USD', '100 '], 'currency: RUB', 'rates: {USD: 90}');
    const config = String(files['funnel.yaml']).replace('table: crm', 'table: crm, currency: RUB');
    const { warnings, total } = await harness.report({ ...files, 'funnel.yaml': config });
    expect(warnings).not.toContain('currency-blank');
    expect(total('revenue')).toBe('90100.00');
  });
});

describe('an amount that a figure is made of asks for its rate', () => {
  // A deal that nobody marked as qualified: by `strict` it is still open, and what it is about is hoped for.
  const files = (columns: string, ...rows: string[]): Files => ({
    'crm.csv': `ID,Created,Status,Sum,Currency\n1,2026-03-01,Fits,10,RUB\n${rows.join('\n')}\n`,
    'funnel.yaml': [
      `files: [{path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, currency: Currency, ${columns}}}]`,
      'statuses: {Won: deal, New: lead, Fits: qualified, Lost: lost}',
      'currency: RUB',
    ].join('\n'),
  });
  const OPEN = '2,2026-03-01,New,5,USD';
  const WON = '2,2026-03-01,Won,5,USD';
  const LOST = '2,2026-03-01,Lost,5,USD';

  it.each([
    ['amount: Sum', OPEN, 'implied', null],
    ['amount: Sum', OPEN, 'strict', null],
    ['amount: Sum', OPEN, 'observed', null],
    ['amount: Sum', WON, 'strict', null],
    ['amount: Sum', WON, 'implied', '10.00'],
    ['amount: Sum', WON, 'observed', '10.00'],
    ['amount: Sum', LOST, 'strict', '10.00'],
    ['amount: Sum', LOST, 'implied', '10.00'],
    ['revenue: Sum, amount: Sum', WON, 'implied', null],
  ])('%s, %s by %s', { tags: 'slow' }, async (columns, row, reach, pipeline) => {
    const found = await harness.report(files(columns, row), '--reach', reach);
    if (pipeline === null) expectRefused(found, /no rate for USD/);
    else expect(found.total('pipeline')).toBe(pipeline);
  });

  it('and once it has one, what is hoped for by strict is all there', async () => {
    const rated = files('amount: Sum', WON);
    const yaml = `${rated['funnel.yaml']}\nrates: {USD: 90}`;
    const found = await harness.report({ ...rated, 'funnel.yaml': yaml }, '--reach', 'strict');
    expect(found.total('pipeline')).toBe('460.00');
  });
});
