import type * as z from 'zod';
import { LEAD_STAGES, type LeadStage, STAGES, type Stage } from '../model/funnel-stages.js';
import type { Norms } from '../model/settings.js';
import { figureNorms, normsIn } from './kpi-section.js';
import { days, share } from './number-values.js';
import { rule } from './rule.js';
import { mapOf, section } from './schema-parts.js';

/** A section with the same optional value for each stage. */
const perStage = <S extends string, T>(stages: readonly S[], of: z.ZodType<T>, describe: (stage: S) => string) =>
  Object.fromEntries(stages.map((stage) => [stage, of.optional().describe(describe(stage))])) as Record<
    S,
    z.ZodOptional<z.ZodType<T>>
  >;

/** Stage → value in the order of the funnel, without stages that are not set. */
const toMap = <S extends string, T>(stages: readonly S[], found: { readonly [K in S]?: T | undefined }) =>
  new Map(stages.flatMap((stage) => (found[stage] === undefined ? [] : [[stage, found[stage] as T] as const])));

/** The section `rules`: which values of a row are evidence of a stage. */
export const rules = section(perStage(LEAD_STAGES, rule, (stage) => `What shows that a lead has reached ${stage}`))
  .nullish()
  .transform((found) => toMap(LEAD_STAGES, found ?? {}));

/** Stages that a lead can be stuck in: a deal is the last one. */
const OPEN_STAGES = LEAD_STAGES.filter((stage) => stage !== 'deal');

/** The section `maturity`: after how many days a stage is no longer awaited. */
export const maturity = section(perStage(LEAD_STAGES, days, (stage) => `Days after which no ${stage} is awaited`))
  .nullish()
  .transform((found) => toMap<LeadStage, number>(LEAD_STAGES, found ?? {}));

/** The section `stuck`: how many days an open lead may stay in a stage. */
export const stuck = section(
  perStage(OPEN_STAGES, days, (stage) => `Days after which an open lead is stuck in ${stage}`),
)
  .nullish()
  .transform((found) => toMap<LeadStage, number>(LEAD_STAGES, found ?? {}));

/** The first stage has no step before it, so it has no norm. */
const STEPS = STAGES.filter((stage) => stage !== 'visit');

const steps = perStage(STEPS, share, (stage) => `The expected rate from the stage before to ${stage}`);

export const norms = section({
  ...steps,
  ...figureNorms,
  by: section({
    source: mapOf(section(steps).transform((found) => toMap<Stage, string>(STEPS, found))).describe(
      'Norms of one source',
    ),
  })
    .optional()
    .describe('Norms that differ'),
})
  .nullish()
  .transform((found): Norms => {
    const { by, ...own } = found ?? {};
    return { steps: toMap<Stage, string>(STEPS, own), figures: normsIn(own), bySource: by?.source ?? new Map() };
  });
