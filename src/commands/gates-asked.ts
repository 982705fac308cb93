import type { Gate } from '../config/gates.js';
import { orRefused, text, type UserError } from '../error.js';
import { keyColumns, spendDay, spendInScope, spendIsKnown } from '../facts/cube-scope.js';
import { unpricedIn } from '../facts/source-covers.js';
import { interval, shiftDay } from '../model/dates.js';
import { type Exact, parseExact } from '../model/exact.js';
import { FEWEST_LEADS } from '../model/figures/enough.js';
import { outcomeOf } from '../model/figures/gate-outcome.js';
import { asWritten } from '../model/filter-words.js';
import { THE_CRM } from '../model/freshness.js';
import { isStage, STAGE_LABELS } from '../model/funnel-stages.js';
import type { GatedValue, GateLimits, GateResult } from '../model/gate.js';
import { number } from '../model/numbers.js';
import type { Days, Filter, Scope } from '../model/scope.js';
import type { Kind } from '../model/sheet.js';
import { shellWord } from '../model/shell-word.js';
import { said as named } from '../model/silent.js';
import type { Lang, Text } from '../model/text.js';
import { sentence } from '../reports/findings/finding-words.js';
import { type Gated, gatedFigure } from '../reports/gated-figures.js';
import { valuesInReport, valuesInScope } from '../reports/gated-values.js';
import type { ReportContext } from '../reports/report-context.js';
import { sources } from '../reports/sources.js';
import { type Cover, hull } from '../session/cover.js';
import { freshnessOf } from '../session/fresh-exports.js';
import type { Session } from '../session/session.js';
import { isCut } from '../session/undated-spend.js';
import { dimensionsOf } from './dimensions-of.js';
import { rowOf } from './find-row.js';

/** Of which report gates are, and what it was asked for. */
export interface GatesAsked {
  readonly context: ReportContext;
  readonly cover: Cover;
  readonly paths: readonly string[];
  /** Filters with the values as the exports have them. */
  resolve(filters: readonly Filter[]): Promise<Filter[]>;
}

/** Every gate of the configuration, with what came of it. */
export async function gatesAsked(session: Session, asked: GatesAsked): Promise<readonly GateResult[]> {
  const results: GateResult[] = [];
  for (const gate of session.config.gates) results.push(...(await resultsOf(session, gate, asked)));
  return results;
}

async function resultsOf(session: Session, gate: Gate, asked: GatesAsked): Promise<GateResult[]> {
  const gated = gatedFigure(gate.figure) as Gated;
  const days = gate.figure === 'export_age' ? NO_DAYS : windowOf(gate, asked.context.scope);
  const limits: GateLimits = {
    min: gate.min === undefined ? null : parseExact(gate.min),
    max: gate.max === undefined ? null : parseExact(gate.max),
    ...{ sure: gate.sure, warn: gate.warn, optional: gate.optional },
  };
  const own = [...gate.where].map(([dimension, values]): Filter => ({ dimension, values, not: false }));
  // What a gate says of a dimension stands in the place of what the report is asked for.
  const rest = asked.context.scope.where.filter(({ dimension }) => !gate.where.has(dimension));
  const found = await orRefused(() => valuesOf(session, gated, { gate, days, rest, own }, asked));
  const [values, missing] = Array.isArray(found) ? [found, null] : [[], missingIn(found)];
  const where = asWritten([...rest, ...own]);
  return (values.length === 0 ? [null] : values).map((value): GateResult => {
    const { outcome, why } = outcomeOf(value, limits, gated.kind === 'rate');
    const one = {
      ...(value ?? NOTHING),
      ...limits,
      ...{ figure: gate.figure, label: labelOf(gated), kind: gated.kind },
    };
    const place = { file: session.inputs.configFile, line: gate.line };
    const named = { ...one, place, days, by: gate.by ?? null, where, outcome, why, name: gate.name ?? gate.figure };
    return {
      ...named,
      text: saidOf(named, gate.name, session.currency, missing),
      command: commandFor(gated, gate, { ...named, paths: asked.paths }),
    };
  });
}

/** What is not there, and what was probably meant: a name may be mistyped, or of an export that nobody downloaded. */
const missingIn = ({ what, hint }: UserError): Text =>
  hint ? text(`${what.en} (${hint.en})`, `${what.ru} (${hint.ru})`) : what;

const NOTHING: GatedValue = { row: null, value: null, n: null, interval: null, isEarly: false };

/** An age is of today. */
const NO_DAYS: Days = { from: null, to: null };

/** So many weeks, up to the last day of the report; without weeks its own days. */
function windowOf({ weeks }: Gate, { from, to }: Days): Days {
  return weeks === undefined || to === null ? { from, to } : { from: shiftDay(to, 1 - weeks * WEEK), to };
}
const WEEK = 7;

/** @throws {UserError} Where it names what is not there. */
async function valuesOf(
  session: Session,
  gated: Gated,
  { gate, days, rest, own }: { gate: Gate; days: Days; rest: readonly Filter[]; own: readonly Filter[] },
  { context, cover, resolve }: GatesAsked,
): Promise<GatedValue[]> {
  const by = gate.by ?? null;
  if (gated.of === 'exports') {
    const named = own.flatMap(({ values }) => values);
    const isCrm = (word: string) => `(${word})` === THE_CRM || word === THE_CRM;
    const others = named.filter((word) => !isCrm(word));
    const found = others.length === 0 ? [] : await resolve([{ dimension: 'source', values: others, not: false }]);
    const sourcesNamed = [...found.flatMap(({ values }) => values), ...(named.some(isCrm) ? [THE_CRM] : [])];
    const asked = { window: days, sources: named.length === 0 ? null : sourcesNamed, isEach: by !== null };
    return freshnessOf(session, cover, gated.name, asked);
  }
  const where = [...rest, ...(await resolve(own))];
  // Spend that has no days of its own belongs to all of its days, or to none.
  if (cover.undated.some((one) => isCut(one, days))) return [NOTHING];
  const { period, by: _, ...scope } = context.scope;
  const within = context.within({ ...scope, ...days, where, by: [], period: null });
  const knowsLeads = meet(days, hull([cover.made, cover.counted]));
  if (gated.of === 'scope') {
    const unpriced = by === null ? NOBODY : await unpricedOf(session, within.scope, by);
    return valuesInScope(within, gated.name, by, { knowsLeads, unpriced });
  }
  const { report } = gated;
  return valuesInReport(within, gated, by, { knowsLeads }, (sheet, row) => {
    if (sheet.rows.length === 0) return undefined;
    return rowOf({ report, column: gated.column, named: row }, sheet, [], context.sameSource);
  });
}

/** Days of which nobody knows where they begin or end are all there are. */
const meet = (asked: Days, covered: Days): boolean =>
  (asked.from === null && asked.to === null) ||
  (covered.from !== null &&
    covered.to !== null &&
    covered.from <= (asked.to ?? covered.from) &&
    covered.to >= (asked.from ?? covered.to));

const NOBODY: ReadonlySet<string> = new Set();

/** Of which values of a dimension some cost is unknown. */
async function unpricedOf({ engine, built, ...of }: Session, scope: Scope, by: string): Promise<ReadonlySet<string>> {
  if (built.census.costsMissing === 0) return NOBODY;
  const dimensions = dimensionsOf({ engine, built, ...of });
  if (!spendIsKnown(scope, [by], dimensions)) return NOBODY;
  const [key] = keyColumns([by], scope, spendDay, dimensions);
  return key ? unpricedIn(engine, key, spendInScope(scope, dimensions)) : NOBODY;
}

/** Of a row of a report whose it is as well: «Qualified lead: from prev.». */
function labelOf(gated: Gated): Text {
  if (gated.of !== 'report' || gated.row === undefined) return gated.label;
  const row = isStage(gated.row) ? STAGE_LABELS[gated.row] : text(gated.row, gated.row);
  const { en, ru } = gated.label;
  return text(`${row.en}: ${en.toLowerCase()}`, `${row.ru}: ${ru.toLowerCase()}`);
}

/** «Not dearer than 400»: CPL — 440 RUB; at most 400 RUB · source=VK · 2026-10-01 to 2026-10-31. */
function saidOf(
  gate: Omit<GateResult, 'text' | 'command'>,
  name: string | undefined,
  currency: string | null,
  missing: Text | null,
): Text {
  const { label, kind, value, where, days, n, why, interval: ends, sure } = gate;
  const row = gate.row ?? gate.behind ?? null;
  const shown = (one: Exact) => inWords(one, kind, currency);
  const said = (lang: Lang) => {
    const limits = [
      ...(gate.min ? [`${AT_LEAST[lang]} ${shown(gate.min)[lang]}`] : []),
      ...(gate.max ? [`${AT_MOST[lang]} ${shown(gate.max)[lang]}`] : []),
    ].join(', ');
    const number =
      value === null
        ? (why === 'missing' ? (missing ?? NO_ROW) : UNKNOWN)[lang]
        : `${shown(value)[lang]}${sure && ends ? ` (95 %: ${shown(ends.low)[lang]} … ${shown(ends.high)[lang]})` : ''}`;
    const doubt = why === 'too few' && n ? `, ${fewOf(n)[lang]}` : why === 'too early' ? `, ${EARLY[lang]}` : '';
    const scope = [
      ...(row === null ? [] : [row === THE_CRM ? 'CRM' : named(row, lang)]),
      ...where,
      ...(days.from && days.to ? [interval(days.from, days.to, lang)] : []),
    ];
    const title = name === undefined ? '' : `${name}: `;
    return `${title}${label[lang]} — ${number}${doubt}${[`; ${limits}`, ...scope].join(' · ')}`;
  };
  return { en: said('en'), ru: said('ru') };
}

const AT_LEAST = text('at least', 'не меньше');
const AT_MOST = text('at most', 'не больше');
const UNKNOWN = text('unknown: the exports do not tell it', 'неизвестно: выгрузки об этом не говорят');
const NO_ROW = text('nothing of this is in the exports', 'в выгрузках этого нет');
const EARLY = text(
  'too early to tell: more than a tenth of the leads may still change it',
  'рано судить: больше десятой части лидов ещё могут это изменить',
);
const fewOf = (n: Exact): Text =>
  text(
    `too few to tell: ${number(n, 'count', 'en')} of ${number(FEWEST_LEADS, 'count', 'en')}`,
    `мало данных: ${number(n, 'count', 'ru')} из ${number(FEWEST_LEADS, 'count', 'ru')}`,
  );

const inWords = (value: Exact, kind: Kind, currency: string | null): Text =>
  kind === 'money' || kind === 'unit_cost'
    ? sentence(currency, { en: ({ money }) => money(value), ru: ({ money }) => money(value) })
    : { en: number(value, kind, 'en'), ru: number(value, kind, 'ru') };

/** What to look at: where the number comes from, or which days the exports cover. */
function commandFor(
  gated: Gated,
  gate: Gate,
  { row, where, days, paths }: Pick<GateResult, 'row' | 'where' | 'days'> & { paths: readonly string[] },
): string {
  const filters = [...where, ...(row !== null && gate.by !== undefined ? [`${gate.by}=${row}`] : [])];
  const scope = [
    ...paths.map(shellWord),
    ...filters.flatMap((filter) => ['--where', shellWord(filter)]),
    ...(days.from && days.to ? ['--from', days.from, '--to', days.to] : []),
  ];
  if (gated.of === 'exports') return ['funnel check', ...paths.map(shellWord)].join(' ');
  if (gated.of === 'report') {
    const address = [gated.report.name, ...(gated.row === undefined ? [] : [gated.row]), gated.column].join('.');
    return ['funnel explain', shellWord(address), ...scope].join(' ');
  }
  if (Object.hasOwn(sources.columns, gated.name))
    return ['funnel explain', `sources.${gated.name}`, ...scope].join(' ');
  return [gated.name.includes('reason') ? 'funnel reasons' : 'funnel stages', ...scope].join(' ');
}
