import { compareWords } from './compare-words.js';
import { add, type Exact, exact, parseExact, subtract } from './exact.js';

/** The columns of a history in order, as `--append` writes and reads them. */
export const HISTORY = ['period', 'state', 'scope', 'as_of', 'report', 'row', 'measure', 'value'] as const;

/**
 * How complete a period is. `too early`: all of its days are there, but more than a tenth of its leads may still become
 * deals.
 */
export const HISTORY_STATES = ['whole', 'partial', 'too early'] as const;
export type HistoryState = (typeof HISTORY_STATES)[number];

/** One number of a report, or one word of it, as it is written. */
export interface HistoryValue {
  /** What names the row: `source=VK; campaign=autumn`. */
  readonly row: string;
  readonly measure: string;
  readonly value: string;
}

/** What a report says of a period in a scope. It is in a history as a whole or not at all. */
export interface HistoryGroup {
  readonly period: string;
  readonly scope: string;
  readonly report: string;
  readonly state: HistoryState;
  readonly asOf: string;
  readonly values: readonly HistoryValue[];
}

/** A value before and now; an empty one did not exist before, or does not exist now. */
export interface Restated {
  readonly was: HistoryGroup;
  readonly now: HistoryGroup;
  readonly row: string;
  readonly measure: string;
  readonly before: string;
  readonly after: string;
}

/** A history with what was added to it. */
interface Appended {
  readonly groups: readonly HistoryGroup[];
  readonly added: number;
  readonly replaced: number;
  /** Groups that were kept: a partial period never replaces a whole one, nor an earlier state a later one. */
  readonly kept: number;
  readonly restated: readonly Restated[];
}

/** Pairs as text: `source=VK; campaign=a\; b`. A name has no `=`, a value may. */
export const pairs = (all: readonly (readonly [name: string, value: string])[]): string =>
  all.map(([name, value]) => `${name}=${value.replace(/[\\;]/g, '\\$&').replaceAll('\n', '\\n')}`).join('; ');

export const idOfGroup = ({ period, scope, report }: Pick<HistoryGroup, 'period' | 'scope' | 'report'>): string =>
  JSON.stringify([period, scope, report]);

/**
 * What the figures of a report are made of, and measures that are known only where an export tells of it: forms alone do
 * not tell who is lost.
 */
const SIDES = { leads: ['leads', 'lost'], crm: ['lost'], spend: ['spend'] } as const;
export type HistorySide = keyof typeof SIDES;

/**
 * Adds groups to a history: each replaces the one of its period, scope and report. If the exports lack the leads or the
 * spend that the history has for a period, or all spend of one of its sources, the period is partial, whatever days they
 * cover: a download was forgotten.
 */
export function appendGroups(
  history: readonly HistoryGroup[],
  added: readonly HistoryGroup[],
  lacks: readonly HistorySide[],
): Appended {
  const lacking = new Set<string>(lacks.flatMap((side) => SIDES[side]));
  const tellsMore = ({ values }: HistoryGroup) =>
    values.some(({ measure, value }) => value !== '' && lacking.has(measure));
  const all = new Map(history.map((group) => [idOfGroup(group), group]));
  const withoutSource = added.filter((group) => losesSource(all.get(idOfGroup(group)), group));
  const ofMore = new Set([...history.filter(tellsMore), ...withoutSource].map(placeOf));
  const counts = { added: 0, replaced: 0, kept: 0 };
  const restated: Restated[] = [];
  for (const group of added) {
    const id = idOfGroup(group);
    const before = all.get(id);
    if (!before && group.values.length === 0) continue;
    if (before && (stays(before, group) || ofMore.has(placeOf(group)))) {
      counts.kept++;
      continue;
    }
    counts[before ? 'replaced' : 'added']++;
    if (before) restated.push(...changesOf(before, group));
    all.set(id, group);
  }
  const groups = [...all.values()].filter(({ values }) => values.length > 0);
  return { groups: groups.sort(inOrder), ...counts, restated };
}

/**
 * Whether a source that had spend has none now while the total has become less: one of two ad exports was forgotten. A
 * source that was only renamed has its spend in another row.
 */
function losesSource(before: HistoryGroup | undefined, now: HistoryGroup): boolean {
  const [had, has] = [spendIn(before), spendIn(now)];
  const isGone = [...had].some(([row, spend]) => spend.num > 0n && !has.get(row)?.num);
  const sum = (all: ReadonlyMap<string, Exact>) => [...all.values()].reduce(add, exact(0));
  return isGone && subtract(sum(has), sum(had)).num < 0n;
}

/** Spend by row. What somebody typed into the file and is no amount counts as none. */
const spendIn = (group: HistoryGroup | undefined): ReadonlyMap<string, Exact> =>
  new Map(
    (group?.values ?? []).flatMap(({ row, measure, value }) =>
      SIDES.spend.some((of) => of === measure) && /^-?\d+(\.\d+)?$/.test(value) ? [[row, parseExact(value)]] : [],
    ),
  );

const placeOf = ({ period, scope }: HistoryGroup): string => JSON.stringify([period, scope]);

const stays = (before: HistoryGroup, now: HistoryGroup): boolean =>
  (before.state !== 'partial' && now.state === 'partial') || endOf(before.asOf) > endOf(now.asOf);

/** A day is all of it. */
const endOf = (asOf: string): string => (asOf.length === 10 ? `${asOf}T24` : asOf);

function changesOf(was: HistoryGroup, now: HistoryGroup): Restated[] {
  const id = ({ row, measure }: HistoryValue) => JSON.stringify([row, measure]);
  const before = new Map(was.values.map((one) => [id(one), one.value]));
  const after = new Map(now.values.map((one) => [id(one), one.value]));
  const of = [...now.values, ...was.values.filter((one) => !after.has(id(one)))];
  return of.flatMap((one) => {
    const [old, own] = [before.get(id(one)) ?? '', after.get(id(one)) ?? ''];
    return old === own ? [] : [{ was, now, row: one.row, measure: one.measure, before: old, after: own }];
  });
}

function inOrder(a: HistoryGroup, b: HistoryGroup): number {
  for (const key of ['period', 'report', 'scope'] as const) if (a[key] !== b[key]) return compareWords(a[key], b[key]);
  return 0;
}
