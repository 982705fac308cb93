import type { Exact } from '../exact.js';
import type { StagePair } from '../funnel-stages.js';
import { type Rows, rowsBehind } from '../measures.js';
import { text } from '../text.js';
import { figure } from './figure.js';
import { part } from './formula.js';

/** How many seconds leads took from one stage to another: of those whose moments are both known and in order. */
export interface Pace {
  readonly median: Exact | null;
  /** Nine of ten were no slower. */
  readonly p90: Exact | null;
  readonly timed: Exact;
}

/** What is known of when leads come to a stage. */
export interface Paced {
  /** From the stage before it; null: nobody asks, or there are no leads. */
  readonly pace: Pace | null;
  /** From which to which; null: there is none before it. */
  readonly pair: StagePair | null;
}

const timed = ({ pair }: Paced): Rows => (pair ? rowsBehind('leads', { timed: pair }) : { of: 'nobody' });
const times = (paced: Paced): Rows => {
  const rows = timed(paced);
  return rows.of === 'leads' ? { ...rows, as: 'quantile' } : rows;
};

export const PACES = {
  median_seconds: figure<Paced, 'seconds'>({
    kind: 'seconds',
    label: text('Median', 'Медиана'),
    sentence: text(
      'median = the time from the stage before, of leads of which both moments are known and in order; those who still wait are not in it',
      'медиана = время от предыдущего этапа у лидов, где обе даты известны и идут по порядку; тех, кто ещё ждёт, в ней нет',
    ),
    formula: part('median', ({ pace }) => pace?.median ?? null, times),
  }),
  p90_seconds: figure<Paced, 'seconds'>({
    kind: 'seconds',
    label: text('9 of 10', '9 из 10'),
    sentence: text(
      '9 of 10 = the time from the stage before that nine of ten of them do not exceed',
      '9 из 10 = время от предыдущего этапа, в которое уложились девять из десяти таких лидов',
    ),
    formula: part('p90', ({ pace }) => pace?.p90 ?? null, times),
  }),
  timed: figure<Paced, 'count'>({
    kind: 'count',
    label: text('Timed', 'С датами'),
    sentence: text(
      'timed = leads of which the moments of the stage and of the one before are known and in order',
      'с датами = лиды, у которых даты этапа и предыдущего известны и идут по порядку',
    ),
    formula: part('timed', ({ pace }) => pace?.timed ?? null, timed),
  }),
} as const;
