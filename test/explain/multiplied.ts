import { askedContext } from '../../src/commands/asked-context.js';
import { FOLLOWING } from '../../src/commands/events-asked.js';
import { momentsOf } from '../../src/commands/needed-facts.js';
import type { ScopeOptions } from '../../src/commands/scope-options.js';
import type { Wanted } from '../../src/facts/behind.js';
import { compare, type Exact, isExact, round } from '../../src/model/exact.js';
import { FIGURES } from '../../src/model/figures/catalogue.js';
import { type Figure, partsBehind } from '../../src/model/figures/figure.js';
import { evaluate, type Formula, type Part } from '../../src/model/figures/formula.js';
import { REPORTS } from '../../src/reports/all-reports.js';
import type { ReportContext } from '../../src/reports/report-context.js';
import { trend } from '../../src/reports/trend.js';
import { withSession } from '../../src/session/session.js';
import { silentIo } from '../silent-io.js';

export const PLAIN: ScopeOptions = {
  ...{ paths: [], config: undefined, guess: true, lenient: true, maxRejects: { share: 1 }, reach: 'implied' },
  ...({ by: [], where: [], period: null } as const),
};

/** What a context makes of a folder of exports. */
export const inContext = <T>(options: ScopeOptions, work: (context: ReportContext) => Promise<T>): Promise<T> =>
  withSession(
    { ...options, dimensions: new Set(options.by), moments: momentsOf(true, ['answers']) },
    silentIo(),
    async (session) => work((await askedContext(session, { ...options, isWide: true })).context),
  );

/** A number that a figure of some cell is made of, and which rows it is said to stand for. */
interface Made {
  where: string;
  part: Part<unknown>;
  value: Exact;
  wanted: Wanted;
}

/** What is known of all forms. */
const OF_FORMS = ['period', 'source', 'platform'];

/** A review is of one week whatever is asked for: its own tests multiply it out. */
const OF_SCOPES = REPORTS.filter(({ isOfWeek }) => !isOfWeek);
/** Reports that are of no periods, unless these are asked for. */
const PLAINLY = OF_SCOPES.filter(({ period }) => period === null);

/** Every part of every figure of every cell that the reports print, where it is known; and the cells themselves. */
export async function madeOf(
  context: ReportContext,
  reports: typeof REPORTS = context.scope.period ? OF_SCOPES : PLAINLY,
) {
  const first = [...(context.scope.period ? ['period'] : []), ...context.scope.by];
  const cells: { where: string; printed: Exact; figure: Figure<unknown>; row: unknown }[] = [];
  const made: Made[] = [];
  // Two sides are held beside each other where somebody names them.
  const isOfEvents = context.scope.basis === 'event';
  const told = [...first, ...context.scope.where.map(({ dimension }) => dimension)];
  const isThere = ({ name }: (typeof reports)[number]) =>
    (name !== 'compare' || context.sides !== null) &&
    (name !== 'reconcile_forms' || told.every((one) => OF_FORMS.includes(one))) &&
    !(isOfEvents && FOLLOWING.has(name));
  for (const report of reports.filter(isThere)) {
    const sheet = await report.compute(context);
    for (const [at, row] of sheet.rows.entries())
      for (const column of sheet.columns) {
        const name = (column as { figure?: keyof typeof FIGURES }).figure;
        if (name === undefined) continue;
        const figure = FIGURES[name] as unknown as Figure<unknown>;
        const where = `${report.name}[${at}].${column.name}`;
        const printed = column.value(row);
        if (isExact(printed) && figure.formula.op !== 'judged') cells.push({ where, printed, figure, row });
        for (const part of partsBehind(figure.formula, row)) {
          const [value, rows] = [part.of(row), part.rows(row)];
          // A median is no sum.
          if (value !== null && rows.of !== 'configuration' && !('as' in rows))
            made.push({ where, part, value, wanted: { behind: report.behind(row, first), rows } });
        }
      }
  }
  return { cells, made };
}

const ZERO: Exact = { num: 0n, den: 1n };
const idOf = ({ behind, rows, also }: Wanted): string =>
  JSON.stringify([rows, behind.table, [...behind.keys], behind.sources, also]);
/** As many numbers as one statement works out. */
const AT_ONCE = 20;

/** Each of the wanted once. */
export const once = (made: readonly Made[]): Wanted[] => [
  ...new Map(made.map(({ wanted }) => [idOf(wanted), wanted])).values(),
];

/**
 * Every number of every report, worked out a second time: each part out of the rows that are said to stand behind it, and
 * the figure out of these. Gives how many parts there were, and whatever came out otherwise.
 */
export async function multipliedOut(context: ReportContext): Promise<Multiplied> {
  const plainly = await multipliedIn(context);
  if (context.scope.period) return plainly;
  const weekly = await multipliedIn(trend.contextOf(context), [trend]);
  return {
    count: plainly.count + weekly.count,
    off: [...plainly.off, ...weekly.off],
    columns: new Set([...plainly.columns, ...weekly.columns]),
  };
}

/** How many parts were worked out, what came out otherwise, and of which columns there was a number at all. */
interface Multiplied {
  readonly count: number;
  readonly off: string[];
  readonly columns: Set<string>;
}

/** The columns of reports that hold what is computed by a formula. */
export const COMPUTED = REPORTS.flatMap(({ name, columns }) =>
  Object.entries(columns as Record<string, { figure?: keyof typeof FIGURES }>).flatMap(([column, { figure }]) =>
    figure !== undefined && FIGURES[figure].formula.op !== 'judged' ? [`${name}.${column}`] : [],
  ),
);

/** The same of some reports alone. */
export async function multipliedIn(
  context: ReportContext,
  reports?: readonly (typeof REPORTS)[number][],
): Promise<Multiplied> {
  const { cells, made } = await madeOf(context, reports);
  const wanted = once(made);
  const sums = new Map<string, Exact>();
  for (let from = 0; from < wanted.length; from += AT_ONCE) {
    const some = wanted.slice(from, from + AT_ONCE);
    for (const [at, { sum }] of (await context.tallied(some)).entries())
      sums.set(idOf(some[at] as Wanted), sum ?? ZERO);
  }
  const off: string[] = [];
  const said = (where: string, printed: Exact, found: Exact | null) =>
    `${where}: ${round(printed, 6)}, but by its rows ${found === null ? 'unknown' : round(found, 6)}`;
  for (const { where, part, value, wanted: own } of made) {
    const sum = sums.get(idOf(own)) ?? ZERO;
    if (compare(value, sum) !== 0) off.push(said(`${where}, ${part.name}`, value, sum));
  }
  for (const { where, printed, figure, row } of cells) {
    const again = evaluate(figure.formula as Formula<unknown>, row);
    if (again === null || compare(again, printed) !== 0) off.push(said(where, printed, again));
  }
  return { count: made.length, off, columns: new Set(cells.map(({ where }) => where.replace(/\[\d+\]/, ''))) };
}
