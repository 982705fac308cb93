import { toldEvents } from '../facts/counted-in.js';
import type { Credits } from '../facts/credits.js';
import type { CubeContext } from '../facts/cube.js';
import type { Dimensions } from '../facts/cube-scope.js';
import { tellsProfit } from '../facts/deal-chain.js';
import { chancesOf, type Watched } from '../facts/lead-incidence.js';
import { paymentsOfLeads } from '../facts/payments.js';
import { sameSource } from '../facts/source-names.js';
import { tellsEnds } from '../facts/told-of-leads.js';
import { parseExact } from '../model/exact.js';
import type { LeadStage } from '../model/funnel-stages.js';
import { foldWords } from '../model/reason-categories.js';
import { once } from '../model/remembered.js';
import type { Reach } from '../model/report.js';
import type { Days, Scope, Sides } from '../model/scope.js';
import type { Text } from '../model/text.js';
import type { ReportContext } from '../reports/report-context.js';
import type { Ripening } from '../session/laid-in-store.js';
import { provenanceOf } from '../session/provenance-of.js';
import type { Session } from '../session/session.js';
import { vatOfSpend } from '../session/vat.js';
import { ask } from './ask-engine.js';
import { askedOnce } from './ask-once.js';
import { sheetsOf } from './dimensions-of.js';
import { type Laid, laidDown } from './laid-down.js';
import type { PlannedSources } from './plans-asked.js';
import { scoresOf, slaOf, standardOf, touchesOf, workingDaysOf } from './said-by-config.js';
import { leadNames } from './shown-lead.js';

/** What is the same in every context of a run. */
interface ContextOptions {
  reach: Reach;
  explain: boolean;
  /** Reasons stand in each of their spellings. */
  unfolded: boolean;
  leadDays: Days;
  whole: Days;
  covers: ReportContext['covers'];
  followed: ReportContext['followed'];
  /** Norms that replace those of funnel.yaml, with a sentence that says whose they are. */
  normed?: { norms: ReportContext['norms']; said: Text } | null;
  /** Whether the days asked for hold anything at all. Of a period without data nothing is known, not even zeros. */
  hasData: boolean;
  /** Where sources are given credits: how leads were split. */
  credits: Credits | null;
  /** Whether columns that no table shows are written as well. */
  isWide: boolean;
  ripening: Ripening;
  /** The two that are held beside each other; null: none are asked for. */
  sides: Sides | null;
  /** Lays down the events of leads, once. Whoever counts by their days waits for it. */
  happened: () => Promise<void>;
  hypotheses: ReportContext['hypotheses'];
  plans: (sources: PlannedSources) => ReturnType<ReportContext['plans']['asked']>;
  review: ReportContext['review'];
  isSpendCut: ReportContext['scores']['isSpendCut'];
  /** Further tables beside the leads, each laid down once in a run; undefined: nobody has asked for any yet. */
  laid?: Laid;
}

/** Makes report contexts for scopes of a session. Those over the same rows share their answers. */
export function contextMaker(
  session: Session,
  dimensions: Dimensions,
  options: ContextOptions,
): (scope: Scope) => ReportContext {
  const { moments } = session.built;
  const laid = options.laid ?? laidDown(session);
  const cubeContext = cubeContextOf(session, dimensions, options);
  // Matching and findings ask this of every report, so coarser questions are answered from it.
  const foreseen = cubeContext.has.leads && dimensions.onSpend.has('campaign') ? [['source', 'campaign']] : [];
  const withData = (scope: Scope): ReportContext =>
    (options.hasData ? within : contextMaker(session, dimensions, { ...options, hasData: true, laid }))(scope);
  const constant = { ...cubeContext, ...saidOfRun(session, options), plans: plansOf(session, options, withData) };
  const beside = { ...laid, ...besideLeads(session, options, cubeContext) };
  const ofEvents = { ripens: NO_AGES, events: toldEvents(moments), laidDown: options.happened };
  const known = ({ basis }: Scope): CubeContext => (basis === 'event' ? { ...cubeContext, ...ofEvents } : cubeContext);
  const askedOf = askedOnce((scope) => ask(known(scope), scope, foreseen, beside));
  const within = (scope: Scope): ReportContext => ({
    ...{ ...constant, ...known(scope), ...askedOf(scope), scope, within },
    ofSources: () => (options.credits ? credited(scope) : within(scope)),
  });
  // The same for leads that are split over their touches, which concerns sources only.
  const has = { ...cubeContext.has, credits: true };
  const askedOfCredits = askedOnce((scope) => ask({ ...cubeContext, has }, scope, [], beside));
  const credited = (scope: Scope): ReportContext => ({
    ...{ ...constant, has, ...askedOfCredits(scope), scope, within: credited },
    ofSources: () => credited(scope),
  });
  return within;
}

/** What the cube is asked in, and what the exports tell of leads. */
function cubeContextOf(session: Session, dimensions: Dimensions, options: ContextOptions): CubeContext {
  const { engine, facts, config } = session;
  const { census, matching, ofLeads } = session.built;
  return {
    engine,
    dimensions,
    reach: options.reach,
    ripens: new Set(options.ripening.maturity.keys()),
    known: ofLeads.stages,
    has: {
      leads: options.hasData && (facts.tables.has('crm') || facts.tables.has('ad_leads')),
      handover: matching.isKnown,
      revenue: ofLeads.fields.has('revenue'),
      amount: ofLeads.fields.has('amount'),
      ends: tellsEnds(ofLeads),
      reasons: ofLeads.fields.has('reason'),
      allReasons: ofLeads.withoutReasons === 0,
      repeats: config.repeats !== undefined && options.hasData,
      profit: tellsProfit(ofLeads.fields),
      openCosts: census.costsMissing > 0,
      credits: false,
      costs: config.costs.length > 0,
    },
  };
}

/** What the configuration, the options and the exports say of a run, whatever the scope. */
function saidOfRun(session: Session, options: ContextOptions) {
  const { facts, config, built } = session;
  return {
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
    isWide: options.isWide,
    ripening: options.ripening,
    touches: touchesOf(session),
    reconciled: { hasCrm: facts.tables.has('crm') },
    moved: { back: built.history.movedBack, pipelines: built.history.changedPipeline },
    asOf: session.asOf,
    sides: options.sides,
    sla: slaOf(session),
    standard: standardOf(session),
    stuckAfter: config.stuck,
    noContent: new Set(config.noContent.map(foldWords)),
    hypotheses: options.hypotheses,
    review: options.review,
    scores: { ...scoresOf(session), isSpendCut: options.isSpendCut },
    sameSource: sameSource(config.sources, built.sources.apart),
  };
}

/** The plans of the configuration. `within` makes contexts of their periods, which may hold data though the scope holds none. */
const plansOf = (
  session: Session,
  { plans }: ContextOptions,
  within: (scope: Scope) => ReportContext,
): ReportContext['plans'] => ({
  asked: once(() => plans('each')),
  ofAll: once(() => plans('none')),
  bonus: session.config.bonus ?? null,
  workingDays: workingDaysOf(session),
  within,
});

/** What is asked beside the leads: deals without one, won deals, payments, calls, and how likely open leads are to win. */
function besideLeads(session: Session, { reach }: ContextOptions, { has }: CubeContext) {
  const { facts, built } = session;
  const { census, ofLeads, moments, wonDeals } = built;
  const hasPayments = facts.tables.has('payments');
  const ofDealsAlone =
    census.dealsAlone > 0
      ? { wins: ofLeads.tellsWonAlone, amounts: facts.fields.crm.has('revenue') || hasPayments }
      : null;
  return {
    ofDealsAlone,
    sheets: sheetsOf(session),
    nameOf: leadNames(session),
    rows: built,
    heard: {
      hasCalls: facts.tables.has('calls'),
      hasLanding: facts.fields.crm.has('landing'),
      hasEnds: has.ends,
    },
    direct: built.sources.direct,
    watched: watchedIn(session, reach),
    won: { moments, ofLeads: wonDeals, hasDealsAlone: ofDealsAlone !== null },
    paid: hasPayments ? paymentsOfLeads(built.linked, wonDeals) : null,
    chances: once(() => chancesIn(session, reach)),
  };
}

const watchedIn = ({ asOf, built: { moments } }: Session, reach: Reach): Watched | null =>
  asOf === null ? null : { moments, reach, asOf };

/** How likely open leads still are to become deals, by their age in days; null: unknown. */
export async function chancesIn(session: Session, reach: Reach): Promise<readonly number[] | null> {
  const { engine, built, laid } = session;
  const watched = watchedIn(session, reach);
  if (!watched || !tellsEnds(built.ofLeads) || !built.ofLeads.stages.has('deal')) return null;
  return laid ? laid.chances : chancesOf(engine, 'deal', watched);
}

/** By the day of events nobody is too young for anything. */
const NO_AGES: ReadonlySet<LeadStage> = new Set();
