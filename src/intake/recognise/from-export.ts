import type { FileSettings } from '../../model/settings.js';
import type { Export, RowRule } from '../../sources/define-source.js';
import { guess } from '../../sources/generic.js';
import { actionsCondition } from './actions-condition.js';
import { enteredColumns } from './entered.js';
import { firstIndex } from './first-index.js';
import type { Found } from './found.js';
import { candidates, matches, namesOf, placesOf } from './heading-match.js';
import type { Column, Recognised } from './recognised.js';
import { repeatsOf, withoutRepeats } from './repeated-headings.js';
import { blankInTotals } from './total-columns.js';
import { isBlank, type UnreadTable } from './unread-table.js';

/** The columns of a known export, and what its source says of them. */
export function fromExport({ source, shape, isUnnumbered }: Found, table: UnreadTable): Recognised {
  const { headings, file, settings, preamble } = table;
  const columns = new Map<string, Column>();
  let openActions: string[] = [];
  for (const [field, { headings: wanted, kind }] of Object.entries(shape.fields)) {
    // A field that the configuration names is not looked for: an ambiguous one is just why it was named.
    if (settings?.columns.has(field)) continue;
    if (field === 'actions') openActions = namesOf(candidates(wanted, headings), headings);
    if (field === 'actions' && openActions.length > 1) continue;
    const index = firstIndex(wanted, headings, file, field, (column) => isBlank(table, column));
    if (index >= 0) columns.set(field, { index, heading: headings[index] as string, kind });
  }
  const day = dayOf(shape, columns, headings, settings);
  if (day) columns.set('day', day);
  const named = nameForId(shape, columns, table);
  if (named) columns.set(...named);
  return {
    source: source.name,
    table: shape.table,
    columns: withoutRepeats(columns, shape, table),
    drafted: new Set(),
    repeats: repeatsOf(columns, table),
    rowIsLead: false,
    settings,
    total: shape.total,
    totalsPerDay: shape.totalsPerDay,
    empty: shape.empty ?? [],
    decimal: settings?.decimal,
    dates: settings?.dates,
    profile: { decimal: shape.decimal, dates: shape.dates },
    actionsWhen: actionsCondition(shape.actionsWhen, headings, columns.get('actions')),
    openActions: openActions.length > 1 ? openActions : [],
    breakdowns: shape.breakdowns ? placesOf(shape.breakdowns, headings) : [],
    rows: rulesIn(shape.rows, headings),
    flags: shape.closed && { says: 'won', closed: placesOf(shape.closed, headings)[0] },
    constants: constantsIn(shape, preamble),
    includesVat: shape.includesVat ?? false,
    isJoined: settings?.concatenated === true || shape.joined === true,
    unread: shape.unread,
    converted: shape.converted,
    nameIsId: named !== undefined,
    stands: shape.stands,
    withoutIds: shape.withoutIds,
    isUnnumbered: isUnnumbered === true,
    clicksStandIn: (shape.standIns ?? []).some((one) => matches(one, columns.get('clicks')?.heading ?? '')),
    entity: settings?.entity === 'deal' ? 'deal' : (shape.entity ?? 'lead'),
    list: shape.list,
    blankTotal: blankInTotals({ source, shape }, shape.table, columns, headings),
    micros: settings?.micros ?? shape.micros === true,
    perhapsMicros: shape.micros === 'perhaps' && settings?.micros === undefined,
    statuses: shape.statuses ?? source.statuses,
    idLength: shape.idLength,
    entered: enteredColumns(shape, headings),
  };
}

/** Rules of rows, each with the column that it is of. */
export const rulesIn = (rules: readonly RowRule[] = [], headings: readonly string[]): Recognised['rows'] =>
  rules.flatMap(({ heading: wanted, unless, ...forms }) => {
    const [column] = unless ? placed(unless, headings) : [];
    return placed(wanted, headings).map((one) => ({ ...forms, column: one, unless: column }));
  });

const placed = (wanted: RegExp, headings: readonly string[]) =>
  placesOf(wanted, headings).map((index) => ({ index, heading: headings[index] as string }));

/** A platform's day under a heading of people's own: somebody renamed `Day` to `Date`. */
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

/** The column of names that replaces the ID of a row, where the export has none. */
function nameForId(
  shape: Export,
  columns: ReadonlyMap<string, Column>,
  { headings, file, settings }: UnreadTable,
): [field: string, column: Column] | undefined {
  const own = shape.entity === 'deal' ? 'deal_id' : 'lead_id';
  if (!shape.names || columns.has(own) || settings?.columns.has(own)) return undefined;
  const index = firstIndex(shape.names, headings, file, own);
  return index < 0 ? undefined : [own, { index, heading: headings[index] as string, kind: 'id' }];
}

/** What stands above the header for all rows: the campaign of a file that holds one. */
function constantsIn({ above = {} }: Export, preamble: readonly string[]): Map<string, string> {
  const found = Object.entries(above).flatMap(([field, pattern]): [string, string][] => {
    const value = preamble.map((line) => pattern.exec(line)?.[1]?.trim()).find(Boolean);
    return value === undefined ? [] : [[field, value]];
  });
  return new Map(found);
}
