import { type LeadMoment, OF_ANSWERS } from '../facts/fact-tables.js';
import { TIMES } from '../facts/stage-days.js';
import type { Need } from '../reports/define-report.js';
import type { ScopeOptions } from './scope-options.js';
import { allFilters } from './sides-asked.js';

/** The moments of leads that reports need. A table of leads asks how long the deal takes, and stages that have a norm. */
export const momentsOf = (isAllOfTime: boolean, needs: readonly Need[] = []): readonly LeadMoment[] => [
  ...(isAllOfTime || needs.includes('paces') || needs.includes('stages')
    ? TIMES
    : (['created_at', 'deal_at', 'closed_at'] as const)),
  ...(needs.includes('answers') ? OF_ANSWERS : []),
];

/** The dimensions that whoever asks so needs laid down. */
export const dimensionsAsked = (given: ScopeOptions, needs: readonly Need[]): Set<string> =>
  new Set([
    ...given.by,
    ...allFilters(given).map(({ dimension }) => dimension),
    ...(needs.includes('keywords') ? ['keyword'] : []),
  ]);
