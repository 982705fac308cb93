import { LOOKBACK } from '../facts/touches.js';
import { parseExact } from '../model/exact.js';
import { KPIS, usualKpis, withBeside } from '../model/kpis.js';
import { type Text, text } from '../model/text.js';
import type { ReportContext } from '../reports/report-context.js';
import { refuseOtherCurrency } from '../session/other-currency.js';
import type { Session } from '../session/session.js';
import { isStandardQualified } from '../session/worked-of.js';

export function touchesOf({ built, facts, config }: Session): ReportContext['touches'] {
  const told = facts.tables.has('touches') ? 'list' : facts.fields.crm.has('touches') ? 'column' : 'nothing';
  return { told, before: built.touches.before, early: built.touches.early, lookback: config.lookback ?? LOOKBACK };
}

/** By which calendar people work: what a plan is held against. */
export const workingDaysOf = ({ workingTime }: Session): Text =>
  workingTime
    ? text('working days: by sla.calendar of funnel.yaml', 'рабочие дни: по sla.calendar из funnel.yaml')
    : text(
        'working days: Monday to Friday; holidays and working Saturdays are told by sla.calendar in funnel.yaml',
        'рабочие дни: с понедельника по пятницу; праздники и рабочие субботы задаёт sla.calendar в funnel.yaml',
      );

/** Seconds, and whole working days, where nobody says how many. */
const [RESPONSE, FEEDBACK] = [900, 3];

export function slaOf({ config: { sla }, facts, built, workingTime, zone }: Session): ReportContext['sla'] {
  return {
    ...{ response: sla?.response ?? RESPONSE, feedback: sla?.feedback ?? FEEDBACK, hasCalendar: workingTime !== null },
    isResponseSaid: sla?.response !== undefined,
    isFromAssigned: sla?.from !== 'created' && built.moments.has('assigned_at'),
    ...{ hasCalls: facts.tables.has('calls'), isByCalls: sla?.answer === 'calls' },
    tellsAnswers: sla?.answer === 'calls' || ['answered_at', 'response'].some((field) => facts.fields.crm.has(field)),
    zone: zone ?? null,
  };
}

export function scoresOf({ config, currency }: Session): Omit<ReportContext['scores'], 'isSpendCut'> {
  const kpis = config.kpi ?? usualKpis(config.standard !== undefined);
  return {
    kpis,
    norms() {
      const own = withBeside(kpis).flatMap(({ name }) => {
        const norm = config.norms.figures.get(name);
        return norm === undefined ? [] : [[name, parseExact(norm)] as const];
      });
      if (own.some(([name]) => KPIS[name].norm === 'amount')) refuseOtherCurrency(config, currency, OF_KPI);
      return new Map(own);
    },
  };
}
const OF_KPI = {
  what: text('the norms of kpi in funnel.yaml are', 'нормы kpi в funnel.yaml'),
  without: text('them', 'них'),
};

export function standardOf({ config }: Session): ReportContext['standard'] {
  if (!config.standard) return null;
  const criteria = [...config.standard].map(([name, { signs }]) => ({
    name,
    columns: [...new Set(signs.flat(2).map(({ column }) => column))],
  }));
  return { criteria, isQualified: isStandardQualified(config) };
}
