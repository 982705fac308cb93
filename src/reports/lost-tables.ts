import { Bug } from '../error.js';
import { idOf } from '../facts/cube-memo.js';
import { areParts } from '../facts/cube-scope.js';
import type { LostCount } from '../facts/lost-counts.js';
import { compareWords } from '../model/compare-words.js';
import { PERIOD } from '../model/dimensions.js';
import { compare, exact, round } from '../model/exact.js';
import type { LostGroup } from '../model/figures/losses.js';
import { isPositive, type Measures, sum } from '../model/measures.js';
import type { Block, Keyed } from './define-report.js';
import type { ReportContext } from './report-context.js';
import { byPeriod } from './source-tables.js';

/** The lost leads of one reason; with a breakdown, those with the same other keys. */
export interface LostRow extends LostGroup, Keyed {}

/**
 * A table for each period. Each row is a share of the lost leads that have the same other keys: of the same source, for
 * example, or stage. Gives no tables if no export has a column of reasons: then no reason was withheld.
 */
export async function lostTables(context: ReportContext, by: readonly string[]): Promise<Block<LostRow>[]> {
  if (!context.has.reasons) return [];
  const beside = (row: ReasonRow) => idOf(row.keys, by);
  return [...byPeriod(await lostByReason(context, by, context.unfolded)).values()].map((rows) => {
    const all = new Map<string, bigint>();
    for (const row of rows) more(all, beside(row), row.lost);
    return { rows: rows.map((row) => ({ ...row, ofAll: all.get(beside(row)) ?? row.lost })) };
  });
}

/** The lost leads of the scope by reason, with what each cost: the CPL of its source in the same period. */
export async function lostByReason(
  context: ReportContext,
  by: readonly string[],
  isUnfolded = false,
): Promise<ReasonRow[]> {
  if (!context.has.leads) return [];
  const measuresOf = await sourcesOf(context);
  const groups = new Map<string, Gathered>();
  const counts = await context.lost(by);
  await requireAllLost(counts, by, context);
  for (const one of counts) {
    const reason = isUnfolded ? (one.text ?? one.reason) : one.reason;
    const id = JSON.stringify([idOf(one.keys, by), reason]);
    const group = groups.get(id) ?? gathered({ ...one, reason });
    groups.set(id, group);
    group.lost += one.count;
    more(group.after, one.depth, one.count);
    more(group.from, one.source, one.count);
    if (one.text !== null) more(group.texts, one.text, one.count);
    const own = measuresOf(one);
    if (own && isPositive(own.spend)) group.paidFor.set(one.source, own);
  }
  return [...groups.values()];
}

/**
 * Checks that the reasons add up to all lost leads: each of these has one reason, even if it is that none was given.
 *
 * @throws {Bug}
 */
async function requireAllLost(counts: readonly LostCount[], by: readonly string[], context: ReportContext) {
  if (!context.has.ends) return;
  const beside = [...(context.scope.period ? [PERIOD] : []), 'source'];
  const rows = await context.cube(areParts(by, context.dimensions) ? beside : by);
  const { lost } = sum(rows.map(({ measures }) => measures));
  const reasons = counts.reduce((all, { count }) => all + count, 0n);
  if (lost && compare(lost, exact(reasons)) !== 0)
    throw new Bug(`${round(lost, 0)} lost, but ${reasons} by their reasons`);
}

/** A row before its share among the others of its table is known. */
export type ReasonRow = Omit<LostRow, 'ofAll'>;

interface Gathered extends ReasonRow {
  lost: bigint;
  paidFor: Map<string, Measures>;
  after: Map<number, bigint>;
  from: Map<string, bigint>;
  texts: Map<string, bigint>;
}

const gathered = ({ keys, reason, category }: LostCount): Gathered => ({
  // If the report is broken down by category, reasons without one are named so.
  keys: new Map([...(category === null ? [] : [['category', category] as const]), ...keys, ['reason', reason]]),
  reason,
  category,
  lost: 0n,
  paidFor: new Map(),
  after: new Map(),
  from: new Map(),
  texts: new Map(),
});

const more = <K>(counts: Map<K, bigint>, key: K, count: bigint) => counts.set(key, (counts.get(key) ?? 0n) + count);

/** Gives the measures of the source of some lost leads, in their period. */
async function sourcesOf(context: ReportContext): Promise<(one: LostCount) => Measures | undefined> {
  const keys = [...(context.scope.period ? [PERIOD] : []), 'source'];
  const sources = new Map((await context.cube(keys)).map((row) => [idOf(row.keys, keys), row.measures]));
  return ({ keys: own, source }) => sources.get(idOf(new Map([...own, ['source', source]]), keys));
}

/** The most frequent first, at most `most`; equally frequent ones in the order of code points. */
export const mostFrequent = (counts: ReadonlyMap<string, bigint>, most: number): [string, bigint][] =>
  [...counts].sort(([a, m], [b, n]) => (m === n ? compareWords(a, b) : m < n ? 1 : -1)).slice(0, most);
