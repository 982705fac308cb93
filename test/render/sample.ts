import { type Exact, exact, parseExact } from '../../src/model/exact.js';
import { STAGES } from '../../src/model/funnel-stages.js';
import type { LedgerEntry, Report } from '../../src/model/report.js';
import type { Cell, Column, Kind, Sheet } from '../../src/model/sheet.js';
import { text } from '../../src/model/text.js';
import type { RenderOptions } from '../../src/render/renderers.js';

/** Options of a quiet run at 100 columns in English. */
export const options = (changes: Partial<RenderOptions> = {}): RenderOptions => ({
  lang: 'en',
  width: 100,
  color: false,
  excel: false,
  raw: false,
  ...changes,
});

const some = (value: number | string | null): Exact | null => (value === null ? null : parseExact(String(value)));
const share = (part: number | null, whole: number | null): Exact | null =>
  part === null || whole === null ? null : exact(part, whole);

/** A row by the names of its columns. */
export type Row = Readonly<Record<string, Cell>>;

export const column = (
  name: string,
  kind: Kind,
  en: string,
  ru: string,
  more: Partial<Column<Row>> = {},
): Column<Row> => ({ name, kind, label: text(en, ru), value: (row) => row[name] ?? null, ...more });

/** The cells of a row, in the order of its columns. */
export const row = (columns: readonly Column<Row>[], cells: readonly Cell[]): Row =>
  Object.fromEntries(columns.map(({ name }, at) => [name, cells[at] ?? null]));

/** The example of screen.md: sums that are known, a seam, a stage below its norm. */
export function stages(): Sheet<Row> {
  const reached = [45_400, 3_270, 2_600, 891, 820, 430, 226, 113];
  const [moved, lost, open] = [
    [null, null, 891, 820, 430, 226, 113, null],
    [null, null, 1_650, 55, 330, 160, 95, null],
    [null, null, 59, 16, 60, 44, 18, null],
  ];
  const implied = [null, null, null, 14, 9, 31, 6, 0];
  const norms = [null, '0.05', '0.7', '0.5', '0.95', '0.5', '0.5', '0.5'];
  const gaps = [null, '0.022', '0.095', '-0.157', '-0.030', '0.024', '0.026', '0'];
  const verdicts = [null, 'above', 'above', 'below', 'below', 'ok', 'too few', 'unproven'];
  const columns = [
    column('stage', 'stage', 'Stage', 'Этап', { isKey: true }),
    column('level', 'level', 'Level', 'Уровень', { yields: 'hidden' }),
    column('reached', 'count', 'Reached', 'Дошли'),
    column('implied', 'count', 'Implied', 'Без отм.', {
      yields: 6,
      note: text(
        'Implied = not marked itself, but a later stage is',
        'Без отм. = этап не отмечен, но отмечен более поздний',
      ),
    }),
    column('step_rate', 'rate', 'From previous', 'Из прошл.'),
    column('overall_rate', 'rate', 'From first', 'Из первого', { yields: 8 }),
    column('lead_rate', 'rate', 'From lead', 'Из лида', { yields: 7 }),
    column('step_low', 'rate', 'Low', 'От', { yields: 'hidden' }),
    column('step_high', 'rate', 'High', 'До', { yields: 'hidden' }),
    column('moved', 'count', 'Moved on', 'Дальше', { yields: 5 }),
    column('lost', 'count', 'Lost', 'Отказов', { yields: 4 }),
    column('open', 'count', 'Open', 'В работе', { yields: 4 }),
    column('norm', 'rate', 'Norm', 'Норма', { yields: 2 }),
    column('gap', 'points', 'Gap', 'Разница', { yields: 3 }),
    column('verdict', 'verdict', 'Verdict', 'Вывод'),
  ];
  const cells: Cell[][] = STAGES.map((stage, i): Cell[] => [
    stage,
    i < 2 ? 'aggregate' : 'lead',
    some(reached[i] ?? null),
    some(implied[i] ?? null),
    i === 0 ? null : share(reached[i] ?? null, reached[i - 1] ?? null),
    share(reached[i] ?? null, reached[0] ?? null),
    i < 2 ? null : share(reached[i] ?? null, reached[2] ?? null),
    null,
    null,
    some(moved?.[i] ?? null),
    some(lost?.[i] ?? null),
    some(open?.[i] ?? null),
    some(norms[i] ?? null),
    some(gaps[i] ?? null),
    verdicts[i] ?? null,
  ]);
  return {
    name: 'stages',
    title: text('Stages', 'Этапы'),
    columns,
    rows: cells.map((one) => row(columns, one)),
    notes: [
      text(
        'Deals closed in these months: 96 = 71 of these leads + 25 of earlier ones; 42 more closed later',
        'Сделок закрыто в эти месяцы по CRM: 96 = 71 от этих лидов + 25 от прежних; ещё 42 закрыты позже',
      ),
    ],
  };
}

export function sources(): Sheet<Row> {
  const rows: [string, number | null, number, number, number, string, string | null, number | null, string | null][] = [
    ['Google Ads', 528_000, 1_200, 600, 80, '4640000', '7.787879', 2, 'dear_qualified'],
    ['Яндекс Директ', 105_000, 300, 180, 21, '1365000', '12', 1, 'cheap_qualified'],
    ['VK Реклама', 108_000, 900, 27, 0, '0', '-1', 3, 'cheap_weak'],
    ['(no source)', null, 40, 20, 3, '150000.5', null, null, null],
    ['(paid)', 741_000, 2_400, 807, 101, '6005000', '7.103914', null, null],
    ['(total)', 741_000, 2_440, 827, 104, '6155000.5', '7.306343', null, null],
  ];
  const columns = [
    column('source', 'text', 'Source', 'Источник', { isKey: true }),
    column('spend', 'money', 'Spend', 'Расход'),
    column('leads', 'count', 'Leads', 'Лиды'),
    column('qualified', 'count', 'Qualified', 'Квал.', { yields: 4 }),
    column('deals', 'count', 'Deals', 'Сделки'),
    column('revenue', 'money', 'Revenue', 'Выручка'),
    column('cpl', 'unit_cost', 'CPL', '1 лид', {
      yields: 1,
      note: text('CPL = spend / leads', '1 лид (CPL) = расход / лиды'),
    }),
    column('cpql', 'unit_cost', 'CPQL', '1 квал.', {
      yields: 2,
      note: text('CPQL = spend / qualified leads', '1 квал. (CPQL) = расход / квалифицированные'),
    }),
    column('qualified_rate', 'rate', 'Qualified share', 'Доля квал.', { yields: 5 }),
    column('romi', 'ratio', 'ROMI', 'ROMI', {
      yields: 3,
      note: text('ROMI = (revenue − spend) / spend', 'ROMI = (выручка − расход) / расход'),
    }),
    column('romi_rank', 'rank', 'Place', 'Место', { yields: 6 }),
    column('verdict', 'verdict', 'Verdict', 'Вывод'),
  ];
  const cells: Cell[][] = rows.map(([source, spend, leads, qualified, deals, revenue, romi, rank, verdict]): Cell[] => [
    source,
    some(spend),
    some(leads),
    some(qualified),
    some(deals),
    some(revenue),
    share(spend, leads),
    share(spend, qualified),
    share(qualified, leads),
    some(romi),
    some(rank),
    verdict,
  ]);
  return {
    name: 'sources',
    title: text('Sources', 'Источники'),
    columns,
    rows: cells.map((one) => row(columns, one)),
    notes: [],
  };
}

export function reasons(): Sheet<Row> {
  const columns = [
    column('reason', 'text', 'Reason', 'Причина', { isKey: true }),
    column('category', 'category', 'Kind', 'Вид', { yields: 2 }),
    column('lost', 'count', 'Lost', 'Отказов'),
    column('share', 'rate', 'Share', 'Доля'),
    column('money_spent', 'money', 'Spent on them', 'Потрачено', { yields: 1 }),
    column('mostly_after', 'stage', 'Mostly after', 'Чаще после', { yields: 3 }),
    column('mostly_from', 'text', 'Mostly from', 'Чаще из', { yields: 4 }),
    column('mostly_from_share', 'rate', 'Of them', 'Из них', { yields: 4 }),
    column('examples', 'list', 'Examples', 'Примеры', { yields: 9 }),
  ];
  const cells: Cell[][] = [
    [
      'Дорого',
      'price',
      some(470),
      some('0.205'),
      some('197000'),
      'contact',
      'Google Ads',
      some('0.64'),
      ['Дорого', 'дорого!'],
    ],
    [
      'Просто хотел узнать',
      'changed_mind',
      some(380),
      some('0.166'),
      some('48800.5'),
      'lead',
      'VK Реклама',
      some('0.97'),
      [],
    ],
    ['(no reason given)', null, some(92), some('0.04'), some('378.9'), 'lead', '(no source)', some('0.72'), []],
  ];
  return {
    name: 'reasons',
    title: text('Reasons for rejection', 'Причины отказа'),
    columns,
    rows: cells.map((one) => row(columns, one)),
    notes: [],
  };
}

export const entry = (changes: Partial<LedgerEntry> = {}): LedgerEntry => ({
  file: 'Deals.csv',
  source: 'zoho',
  table: 'crm',
  encoding: 'utf-8',
  delimiter: ',',
  lines: 3_848,
  rows: 3_847,
  header: 1,
  preamble: 2,
  total: 1,
  footer: 0,
  blank: 3,
  duplicate: 6,
  excluded: 0,
  rejected: 4,
  used: 3_831,
  bad_cells: new Map([['Closing Date', 3]]),
  rejects: [17, 1_219, 2_000, 3_840].map((line) => ({
    line,
    column: line === 17 ? null : 'Id',
    value: line === 17 ? '' : '5.8E+18',
    reason: text('no lead ID', 'нет ID лида'),
  })),
  days: null,
  readings: [text('dates: dd.MM.yyyy', 'даты: dd.MM.yyyy'), text('decimal mark: ,', 'десятичный знак: ,')],
  ...changes,
});

export const report = (changes: Partial<Report> = {}): Report => ({
  version: '0.1.0',
  title: null,
  period: { from: '2026-02-01', to: '2026-03-31' },
  basis: 'cohort',
  reach: 'implied',
  attribution: null,
  asOf: '2026-05-31T18:00:00',
  timezone: 'Europe/Moscow',
  currency: 'RUB',
  margin: null,
  where: [],
  gates: [],
  outside: null,
  contacted: { count: null, rate: null },
  bridge: null,
  guessed: new Map(),
  result: [],
  findings: [],
  toDecide: [],
  foot: [],
  head: [
    text(
      'Spend without VAT · revenue = field Budget of won deals',
      'Расход без НДС · выручка = поле «Бюджет» выигранных сделок',
    ),
  ],
  sheets: [stages(), sources(), reasons()],
  ledger: [entry()],
  warnings: [
    {
      code: 'spend-unmatched',
      message: text(
        'The stage of rejection is unknown for 42 of 2,290 lost leads; they are counted as Lead',
        'Этап отказа неизвестен у 42 из 2 290 отказов; они посчитаны как «Лид»',
      ),
      count: 42,
    },
  ],
  ...changes,
});
