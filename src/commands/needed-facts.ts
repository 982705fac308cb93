import { type LeadMoment, OF_ANSWERS } from '../facts/fact-tables.js';
import { TIMES } from '../facts/stage-days.js';
import type { ScopeOptions } from './scope-options.js';
import { allFilters } from './sides-asked.js';

/** Who asks for a table wants to know of the deal alone how long it takes, and of stages that have a norm. */
export const momentsOf = (isAllOfTime: boolean, reports: readonly string[] = []): readonly LeadMoment[] => [
  ...(isAllOfTime || reports.some((name) => OF_TIME.has(name))
    ? TIMES
    : (['created_at', 'deal_at', 'closed_at'] as const)),
  ...(reports.includes('scorecard') ? TIMES : []),
  ...(reports.some((name) => OF_ANSWER.has(name)) ? OF_ANSWERS : []),
];

/** The dimensions that whoever asks so needs laid down; a call is listened to beside the keyword of its lead. */
export const dimensionsAsked = (given: ScopeOptions, reports: readonly string[] = []): Set<string> =>
  new Set([
    ...given.by,
    ...allFilters(given).map(({ dimension }) => dimension),
    ...(reports.includes('review_calls') ? ['keyword'] : []),
  ]);

/** Reports that ask when leads came to each of their stages. */
export const OF_TIME: ReadonlySet<string> = new Set([
  ...['times', 'stuck', 'compare', 'hypotheses'],
  ...['review_decided', 'review_figures', 'review_waiting'],
]);
/** And when somebody answered them. */
const OF_ANSWER: ReadonlySet<string> = new Set(['sla', 'stuck', 'scorecard', 'review_figures', 'review_waiting']);
