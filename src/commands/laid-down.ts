import { type LaidAnswers, layDownAnswers } from '../facts/answers.js';
import { layDownForms } from '../facts/forms.js';
import { layDownJourneys } from '../facts/journeys.js';
import type { LeadCallsSettings } from '../facts/lead-calls.js';
import { layDownStandards } from '../facts/standards.js';
import { foldWords } from '../model/reason-categories.js';
import { once } from '../model/remembered.js';
import type { LaidInStore } from '../session/laid-in-store.js';
import type { Session } from '../session/session.js';
import { slaOf } from './said-by-config.js';

/** What lays tables down beside the leads, each once in a run. */
export interface Laid {
  /** Null: no as-of moment to hold them against. */
  readonly answers: () => Promise<(LaidAnswers & { hasCalendar: boolean; hasCalls: boolean }) | null>;
  /** How leads stand to the standard; gives how many criteria it has. */
  readonly standards: () => Promise<number>;
  readonly journeys: () => Promise<void>;
  readonly forms: () => Promise<void>;
}

/** Of a session, laid down when somebody asks. */
export const laidDown = (session: Session): Laid =>
  session.laid
    ? stored(session.laid)
    : {
        ...{ journeys: journeysOf(session), forms: formsOf(session) },
        ...{ answers: answersOf(session), standards: standardsOf(session) },
      };

const stored = ({ answers, standards }: LaidInStore): Laid => ({
  answers: async () => answers,
  standards: async () => standards,
  journeys: async () => {},
  forms: async () => {},
});

function standardsOf({ engine, config, built }: Session): Laid['standards'] {
  const { standard = new Map(), dimensions, segments } = config;
  const first = dimensions.size + (segments.size > 0 ? 1 : 0);
  return once(async () => {
    if (standard.size > 0)
      await layDownStandards(engine, {
        ...{ count: standard.size, first, known: built.ofLeads.stages },
        tellsAccepted: built.moments.has('is_accepted'),
      });
    return standard.size;
  });
}

function answersOf(session: Session): Laid['answers'] {
  const { engine, config, built, facts, asOf, asked, workingTime, zone } = session;
  const { response, feedback, isFromAssigned, hasCalls, isByCalls } = slaOf(session);
  let laid: Promise<LaidAnswers> | undefined;
  return async () => {
    if (asOf === null) return null;
    laid ??= layDownAnswers(engine, {
      ...{ response, feedback, isFromAssigned, zone, asOf, isAsked: asked !== undefined, moments: built.moments },
      calendar: workingTime,
      notBy: (config.sla?.notBy ?? []).map((name) => name.trim().toLowerCase()),
      days: new Set(facts.files.flatMap(({ table, days }) => (table === 'crm' ? [...days] : []))),
      calls: hasCalls ? callsOf(session, isByCalls) : null,
      isResponseWorking: config.sla?.responseIn === 'working',
      reasons: built.reasons,
      noContent: new Set(config.noContent.map(foldWords)),
    });
    return { ...(await laid), hasCalls, hasCalendar: workingTime !== null };
  };
}

function callsOf({ facts, built }: Session, areAnswers: boolean): LeadCallsSettings {
  const isByPhone = !['lead_id', 'deal_id'].some((field) => facts.fields.calls.has(field));
  return {
    ...{ areAnswers, phonesOf: isByPhone && facts.fields.crm.has('phone') ? built.leads : null },
    areDays: facts.files.some(
      ({ table, days }) => days.has(table === 'calls' ? 'called_at' : 'created_at') && table !== 'crm',
    ),
  };
}

function journeysOf({ engine, built, facts }: Session): Laid['journeys'] {
  const { touches, linked } = built;
  return once(() =>
    layDownJourneys(engine, {
      ...{ touches, linked },
      ...{ hasTouches: facts.tables.has('touches'), hasCounts: facts.fields.crm.has('touches') },
    }),
  );
}

function formsOf({ engine, built }: Session): Laid['forms'] {
  const { leads, matching, matchedBy, sources } = built;
  return once(() => layDownForms(engine, { ...matchedBy, leads, matching, sources }));
}
