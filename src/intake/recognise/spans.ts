import { text, UserError } from '../../error.js';
import { dateSetting } from '../../model/date-setting.js';
import { areSums, type Field } from '../../model/tables.js';
import { MAY_BE_BESIDE } from '../shape/beside-words.js';
import { orderedBy, periodIn } from '../shape/preamble.js';
import { dayOrderOf, type Span, type Stride, spanInYear, spanOf } from '../shape/span-words.js';
import { BEGINS_AS_TOTAL } from '../shape/total-words.js';
import type { DayOrder } from '../shape/written-days.js';
import type { Column, Recognised } from './recognised.js';
import { type Around, requireYears } from './short-years.js';
import type { FirstOf, ValuesOf } from './unread-table.js';

/** A single date under such a heading is the last of its week. */
const WEEK_ENDS =
  /^\s*(?:(?:week|wk)[- ](?:ending|ended|ends|end|to)(?: date)?|w\/?e|week ending (?:date|on)|(?:конец|окончание) недели|неделя (?:до|по)|последний день недели)\s*$/iu;

/** Under such a heading the day is the first of its week, unless another column gives the last. */
const WEEK_BEGINS =
  /^\s*(?:(?:week|wk)[- ](?:of|start(?:ing|s)?|begin(?:ning|s)?|commencing)(?: date)?|w\/?c|неделя с|начало недели|первый день недели|woche ab|semana del)\s*$/iu;

/** Headings of columns that name a month, a week or a range of days in one cell. */
const SPANS: readonly (readonly [Stride, RegExp])[] = [
  [
    'week',
    /^\s*(?:(?:отч[её]тная\s+)?неделя(?:\s+визита)?|(?:date )?week|week date|semana|semaine|woche|settimana|iso week)\s*$/iu,
  ],
  [
    'month',
    /^\s*(?:(?:отч[её]тный\s+)?месяц(?:\s+визита)?|(?:date )?month|month date|year(?: ?[&-] ?| )?month|month(?: ?[&-] ?| )?year|mes|mês|mois|monat|mese)\s*$/iu,
  ],
  ['quarter', /^\s*(?:квартал(?:\s+визита)?|quarter|trimestre|quartal)\s*$/iu],
  ['week', WEEK_BEGINS],
  ['weekEnd', WEEK_ENDS],
  ['monthEnd', /^\s*(?:month[- ](?:ending|ended|end)|конец месяца|последний день месяца)\s*$/iu],
  ['day', /^\s*(?:(?:отч[её]тный\s+)?период|period|date range|даты|dates|período|période|zeitraum|periodo)\s*$/iu],
];

/** Headings of the first and last day of a row; in a platform's own exports these may be a campaign's. */
const BEGINS =
  /^\s*(?:начало(?:\s+(?:периода|недели|месяца))?|(?:дата\s+)?начала(?:\s+периода)?|дата\s+(?:с|от)|start(?:\s*date)?|(?:period|week|month)\s+(?:start|begin(?:ning)?)|date[ _](?:start|from)|from(?:\s+date)?|reporting starts)\s*$/iu;
const ENDS =
  /^\s*(?:(?:конец|окончание)(?:\s+(?:периода|недели|месяца))?|(?:дата\s+)?(?:конца|окончания)(?:\s+периода)?|дата\s+(?:по|до)|end(?:\s*date)?|(?:period|week|month)\s+end(?:ing)?|date[ _](?:stop|end|to)|to(?:\s+date)?|reporting ends)\s*$/iu;

/**
 * Ad statistics whose rows are not of a single day: a week, a month or a range per row becomes `period_from` to
 * `period_to`. Cells are understood from all distinct values of the column; if some mean nothing, the column is left
 * unread, and that is told.
 */
export function withSpans(
  recognised: Recognised,
  headings: readonly string[],
  valuesOf: ValuesOf,
  around: Pick<Around, 'file' | 'preamble'> & { dates?: string | undefined },
  firstOf: FirstOf = () => [],
): Recognised {
  const { table, columns, settings, source } = recognised;
  const isOwn = source === 'guess' || source === 'configured';
  const words = headings.map(wordsOf);
  const [begin, end, day] = ['period_from', 'period_to', 'day'].map((field) => columns.get(field));
  const hasBoth = begin !== undefined && end !== undefined && begin.index !== end.index;
  if (!areSums(table) || settings?.period || (hasBoth && settings?.columns.has('period_from'))) return recognised;
  const order = orderOf(recognised, around);
  const isSpan = (heading: string) => SPANS.some(([, wanted]) => wanted.test(wordsOf(heading)));
  if (day && !isSpan(day.heading)) {
    const mayBeSpan = isOwn || TIME_PERIOD.test(day.heading);
    const spans = mayBeSpan && longSpans(firstOf(day.index), order) ? longSpans(valuesOf(day.index), order) : null;
    const column: Column = { ...day, kind: 'text', ...(spans && { spans }) };
    if (spans) return between(recognised, column, column);
    // Beside a day of its own, the days of the whole report, or of the week, say no more of the row.
    return hasBoth && source === 'guess' ? withoutFields(recognised, ['period_from', 'period_to']) : recognised;
  }
  const stated = periodIn(around.preamble);
  const taken = new Set([...columns].flatMap(([field, { index }]) => (OF_DAYS.has(field) ? [] : [index])));
  for (const [stride, wanted] of SPANS)
    for (const [index, heading] of headings.entries()) {
      if (taken.has(index) || !wanted.test(wordsOf(heading))) continue;
      // Beside a first day it is the last day of the row.
      if (stride.endsWith('End') && words.some((one) => BEGINS.test(one))) continue;
      if (wanted === WEEK_BEGINS && words.some((one) => ENDS.test(one) || WEEK_ENDS.test(one))) continue;
      const cells = valuesOf(index);
      const spans = within(spansIn(cells, stride, order), stated);
      if (!spans && order === null) refuseEitherOrder(cells, stride, { heading, file: around.file });
      const others = () => headings.flatMap((_, at) => (at === index ? [] : [...valuesOf(at)]));
      if (spans) requireYears(heading, cells, { ...around, settings, others });
      const found = spans ? { spans } : spansOfYears(cells, stride, headings, valuesOf);
      const column: Column | undefined = found && { index, heading, kind: 'text', ...found };
      if (column) return between(recognised, column, column);
    }
  if (hasBoth) return recognised;
  const [begins, ends] = [BEGINS, ENDS].map((wanted) =>
    words.findIndex((one, at) => wanted.test(one) && !taken.has(at)),
  );
  if (!isOwn || begins === undefined || ends === undefined || begins < 0 || ends < 0) return unspanned(recognised);
  const column = (index: number): Column => ({ index, heading: headings[index] as string, kind: 'day' });
  return between(recognised, column(begins), column(ends));
}

/** Weeks and months told by dates that could stand in either order would be left out without a word. */
function refuseEitherOrder(
  cells: ReadonlySet<string>,
  stride: Stride,
  { heading, file }: { heading: string; file: string },
): void {
  const [byDay, byMonth] = [spansIn(cells, stride, 'dmy'), spansIn(cells, stride, 'mdy')];
  if (!byDay || !byMonth || [...byDay].every(([cell, { from }]) => byMonth.get(cell)?.from === from)) return;
  throw new UserError(
    text(
      `column «${heading}»: 03/04 may be 3 April or March 4, and no date in the file tells`,
      `столбец «${heading}»: 03/04 — это 3 апреля или 4 марта, и ни одна дата файла не подсказывает`,
    ),
    {
      file,
      hint: text(
        'say which: --dates dmy or --dates mdy (in funnel.yaml: dates, under the file)',
        'укажите: --dates dmy или --dates mdy (в funnel.yaml: dates у файла)',
      ),
    },
  );
}

/** The order of ambiguous dates: as somebody says, as the lines above the header prove, or as the export has it. */
function orderOf({ dates, profile }: Recognised, around: { preamble: readonly string[]; dates?: string | undefined }) {
  const [said, usual] = [dates ?? around.dates, profile.dates].map((one) => dateSetting(one ?? '')?.order ?? 'ymd');
  const known = [said, orderedBy(around.preamble)('/'), usual].find((one) => one && one !== 'ymd');
  return (known ?? null) as DayOrder;
}

/** `reporting_starts` is called as `Reporting starts` is. */
const wordsOf = (heading: string): string => heading.replaceAll('_', ' ');

/** A platform's own heading for a day, or for the whole period where nothing was broken down by days. */
const TIME_PERIOD = /^\s*time(?: period)?\s*$/iu;

function between(recognised: Recognised, from: Column, to: Column): Recognised {
  const columns = new Map([...recognised.columns, ['period_from', from] as const, ['period_to', to] as const]);
  columns.delete('day');
  return { ...recognised, columns };
}

/** A month, week or quarter whose year is in a column of its own: `Октябрь` beside `2026`. */
function spansOfYears(
  cells: ReadonlySet<string>,
  stride: Stride,
  headings: readonly string[],
  valuesOf: ValuesOf,
): Pick<Column, 'spans' | 'beside'> | undefined {
  const beside = headings.findIndex((heading) => YEAR.test(heading));
  const years = beside < 0 ? [] : [...valuesOf(beside)].filter((year) => !BEGINS_AS_TOTAL.test(year));
  const names = [...cells].filter((cell) => !isLabel(cell));
  if (years.length === 0 || names.length === 0 || !years.every((year) => /^20\d{2}$/.test(year))) return undefined;
  const found = names.flatMap((name) =>
    years.map((year): [string, Span | null] => [`${name} ${year}`, spanInYear(name, year, stride)]),
  );
  const spans = found.filter((one): one is [string, Span] => one[1] !== null);
  return spans.length === found.length ? { spans: new Map(spans), beside } : undefined;
}

const YEAR = /^\s*(?:год|year|año|ano|jahr|année|annee|anno|rok|jaar|år|рік)\s*$/iu;

const OF_DAYS = new Set(['day', 'period_from', 'period_to']);

/** The first day of days of which nothing tells the last is none. */
function unspanned(recognised: Recognised): Recognised {
  if (!recognised.columns.has('period_from') || recognised.columns.has('period_to')) return recognised;
  return withoutFields(recognised, ['period_from']);
}

function withoutFields(recognised: Recognised, fields: readonly Field[]): Recognised {
  const columns = new Map([...recognised.columns].filter(([field]) => !fields.some((one) => one === field)));
  return { ...recognised, columns };
}

/** Under a heading that says "date": each cell names a month, week or quarter with its year, and none names a day. */
function longSpans(cells: Iterable<string>, order: DayOrder): ReadonlyMap<string, Span> | null {
  const spans = spansIn(cells, 'day', order);
  return spans && [...spans.values()].every(({ from, to }) => from < to) ? spans : null;
}

/** A row of totals, or an average, says so in the place of its week. */
const isLabel = (cell: string): boolean => BEGINS_AS_TOTAL.test(cell) || MAY_BE_BESIDE.test(cell);

/** In a row of totals of all weeks. */
const NOTHING = /^\s*[-–—]*\s*$/u;

/**
 * Cuts weeks and months at the ends of the days that an export says it covers: in a November, the week of `2025-10-27` is
 * two days.
 */
function within(spans: ReadonlyMap<string, Span> | null, stated: Span | null): ReadonlyMap<string, Span> | null {
  if (!spans || !stated) return spans;
  return new Map(
    [...spans].map(([cell, span]) => {
      const [, from = span.from] = [span.from, stated.from].sort();
      const [to = span.to] = [span.to, stated.to].sort();
      return [cell, from <= to ? { from, to } : span];
    }),
  );
}

/** The days that each different cell of a column names; null where some cell names none. */
function spansIn(values: Iterable<string>, stride: Stride, usual: DayOrder): ReadonlyMap<string, Span> | null {
  const order = dayOrderOf(values) ?? usual;
  const found = new Map<string, Span>();
  for (const value of values) {
    if (isLabel(value) || NOTHING.test(value)) continue;
    const span = spanOf(value, stride, order);
    if (span === null) return null;
    found.set(value, span);
  }
  return found.size > 0 ? found : null;
}
