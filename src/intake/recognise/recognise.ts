import { basename } from 'node:path';
import { text, UserError } from '../../error.js';
import { fold } from '../../model/fold.js';
import { nearest } from '../../model/nearest.js';
import type { FileSettings } from '../../model/settings.js';
import type { Export, Source } from '../../sources/define-source.js';
import { generic, guess, sourceHeadings } from '../../sources/generic.js';
import { SOURCES } from '../../sources/known-sources.js';
import { inCurrencyBeside, withCheckedAmounts } from './amounts.js';
import { withoutAnalytics } from './analytics-rows.js';
import { withOwnSource, withoutPlatform } from './blended.js';
import { withoutOtherStates } from './came-in.js';
import { configured } from './configured.js';
import { inOneCurrency } from './converted.js';
import { countedIn, isSomebodysSheet } from './counted-sums.js';
import type { Found } from './found.js';
import { fromExport } from './from-export.js';
import { hasSome, type Wanted, wantedBy } from './heading-match.js';
import { withCalledOff, withOwnOutcome } from './own-outcome.js';
import { isOwnReport, ownReport } from './own-reports.js';
import { isDatedByOthers, isNumberedByOthers, isOrdinary, isProven } from './proof.js';
import type { Recognised } from './recognised.js';
import { otherTable, unknownExport } from './unknown.js';
import type { UnreadTable } from './unread-table.js';

/**
 * Says what a table is and what its columns are: by what funnel.yaml says of it, by its headings, and where these do not
 * tell, by its cells.
 *
 * @throws {UserError} Where it is nothing that can be read.
 */
export function recognise(
  headings: readonly string[],
  file: string,
  settings: FileSettings | undefined,
  more: Partial<Pick<UnreadTable, 'preamble' | 'valuesOf' | 'firstOf'>> = {},
): Recognised {
  const table: UnreadTable = {
    ...{ headings, file, settings },
    ...{ preamble: [], valuesOf: () => new Set(), firstOf: () => [] },
    ...more,
  };
  const { preamble, valuesOf } = table;
  const named = settings?.format ? byName(settings.format, headings, file, settings) : undefined;
  const describes = settings && settings.columns.size > 0 && settings.table.length > 0;
  const withRules = (own: Recognised) => withoutAnalytics(withCalledOff(own, headings, valuesOf), headings, valuesOf);
  const asConfigured = (own: Found | undefined, by: FileSettings) =>
    withCheckedAmounts(withRules(withoutOtherStates(configured(table, by, own), valuesOf)), table);
  if (settings && (describes || named)) return asConfigured(named, settings);
  if (isOwnReport(headings)) throw ownReport(file);
  const counted = countedIn(headings, valuesOf);
  const fits = best(headings, file, undefined, settings?.table) ?? bySettings(headings, file, settings);
  const stamped = fits ?? byStamp(headings, file, preamble, settings?.table);
  const platform = stamped && inOneCurrency(stamped, headings, valuesOf);
  const found = platform && isSomebodysSheet(platform, headings, settings, counted) ? undefined : platform;
  const isOpen = !['source', 'platform'].some((field) => settings?.columns.has(field) || settings?.set.has(field));
  const known = found && isOpen ? withoutPlatform(found, table) : found;
  const sheet = found ? undefined : guess(headings, settings?.table, counted);
  const ended = withOwnOutcome(sheet, table);
  const guessed = isOpen ? withOwnSource(ended, table) : ended;
  const own = known ?? (guessed && { source: generic, shape: guessed });
  if (settings && settings.columns.size > 0) return asConfigured(own, settings);
  const listed = own ?? unnumbered(headings, file, settings?.table);
  if (!listed) {
    const said = settings?.table ?? [];
    const other = said.length > 0 ? best(headings, file, undefined, []) : undefined;
    throw other ? otherTable(other, said, file) : unknownExport(headings, file);
  }
  const read = withRules(fromExport(listed, table));
  return listed.shape.inAccountCurrency ? read : inCurrencyBeside(read, table);
}

/** The export that fits the headings best, alone or together with those that the configuration names. */
function best(
  headings: readonly string[],
  file: string,
  settings?: FileSettings,
  tables = settings?.table,
): Found | undefined {
  // What somebody says that it holds it does, or nothing that is known.
  const isSaid = ({ table }: Export) => tables === undefined || tables.length === 0 || tables.includes(table);
  const fitting = SOURCES.flatMap((source) =>
    meantOf(source, tables)
      .filter(isSaid)
      .map((shape) => ({ source, shape, score: score(shape, headings, file, settings) })),
  )
    .filter(({ score }) => score > 0)
    .filter(({ source, shape }) => settings === undefined || isProven(source.name, shape, headings))
    .sort((a, b) => b.score - a.score);
  const found = historyInstead(fitting, headings, settings) ?? fitting[0];
  // Whose number counts, and whose day, a person has said then.
  const isNumberNamed = settings?.columns.has('lead_id') || settings?.columns.has('deal_id');
  const isAnybodys =
    found &&
    (isOrdinary(found.shape, headings, settings) ||
      (!isNumberNamed && isNumberedByOthers(found.shape, headings)) ||
      (!settings?.columns.has('created_at') && isDatedByOthers(found.shape, headings)));
  return isAnybodys ? undefined : found;
}

/** An export that only the lines above its header identify, since few columns were asked for. */
function byStamp(
  headings: readonly string[],
  file: string,
  preamble: readonly string[],
  tables: readonly string[] = [],
): Found | undefined {
  const isMeant = ({ table, stamp }: Export) =>
    stamp !== undefined && (tables.length === 0 || tables.includes(table)) && preamble.some((line) => stamp.test(line));
  return SOURCES.flatMap((source) => source.exports.filter(isMeant).map((shape) => ({ source, shape }))).find(
    ({ shape }) => score({ ...shape, required: ['cost'] }, headings, file) > 0,
  );
}

/** A list of a CRM that lacks only its IDs, which a person may leave out of the exported view. */
function unnumbered(headings: readonly string[], file: string, tables: readonly string[] = []): Found | undefined {
  const isMeant = ({ table, mayLackIds }: Export) => mayLackIds && (tables.length === 0 || tables.includes(table));
  const [found] = SOURCES.flatMap((source) =>
    source.exports
      .filter(isMeant)
      .map((shape) => ({ source, shape: withoutOwnId(shape), isUnnumbered: true as const })),
  )
    .map((one) => ({ ...one, score: score(one.shape, headings, file) }))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score);
  return found;
}

function withoutOwnId(shape: Export): Export {
  const own = shape.entity === 'deal' ? 'deal_id' : 'lead_id';
  const ids = shape.fields[own]?.headings ?? [];
  const isOfId = (wanted: Export['required'][number]) =>
    wanted instanceof RegExp ? ids.some((id) => typeof id === 'string' && wanted.test(id)) : wanted === own;
  return { ...shape, required: [...shape.required.filter((wanted) => !isOfId(wanted)), 'created_at', 'status'] };
}

/** The exports of a source that hold what somebody says the file holds; none if nobody says anything. */
const meantOf = ({ exports }: Source, tables: readonly string[] = []): readonly Export[] => {
  const asked = exports.filter(({ table, isAsked }) => isAsked && tables.includes(table));
  return asked.length > 0 ? asked : exports.filter(({ isAsked }) => !isAsked);
};

/** What a header would be read as, without an error: a known export or a guess, and what its rows are; or nothing. */
export function identify(
  headings: readonly string[],
  file: string,
  settings: FileSettings | undefined,
): { isKnown: boolean; rows: string } | undefined {
  if (settings && settings.columns.size > 0 && settings.table.length > 0) {
    const isWhole = [...settings.columns.values()].every((matchers) =>
      matchers.some((matcher) => 'row' in matcher || hasSome(wantedBy(matcher), headings)),
    );
    return isWhole ? { isKnown: true, rows: `${settings.table[0]} ${settings.entity}` } : undefined;
  }
  if (isOwnReport(headings)) return undefined;
  const known = best(headings, file, undefined, settings?.table) ?? bySettings(headings, file, settings);
  const shape = known?.shape ?? guess(headings, settings?.table);
  return (
    shape && { isKnown: known !== undefined, rows: `${shape.table} ${settings?.entity ?? shape.entity ?? 'lead'}` }
  );
}

/** A known export that lacks a column which funnel.yaml names. A sheet that names its sources belongs to no platform. */
function bySettings(headings: readonly string[], file: string, settings: FileSettings | undefined): Found | undefined {
  if (settings === undefined) return undefined;
  const found = best(headings, file, settings);
  const isSheet = guess(headings, settings.table)?.table === 'ad_stats' && sourceHeadings(headings).length > 0;
  return found?.shape.table === 'ad_stats' && isSheet && !found.shape.fields.source ? undefined : found;
}

/** A CRM export has a date of creation: without one, what looks like a history is a history. */
function historyInstead(
  fitting: readonly Found[],
  headings: readonly string[],
  settings: FileSettings | undefined,
): Found | undefined {
  const [best] = fitting;
  const created = best?.shape.fields.created_at?.headings ?? [];
  const isDated = settings?.columns.has('created_at') || hasSome(created, headings);
  if (best?.shape.table !== 'crm' || isDated) return undefined;
  const known = fitting.find(({ shape }) => shape.table === 'stage_events');
  const guessed = guess(headings, ['stage_events']);
  return known ?? (guessed && { source: generic, shape: guessed });
}

function byName(name: string, headings: readonly string[], file: string, settings: FileSettings | undefined): Found {
  const source = SOURCES.find((candidate) => candidate.name === fold(name));
  if (!source) {
    const names = SOURCES.map((candidate) => candidate.name);
    const near = nearest(name, names) ?? names.find((one) => one.startsWith(fold(name)));
    throw new UserError(text(`unknown format: ${name}`, `неизвестный формат: ${name}`), {
      hint: near
        ? text(`did you mean ${near}?`, `возможно, ${near}?`)
        : text(`known: ${SOURCES.map((s) => s.name).join(', ')}`, `известны: ${SOURCES.map((s) => s.name).join(', ')}`),
      file,
    });
  }
  const shape = [...meantOf(source, settings?.table)].sort(
    (a, b) => score(b, headings, file, settings) - score(a, headings, file, settings),
  )[0];
  if (!shape) throw new UserError(text(`${name} has no exports`, `у ${name} нет выгрузок`), { file });
  return { source, shape };
}

/** One more than the number of fields that find a heading; 0 where a required one finds none and is not configured. */
function score(shape: Export, headings: readonly string[], file: string, settings?: FileSettings): number {
  if (shape.named && !shape.named.test(basename(file))) return 0;
  const has = (wanted: readonly Wanted[]) => hasSome(wanted, headings);
  if (has(shape.absent ?? [])) return 0;
  for (const wanted of shape.required) {
    const isThere = has(typeof wanted === 'string' ? (shape.fields[wanted]?.headings ?? []) : [wanted]);
    if (!isThere && !(typeof wanted === 'string' && settings?.columns.has(wanted))) return 0;
  }
  return 1 + Object.values(shape.fields).filter(({ headings: wanted }) => has(wanted)).length;
}
