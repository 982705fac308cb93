import type { Exact } from '../exact.js';
import { exact } from '../exact.js';
import { rowsBehind } from '../measures.js';
import { text } from '../text.js';
import { figure } from './figure.js';
import { over, part } from './formula.js';

/** Leads that have as many touches are one row. */
export const MANY_TOUCHES = 10;
/** Whether a lead had touches at all, nothing tells. */
export const UNKNOWN_TOUCHES = '(unknown)';

/** Leads that have as many touches. */
export interface JourneyLine {
  /** Seconds from the first touch to the lead, in the median. */
  readonly median: Exact | null;
  readonly returns: Exact | null;
}

const MEDIAN = text(
  'days to lead = days from the first touch that counts to the lead, in the median of its leads that have one',
  'дней до лида = дней от первого учтённого касания до лида, медиана по лидам, у которых касание есть',
);
const RETURNS = text(
  'came again = leads with a touch after they were made',
  'вернулись = лиды, у которых есть касание после создания',
);

export const JOURNEYS = {
  median_days: figure<JourneyLine, 'quantity'>({
    kind: 'quantity',
    label: text('Days to lead', 'Дней до лида'),
    sentence: MEDIAN,
    note: MEDIAN,
    formula: over(
      part<JourneyLine>(
        'seconds, median',
        ({ median }) => median,
        () => ({ of: 'leads', measure: 'leads', within: { journey: 'touched' }, as: 'quantile' }),
      ),
      part<JourneyLine>(
        'seconds of a day',
        () => exact(86_400),
        () => ({ of: 'configuration' }),
      ),
    ),
  }),
  returns: figure<JourneyLine, 'count'>({
    kind: 'count',
    label: text('Came again', 'Вернулись'),
    sentence: RETURNS,
    note: RETURNS,
    formula: part(
      'returns',
      ({ returns }) => returns,
      () => rowsBehind('leads', { journey: 'returned' }),
    ),
  }),
} as const;
