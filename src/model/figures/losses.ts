import { compareWords } from '../compare-words.js';
import { type Exact, exact } from '../exact.js';
import { LEAD_STAGES, type LeadStage } from '../funnel-stages.js';
import { type Measures, type Rows, rowsBehind, type Within } from '../measures.js';
import { text } from '../text.js';
import { constant, figure, judged } from './figure.js';
import { type Formula, over, part, times } from './formula.js';
import { costedSpend } from './scoped.js';

/** The lost leads of one reason, with what tells where they were lost and what they cost. */
export interface LostGroup {
  readonly reason: string;
  readonly category: string | null;
  readonly lost: bigint;
  /** All lost leads of the table, or of what the row is broken down by. */
  readonly ofAll: bigint;
  /**
   * The measures of those of their sources that were paid for: of the whole source in the period, not only its lost
   * leads.
   */
  readonly paidFor: ReadonlyMap<string, Measures>;
  /** Counts by the number of the lead stage that they were lost after, by source, and by the CRM's own text. */
  readonly after: ReadonlyMap<number, bigint>;
  readonly from: ReadonlyMap<string, bigint>;
  readonly texts: ReadonlyMap<string, bigint>;
}

const lost = part<LostGroup>(
  'lost',
  (group) => exact(group.lost),
  () => rowsBehind('lost'),
);
const sourceMost = part<LostGroup>(
  'lost, of the source with most',
  ({ from }) => {
    const count = mostOf(from, compareWords)?.[1];
    return count === undefined ? null : exact(count);
  },
  ({ from }) => rowsBehind('lost', { sources: [mostOf(from, compareWords)?.[0] ?? ''] }),
);

/** For each paid source: its lost leads times the price of its leads. */
const spent = (group: LostGroup): Formula<LostGroup>[] =>
  [...group.paidFor].map(([source, own]) => {
    const of = (name: string, value: Exact | null, rows: Rows) =>
      part<LostGroup>(
        `${name}: ${source}`,
        () => value,
        () => rows,
      );
    const whole: Within = { table: true, sources: [source] };
    return times(
      of('lost', exact(group.from.get(source) ?? 0n), rowsBehind('lost', { sources: [source] })),
      over(
        of(costedSpend.name, costedSpend.of({ own }), rowsBehind('costed_spend', whole)),
        of('costed_leads', own.costed_leads, rowsBehind('costed_leads', whole)),
      ),
    );
  });

const SPENT = text(
  'spent = the cost per lead (CPL) of their sources, added up',
  'потрачено = цена лида (CPL) их источников, в сумме',
);

export const LOSSES = {
  lost_for_reason: constant<LostGroup, 'count'>({
    kind: 'count',
    label: text('Lost', 'Отказов'),
    sentence: text('lost = lost leads of the reason', 'отказов = потерянные лиды с этой причиной'),
    ofEvents: text(
      'lost = leads lost on these days for the reason, whenever they were created',
      'отказов = лиды, потерянные в эти дни по этой причине, когда бы ни были созданы',
    ),
    formula: lost,
  }),
  lost_share: constant<LostGroup, 'rate'>({
    kind: 'rate',
    label: text('Of lost', 'Доля'),
    sentence: text(
      'of lost = lost / all lost leads of the table, of the same source or stage where it is broken down',
      'доля = отказы / все отказы таблицы, а в разрезе — того же источника или этапа',
    ),
    formula: over(
      lost,
      part(
        'all lost',
        ({ ofAll }) => exact(ofAll),
        () => rowsBehind('lost', { without: 'reason' }),
      ),
    ),
  }),
  money_spent: figure<LostGroup, 'money'>({
    kind: 'money',
    label: text('Spent', 'Потрачено'),
    sentence: SPENT,
    note: SPENT,
    formula: { op: 'sum', terms: spent },
  }),
  mostly_after: judged({
    kind: 'stage',
    label: text('Mostly after', 'Чаще после'),
    sentence: text(
      'mostly after = the stage after which most of them were lost',
      'чаще после = этап, после которого их потеряно больше всего',
    ),
    from: [lost],
    judge: ({ after }: LostGroup): LeadStage | null => LEAD_STAGES[mostOf(after, (a, b) => a - b)?.[0] ?? -1] ?? null,
  }),
  mostly_from: judged({
    kind: 'text',
    label: text('Mostly from', 'Чаще из'),
    sentence: text(
      'mostly from = the source from which most of them came',
      'чаще из = источник, из которого их больше всего',
    ),
    from: [lost],
    judge: ({ from }: LostGroup): string | null => mostOf(from, compareWords)?.[0] ?? null,
  }),
  mostly_from_share: figure<LostGroup, 'rate'>({
    kind: 'rate',
    label: text('source share', 'доля источника'),
    sentence: text(
      'source share = lost leads of that source / lost',
      'доля источника = отказы этого источника / отказы',
    ),
    formula: over(sourceMost, lost),
  }),
} as const;

/** The entry with the highest count; among equal ones the first in the given order. */
function mostOf<K>(counts: ReadonlyMap<K, bigint>, order: (a: K, b: K) => number): [K, bigint] | undefined {
  return [...counts].sort(([a, m], [b, n]) => (m === n ? order(a, b) : m < n ? 1 : -1))[0];
}
