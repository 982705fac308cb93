import type { Credits } from '../facts/credits.js';
import { dimensionNames, resolveFilters, unknownDimension } from '../facts/cube-scope.js';
import { LATER_STAGES } from '../facts/evidence.js';
import { CREDITED } from '../facts/fact-tables.js';
import { sameSource } from '../facts/source-names.js';
import { tellsEnds } from '../facts/told-of-leads.js';
import { earliest, latest } from '../model/dates.js';
import { USUALLY_FOLLOWED } from '../model/followed.js';
import type { LeadStage } from '../model/funnel-stages.js';
import { once } from '../model/remembered.js';
import { type ReviewedWeeks, WEEKLY } from '../model/review.js';
import type { Days, Filter } from '../model/scope.js';
import type { DefinedReport } from '../reports/define-report.js';
import type { ReportContext } from '../reports/report-context.js';
import { askedFor } from '../session/asked-days.js';
import { type Cover, coverOf, hull } from '../session/cover.js';
import { choosePeriod } from '../session/days.js';
import { ripen } from '../session/ripening.js';
import type { Session } from '../session/session.js';
import { isCut, requireDays } from '../session/undated-spend.js';
import { creditsOf } from './credits-asked.js';
import { dimensionsIn, dimensionsOf } from './dimensions-of.js';
import { daysOfEvents, eventsOf, requireEvents } from './events-asked.js';
import { hypothesesAsked } from './hypotheses-asked.js';
import { contextMaker } from './make-context.js';
import { normsOf, scopeOfNorms } from './norms-asked.js';
import { isAnythingIn, madeIn } from './outside.js';
import { type PlannedSources, plansAsked } from './plans-asked.js';
import { endsUnknown, followsNothing, requireNoBreakdown, withoutNorms } from './refuse-scope.js';
import { reviewedWeeks, reviewOf } from './review-asked.js';
import type { ScopeOptions } from './scope-options.js';
import { allFilters, daysOfSides, sidesAsked } from './sides-asked.js';

/** What reports are computed from, and what was found out on the way. */
export interface AskedContext {
  context: ReportContext;
  cover: Cover;
  days: Days;
  where: Filter[];
  /** Whether anything lies in its days. */
  hasData: boolean;
  /** How leads are split over the touches before them; null: they are not. */
  credits: Credits | null;
  /** Filters with the values as the exports have them. */
  resolve(filters: readonly Filter[]): Promise<Filter[]>;
  /** The reports asked for, in the way in which they are. */
  reports: readonly DefinedReport[];
}

/**
 * Turns options into the context of reports: days, filters, what counts, what is compared.
 *
 * @throws {UserError} Where they name something that is not there, or cut spend that has no days.
 */
export async function askedContext(
  session: Session,
  given: ScopeOptions,
  asked: readonly DefinedReport[] = [],
): Promise<AskedContext> {
  const { engine, facts, config, asOf } = session;
  const { reach, period, explain = false, unfolded = false, isWide = false, basis = 'cohort' } = given;
  // Rows by period, and what goes into a history, need whole periods: part of one would look like a fall.
  const options = { ...given, areWhole: period !== null || given.isKept === true };
  const attribution = options.attribution ?? config.attribution ?? 'recorded';
  const dimensions = dimensionsOf(session);
  const { by, reports } = breakdownOf(session, options, asked);
  const happened = eventsOf(session);
  const cover = await coverOf(session);
  if (basis === 'event') {
    requireEvents(asked, attribution);
    await happened();
    cover.all = hull([cover.all, await daysOfEvents(session)]);
  }
  const isAsked = options.all === true || askedFor(options, asOf) !== null;
  const { days, weeks } = daysAsked(options, asked, { asOf, cover, isAsked });
  const told = period ?? asked.find((report) => report.period !== null)?.period ?? null;
  if (told) await requireDays(engine, cover.undated, told, days);
  const credits = await creditsOf(session, attribution);
  const same = sameSource(config.sources, session.built.sources.apart);
  const made = [...madeIn(session), ...(credits ? [CREDITED] : [])];
  const resolve = (filters: readonly Filter[]) =>
    resolveFilters(engine, filters, dimensions, same, { made, hasSums: facts.tables.has('agg') });
  const where = await resolve(options.where);
  const sides = await sidesAsked(session, options, { days, where, cover }, resolve);
  const ofNorms = options.norms && (await scopeOfNorms(session, options.norms, { days, where, cover }, resolve));
  const hasData = await isAnythingIn(session, days, basis);
  const ripening = await ripen(session, judgedStages(session, options, asked), {
    reach,
    hasCredits: credits !== null,
  });
  const seen = once(() => lastSeen(session, cover));
  const asking = {
    ...{ reach, explain, unfolded, hasData, isWide, ripening, credits, sides, happened },
    leadDays: session.built.census.leadDays,
    // Where the exports tell of no day, none is whole, whatever is asked.
    whole: { from: latest(cover.whole.from, days.from), to: cover.whole.to && earliest(cover.whole.to, days.to) },
    covers: { leads: { from: cover.heard, to: cover.made.to }, spend: cover.spend },
    followed: options.figure ?? USUALLY_FOLLOWED,
    hypotheses: () => hypothesesAsked(session, cover, resolve),
    isSpendCut: (own: Days) => cover.undated.some((one) => one.of === 'spend' && isCut(one, own)),
    plans: async (sources: PlannedSources) =>
      config.plan.length === 0
        ? []
        : plansAsked(session, { days, isAsked, cover, seen: await seen(), sources }, resolve),
    review: reviewOf(session, { asked: options.review ?? WEEKLY, weeks, cover }, resolve),
  };
  const normed = ofNorms ? await normsOf(contextMaker(session, dimensions, asking)(ofNorms)) : null;
  const within = contextMaker(session, dimensions, { ...asking, normed });
  const isAll = options.all || (cover.counted.from === null && askedFor(options, asOf) === null);
  const more = { ...(isAll && { undated: true }), ...(basis === 'event' && { basis }) };
  const context = within({ ...days, by, period, where, ...more });
  return { context, cover, days, where, hasData, credits, resolve, reports };
}

/**
 * By what rows are broken down, and the reports in the way in which they are: a report may have a way of its own to be
 * broken down, which is then no dimension.
 *
 * @throws {UserError} Where there is nothing of the kind, or the reports have nothing of what is asked for.
 */
function breakdownOf(
  session: Session,
  options: ScopeOptions,
  asked: readonly DefinedReport[],
): { by: readonly string[]; reports: readonly DefinedReport[] } {
  const way = wayOf(options, asked);
  const by = options.by.filter((one) => one !== way);
  requireAsked(options, asked)(session);
  const isOfEnds = [...by, ...allFilters(options).map(({ dimension }) => dimension)].includes('ending');
  if (isOfEnds && !tellsEnds(session.built.ofLeads)) throw endsUnknown();
  if (options.norms && asked.length > 0 && !asked.some(({ columns }) => columns.norm?.figure === 'norm'))
    throw withoutNorms(asked);
  if (options.figure && !asked.some(({ follows }) => follows)) throw followsNothing(asked);
  return { by, reports: asked.map((report) => (way === undefined ? undefined : report.ways[way]) ?? report) };
}

/** The days of the reports, and the weeks of a review. */
function daysAsked(
  options: ScopeOptions,
  asked: readonly DefinedReport[],
  { asOf, cover, isAsked }: { asOf: string | null; cover: Cover; isAsked: boolean },
): { days: Days; weeks: ReviewedWeeks | null } {
  const chosen = choosePeriod(daysOfSides(options, asOf), asOf, cover);
  const { every } = options.review ?? WEEKLY;
  const weeks = reviewedWeeks(cover, {
    ...{ isWeek: options.week !== undefined, every, asOf },
    days: isAsked ? chosen : { from: null, to: null },
  });
  const isOfWeek = asked.length > 0 && asked.every((report) => report.isOfWeek);
  if (isOfWeek) requireNoBreakdown(options);
  return { days: isOfWeek && weeks ? weeks.now : chosen, weeks };
}

/** The stages for which leads may be too young: to know it of more than the deal and those with a norm takes longer. */
function judgedStages({ config }: Session, options: ScopeOptions, asked: readonly DefinedReport[]): LeadStage[] {
  const areGates = options.gates === true && config.gates.length > 0;
  const areAll =
    options.isWide === true ||
    areGates ||
    options.norms !== undefined ||
    asked.some(({ needs }) => needs.includes('paces'));
  return LATER_STAGES.filter((stage) => stage === 'deal' || config.norms.steps.has(stage) || areAll);
}

/**
 * Refuses days and dimensions that mean nothing, whatever the exports hold.
 *
 * @throws {UserError}
 */
export const requireAsked =
  (options: ScopeOptions, asked: readonly DefinedReport[]): NonNullable<ScopeOptions['requireAsked']> =>
  ({ config, asOf }) => {
    askedFor(options, asOf);
    const dimensions = dimensionsIn(config);
    const ofFilters = allFilters(options).map(({ dimension }) => dimension);
    const all = [...options.by.filter((one) => one !== wayOf(options, asked)), ...ofFilters];
    const unknown = all.find((one) => !dimensionNames(dimensions).includes(one));
    if (unknown !== undefined) throw unknownDimension(unknown, dimensions);
  };

/** A breakdown that all these reports have a form of their own for. */
const wayOf = ({ by }: ScopeOptions, asked: readonly DefinedReport[]): string | undefined =>
  by.find((one) => asked.length > 0 && asked.every(({ ways }) => Object.hasOwn(ways, one)));

/**
 * The last day on which the exports tell of a lead or what came of one. It need not be known beyond the day of as-of: a
 * deal that is dated later is planned, and does not say that the exports know the days before it.
 */
async function lastSeen(session: Session, { made }: Cover): Promise<string | null> {
  const today = session.asOf?.slice(0, 10) ?? null;
  if (today !== null && made.to !== null && made.to >= today) return made.to;
  return hull([made, await daysOfEvents(session, today)]).to;
}
