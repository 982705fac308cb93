import type { FileSettings, Matcher } from '../../model/settings.js';
import { fieldsOf, TABLE_NAMES, type Table } from '../../model/tables.js';
import { DELETED, noDeleted, type RowRule } from '../../sources/define-source.js';
import { paidOnly } from '../../sources/payments/payment-words.js';
import { nameOf } from '../shape/header.js';
import { actionsCondition } from './actions-condition.js';
import { configuredEntered } from './entered.js';
import { firstIndex } from './first-index.js';
import type { Found } from './found.js';
import { fromExport, rulesIn } from './from-export.js';
import { matches, wantedBy } from './heading-match.js';
import { missing, noTable, strangeField, unnamed } from './misnamed.js';
import { LEADS, mixedResults } from './mixed-results.js';
import type { Recognised } from './recognised.js';
import { repeatsOf } from './repeated-headings.js';
import { blankInTotals } from './total-columns.js';
import { isBlank, type UnreadTable } from './unread-table.js';

/** The columns that the configuration names, over those of a known export where it is one. */
export function configured(unread: UnreadTable, settings: FileSettings, known: Found | undefined): Recognised {
  const { headings, file } = unread;
  const feedsHistory = settings.table.includes('crm') && settings.table.includes('stage_events');
  const table = feedsHistory ? 'crm' : (settings.table[0] ?? known?.shape.table);
  if (!isTable(table)) throw noTable(table, file);
  const base = known ? fromExport(known, unread) : undefined;
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
    const byName = firstIndex(wanted, headings, file, field, (column) => isBlank(unread, column));
    const index = byName >= 0 || place === undefined ? byName : place - 1;
    if (index < 0 || index >= headings.length) throw missing(field, wanted, headings, file, place);
    if (byName >= 0 && headings[index] === nameOf(index)) throw unnamed(field, index, file);
    columns.set(field, { index, heading: headings[index] as string, kind });
    if (isDraft(matchers, headings[index] as string)) drafted.add(field);
  }
  const entered = feedsHistory ? configuredEntered(settings, headings, file) : [];
  // As in a guessed sheet: to confirm a draft must not bring rows back. A list of payments is not recognised by headings.
  const rows = base?.rows ?? rulesIn(OWN_RULES[table], headings);
  // A known export says itself which of its results are leads.
  const mixed = base ? undefined : mixedResults(unread, columns.get('actions'));
  if (mixed?.leads.length === 0) columns.delete('actions');
  const mapped = new Set([...settings.columns.keys()].map((field) => columns.get(field)?.index));
  return {
    ...(base ?? { ...SAID_BY_NO_EXPORT, entity: settings.entity }),
    // If funnel.yaml reads a column as the day of closing, it is not the day of deletion that a rule leaves rows out by.
    rows: rows.filter(({ column, why }) => why !== DELETED || !mapped.has(column.index)),
    table,
    columns,
    drafted,
    repeats: repeatsOf(columns, unread),
    rowIsLead,
    settings,
    decimal: settings.decimal,
    dates: settings.dates,
    actionsWhen: mixed
      ? { index: mixed.index, value: LEADS }
      : actionsCondition(known?.shape.actionsWhen, headings, columns.get('actions')),
    mixed,
    blankTotal: blankInTotals(known, table, columns, headings, rowIsLead),
    isJoined: settings.concatenated || base?.isJoined === true,
    micros: settings.micros ?? base?.micros ?? false,
    entered: entered.length > 0 || table !== 'crm' ? entered : (base?.entered ?? []),
  };
}

const OWN_RULES: Partial<Record<Table, readonly RowRule[]>> = { crm: noDeleted, payments: [paidOnly] };

/** Of a file that only the configuration explains. */
const SAID_BY_NO_EXPORT = {
  source: 'configured',
  total: undefined,
  totalsPerDay: undefined,
  empty: [],
  profile: { decimal: undefined, dates: undefined },
  openActions: [],
  breakdowns: [],
  flags: undefined,
  constants: new Map<string, string>(),
  includesVat: false,
  unread: undefined,
  converted: undefined,
  nameIsId: false,
  isUnnumbered: false,
  stands: undefined,
  withoutIds: undefined,
  clicksStandIn: false,
  perhapsMicros: false,
  statuses: undefined,
  idLength: undefined,
  list: undefined,
} satisfies Partial<Recognised>;

/** A heading that ends in a question mark of its own is no draft. */
const isDraft = (matchers: readonly Matcher[], heading: string): boolean =>
  matchers.some((one) => one.drafted) &&
  !matchers.some((one) => !one.drafted && 'heading' in one && matches(one.heading, heading));

const isTable = (table: string | undefined): table is Table =>
  table !== undefined && (TABLE_NAMES as readonly string[]).includes(table);
