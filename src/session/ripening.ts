import { incidencesOf } from '../facts/lead-incidence.js';
import { cameOn } from '../facts/stage-days.js';
import { tellsEnds } from '../facts/told-of-leads.js';
import { markYoung } from '../facts/young.js';
import type { LeadStage } from '../model/funnel-stages.js';
import { maturityOf } from '../model/incidence.js';
import type { Reach } from '../model/report.js';
import type { Ripening } from './laid-in-store.js';
import type { Session } from './session.js';

/**
 * How long leads take to reach stages, by the leads of all exports, whatever days are asked for. Marks each lead with
 * the stages that it is too young for.
 */
export async function ripen(
  session: Session,
  stages: readonly LeadStage[],
  { reach, hasCredits }: { reach: Reach; hasCredits: boolean },
): Promise<Ripening> {
  const { engine, built, config, asOf, laid } = session;
  const known = stages.filter((stage) => stage !== 'lead' && built.ofLeads.stages.has(stage));
  if (asOf === null || !built.moments.has('created_at')) return { maturity: new Map(), incidences: [] };
  if (laid)
    return of(
      laid.ripening,
      new Set(known.filter((stage) => config.maturity.has(stage) || cameOn(stage, built.moments))),
    );
  // If nothing says which leads are lost, nobody can tell which will never reach a stage.
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

/** The part for some stages. */
const of = ({ maturity, incidences }: Ripening, stages: ReadonlySet<LeadStage>): Ripening => ({
  maturity: new Map([...maturity].filter(([stage]) => stages.has(stage))),
  incidences: incidences.filter(({ stage }) => stages.has(stage)),
});

const DAY = 86_400;
