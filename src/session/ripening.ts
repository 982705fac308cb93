import { incidencesOf } from '../facts/lead-incidence.js';
import { tellsEnds } from '../facts/told-of-leads.js';
import { markYoung } from '../facts/young.js';
import type { LeadStage } from '../model/funnel-stages.js';
import { type Incidence, maturityOf } from '../model/incidence.js';
import type { Reach } from '../model/report.js';
import type { Session } from './session.js';

/** How long leads take to stages, as far as it is known. */
export interface Ripening {
  /** In seconds: as funnel.yaml says, else as the leads of all exports show. */
  readonly maturity: ReadonlyMap<LeadStage, number>;
  /** Of the stages that funnel.yaml says nothing of. */
  readonly incidences: readonly Incidence[];
}

/** Once a run, over all leads of the exports whatever is asked of them; every lead bears the stages it is too young for. */
export async function ripen(
  session: Session,
  stages: readonly LeadStage[],
  { reach, hasCredits }: { reach: Reach; hasCredits: boolean },
): Promise<Ripening> {
  const { engine, built, config, asOf } = session;
  const known = stages.filter((stage) => stage !== 'lead' && built.ofLeads.stages.has(stage));
  if (asOf === null || !built.moments.has('created_at')) return { maturity: new Map(), incidences: [] };
  // Where nothing says who is lost, nobody can tell who will never come.
  const open = tellsEnds(built.ofLeads) ? known.filter((stage) => !config.maturity.has(stage)) : [];
  const found = await incidencesOf(engine, open, { moments: built.moments, reach, asOf });
  const incidences = found.map(({ incidence }) => incidence);
  const maturity = new Map([
    ...known.flatMap((stage) => {
      const days = config.maturity.get(stage);
      return days === undefined ? [] : [[stage, days * DAY] as const];
    }),
    ...incidences.flatMap((one) => {
      const seconds = maturityOf(one);
      return seconds === null ? [] : [[one.stage, seconds] as const];
    }),
  ]);
  await markYoung(engine, built.kinded, maturity, { asOf, hasCredits });
  return { maturity, incidences };
}

const DAY = 86_400;
