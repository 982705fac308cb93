import { ANSWERS } from './answer-figures.js';
import { ARRIVALS } from './arrivals.js';
import { COMPARISONS } from './comparisons.js';
import { COUNTS } from './counts.js';
import { DECIDED } from './decided-figures.js';
import { HYPOTHESES } from './hypothesis-figures.js';
import { JOURNEYS } from './journey-figures.js';
import { LEAKS } from './leaks.js';
import { LOSSES } from './losses.js';
import { PACES } from './paces.js';
import { PLANS } from './plan-figures.js';
import { PRICES } from './prices.js';
import { RECONCILED } from './reconciled.js';
import { REVIEWED } from './reviewed-leads.js';
import { SCORES } from './scored-figures.js';
import { STANDARDS } from './standard-figures.js';
import { STANDING } from './standing.js';
import { STEP_FIGURES } from './step-figures.js';
import { STUCK } from './stuck-figures.js';
import { TREND_FIGURES } from './trend-figures.js';
import { WEEKLY } from './weekly-figures.js';

/** Every figure by its name. Adding one: an entry in its family. */
export const FIGURES = {
  ...COUNTS,
  ...PRICES,
  ...STANDING,
  ...STEP_FIGURES,
  ...PACES,
  ...ARRIVALS,
  ...LOSSES,
  ...JOURNEYS,
  ...TREND_FIGURES,
  ...COMPARISONS,
  ...ANSWERS,
  ...STANDARDS,
  ...STUCK,
  ...LEAKS,
  ...RECONCILED,
  ...HYPOTHESES,
  ...PLANS,
  ...DECIDED,
  ...WEEKLY,
  ...REVIEWED,
  ...SCORES,
} as const;
export type FigureName = keyof typeof FIGURES;

/** Figures that any scope has, whole or in part, and that can be asked without a report. */
export const OF_SCOPE = { ...COUNTS, ...PRICES } as const;
export type ScopeFigure = keyof typeof OF_SCOPE;
