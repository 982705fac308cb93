import { sql } from '../engines/sql.js';
import { type Text, text, UserError } from '../error.js';
import { cube } from '../facts/cube.js';
import { dimensionNames, inScope, resolveFilters, spendInDays, unknownDimension } from '../facts/cube-scope.js';
import { sameSource } from '../facts/lead-source.js';
import type { Io } from '../io.js';
import { isExact, parseExact, round } from '../model/exact.js';
import type { Report, Warning } from '../model/report.js';
import type { Filter, Period, Scope } from '../model/scope.js';
import { VERSION } from '../options/version.js';
import { REPORTS } from '../reports/all-reports.js';
import type { ReportContext } from '../reports/define-report.js';
import { findingsOf } from '../reports/findings/all-findings.js';
import { choosePeriod, latestMoment, type PeriodOptions } from '../session/days.js';
import { type ReadOptions, type Session, withSession } from '../session/session.js';
import { requireDays, undatedSpend, undatedWarnings } from '../session/undated-spend.js';
import { matchingOf } from './matching.js';
import { groundsOf } from './provenance.js';

export interface ReportOptions extends ReadOptions, PeriodOptions {
  /** Names of the reports wanted; empty: all. */
  sections: readonly string[];
  by: readonly string[];
  where: readonly Filter[];
  period: Period | null;
  strict: boolean;
  explain?: boolean | undefined;
}

/** Reads the exports and computes the reports; nothing is written yet. */
export const computeReport = (options: ReportOptions, io: Io): Promise<Report> =>
  withSession(options, io, (session) => reportOf(session, options));

async function reportOf(session: Session, options: ReportOptions): Promise<Report> {
  const { engine, facts, config, asOf } = session;
  const dimensions = {
    configured: [...config.dimensions.keys()],
    onSpend: new Set([
      ...facts.dimensions.ad_stats,
      ...(facts.fields.ad_stats.has('campaign') || hasPlatformCampaigns(session) ? ['campaign'] : []),
    ]),
  };
  for (const dimension of options.by)
    if (!dimensionNames(dimensions).includes(dimension)) throw unknownDimension(dimension, dimensions);
  const undated = await undatedSpend(engine, facts);
  const days = await choosePeriod(engine, options, asOf, facts, undated);
  if (options.period) await requireDays(engine, undated, options.period, days);
  const same = sameSource(config.sources);
  const scope: Scope = {
    ...days,
    by: options.by,
    period: options.period,
    where: await resolveFilters(engine, options.where, dimensions, same),
  };
  const cubeContext = {
    engine,
    scope,
    dimensions,
    reach: options.reach,
    has: {
      leads: facts.tables.has('crm') || facts.tables.has('ad_leads'),
      handover: session.built.matching.isKnown,
      revenue: facts.fields.crm.has('revenue'),
      amount: facts.fields.crm.has('amount'),
    },
  };
  const context: ReportContext = {
    ...cubeContext,
    norms: config.norms,
    margin: config.margin === undefined ? null : parseExact(config.margin),
    known: facts.stages,
    sameSource: same,
    currency: session.currency,
    grounds: groundsOf(session),
    explain: options.explain === true,
    cube: (keys) => cube(cubeContext, keys),
  };
  const wanted = REPORTS.filter(({ name }) => options.sections.length === 0 || options.sections.includes(name));
  const sheets = [];
  for (const report of wanted) sheets.push(await report.compute(context));
  const matching = await matchingOf(context);
  const warnings = [
    ...session.warnings,
    ...matching.warnings,
    ...(await pastWarning(session)),
    ...(await scopeWarnings(context)),
    ...(await session.doubtsOfDays(scope)),
    ...undatedWarnings(undated, days),
  ];
  if (options.strict && warnings.length > 0) throw strictError(warnings);
  return {
    version: VERSION,
    period: days,
    basis: 'cohort',
    reach: options.reach,
    asOf,
    timezone: options.timezone ?? config.timezone ?? 'as exported',
    currency: session.currency,
    where: scope.where.flatMap(({ dimension, values, not }) =>
      values.map((one) => `${dimension}${not ? '!=' : '='}${one}`),
    ),
    guessed: new Map(options.guess ? facts.guessed.map(({ status, meaning }) => [status, meaning] as const) : []),
    findings: options.sections.length === 0 ? await findingsOf(context) : [],
    foot: matching.foot,
    head: await headOf(session, context, options),
    sheets,
    ledger: session.ledger,
    warnings,
  };
}

const hasPlatformCampaigns = ({ facts }: Session): boolean =>
  facts.files.some(
    ({ table, headings }) => table === 'ad_stats' && (headings.has('campaign') || headings.has('campaign_id')),
  );

function strictError(warnings: readonly Warning[]): UserError {
  const list = (lang: 'en' | 'ru') => warnings.map(({ message }) => `  ${message[lang]}`).join('\n');
  return new UserError(
    text(
      `warnings, and --strict takes them for errors:\n${list('en')}`,
      `предупреждения, а с --strict они — ошибки:\n${list('ru')}`,
    ),
    {
      hint: text('put them right, or run without --strict', 'исправьте их или запустите без --strict'),
    },
  );
}

/** Statuses are as exported: an earlier as-of moment cannot turn them back. */
async function pastWarning({ engine, asOf }: Session): Promise<Warning[]> {
  const latest = await latestMoment(engine);
  if (asOf === null || latest === null || latest.slice(0, asOf.length) <= asOf) return [];
  return [
    {
      code: 'as-of-past',
      count: 1,
      message: text(
        `the exports know of changes up to ${latest}, after the as-of moment: stages and losses are as they stood then`,
        `в выгрузках есть изменения до ${latest}, позже даты среза: этапы и отказы — как на тот момент`,
      ),
    },
  ];
}

async function scopeWarnings({ engine, scope, dimensions, has }: ReportContext): Promise<Warning[]> {
  if (!has.leads) return [];
  const [[lostDeals] = []] = await engine.query(
    sql`select count(*) from leads where lost_deal and ${inScope(scope, sql`created_day`, dimensions)}`,
  );
  const count = Number(lostDeals);
  if (count === 0) return [];
  return [
    {
      code: 'lost-deals',
      count,
      message: text(
        `${count} leads are lost and hold evidence of a deal: they count as deals reached, and without revenue`,
        `лидов, которые потеряны, но имеют признак сделки: ${count}; они посчитаны как дошедшие до сделки, без выручки`,
      ),
    },
  ];
}

/** The lines of the head: what money means here, what was filtered, what was guessed, what lies outside the period. */
async function headOf(
  session: Session,
  { engine, scope, dimensions, has }: ReportContext,
  { guess }: ReportOptions,
): Promise<Text[]> {
  const { facts } = session;
  const head: Text[] = [];
  const ads = facts.files.some(({ table }) => table === 'ad_stats');
  const fields = (field: string) =>
    [...new Set(facts.files.flatMap(({ table, headings }) => (table === 'crm' ? (headings.get(field) ?? []) : [])))]
      .map((heading) => `«${heading}»`)
      .join(', ');
  const money: Text[] = [];
  if (ads) money.push(text('spend without VAT', 'расход без НДС'));
  if (fields('revenue'))
    money.push(text(`revenue = ${fields('revenue')} of won deals`, `выручка = ${fields('revenue')} выигранных сделок`));
  if (money.length > 0) head.push(text(money.map(({ en }) => en).join(' · '), money.map(({ ru }) => ru).join(' · ')));
  for (const { dimension, values, not } of scope.where) {
    const list = values.join(', ');
    head.push(text(`only ${dimension} ${not ? '≠' : '='} ${list}`, `только ${dimension} ${not ? '≠' : '='} ${list}`));
  }
  if (guess && facts.guessed.length > 0) {
    const list = facts.guessed.map(({ status, meaning }) => `${status} → ${meaning}`).join(', ');
    head.push(text(`guessed statuses: ${list}`, `угаданные статусы: ${list}`));
  }
  if (scope.from && scope.to && has.leads) {
    const everything = { ...scope, from: null, to: null };
    const [[leads, spend] = []] = await engine.query(sql`select
      (select count(*) from leads where ${inScope(everything, sql`created_day`, dimensions)}) - (select count(*) from leads where ${inScope(scope, sql`created_day`, dimensions)}),
      (select sum(spend) from spend where not ${spendInDays(scope)})`);
    const parts: Text[] = [];
    if (Number(leads) > 0) parts.push(text(`${leads} leads`, `лидов ${leads}`));
    if (isExact(spend) && spend.num !== 0n) parts.push(text(`spend ${round(spend, 2)}`, `расход ${round(spend, 2)}`));
    if (parts.length > 0)
      head.push(
        text(
          `outside these days: ${parts.map(({ en }) => en).join(', ')}`,
          `вне этих дней: ${parts.map(({ ru }) => ru).join(', ')}`,
        ),
      );
  }
  return head;
}
