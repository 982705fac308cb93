import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config/read-config.js';
import { problemOf, toldAs } from './problem.js';

const parse = (source: string) => parseConfig(source, 'funnel.yaml');
const fileOf = (settings: string) => parse(`files:\n  - path: a.csv\n${settings.replace(/^/gm, '    ')}\n`).files[0];
const badFile = (settings: string) =>
  problemOf(`files:\n  - path: a.csv\n${settings.replace(/^/gm, '    ')}\n`).what.en;

test('numbers that are money or rates keep their digits', () => {
  const long = '123456789012.345678';
  const { rates, plan, gates } = parse(
    `rates: {USD: 92.50, EUR: "100.10", KZT: 0.1, UAH: ${long}}\nplan: {per: month, revenue: 9007199254740993}\ngates: [{metric: romi, min: -0.30}]`,
  );
  expect(rates).toEqual(
    new Map([
      ['USD', '92.50'],
      ['EUR', '100.10'],
      ['KZT', '0.1'],
      ['UAH', long],
    ]),
  );
  expect(plan[0]?.amounts.get('revenue')).toBe('9007199254740993');
  expect(gates[0]?.min).toBe('-0.30');
});

test.each([
  '1e2',
  '0x10',
  '1_000',
  '.5',
  '5.',
  '-1',
  '0',
  '0.00',
  '+1',
  'Infinity',
  '.nan',
  '"92,5"',
  '"1 000"',
  'yes',
])('a rate written as %s is refused', (written) => {
  expect(problemOf(`rates: {USD: ${written}}`).what.en).toContain('rates.USD: expects a number above zero');
});

test('rates may stand in a file of this machine', () => {
  expect(parse('rates: ../rates.csv').rates).toBe('../rates.csv');
  for (const other of ['https://example.com/rates.csv', '92.5', '""', '[a]'])
    expect(problemOf(`rates: ${other}`).what.en).toContain('rates');
});

test.each([
  ['20%', '0.20'],
  ['20 %', '0.20'],
  ['7.5%', '0.075'],
  ['0%', '0.00'],
  ['005%', '0.05'],
  ['100%', '1.00'],
  ['0.125%', '0.00125'],
])('%s is the fraction %s, exactly', (percent, fraction) => {
  expect(parse(`margin: ${percent}\nvat: "${percent}"`)).toMatchObject({ margin: fraction, vat: fraction });
});

test('a share may be a fraction, and a plain percentage without its sign is refused', () => {
  expect(parse('margin: 0.4').margin).toBe('0.4');
  expect(parse('norms: {qualified: 80%, by: {source: {VK: {deal: 0.05}}}}').norms).toEqual({
    steps: new Map([['qualified', '0.80']]),
    figures: new Map(),
    bySource: new Map([['VK', new Map([['deal', '0.05']])]]),
  });
  for (const share of ['40', '101%', '1.5', '-0.1', '-5%']) expect(problemOf(`margin: ${share}`).line).toBe(1);
  for (const vat of ['20', '0.2', 'included', '120%']) expect(problemOf(`vat: ${vat}`).line).toBe(1);
});

test('a limit may be an amount or a share', () => {
  const { gates } = parse('gates: [{metric: cpl, max: 400.00}, {metric: qualified_rate, min: -2.5%, max: 5%}]');
  expect(gates.map(({ min, max }) => [min, max])).toEqual([
    [undefined, '400.00'],
    ['-0.025', '0.05'],
  ]);
  expect(problemOf('gates: [{metric: cpl}]').what.en).toBe('gates[0]: a gate without a limit');
});

test('a time zone is an IANA name', () => {
  for (const name of ['Europe/Kyiv', 'Europe/Kiev', 'UTC', 'Asia/Yekaterinburg'])
    expect(parse(`timezone: ${name}`).timezone).toBe(name);
  for (const name of ['"+03:00"', 'MSK', 'Moscow', '3']) expect(problemOf(`timezone: ${name}`).line).toBe(1);
  expect(toldAs('timezone: Europe/Moskow', 'en')).toEqual([
    1,
    'timezone: expects a time zone like Europe/Moscow, found «Europe/Moskow»',
    'did you mean `Europe/Moscow`?',
  ]);
});

test('a currency is an ISO code', () => {
  expect(parse('currency: KZT').currency).toBe('KZT');
  expect(toldAs('rates: {usd: 90}', 'ru')).toEqual([
    1,
    'rates.usd: ожидается код валюты вроде RUB, а указано: «usd»',
    'возможно, `USD`?',
  ]);
});

test('a value that was left out is not the text null', () => {
  expect(toldAs('currency:', 'en')[1]).toBe('currency: expects a currency code like RUB, and nothing is there');
  expect(parse('reasons: {Other: [null, ~]}').reasons.get('Other')).toEqual(['null', '~']);
});

test.each([
  ['";"', ';'],
  [';', ';'],
  ['","', ','],
  ['"\\t"', '\t'],
  ['"|"', '|'],
  ['semicolon', ';'],
  ['comma', ','],
  ['tab', '\t'],
  ['pipe', '|'],
])('the delimiter %s is %j', (written, delimiter) => {
  expect(fileOf(`delimiter: ${written}`)?.delimiter).toBe(delimiter);
});

test('what settles a file is read, and what does not is refused', () => {
  expect(
    fileOf(
      'decimal: ","\nencoding: windows-1251\ndates: mdy\nconcatenated: true\nvat: 20%\ncurrency: EUR\nentity: deal',
    ),
  ).toMatchObject({
    decimal: ',',
    encoding: 'windows-1251',
    dates: 'mdy',
    concatenated: true,
    vat: '0.20',
    currency: 'EUR',
    entity: 'deal',
  });
  for (const bad of [
    'decimal: ;',
    'encoding: windws-1251',
    'delimiter: x',
    'concatenated: yes',
    'entity: person',
    'dates: some day',
  ])
    expect(badFile(bad)).toContain(`files[0].${bad.split(':')[0]}: expects`);
  expect(problemOf('files: [{path: a, dates: DD.MM.YYYY}]').hint?.en).toBe('did you mean `dd.MM.yyyy`?');
});

test('a path is on this machine', () => {
  for (const path of ['https://example.com/a.csv', 's3://bucket/a.csv', '""'])
    expect(problemOf(`files: [{path: ${path}}]`).line).toBe(1);
  expect(parse("files: [{path: 'C:\\exports\\a.csv'}, {path: ../*.csv}]").files.map(({ path }) => path)).toEqual([
    'C:\\exports\\a.csv',
    '../*.csv',
  ]);
});

test('days are days of the calendar, in order', () => {
  expect(fileOf('period: {from: 2024-02-29, to: 2024-02-29}')?.period).toEqual({
    from: '2024-02-29',
    to: '2024-02-29',
  });
  expect(badFile('period: {from: 2026-02-29, to: 2026-03-01}')).toContain('found «2026-02-29»');
  expect(badFile('period: {from: 2026-03-02, to: 2026-03-01}')).toContain('ends before it begins');
  expect(badFile('period: {from: 01.03.2026, to: 2026-03-01}')).toContain('expects a day like 2026-10-01');
});

test('one export may feed two tables', () => {
  expect(fileOf('table: [crm, stage_events]\ncolumns: {entered_at: Offer sent}')?.table).toEqual([
    'crm',
    'stage_events',
  ]);
  expect(badFile('table: [crm, stage_events]\ncolumns: {lead_id: Id}')).toContain('without entered_at');
  expect(badFile('table: [crm, ad_stats]')).toContain('feeds one table, or crm and stage_events');
  expect(badFile('table: touches\ncolumns: {moved_at: Date}')).toContain('touches has no field `moved_at`');
  expect(fileOf('format: zoho\ncolumns: {lead_id: Id}')?.table).toEqual([]);
  // A file that is recognised by itself needs no more than the column that is wrong.
  expect(fileOf('columns: {lead_id: Id}')?.table).toEqual([]);
  expect(badFile('table: []')).toContain('at least one');
});

test('a column is a heading, several, a pattern, a place, or the row itself', () => {
  const file = fileOf(
    'table: crm\ncolumns: {lead_id: $row, status: [Stage, /^stage( name)?$/, /этап/i, 007], source: 2026, revenue: [Budget, $12]}',
  );
  expect(file?.columns).toEqual(
    new Map([
      ['lead_id', [{ row: true }]],
      ['status', [{ heading: 'Stage' }, { pattern: '^stage( name)?$' }, { pattern: 'этап' }, { heading: '007' }]],
      ['source', [{ heading: '2026' }]],
      ['revenue', [{ heading: 'Budget' }, { place: 12 }]],
    ]),
  );
  expect(badFile('table: crm\ncolumns: {status: /(/}')).toContain('found «/(/»');
  expect(badFile(`table: crm\ncolumns: {status: /${'a'.repeat(300)}/}`)).toContain('expects a heading');
  expect(badFile('table: crm\ncolumns: {status: $row}')).toContain('$row cannot stand here');
  expect(badFile('table: crm\ncolumns: {lead_id: [$row, Id]}')).toContain('$row cannot stand here');
});

test('a status means a stage, a loss, a loss after a stage, or nothing', () => {
  const { statuses } = parse(
    'statuses: {Won: deal, Lost: lost, Refused: {lost: proposal}, Test: ignore, 5: lead, Sales / Won: deal}',
  );
  expect([...statuses]).toEqual([
    ['Won', { kind: 'stage', stage: 'deal' }],
    ['Lost', { kind: 'lost', after: null }],
    ['Refused', { kind: 'lost', after: 'proposal' }],
    ['Test', { kind: 'ignore' }],
    ['5', { kind: 'stage', stage: 'lead' }],
    ['Sales / Won', { kind: 'stage', stage: 'deal' }],
  ]);
  for (const bad of ['visit', 'won', '', '[deal]', '{lost: action}', '{lost: }'])
    expect(problemOf(`statuses: {A: ${bad}}`).line).toBe(1);
});

test('one word cannot mean two things', () => {
  expect(problemOf('statuses: {Won: deal, "WON ": lost}').what.en).toContain('stands above already (deal)');
  expect(parse('statuses: {Won: deal, won: deal}').statuses.size).toBe(2);
  expect(problemOf('sources: {Facebook: [fb], VK: [FB]}').what.en).toContain('stands above already (Facebook)');
  expect(problemOf('sources: {Facebook: [fb], fb: [x]}').what.en).toContain('stands above already');
  expect(problemOf('reasons: {Price: [Expensive], Budget: [expensive]}').what.ru).toContain('уже есть выше (Price)');
  expect(parse('reasons: {Price: Expensive, Other: [Price]}').reasons.size).toBe(2);
});

test('durations are seconds or days, and what could be either is refused', () => {
  const { sla, maturity } = parse('sla: {response: 90s, feedback: 2w}\nmaturity: {deal: 60d, proposal: 8w}');
  expect(sla).toEqual({ response: 90, feedback: 14 });
  expect([...maturity]).toEqual([
    ['proposal', 56],
    ['deal', 60],
  ]);
  expect(parse('sla: {response: 2h}').sla?.response).toBe(7200);
  for (const bad of [
    'sla: {response: 15}',
    'sla: {response: 1d}',
    'sla: {response: 0m}',
    'maturity: {deal: 2m}',
    'maturity: {deal: 60}',
  ])
    expect(problemOf(bad).line).toBe(1);
});

test('a calendar is weekdays, hours and holidays', () => {
  const calendar = (source: string) => parse(`sla: {calendar: {${source}}}`).sla?.calendar;
  expect(calendar('days: [Mon-Wed, fri, Fri], hours: 9:00 - 18:30')).toEqual({
    days: [1, 2, 3, 5],
    hours: { from: 540, to: 1110 },
    holidays: [],
  });
  expect(calendar('days: Sat-Mon')?.days).toEqual([1, 6, 7]);
  expect(calendar('holidays: [2026-01-01]')).toEqual({
    days: [1, 2, 3, 4, 5, 6, 7],
    hours: { from: 0, to: 1440 },
    holidays: ['2026-01-01'],
  });
  for (const bad of [
    'days: Mon-Fr',
    'days: Mon-Wed-Fri',
    'hours: "18:00-09:00"',
    'hours: "09:00-24:01"',
    'holidays: [x]',
  ])
    expect(problemOf(`sla: {calendar: {${bad}}}`).line).toBe(1);
});

test('signs of interest: two of them unless said otherwise, and never more than there are', () => {
  const atLeast = (source: string) => parse(`standard: {${source}}`).standard?.get('interest')?.atLeast;
  expect(atLeast('interest: [a, b, c]')).toBe(2);
  expect(atLeast('interest: [a]')).toBe(1);
  expect(atLeast('interest: [a, b, c], at_least: 3')).toBe(3);
  expect(problemOf('standard: {interest: [a], at_least: 2}').what.en).toContain('more signs of interest');
  expect(parse('standard: {role: {Job: [CEO, CTO]}}').standard?.get('role')?.signs[0]).toEqual([
    [{ column: 'Job', condition: { op: 'in', values: ['CEO', 'CTO'] } }],
  ]);
});
