import { expect, test } from 'vitest';
import { problemOf, toldAs } from './problem.js';

const MISTYPED: [where: string, source: string, line: number, key: string, near: string][] = [
  ['the top', 'currency: RUB\ntimezon: Europe/Moscow\n', 2, 'timezon', 'timezone'],
  ['a file', 'files:\n  - path: a.csv\n    colums: {lead_id: Id}\n', 3, 'colums', 'columns'],
  [
    'a period',
    'files:\n  - path: a.csv\n    period:\n      fron: 2026-01-01\n      to: 2026-01-31\n',
    4,
    'fron',
    'from',
  ],
  ['rules', 'rules:\n  qualifed: {Grade: A}\n', 2, 'qualifed', 'qualified'],
  ['a condition', 'rules:\n  deal:\n    Grade: {nott: [A]}\n', 3, 'nott', 'not'],
  ['a status', 'statuses:\n  Lost:\n    losst: proposal\n', 3, 'losst', 'lost'],
  ['norms', 'norms:\n  deal: 0.2\n  qualfied: 0.8\n', 3, 'qualfied', 'qualified'],
  ['norms by', 'norms:\n  by:\n    sorce: {VK: {deal: 0.1}}\n', 3, 'sorce', 'source'],
  ['norms of a source', 'norms:\n  by:\n    source:\n      VK: {proposl: 0.1}\n', 4, 'proposl', 'proposal'],
  ['maturity', 'maturity: {decison: 30d}\n', 1, 'decison', 'decision'],
  ['the SLA', 'sla:\n  respons: 15m\n', 2, 'respons', 'response'],
  ['the calendar', 'sla:\n  calendar:\n    holiday: [2026-01-01]\n', 3, 'holiday', 'holidays'],
  ['the standard', 'standard:\n  role: Job\n  intrest: [Demo]\n', 3, 'intrest', 'interest'],
  ['the plan', 'plan: {per: month, revenu: 5}\n', 1, 'revenu', 'revenue'],
  ['the plan of a month', 'plan:\n  2026-11: {deal: 5}\n', 2, 'deal', 'deals'],
  ['the bonus', 'plan: {per: month, revenue: 5}\nbonus: {off: revenue, steps: {80%: 50%}}\n', 2, 'off', 'of'],
  ['a gate', 'gates:\n  - {metric: cpl, max: 4}\n  - metrc: cpl\n    max: 4\n', 3, 'metrc', 'metric'],
  ['a decision', 'decisions:\n  - {since: 2026-01-05, what: x, figur: cpl}\n', 2, 'figur', 'figure'],
  ['links', 'links: {led: "https://a/{lead_id}"}\n', 1, 'led', 'lead'],
  ['a hypothesis', 'hypotheses:\n  - {name: x, since: 2026-01-05, metric: cpl, week: 4}\n', 2, 'week', 'weeks'],
];

test.each(MISTYPED)(
  'a mistyped key in %s is told with its line and the nearest known one',
  (_, source, line, key, near) => {
    const { what, hint, line: told } = problemOf(source);
    expect(told).toBe(line);
    expect(what.en).toMatch(new RegExp(`(^|: )unknown key \`${key}\`$`));
    expect(what.ru).toMatch(new RegExp(`(^|: )неизвестный ключ \`${key}\`$`));
    expect(hint).toEqual({ en: `did you mean \`${near}\`?`, ru: `возможно, \`${near}\`?` });
  },
);

test('a key that is near to nothing lists those that are known', () => {
  expect(toldAs('plan: {per: month, zzz: 1}', 'en')).toEqual([
    1,
    'plan: unknown key `zzz`',
    'known: per, revenue, deals, leads, spend, by',
  ]);
  expect(toldAs('plan: {per: month, zzz: 1}', 'ru')).toEqual([
    1,
    'plan: неизвестный ключ `zzz`',
    'известны: per, revenue, deals, leads, spend, by',
  ]);
});

test('a mistyped key is not told again as the one that is missing', () => {
  expect(problemOf('files:\n  - paht: a.csv\n').what.en).not.toContain('missing');
});

test('a key that is missing is told with the line of what it is missing from', () => {
  const source = 'files:\n  - path: a.csv\n  - table: crm\n    entity: deal\n';
  expect(toldAs(source, 'en')).toEqual([
    3,
    'files[1]: `path` is missing',
    'add path: the file, or a pattern like crm*.csv',
  ]);
  expect(toldAs(source, 'ru')).toEqual([
    3,
    'files[1]: не хватает `path`',
    'добавьте path: файл или шаблон вроде crm*.csv',
  ]);
});

test('all problems of a file are told at once, in the order of its lines', () => {
  const { line, what, hint } = problemOf('vat: 20\ncurrency: rub\nstatuses:\n  Won: dael\n  Lost: loost\n');
  expect(line).toBe(1);
  expect(what.en.split('\n')).toEqual([
    'vat: expects the rate as a percentage, or excluded, found «20»',
    'line 2: currency: expects a currency code like RUB, found «rub» (did you mean `RUB`?)',
    expect.stringMatching(/^line 4: statuses\.Won: expects a stage .*, found «dael»/),
    expect.stringMatching(/^line 5: statuses\.Lost: .*found «loost» \(did you mean `lost`\?\)$/),
  ]);
  expect(what.ru.split('\n')[1]).toBe(
    'строка 2: currency: ожидается код валюты вроде RUB, а указано: «rub» (возможно, `RUB`?)',
  );
  expect(hint?.en).toBe('did you mean `20%`?');
});

test('more problems than a person reads are counted', () => {
  const source = Array.from({ length: 14 }, (_, index) => `zzz${index}: 1`).join('\n');
  const sentences = problemOf(source).what.en.split('\n');
  expect(sentences).toHaveLength(11);
  expect(sentences.at(-1)).toBe('… and 4 more');
});

test('a field that the table does not have is told with the nearest one', () => {
  const source = 'files:\n  - path: a.csv\n    table: crm\n    columns:\n      lead_id: Id\n      creatd_at: Date\n';
  expect(toldAs(source, 'en')).toEqual([
    6,
    'files[0].columns.creatd_at: crm has no field `creatd_at`',
    'did you mean `created_at`?',
  ]);
  expect(toldAs(source, 'ru')).toEqual([
    6,
    'files[0].columns.creatd_at: в crm нет поля `creatd_at`',
    'возможно, `created_at`?',
  ]);
});

test('a constant needs a field of the table, too', () => {
  const source = 'files:\n  - path: a.csv\n    table: ad_stats\n    set:\n      sorce: VK\n';
  expect(toldAs(source, 'en').slice(0, 2)).toEqual([5, 'files[0].set.sorce: ad_stats has no field `sorce`']);
});

test('two hypotheses of one name are refused: a row is known by it', () => {
  const source = 'hypotheses:\n  - {name: Form, figure: cpl}\n  - {name: form, figure: qualified_rate}\n';
  expect(toldAs(source, 'en').slice(0, 2)).toEqual([
    3,
    'hypotheses[1].name: «form» stands above already (hypotheses[0])',
  ]);
});

test('a gate filters only by a dimension that exists', () => {
  const gate = (name: string) =>
    `dimensions: {product: Product}\ngates:\n  - metric: cpl\n    max: 4\n    where:\n      ${name}: x\n`;
  expect(toldAs(gate('prodct'), 'en')).toEqual([
    6,
    'gates[0].where.prodct: no dimension `prodct`',
    'did you mean `product`?',
  ]);
  expect(toldAs(gate('prodct'), 'ru')[1]).toBe('gates[0].where.prodct: нет измерения `prodct`');
});

test('a dimension cannot take the name of one that is there already, nor one that --where could not read', () => {
  for (const name of ['source', 'Platform', 'campaign', 'manager', 'reason', 'stage', 'period'])
    expect(problemOf(`dimensions: {${name}: X}`).what.en).toContain('is a dimension already');
  for (const name of ['"a=b"', '"a!"', '"a,b"', '" a"', '""'])
    expect(problemOf(`dimensions: {${name}: X}`).what.en).toContain('not a name');
});
