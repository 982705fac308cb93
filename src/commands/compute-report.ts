import { orRefused } from '../error.js';
import { dimensionNames, resolveFilters, unknownDimension } from '../facts/cube-scope.js';
import { LATER_STAGES } from '../facts/evidence.js';
import type { LeadMoment } from '../facts/fact-tables.js';
import { CREDITED } from '../facts/fact-tables.js';
import { sameSource } from '../facts/source-names.js';
import { TIMES } from '../facts/stage-days.js';
import type { Io } from '../io.js';
import type { Attribution } from '../model/attribution.js';
import { FIGURES } from '../model/figures/catalogue.js';
import { answer } from '../model/figures/figure.js';
import type { Report, Warning } from '../model/report.js';
import type { Filter, Period } from '../model/scope.js';
import { VERSION } from '../options/version.js';
import { withoutPeople } from '../render/without-people.js';
import { REPORTS, WHOLE } from '../reports/all-reports.js';
import { findingsOf } from '../reports/findings/all-findings.js';
import { lookbackWords } from '../reports/lookback-words.js';
import { matchingOf } from '../reports/matching.js';
import type { ReportContext } from '../reports/report-context.js';
import { totalOf } from '../reports/source-tables.js';
import { accepted } from '../session/accepted.js';
import { asWarning } from '../session/as-warning.js';
import { askedFor, type PeriodOptions } from '../session/asked-days.js';
import { coverOf } from '../session/cover.js';
import { choosePeriod } from '../session/days.js';
import { managersOf } from '../session/managers-of.js';
import { ripen } from '../session/ripening.js';
import { type ReadOptions, type Session, withSession } from '../session/session.js';
import { requireDays } from '../session/undated-spend.js';
import { creditsInWords, creditsOf } from './credits-asked.js';
import { contextMaker, dimensionsOf } from './make-context.js';
import { isAnythingIn, madeIn, nothingIn, outsideOf } from './outside.js';
import { headOf } from './report-head.js';
import { isStrict, strictError, warningsOf } from './report-warnings.js';

export interface ReportOptions extends ReadOptions, PeriodOptions {
  /** Names of the reports wanted; empty: all. */
  sections: readonly string[];
  by: readonly string[];
  where: readonly Filter[];
  period: Period | null;
  /** Undefined: what the configuration says. */
  attribution?: Attribution | undefined;
  /** Of which codes warnings are errors; all of them, or none. */
  strict: boolean | ReadonlySet<string>;
  explain?: boolean | undefined;
  /** Columns that no table shows are written as well. */
  isWide?: boolean | undefined;
  unfolded?: boolean | undefined;
  /** People in texts of the exports are shown. */
  personal?: boolean | undefined;
  /** It is written into files: whoever gets them need not know who works here. */
  handedOn?: boolean | undefined;
}

/** Of the whole scope, however it is broken down. */
async function contactedOf(context: ReportContext): Promise<Report['contacted']> {
  const whole = { own: totalOf(await context.cube([]), context), margin: null };
  return { count: answer(FIGURES.contacted, whole), rate: answer(FIGURES.contacted_rate, whole) };
}

/** Reads the exports and computes the reports; nothing is written yet. Whoever it is for, it holds no people. */
export async function computeReport(options: ReportOptions, io: Io): Promise<Report> {
  const dimensions = new Set([...options.by, ...options.where.map(({ dimension }) => dimension)]);
  const moments = wantedMoments(options);
  const report = await withSession({ ...options, dimensions, moments }, io, (session) => reportOf(session, options));
  return options.personal ? report : withoutPeople(report);
}

/** Who asks for a table wants to know of the deal alone how long it takes, and of stages that have a norm. */
const wantedMoments = (options: ReportOptions): readonly LeadMoment[] =>
  isAllOfTime(options) ? TIMES : (['created_at', 'deal_at', 'closed_at'] as const);

const isAllOfTime = ({ isWide, sections }: ReportOptions): boolean => isWide === true || sections.includes('times');

/** Everything that a report of all that the exports cover would warn of, or why there would be none. */
export async function warningsOfReport(session: Session, options: ReadOptions): Promise<readonly Warning[]> {
  const report = await orRefused(() => reportOf(session, { ...options, ...PLAIN, sections: ['stages'] }));
  return 'warnings' in report ? report.warnings : [...session.warnings, asWarning(report)];
}

const PLAIN = { by: [], where: [], period: null, strict: false } as const;

async function reportOf(session: Session, options: ReportOptions): Promise<Report> {
  const { engine, facts, config, asOf, currency } = session;
  const { reach, sections, period, explain = false, unfolded = false } = options;
  const dimensions = dimensionsOf(session);
  const asked = sections.length === 0 ? WHOLE : REPORTS.filter(({ name }) => sections.includes(name));
  const way = options.by.find((one) => asked.every(({ ways }) => Object.hasOwn(ways, one)));
  const by = options.by.filter((one) => one !== way);
  for (const dimension of by)
    if (!dimensionNames(dimensions).includes(dimension)) throw unknownDimension(dimension, dimensions);
  const cover = await coverOf(session);
  const days = choosePeriod(options, asOf, cover);
  if (period) await requireDays(engine, cover.undated, period, days);
  const credits = await creditsOf(session, options.attribution ?? config.attribution ?? 'recorded');
  const where = await resolveFilters(
    engine,
    options.where,
    dimensions,
    sameSource(config.sources, session.built.sources.apart),
    { made: [...madeIn(session), ...(credits ? [CREDITED] : [])], hasSums: facts.tables.has('agg') },
  );
  const hasData = await isAnythingIn(session, days);
  const whole = { from: laterOf(cover.whole.from, days.from), to: earlierOf(cover.whole.to, days.to) };
  const { leadDays } = session.built.census;
  const judged = LATER_STAGES.filter(
    (stage) => stage === 'deal' || config.norms.steps.has(stage) || isAllOfTime(options),
  );
  const ripening = await ripen(session, judged, { reach, hasCredits: credits !== null });
  const isWide = options.isWide ?? false;
  const asking = { reach, explain, unfolded, leadDays, whole, hasData, isWide, ripening, credits };
  const within = contextMaker(session, dimensions, asking);
  const isAll = options.all || (cover.counted.from === null && askedFor(options, asOf) === null);
  const context = within({ ...days, by, period, where, ...(isAll && { undated: true }) });
  const outside = await outsideOf(context);
  const attribution = credits && {
    ...{ ...credits, ...context.touches },
    said: [creditsInWords(credits), ...lookbackWords(context.touches)],
  };
  const sheets = [];
  for (const report of asked)
    sheets.push(await ((way === undefined ? undefined : report.ways[way]) ?? report).compute(context));
  const matching = await matchingOf(context);
  const warnings = [
    ...session.warnings,
    ...matching.warnings,
    ...(await warningsOf(session, context, cover)),
    ...(hasData ? [] : [nothingIn(days, session.built.census, cover)]),
  ];
  const errors = accepted(warnings, config.accept, session.ledger).open.filter(({ code }) =>
    isStrict(options.strict, code),
  );
  if (errors.length > 0) throw strictError(errors);
  return {
    version: VERSION,
    title: config.title ?? null,
    period: days,
    basis: 'cohort',
    reach,
    attribution,
    asOf,
    timezone: options.timezone ?? config.timezone ?? 'as exported',
    currency,
    margin: context.margin,
    where: where.flatMap(({ dimension, values, not }) => values.map((one) => `${dimension}${not ? '!=' : '='}${one}`)),
    guessed: new Map(facts.guessed.map(({ status, meaning }) => [status, meaning] as const)),
    findings: sections.length === 0 ? await findingsOf(context) : [],
    contacted: await contactedOf(context),
    foot: matching.foot,
    outside,
    head: [...(await headOf(session, context, outside)), ...(attribution?.said ?? [])],
    sheets,
    managers: options.handedOn && config.managers !== 'names' ? await managersOf(session) : null,
    ledger: session.ledger,
    warnings,
  };
}

/** A bound that is not known bounds nothing. */
const laterOf = (a: string | null, b: string | null) => (a === null || (b !== null && b > a) ? b : a);
const earlierOf = (a: string | null, b: string | null) => (a === null || (b !== null && b < a) ? b : a);
