import type { FileSettings, Matcher } from '../../model/settings.js';
import { areSums, type Field, fieldsOf, TABLE_NAMES, type Table } from '../../model/tables.js';
import type { Export, Source } from '../../sources/define-source.js';
import { generic, guess } from '../../sources/generic.js';
import { nameOf } from '../shape/header.js';
import { configuredEntered, enteredColumns } from './entered.js';
import { candidates, matches, namesOf, placesOf, type Wanted, wantedBy } from './heading-match.js';
import { missing, noTable, severalMeant, strangeField, unnamed } from './misnamed.js';
import type { Column, Recognised } from './recognised.js';

/** An export of a source, as it is found in a file. */
export interface Found {
  source: Pick<Source, 'name' | 'statuses'>;
  shape: Export;
}

/** The columns of a known export, and what its source says of them. */
export function fromExport(
  { source, shape }: Found,
  headings: readonly string[],
  file: string,
  settings: FileSettings | undefined,
  preamble: readonly string[],
): Recognised {
  const columns = new Map<string, Column>();
  let openActions: string[] = [];
  for (const [field, { headings: wanted, kind }] of Object.entries(shape.fields)) {
    // What the configuration names is not looked for: several that could be meant are just why it names one.
    if (settings?.columns.has(field)) continue;
    if (field === 'actions') openActions = namesOf(candidates(wanted, headings), headings);
    if (field === 'actions' && openActions.length > 1) continue;
    const index = firstIndex(wanted, headings, file, field);
    if (index >= 0) columns.set(field, { index, heading: headings[index] as string, kind });
  }
  const day = dayOf(shape, columns, headings, settings);
  if (day) columns.set('day', day);
  const named = nameForId(shape, columns, headings, file, settings);
  if (named) columns.set(...named);
  return {
    source: source.name,
    table: shape.table,
    columns: withoutRepeats(columns, shape, headings),
    drafted: new Set(),
    repeats: repeatsOf(columns, headings),
    rowIsLead: false,
    settings,
    total: shape.total,
    empty: shape.empty ?? [],
    decimal: settings?.decimal,
    dates: settings?.dates,
    profile: { decimal: shape.decimal, dates: shape.dates },
    actionsWhen: condition(shape.actionsWhen, headings, columns.get('actions')),
    openActions: openActions.length > 1 ? openActions : [],
    breakdowns: shape.breakdowns ? placesOf(shape.breakdowns, headings) : [],
    rows: (shape.rows ?? []).flatMap(({ heading: wanted, unless, ...forms }) => {
      const [column] = unless ? placed(unless, headings) : [];
      return placed(wanted, headings).map((one) => ({ ...forms, column: one, unless: column }));
    }),
    flags: shape.closed && { closed: placesOf(shape.closed, headings)[0] },
    constants: constantsIn(shape, preamble),
    includesVat: shape.includesVat ?? false,
    unread: shape.unread,
    converted: shape.converted,
    nameIsId: named !== undefined,
    stands: shape.stands,
    withoutIds: shape.withoutIds,
    clicksStandIn: (shape.standIns ?? []).some((one) => matches(one, columns.get('clicks')?.heading ?? '')),
    entity: settings?.entity === 'deal' ? 'deal' : (shape.entity ?? 'lead'),
    blankTotal: source === generic ? namelessIn(shape.table, columns) : blankTotalOf(shape, columns, headings),
    micros: settings?.micros ?? shape.micros === true,
    perhapsMicros: shape.micros === 'perhaps' && settings?.micros === undefined,
    statuses: shape.statuses ?? source.statuses,
    idLength: shape.idLength,
    entered: enteredColumns(shape, headings),
  };
}

const placed = (wanted: RegExp, headings: readonly string[]) =>
  placesOf(wanted, headings).map((index) => ({ index, heading: headings[index] as string }));

/** A platform's day under a heading that people give it: whoever renamed `Day` to `Date` meant the day. */
function dayOf(
  { table, fields }: Export,
  columns: ReadonlyMap<string, Column>,
  headings: readonly string[],
  settings: FileSettings | undefined,
): Column | undefined {
  const isDated = ['day', 'period_from'].some((field) => columns.has(field) || settings?.columns.has(field));
  if (table !== 'ad_stats' || !fields.day || isDated || settings?.set.has('day')) return undefined;
  const [heading] = guess(headings, ['ad_stats'])?.fields.day?.headings ?? [];
  return typeof heading === 'string' ? { index: headings.indexOf(heading), heading, kind: 'day' } : undefined;
}

/** The column of names that stands in for the own ID of a row, where the export has none. */
function nameForId(
  shape: Export,
  columns: ReadonlyMap<string, Column>,
  headings: readonly string[],
  file: string,
  settings: FileSettings | undefined,
): [field: string, column: Column] | undefined {
  const own = shape.entity === 'deal' ? 'deal_id' : 'lead_id';
  if (!shape.names || columns.has(own) || settings?.columns.has(own)) return undefined;
  const index = firstIndex(shape.names, headings, file, own);
  return index < 0 ? undefined : [own, { index, heading: headings[index] as string, kind: 'id' }];
}

/** The columns that the configuration names, over those of a known export where it is one. */
export function configured(
  headings: readonly string[],
  file: string,
  settings: FileSettings,
  known: Found | undefined,
  preamble: readonly string[],
): Recognised {
  const feedsHistory = settings.table.includes('crm') && settings.table.includes('stage_events');
  const table = feedsHistory ? 'crm' : (settings.table[0] ?? known?.shape.table);
  if (!isTable(table)) throw noTable(table, file);
  const base = known ? fromExport(known, headings, file, settings, preamble) : undefined;
  const columns = new Map(base?.columns ?? []);
  const kinds = fieldsOf(table);
  const drafted = new Set<string>();
  let rowIsLead = false;
  for (const [field, matchers] of settings.columns) {
    const kind = kinds.get(field);
    if (!kind && settings.table.length === 0 && !settings.format) throw strangeField(field, table, file);
    if (!kind) continue;
    if (matchers.some((matcher) => 'row' in matcher)) {
      rowIsLead = true;
      if (matchers.some((one) => one.drafted)) drafted.add(field);
      columns.delete(field);
      continue;
    }
    const wanted = matchers.flatMap(wantedBy);
    const place = matchers.find((one) => 'place' in one)?.place;
    const byName = firstIndex(wanted, headings, file, field);
    const index = byName >= 0 || place === undefined ? byName : place - 1;
    if (index < 0 || index >= headings.length) throw missing(field, wanted, headings, file, place);
    if (byName >= 0 && headings[index] === nameOf(index)) throw unnamed(field, index, file);
    columns.set(field, { index, heading: headings[index] as string, kind });
    if (isDraft(matchers, headings[index] as string)) drafted.add(field);
  }
  const entered = feedsHistory ? configuredEntered(settings, headings, file) : [];
  return {
    source: base?.source ?? 'configured',
    table,
    columns,
    drafted,
    repeats: repeatsOf(columns, headings),
    rowIsLead,
    settings,
    total: base?.total,
    empty: base?.empty ?? [],
    decimal: settings.decimal,
    dates: settings.dates,
    profile: base?.profile ?? { decimal: undefined, dates: undefined },
    actionsWhen: condition(known?.shape.actionsWhen, headings, columns.get('actions')),
    openActions: base?.openActions ?? [],
    breakdowns: base?.breakdowns ?? [],
    rows: base?.rows ?? [],
    flags: base?.flags,
    constants: base?.constants ?? new Map(),
    includesVat: base?.includesVat ?? false,
    unread: base?.unread,
    converted: base?.converted,
    nameIsId: base?.nameIsId ?? false,
    stands: base?.stands,
    withoutIds: base?.withoutIds,
    clicksStandIn: base?.clicksStandIn ?? false,
    entity: base?.entity ?? settings.entity,
    blankTotal:
      known && known.source !== generic ? blankTotalOf(known.shape, columns, headings) : namelessIn(table, columns),
    micros: settings.micros ?? base?.micros ?? false,
    perhapsMicros: base?.perhapsMicros ?? false,
    statuses: base?.statuses,
    idLength: base?.idLength,
    entered: entered.length > 0 || table !== 'crm' ? entered : (base?.entered ?? []),
  };
}

/** A heading that ends in a question mark of its own is no draft. */
const isDraft = (matchers: readonly Matcher[], heading: string): boolean =>
  matchers.some((one) => one.drafted) &&
  !matchers.some((one) => !one.drafted && 'heading' in one && matches(one.heading, heading));

const isTable = (table: string | undefined): table is Table =>
  table !== undefined && (TABLE_NAMES as readonly string[]).includes(table);

function firstIndex(wanted: readonly Wanted[], headings: readonly string[], file: string, field: string): number {
  const found = candidates(wanted, headings);
  const names = namesOf(found, headings);
  if (names.length > 1) throw severalMeant(names, field, file);
  return found[0] ?? -1;
}

/** The condition of an export on its target actions, where they are read from the column that it is about. */
function condition(wanted: Export['actionsWhen'], headings: readonly string[], actions: Column | undefined) {
  if (!wanted || !actions || !matches(wanted.of, actions.heading)) return undefined;
  const [index] = placesOf(wanted.heading, headings);
  return index === undefined ? undefined : { index, value: wanted.value };
}

/** What stands above the header for all rows: the campaign of a file that holds one. */
function constantsIn({ above = {} }: Export, preamble: readonly string[]): Map<string, string> {
  const found = Object.entries(above).flatMap(([field, pattern]): [string, string][] => {
    const value = preamble.map((line) => pattern.exec(line)?.[1]?.trim()).find(Boolean);
    return value === undefined ? [] : [[field, value]];
  });
  return new Map(found);
}

/** What a total may bear all the same: it names no row. */
const OF_ALL = new Set(['currency', 'account', 'taken_at']);

/**
 * Columns that a sheet leaves empty in the sum of its rows: all that name a row. Two at least: a day alone, or a source,
 * may be missing from a row of spend. That it is the sum is checked with all totals.
 */
function namelessIn(table: Table, columns: ReadonlyMap<string, Column>): number[] {
  const own = [...columns].flatMap(([field, { index, kind }]) =>
    !OF_ALL.has(field) && ['day', 'text', 'id'].includes(kind) ? index : [],
  );
  return areSums(table) && own.length > 1 ? own : [];
}

/** Where an export has none of the names of its level, the account's name is what a total leaves empty. */
function blankTotalOf(shape: Export, columns: ReadonlyMap<string, Column>, headings: readonly string[]): number[] {
  const own = (shape.blankTotal ?? []).flatMap((field) => columns.get(field)?.index ?? []);
  if (own.length > 0) return own;
  return shape.blankAccount ? [...placesOf(shape.blankAccount, headings)] : [];
}

/**
 * Exports repeat headings (amoCRM `Источник`, Pipedrive `Deal - Status`): a field that the export cannot do without is
 * read where the columns turn out to hold the same cells; any other is left unread rather than guessed.
 */
function withoutRepeats(columns: Map<string, Column>, shape: Export, headings: readonly string[]): Map<string, Column> {
  for (const { field } of repeatsOf(columns, headings))
    if (!shape.required.includes(field as Field) && !NEEDED.has(field)) columns.delete(field);
  return columns;
}

/** Without these a figure would be missing or wrong, not only coarser. */
const NEEDED = new Set([
  'lead_id',
  'deal_id',
  'created_at',
  'status',
  'outcome',
  'revenue',
  'amount',
  'day',
  'cost',
  'clicks',
]);

/** Fields whose heading stands several times. Google repeats its currency; that of a row is the same in both. */
function repeatsOf(columns: ReadonlyMap<string, Column>, headings: readonly string[]): Recognised['repeats'] {
  return [...columns].flatMap(([field, { heading }]) => {
    const indexes = placesOf(heading, headings);
    return indexes.length > 1 && field !== 'currency' ? [{ field, heading, indexes }] : [];
  });
}
