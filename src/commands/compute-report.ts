import { orRefused } from '../error.js';
import type { Io } from '../io.js';
import type { Bridged } from '../model/bridge.js';
import { DIMENSION_NAMES } from '../model/dimensions.js';
import { FIGURES } from '../model/figures/catalogue.js';
import { answer } from '../model/figures/figure.js';
import { asWritten } from '../model/filter-words.js';
import type { Report, Warning } from '../model/report.js';
import type { Sheet } from '../model/sheet.js';
import type { StoreAddress } from '../model/store-address.js';
import type { Text } from '../model/text.js';
import { VERSION } from '../options/version.js';
import { withoutPeople } from '../render/without-people.js';
import { FINDINGS_SECTION, REPORTS, wholeOf } from '../reports/all-reports.js';
import type { DefinedReport } from '../reports/define-report.js';
import { findingsOf, toDecideOf } from '../reports/findings/all-findings.js';
import { lookbackWords } from '../reports/lookback-words.js';
import { matchingOf } from '../reports/matching.js';
import type { ReportContext } from '../reports/report-context.js';
import { planSoFar, resultOf } from '../reports/result-line.js';
import { agendaOf } from '../reports/review-agenda.js';
import { ripenessOf } from '../reports/ripeness.js';
import { totalOf } from '../reports/source-tables.js';
import { standardMatrix } from '../reports/standard-matrix.js';
import { accepted } from '../session/accepted.js';
import { asWarning } from '../session/as-warning.js';
import { managersOf } from '../session/managers-of.js';
import { type ReadOptions, type Session, withSession } from '../session/session.js';
import { requireDays } from '../session/undated-spend.js';
import { isStandardQualified } from '../session/worked-of.js';
import { asTyped } from './as-typed.js';
import { type AskedContext, askedContext, requireAsked } from './asked-context.js';
import { creditsInWords } from './credits-asked.js';
import { drawnSheets } from './drawn-sheets.js';
import { ofBasis } from './events-asked.js';
import { gatesAsked } from './gates-asked.js';
import { keptOf } from './kept-periods.js';
import { type LeadsAsked, leadSheet } from './lead-sheet.js';
import { dimensionsAsked, momentsOf } from './needed-facts.js';
import { outsideOf } from './outside.js';
import { headOf } from './report-head.js';
import { isStrict, strictError, warningsOf } from './report-warnings.js';
import type { ScopeOptions } from './scope-options.js';
import { weeksBehind } from './weeks-behind.js';
import { withStoredSession } from './with-stored-session.js';

export interface ReportOptions extends ScopeOptions {
  /** Names of the reports wanted; empty: all. */
  sections: readonly string[];
  /** Of which codes warnings are errors; all of them, or none. */
  strict: boolean | ReadonlySet<string>;
  /** The leads themselves are asked for, one by one. */
  leads?: LeadsAsked;
  /** People in texts of the exports are shown. */
  personal?: boolean | undefined;
  /** What it is called; undefined: what the configuration says. */
  title?: string | undefined;
  /** Charts are drawn from it, which for a whole report need more than its tables hold. */
  isDrawn?: boolean | undefined;
  /** The store that holds the facts, where they do not come from exports; and the load, if there are several. */
  store?: StoreAddress | undefined;
  crm?: string | undefined;
  /** It is written into files. Whoever gets these need not know who works here. */
  handedOn?: boolean | undefined;
}

/**
 * Reads the exports and computes the reports, without writing anything. Unless `personal` is set, the result names no
 * people.
 */
export async function computeReport(options: ReportOptions, io: Io): Promise<Report> {
  const named = REPORTS.filter(({ name }) => options.sections.includes(name));
  const needs = named.flatMap((report) => report.needs);
  const dimensions = new Set([...dimensionsAsked(options, needs), ...(options.leads ? DIMENSION_NAMES : [])]);
  const isAllOfTime = options.isWide === true || options.basis === 'event' || options.norms !== undefined;
  const moments = momentsOf(isAllOfTime || options.isDrawn === true, needs);
  const { store } = options;
  const report = store
    ? await withStoredSession({ ...options, store, moments }, io, (session, asked) =>
        reportOf(session, { ...options, ...asked }),
      )
    : await withSession(
        { ...options, dimensions, moments, requireAsked: requireAsked(options, named) },
        io,
        (session) => reportOf(session, options),
      );
  return options.personal ? report : withoutPeople(report);
}

/**
 * All warnings that a report over everything the exports cover would have (or the error in place of it), and the results
 * of the gates.
 */
export async function checkedReport(
  session: Session,
  options: ReadOptions,
): Promise<Pick<Report, 'warnings' | 'gates'>> {
  const report = await orRefused(() => reportOf(session, { ...options, ...PLAIN, sections: ['stages'] }));
  return 'warnings' in report ? report : { warnings: [...session.warnings, asWarning(report)], gates: [] };
}

const PLAIN = { by: [], where: [], period: null, strict: false, gates: true } as const;

/** `beside`: who else wants to know what it is computed from. */
export async function reportOf(
  session: Session,
  options: ReportOptions,
  beside: (context: ReportContext) => Promise<void> = async () => {},
): Promise<Report> {
  const { facts, config, asOf, currency } = session;
  const { asked, isWhole, said } = reportsAsked(session, options);
  const found = await askedContext(session, options, asked);
  const { context, cover, days, where, hasData, credits, resolve } = found;
  await beside(context);
  const isHeaded = isWhole || options.sections.includes(FINDINGS_SECTION);
  const weeks = weeksBehind(options, days, asOf, options.asOf);
  const outside = await outsideOf(context);
  const attribution = credits && {
    ...{ ...credits, ...context.touches },
    said: [creditsInWords(credits), ...lookbackWords(context.touches)],
  };
  const sheets = await sheetsOf(session, options, found);
  const matching = await matchingOf(context);
  const warnings = await warningsOf(session, { context, cover, days, hasData }, matching.warnings, sheets.warnings);
  const errors = accepted(warnings, config.accept, session.ledger).open.filter(({ code }) =>
    isStrict(options.strict, code),
  );
  if (errors.length > 0) throw strictError(errors);
  // By the day of events each stage holds other leads, so that findings about what became of leads make no sense.
  const findings =
    isHeaded && options.basis !== 'event' ? await findingsOf(context, (words) => asTyped(words, options)) : [];
  return {
    version: VERSION,
    title: (options.title ?? config.title) || null,
    period: days,
    basis: options.basis ?? 'cohort',
    reach: options.reach,
    attribution,
    asOf,
    timezone: options.timezone ?? config.timezone ?? 'as exported',
    currency,
    margin: context.margin,
    where: asWritten(where),
    guessed: new Map(facts.guessed.map(({ status, meaning }) => [status, meaning] as const)),
    result: isHeaded ? await resultOf(context) : [],
    findings,
    toDecide: toDecideOf(findings),
    ...(options.review ? { agenda: agendaOf(config.questions) } : {}),
    gates: options.gates ? await gatesAsked(session, { context, cover, resolve, paths: options.paths }) : [],
    contacted: await contactedOf(context),
    ...(options.isDrawn ? { ripeness: await ripenessOf(context), plan: await planSoFar(context) } : {}),
    ...bridgeOf(await context.bridge()),
    // A review is one page: how sources came about, the report says.
    foot: options.review ? [] : matching.foot,
    outside,
    isBehind: weeks.isBehind,
    head: [
      ...weeks.said,
      ...(await headOf(session, context, outside)),
      ...(context.normsSaid ? [context.normsSaid] : []),
      ...(attribution?.said ?? []),
      ...said,
    ],
    sheets: sheets.all,
    ...(options.isKept ? { kept: await keptOf(context, options, facts.tables) } : {}),
    managers: options.handedOn && config.managers !== 'names' ? await managersOf(session) : null,
    ledger: session.ledger,
    warnings,
  };
}

/** The reports that are asked for; all of them where no section is named, with what there is to say of those left out. */
function reportsAsked(
  { config }: Session,
  { sections, basis }: ReportOptions,
): { asked: readonly DefinedReport[]; isWhole: boolean; said: readonly Text[] } {
  if (sections.length > 0)
    return { asked: REPORTS.filter(({ name }) => sections.includes(name)), isWhole: false, said: [] };
  const withheld: readonly DefinedReport[] = isStandardQualified(config) ? [standardMatrix] : [];
  const { reports, said } = ofBasis(
    wholeOf(config).filter((one) => !withheld.includes(one)),
    basis,
  );
  return { asked: reports, isWhole: true, said };
}

/** The tables of the reports, with those of leads and of charts where they are asked for; and what the reports warn of. */
async function sheetsOf(
  session: Session,
  { leads, isDrawn, sections }: ReportOptions,
  { context, reports, cover, days }: AskedContext,
): Promise<{ all: readonly Sheet[]; warnings: readonly Warning[] }> {
  const all: Sheet[] = leads ? [(await leadSheet(session, context, leads)) as Sheet] : [];
  const warnings: Warning[] = [];
  for (const report of reports) {
    const sheet = await report.compute(context);
    all.push(sheet);
    warnings.push(...report.warnings(sheet.rows));
  }
  if (isDrawn && sections.length === 0)
    all.push(...(await drawnSheets(context, (by) => requireDays(session.engine, cover.undated, by, days))));
  return { all, warnings };
}

function bridgeOf(bridged: Bridged | null): Pick<Report, 'bridge' | 'earned'> {
  if (bridged === null) return { bridge: null, earned: null };
  const { revenue, priced, ...bridge } = bridged;
  return { bridge, earned: revenue && { revenue, priced } };
}

/** Of the whole scope, however it is broken down. */
async function contactedOf(context: ReportContext): Promise<Report['contacted']> {
  const whole = { own: totalOf(await context.cube([]), context), margin: null };
  const rate = context.scope.basis === 'event' ? null : answer(FIGURES.contacted_rate, whole);
  return { count: answer(FIGURES.contacted, whole), rate };
}
