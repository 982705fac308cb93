import type { LaidAnswers } from '../facts/answers.js';
import type { Credits } from '../facts/credits.js';
import type { TouchModel } from '../model/attribution.js';
import type { LeadStage } from '../model/funnel-stages.js';
import type { Incidence } from '../model/incidence.js';

/** How long leads take to reach stages, as far as it is known. */
export interface Ripening {
  /** Stage → seconds: as funnel.yaml says, else as the leads of all exports show. */
  readonly maturity: ReadonlyMap<LeadStage, number>;
  /** For the stages that funnel.yaml does not mention. */
  readonly incidences: readonly Incidence[];
}

/**
 * What reports need to know of the tables that they make, when these lie in a store already: there nothing more is
 * made.
 */
export interface LaidInStore {
  /** Null: there is no as-of moment to compare answers with. */
  readonly answers: (LaidAnswers & { readonly hasCalendar: boolean; readonly hasCalls: boolean }) | null;
  /** The number of criteria of the lead standard. */
  readonly standards: number;
  /** Attribution model → how leads are split by it; empty without touches. */
  readonly credits: ReadonlyMap<TouchModel, Credits>;
  /** For all stages. */
  readonly ripening: Ripening;
  /** The chance of an open lead to become a deal yet, by its age in days; null: nothing tells. */
  readonly chances: readonly number[] | null;
}
