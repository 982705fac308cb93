import { type Sql, sql } from '../engines/sql.js';
import { countAnswerHours, countAnswers } from '../facts/answer-counts.js';
import { type LaidAnswers, layDownAnswers } from '../facts/answers.js';
import { listBehind, tallyBehind } from '../facts/behind.js';
import { countBridge, type WonDeals } from '../facts/bridge-counts.js';
import { addCosts, tellCosts } from '../facts/costs.js';
import { toldEvents } from '../facts/counted-in.js';
import type { Credits } from '../facts/credits.js';
import { type CubeContext, cubeOf } from '../facts/cube.js';
import { idOf } from '../facts/cube-memo.js';
import { type Dimensions, keyColumns } from '../facts/cube-scope.js';
import { tellsProfit } from '../facts/deal-chain.js';
import { countDealsAlone, countUndatedAlone } from '../facts/deals-alone.js';
import { cameWithin, countEarned, countFollowed, followedNobody } from '../facts/followed-counts.js';
import { layDownForms } from '../facts/forms.js';
import { heardIn } from '../facts/heard-calls.js';
import { countDirectDeals, countJourneys } from '../facts/journey-counts.js';
import { layDownJourneys } from '../facts/journeys.js';
import type { LeadCallsSettings } from '../facts/lead-calls.js';
import { chancesOf, incidencesOf, type Watched } from '../facts/lead-incidence.js';
import { isTimed, pacesOf } from '../facts/lead-paces.js';
import { countLost, type LostCount } from '../facts/lost-counts.js';
import { countMissed } from '../facts/missed-answers.js';
import { openAges } from '../facts/open-ages.js';
import { paymentsOfLeads } from '../facts/payments.js';
import { countForms, countToldActions } from '../facts/reconciled-counts.js';
import { countScope, type ScopeCounts } from '../facts/scope-counts.js';
import { sameSource } from '../facts/source-names.js';
import { countStandards } from '../facts/standard-counts.js';
import { layDownStandards } from '../facts/standards.js';
import { findStuck } from '../facts/stuck-leads.js';
import { countSums, type SumSheets } from '../facts/sum-counts.js';
import { tellsEnds } from '../facts/told-of-leads.js';
import { LOOKBACK } from '../facts/touches.js';
import { lostOnDays, wonOn } from '../facts/week-events.js';
import type { Bridged } from '../model/bridge.js';
import { parseExact } from '../model/exact.js';
import type { LeadStage, StagePair } from '../model/funnel-stages.js';
import { KPIS, usualKpis, withBeside } from '../model/kpis.js';
import type { Awaited } from '../model/measures.js';
import { expectedOf } from '../model/poisson-binomial.js';
import { foldWords } from '../model/reason-categories.js';
import type { Reach } from '../model/report.js';
import type { Days, Period, Scope, Sides } from '../model/scope.js';
import { type Text, text } from '../model/text.js';
import type { ReportContext } from '../reports/report-context.js';
import { refuseOtherCurrency } from '../session/other-currency.js';
import { provenanceOf } from '../session/provenance-of.js';
import type { Ripening } from '../session/ripening.js';
import type { Session } from '../session/session.js';
import { vatOfSpend } from '../session/vat.js';
import { isStandardQualified } from '../session/worked-of.js';
import { sheetsOf } from './dimensions-of.js';
import { leadNames } from './shown-lead.js';

/** What is the same in every context of a run. */
export interface ContextOptions {
  reach: Reach;
  explain: boolean;
  /** Reasons stand in each of their spellings. */
  unfolded: boolean;
  leadDays: Days;
  whole: Days;
  covers: ReportContext['covers'];
  followed: ReportContext['followed'];
  /** Norms in place of those of funnel.yaml, with the words for whose they are. */
  normed?: { norms: ReportContext['norms']; said: Text } | null;
  /** Whether the days asked for hold anything at all: of a period without data nothing is known, not even zeros. */
  hasData: boolean;
  /** Where sources are given credits: how leads were split. */
  credits: Credits | null;
  /** Whether columns that no table shows are written as well. */
  isWide: boolean;
  ripening: Ripening;
  /** The two that are held beside each other; null: none are asked for. */
  sides: Sides | null;
  /** Lays down the events of leads, once: whoever counts by their days waits for it. */
  happened: () => Promise<void>;
  hypotheses: ReportContext['hypotheses'];
  plans: () => ReturnType<ReportContext['plans']['asked']>;
  review: ReportContext['review'];
  isSpendCut: ReportContext['scores']['isSpendCut'];
  /** What lays tables down beside the leads, each once in a run; undefined: nobody has yet. */
  laid?: Laid;
}

/** Makes contexts of a session's scopes; those of the same rows share what they have asked. */
export function contextMaker(
  session: Session,
  dimensions: Dimensions,
  options: ContextOptions,
): (scope: Scope) => ReportContext {
  const { engine, facts, config } = session;
  const { census, matching, ofLeads, moments, wonDeals } = session.built;
  const { reach, isWide, ripening } = options;
  const laid: Laid = options.laid ?? {
    ...{ journeys: journeysOf(session), forms: formsOf(session) },
    ...{ answers: answersOf(session), standards: standardsOf(session) },
  };
  const cubeContext: CubeContext = {
    engine,
    dimensions,
    reach,
    ripens: new Set(ripening.maturity.keys()),
    known: ofLeads.stages,
    has: {
      leads: options.hasData && (facts.tables.has('crm') || facts.tables.has('ad_leads')),
      handover: matching.isKnown,
      revenue: ofLeads.fields.has('revenue'),
      amount: ofLeads.fields.has('amount'),
      ends: tellsEnds(ofLeads),
      reasons: ofLeads.fields.has('reason'),
      repeats: config.repeats !== undefined && options.hasData,
      profit: tellsProfit(ofLeads.fields),
      openCosts: census.costsMissing > 0,
      credits: false,
      costs: config.costs.length > 0,
    },
  };
  const ofDealsAlone =
    census.dealsAlone > 0
      ? { wins: facts.stages.has('deal'), amounts: facts.fields.crm.has('revenue') || facts.tables.has('payments') }
      : null;
  // What matching and findings ask of every report: whatever is coarser is answered out of it.
  const foreseen = cubeContext.has.leads && dimensions.onSpend.has('campaign') ? [['source', 'campaign']] : [];
  const constant = {
    ...cubeContext,
    norms: options.normed?.norms ?? config.norms,
    normsSaid: options.normed?.said ?? null,
    spendVat: vatOfSpend(facts.files, config.vat),
    margin: config.margin === undefined ? null : parseExact(config.margin),
    currency: session.currency,
    provenance: provenanceOf(session),
    explain: options.explain,
    unfolded: options.unfolded,
    leadDays: options.leadDays,
    whole: options.whole,
    covers: options.covers,
    followed: options.followed,
    isWide,
    ripening,
    touches: touchesOf(session),
    reconciled: { hasCrm: facts.tables.has('crm') },
    moved: { back: session.built.history.movedBack, pipelines: session.built.history.changedPipeline },
    asOf: session.asOf,
    sides: options.sides,
    sla: slaOf(session),
    standard: standardOf(session),
    stuckAfter: config.stuck,
    noContent: new Set(config.noContent.map(foldWords)),
    hypotheses: options.hypotheses,
    review: options.review,
    scores: { ...scoresOf(session), isSpendCut: options.isSpendCut },
    plans: {
      asked: once(options.plans),
      bonus: config.bonus ?? null,
      workingDays: workingDaysOf(session),
      within: (scope: Scope): ReportContext =>
        (options.hasData ? within : contextMaker(session, dimensions, { ...options, hasData: true, laid }))(scope),
    },
    sameSource: sameSource(config.sources, session.built.sources.apart),
  };
  const watched = session.asOf === null ? null : { moments, reach, asOf: session.asOf };
  const won = { moments, ofLeads: wonDeals, hasDealsAlone: ofDealsAlone !== null };
  const chances = once(async () =>
    watched && cubeContext.has.ends && cubeContext.known.has('deal') ? chancesOf(engine, 'deal', watched) : null,
  );
  const beside = {
    ...laid,
    ofDealsAlone,
    sheets: sheetsOf(session),
    nameOf: leadNames(session),
    rows: session.built,
    heard: {
      hasCalls: facts.tables.has('calls'),
      hasLanding: facts.fields.crm.has('landing'),
      hasEnds: cubeContext.has.ends,
    },
    direct: session.built.sources.direct,
    watched,
    won,
    paid: facts.tables.has('payments') ? paymentsOfLeads(session.built.linked, wonDeals) : null,
    chances,
  };
  const ofEvents = { ripens: NO_AGES, events: toldEvents(moments), laidDown: options.happened };
  const known = ({ basis }: Scope): CubeContext => (basis === 'event' ? { ...cubeContext, ...ofEvents } : cubeContext);
  const askedOf = remembered((scope) => ask(known(scope), scope, foreseen, beside));
  const within = (scope: Scope): ReportContext => ({
    ...{ ...constant, ...known(scope), ...askedOf(scope), scope, within },
    ofSources: () => (options.credits ? credited(scope) : within(scope)),
  });
  // The same of leads that are split over their touches: of sources, and of nothing else.
  const has = { ...cubeContext.has, credits: true };
  const askedOfCredits = remembered((scope) => ask({ ...cubeContext, has }, scope, [], beside));
  const credited = (scope: Scope): ReportContext => ({
    ...{ ...constant, has, ...askedOfCredits(scope), scope, within: credited },
    ofSources: () => credited(scope),
  });
  return within;
}

/** Asked at the first time that anybody wants it. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => {
    asked ??= ask();
    return asked;
  };
}
/** By the day of events nobody is too young for anything. */
const NO_AGES: ReadonlySet<LeadStage> = new Set();

/** What is asked of the same rows is asked once: by periods or without them. */
function remembered(askOf: (scope: Scope) => Asked): (scope: Scope) => Asked {
  const asked: (Asked & { rows: string; period: Period | null })[] = [];
  return (scope) => {
    const { from, to, where, period, basis } = scope;
    const rows = JSON.stringify([from, to, where, basis]);
    const same = asked.find((one) => one.rows === rows && (period === null || one.period === period));
    if (same) return same;
    const own = { rows, period, ...askOf(scope) };
    asked.push(own);
    return own;
  };
}

type Asked = Pick<
  ReportContext,
  | 'cube'
  | 'lost'
  | 'counts'
  | 'costs'
  | 'bridge'
  | 'dealsAlone'
  | 'undatedAlone'
  | 'sums'
  | 'journeys'
  | 'answers'
  | 'answerHours'
  | 'missed'
  | 'standards'
  | 'stuck'
  | 'silentDays'
  | 'wonLeads'
  | 'lostLeads'
  | 'toHear'
  | 'directDeals'
  | 'forms'
  | 'toldActions'
  | 'paces'
  | 'incidences'
  | 'expected'
  | 'cameWithin'
  | 'cameOfNobody'
  | 'earnedWithin'
  | 'rowsBehind'
  | 'tallied'
>;

type Laid = Pick<Beside, 'journeys' | 'forms' | 'answers' | 'standards'>;

/** What the exports have besides leads and spend. */
interface Beside {
  ofDealsAlone: { wins: boolean; amounts: boolean } | null;
  sheets: SumSheets | null;
  /** Lays answers down, once; null: no as-of moment to hold them against. */
  answers: () => Promise<(LaidAnswers & { hasCalendar: boolean; hasCalls: boolean }) | null>;
  /** Lays down how leads stand to the standard, once; gives how many criteria it has. */
  standards: () => Promise<number>;
  /** What a lead is called. */
  nameOf: ReturnType<typeof leadNames>;
  /** The rows of the CRM that they are of. */
  rows: Pick<Session['built'], 'linked' | 'leads'>;
  /** What tells of calls and of pages. */
  heard: Parameters<typeof heardIn>[4];
  /** Lays journeys down, once; and forms. */
  journeys: () => Promise<void>;
  forms: () => Promise<void>;
  /** What sources are called that nobody sent. */
  direct: ReadonlySet<string>;
  /** Null: nothing says when anything was. */
  watched: Watched | null;
  won: WonDeals;
  /** What revenue was paid by; null: there is no list of payments. */
  paid: Sql | null;
  /** How likely open leads of so many days are to become deals yet. */
  chances: () => Promise<readonly number[] | null>;
}

function ask(
  context: CubeContext,
  scope: Scope,
  foreseen: readonly (readonly string[])[],
  {
    ofDealsAlone,
    sheets,
    journeys,
    forms,
    answers,
    standards,
    nameOf,
    rows,
    heard,
    direct,
    watched,
    won,
    paid,
    chances,
  }: Beside,
): Asked {
  const { engine, dimensions, laidDown = async () => {} } = context;
  const lost = new Map<string, Promise<readonly LostCount[]>>();
  let counts: Promise<ScopeCounts> | undefined;
  let bridge: Promise<Bridged | null> | undefined;
  const moments = watched?.moments ?? new Set();
  const behind = {
    ...context,
    isTimed: watched && ((step: StagePair) => isTimed(step, watched)),
    isFollowed: (awaited: Awaited, seconds: number) => cameWithin(awaited, seconds, moments),
    paid,
  };
  const tellsWins = context.has.leads && context.known.has('deal');
  return {
    cube: cubeOf(context, scope, foreseen),
    lost(keys) {
      const id = JSON.stringify(keys);
      const own = lost.get(id) ?? laidDown().then(() => countLost(engine, scope, dimensions, keys));
      lost.set(id, own);
      return own;
    },
    counts() {
      counts ??= countScope(engine, scope, dimensions, ofDealsAlone !== null);
      return counts;
    },
    costs: async () => (context.has.costs ? tellCosts(context, scope) : null),
    async bridge() {
      bridge ??= tellsWins ? countBridge(engine, scope, dimensions, won) : Promise.resolve(null);
      return bridge;
    },
    async dealsAlone() {
      await laidDown();
      return ofDealsAlone ? countDealsAlone(engine, scope, dimensions, ofDealsAlone) : [];
    },
    async undatedAlone() {
      if (scope.basis !== 'event' || !ofDealsAlone?.wins) return 0;
      await laidDown();
      return countUndatedAlone(engine, scope, dimensions);
    },
    async answers(keys) {
      const laid = await answers();
      return laid && context.has.leads ? countAnswers(context, scope, keys, laid) : [];
    },
    async missed(keys) {
      return (await answers()) && context.has.leads ? countMissed(context, scope, keys) : [];
    },
    async answerHours() {
      return (await answers()) && context.has.leads ? countAnswerHours(engine, scope, dimensions) : [];
    },
    async standards(keys) {
      const count = context.has.leads ? await standards() : 0;
      return count > 0 ? countStandards(context, scope, keys, count) : [];
    },
    async stuck(by, thresholds) {
      if (!watched || !context.has.leads || !context.has.ends || !(await answers()))
        return { leads: [], unknownAge: 0 };
      const found = await findStuck(engine, scope, dimensions, watched, by, thresholds);
      return { ...found, leads: found.leads.map((lead) => ({ ...lead, id: nameOf(lead.key).id })) };
    },
    async wonLeads() {
      await laidDown();
      await journeys();
      const found = context.has.leads ? await wonOn(engine, scope, dimensions) : [];
      return found.map((lead) => ({ ...lead, id: nameOf(lead.key).id }));
    },
    async lostLeads(from) {
      await laidDown();
      const found = context.has.leads ? await lostOnDays(engine, scope, dimensions, from, rows) : [];
      return found.map((lead) => ({ ...lead, id: nameOf(lead.key).id }));
    },
    async toHear() {
      const found = context.has.leads ? await heardIn(engine, scope, dimensions, rows, heard) : [];
      return found.map((one) => {
        const { id, file } = nameOf(one.key);
        return { ...one, id, isNamed: file === null };
      });
    },
    silentDays: async () => (await answers())?.silentDays ?? [],
    async journeys(keys, isTouched) {
      await laidDown();
      await journeys();
      return context.has.leads ? countJourneys(context, scope, keys, isTouched) : [];
    },
    async forms(keys) {
      await forms();
      return countForms(context, scope, keys);
    },
    toldActions: (keys) => countToldActions(context, scope, keys),
    async directDeals() {
      await laidDown();
      return countDirectDeals(context, scope, direct);
    },
    async paces(keys, steps) {
      await laidDown();
      return watched ? pacesOf(engine, scope, dimensions, watched, keys, steps) : [];
    },
    incidences: async (stages, keys) =>
      watched && context.has.ends
        ? incidencesOf(
            engine,
            stages,
            watched,
            new Map(keys.map((key, at) => [key, keyColumns(keys, scope, sql`created_day`, dimensions)[at] as Sql])),
          )
        : [],
    async expected(keys) {
      const byAge = await chances();
      if (!byAge || !watched) return null;
      const found = await openAges(engine, scope, dimensions, watched.asOf, keys);
      return found.map(({ keys: own, ages }) => ({
        keys: own,
        expected: expectedOf(ages.map(({ days, count }) => ({ count, chance: byAge[days] ?? 0 }))),
      }));
    },
    cameWithin: async (keys, seconds) =>
      context.has.leads ? countFollowed({ ...context, moments }, scope, keys, seconds) : [],
    cameOfNobody: () => (context.has.leads ? followedNobody({ ...context, moments }) : null),
    earnedWithin: async (keys, seconds) =>
      context.has.leads && context.has.revenue && context.known.has('deal')
        ? countEarned({ ...context, moments }, scope, keys, seconds)
        : [],
    rowsBehind: (wanted) => listBehind(behind, scope, wanted),
    tallied: (wanted) => tallyBehind(behind, scope, wanted),
    async sums(keys) {
      if (!sheets) return [];
      const rows = await countSums(context, sheets, scope, keys);
      const byKeys = new Map(rows.map((row) => [idOf(row.keys, keys), row]));
      if (context.has.costs)
        await addCosts(context, scope, keys, byKeys, (own) => byKeys.get(idOf(own, keys))?.measures);
      return rows;
    },
  };
}

function touchesOf({ built, facts, config }: Session): ReportContext['touches'] {
  const told = facts.tables.has('touches') ? 'list' : facts.fields.crm.has('touches') ? 'column' : 'nothing';
  return { told, before: built.touches.before, early: built.touches.early, lookback: config.lookback ?? LOOKBACK };
}

/** By which calendar people work: what a plan is held against. */
const workingDaysOf = ({ workingTime }: Session): Text =>
  workingTime
    ? text('working days: by sla.calendar of funnel.yaml', 'рабочие дни: по sla.calendar из funnel.yaml')
    : text(
        'working days: Monday to Friday; holidays and working Saturdays are told by sla.calendar in funnel.yaml',
        'рабочие дни: с понедельника по пятницу; праздники и рабочие субботы задаёт sla.calendar в funnel.yaml',
      );

/** Seconds, and whole working days, where nobody says how many. */
const [RESPONSE, FEEDBACK] = [900, 3];

function slaOf({ config: { sla }, facts, built, workingTime, zone }: Session): ReportContext['sla'] {
  return {
    ...{ response: sla?.response ?? RESPONSE, feedback: sla?.feedback ?? FEEDBACK, hasCalendar: workingTime !== null },
    isResponseSaid: sla?.response !== undefined,
    isFromAssigned: sla?.from !== 'created' && built.moments.has('assigned_at'),
    ...{ hasCalls: facts.tables.has('calls'), isByCalls: sla?.answer === 'calls' },
    tellsAnswers: sla?.answer === 'calls' || ['answered_at', 'response'].some((field) => facts.fields.crm.has(field)),
    zone: zone ?? null,
  };
}

function scoresOf({ config, currency }: Session): Omit<ReportContext['scores'], 'isSpendCut'> {
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

function standardOf({ config }: Session): ReportContext['standard'] {
  if (!config.standard) return null;
  const criteria = [...config.standard].map(([name, { signs }]) => ({
    name,
    columns: [...new Set(signs.flat(2).map(({ column }) => column))],
  }));
  return { criteria, isQualified: isStandardQualified(config) };
}

function standardsOf({ engine, config, built }: Session): Beside['standards'] {
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

function answersOf(session: Session): Beside['answers'] {
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

function journeysOf({ engine, built, facts }: Session): Beside['journeys'] {
  const { touches, linked } = built;
  return once(() =>
    layDownJourneys(engine, {
      ...{ touches, linked },
      ...{ hasTouches: facts.tables.has('touches'), hasCounts: facts.fields.crm.has('touches') },
    }),
  );
}

function formsOf({ engine, built, facts }: Session): Beside['forms'] {
  const typed = facts.files.flatMap(({ table, rows, fills }, file) =>
    table === 'crm' || table === 'ad_leads' ? [{ file, table, rows, fields: fills }] : [],
  );
  const { leads, matching, matchedBy, sources } = built;
  return once(() => layDownForms(engine, { ...matchedBy, leads, matching, sources, typed }));
}
