import { PERIOD } from '../model/dimensions.js';
import { type LeadMeasureName, ZERO } from '../model/measures.js';
import type { Ripeness } from '../model/report.js';
import { qualifiedAtAge } from './qualified-at-age.js';
import type { ReportContext } from './report-context.js';
import { type LeadsOfDay, ripeOn } from './ripe-on.js';

/** Whether it is too early for the figures that a meeting begins with, and until which day. */
export async function ripenessOf(context: ReportContext): Promise<Ripeness> {
  const { maturity } = context.ripening;
  const days = await context.within({ ...context.scope, by: [], period: 'day' }).cube([PERIOD]);
  const ripe = (seconds: number | undefined, young: LeadMeasureName): string | null =>
    seconds === undefined || context.events
      ? null
      : ripeOn(
          days.map(({ keys, measures }): LeadsOfDay => {
            return { day: keys.get(PERIOD) ?? '', leads: measures.leads ?? ZERO, young: measures[young] ?? ZERO };
          }),
          seconds,
        );
  return {
    deals: ripe(maturity.get('deal'), 'young'),
    qualified: ripe(maturity.get('qualified'), 'too_early.qualified'),
    atAge: await qualifiedAtAge(context),
  };
}
