import type { LaidAnswers } from '../facts/answers.js';
import type { Credits } from '../facts/credits.js';
import type { TouchModel } from '../model/attribution.js';
import type { LeadStage } from '../model/funnel-stages.js';
import type { Incidence } from '../model/incidence.js';

/** How long leads take to stages, as far as it is known. */
export interface Ripening {
  /** In seconds: as funnel.yaml says, else as the leads of all exports show. */
  readonly maturity: ReadonlyMap<LeadStage, number>;
  /** Of the stages that funnel.yaml says nothing of. */
  readonly incidences: readonly Incidence[];
}

/** What there is to know of the tables that reports lay down, once they lie in a store: there nothing more is laid down. */
export interface LaidInStore {
  /** Null: no as-of moment to hold them against. */
  readonly answers: (LaidAnswers & { readonly hasCalendar: boolean; readonly hasCalls: boolean }) | null;
  /** How many criteria the lead standard has. */
  readonly standards: number;
  /** Of each model how leads are split by it; none without touches. */
  readonly credits: ReadonlyMap<TouchModel, Credits>;
  /** Of all stages. */
  readonly ripening: Ripening;
  /** How likely open leads of so many days are to become deals yet; null: nothing tells. */
  readonly chances: readonly number[] | null;
}
