import { text, UserError } from '../error.js';
import { fold } from '../model/fold.js';
import { nearest } from '../model/nearest.js';
import type { FileSettings, Matcher } from '../model/settings.js';
import { type Field, type FieldKind, fieldsOf, TABLE_NAMES, type Table } from '../model/tables.js';
import type { Export, Heading, Source } from '../sources/define.js';
import { generic, guess, isUsual } from '../sources/generic.js';
import { SOURCES } from '../sources/index.js';
import { entryOf } from './entry.js';
import { quoted, unknownExport } from './unknown.js';

export interface Column {
  index: number;
  heading: string;
  kind: FieldKind;
}

/** What a file is: the table it feeds, and which of its columns is which field. */
export interface Recognised {
  /** A platform's name, `configured`, or `guess`: by what its headings usually mean. */
  source: string;
  table: Table;
  columns: ReadonlyMap<string, Column>;
  /** The lead's ID is the row itself. */
  rowIsLead: boolean;
  /** What the configuration says of this file. */
  settings: FileSettings | undefined;
  total: RegExp | undefined;
  /** Cells that mean nothing in this export. */
  empty: readonly string[];
  decimal: '.' | ',' | undefined;
  dates: string | undefined;
  /** In crm: whether a row is a lead or a deal. */
  entity: 'lead' | 'deal';
  /** Columns that are all empty in a row of totals without a label. */
  blankTotal: readonly number[];
  /** Money stands in millionths. */
  micros: boolean;
  /** What the source always writes, for what a column leaves open. */
  profile: { decimal: '.' | ',' | undefined; dates: string | undefined };
  /** Target actions count only where this column has this form. */
  actionsWhen: { index: number; value: RegExp } | undefined;
  /** Columns that could all be the target actions: which of them is meant only a person knows, so none is read. */
  openActions: readonly string[];
  /** Columns of a breakdown: rows that say `All` in them may be sums of others. */
  breakdowns: readonly number[];
  /** The clicks are something else that stands in for them. */
  clicksStandIn: boolean;
  /** What the CRM's own default statuses mean. */
  statuses: Source['statuses'];
  /** IDs that are longer by a checksum are cut to it. */
  idLength: number | undefined;
}

/** Whether a heading is one that any known export, or the configuration, reads: how the header row is found. */
export function knownHeadings(
  settings: FileSettings | undefined,
  further: Iterable<string>,
): (folded: string) => boolean {
  const words = new Set([...further].map(fold));
  const patterns: RegExp[] = [];
  const learn = (heading: Heading) => {
    if (typeof heading === 'string') words.add(fold(heading));
    else patterns.push(heading);
  };
  for (const matchers of settings?.columns.values() ?? []) for (const matcher of matchers) learnMatcher(matcher, learn);
  // Where the configuration describes a table, its own headings decide alone: a word of some other platform must not
  // move the header row. Columns without a table only put a known export right.
  const isOpen = !settings || settings.columns.size === 0 || settings.table.length === 0;
  if (isOpen)
    for (const source of SOURCES)
      for (const { fields } of source.exports)
        for (const { headings } of Object.values(fields)) headings.forEach(learn);
  return (heading) =>
    words.has(heading) || patterns.some((pattern) => pattern.test(heading)) || (isOpen && isUsual(heading));
}

function learnMatcher(matcher: Matcher, learn: (heading: Heading) => void) {
  if ('heading' in matcher) learn(matcher.heading);
  if ('pattern' in matcher) learn(new RegExp(matcher.pattern, 'iu'));
}

export function recognise(headings: readonly string[], file: string, settings: FileSettings | undefined): Recognised {
  const known = settings?.format ? byName(settings.format, headings, file, settings) : undefined;
  const describes = settings && settings.columns.size > 0 && settings.table.length > 0;
  if (settings && (describes || known)) return configured(headings, file, settings, known);
  const found = best(headings) ?? (settings && best(headings, settings));
  const guessed = found ? undefined : guess(headings, settings?.table);
  const own = found ?? (guessed && { source: generic, shape: guessed });
  if (settings && settings.columns.size > 0) return configured(headings, file, settings, own);
  if (own) return fromExport(own.source, own.shape, headings, file, settings);
  throw unknownExport(headings, file);
}

/** The export that a file is by its headings alone, or with those that the configuration names for its fields. */
function best(headings: readonly string[], settings?: FileSettings): { source: Source; shape: Export } | undefined {
  return SOURCES.flatMap((source) =>
    source.exports.map((shape) => ({ source, shape, score: score(shape, headings, settings) })),
  )
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)[0];
}

function byName(
  name: string,
  headings: readonly string[],
  file: string,
  settings: FileSettings | undefined,
): { source: Source; shape: Export } {
  const source = SOURCES.find((candidate) => candidate.name === fold(name));
  if (!source) {
    const near = nearest(
      name,
      SOURCES.map((candidate) => candidate.name),
    );
    throw new UserError(text(`unknown format: ${name}`, `неизвестный формат: ${name}`), {
      hint: near
        ? text(`did you mean ${near}?`, `возможно, ${near}?`)
        : text(`known: ${SOURCES.map((s) => s.name).join(', ')}`, `известны: ${SOURCES.map((s) => s.name).join(', ')}`),
      file,
    });
  }
  const shape = [...source.exports].sort((a, b) => score(b, headings, settings) - score(a, headings, settings))[0];
  if (!shape) throw new UserError(text(`${name} has no exports`, `у ${name} нет выгрузок`), { file });
  return { source, shape };
}

/** How many fields of an export find a heading, their own or a configured one; 0 where a required one does not. */
function score(shape: Export, headings: readonly string[], settings?: FileSettings): number {
  const has = (wanted: readonly Heading[]) => headings.some((heading) => wanted.some((one) => matches(one, heading)));
  if (headings.some((heading) => shape.absent?.some((pattern) => pattern.test(heading.trim())))) return 0;
  for (const wanted of shape.required) {
    const there =
      typeof wanted === 'string'
        ? settings?.columns.has(wanted) || has(shape.fields[wanted]?.headings ?? [])
        : has([wanted]);
    if (!there) return 0;
  }
  return Object.values(shape.fields).filter(({ headings: wanted }) => has(wanted)).length;
}

const matches = (wanted: Heading, heading: string): boolean =>
  typeof wanted === 'string' ? foldedOnce(wanted) === foldedOnce(heading) : wanted.test(heading.trim());

/** Headings are compared with those of every platform: each is folded once. */
const seen = new Map<string, string>();
function foldedOnce(heading: string): string {
  const known = seen.get(heading) ?? fold(heading);
  seen.set(heading, known);
  return known;
}

function fromExport(
  source: Source,
  shape: Export,
  headings: readonly string[],
  file: string,
  settings: FileSettings | undefined,
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
  return {
    source: source.name,
    table: shape.table,
    columns: firstOfRepeats(columns, shape, headings, file),
    rowIsLead: false,
    settings,
    total: shape.total,
    empty: shape.empty ?? [],
    decimal: settings?.decimal,
    dates: settings?.dates,
    profile: { decimal: shape.decimal, dates: shape.dates },
    actionsWhen: condition(shape.actionsWhen, headings, columns.get('actions')),
    openActions: openActions.length > 1 ? openActions : [],
    breakdowns: headings.flatMap((heading, index) => (shape.breakdowns?.test(heading.trim()) ? [index] : [])),
    clicksStandIn: (shape.standIns ?? []).some((one) => matches(one, columns.get('clicks')?.heading ?? '')),
    entity: settings?.entity === 'deal' ? 'deal' : (shape.entity ?? 'lead'),
    blankTotal: blankTotalOf(shape, columns, headings),
    micros: settings?.micros ?? shape.micros ?? false,
    statuses: shape.statuses ?? source.statuses,
    idLength: shape.idLength,
  };
}

/** The condition of an export on its target actions, where they are read from the column that it is about. */
function condition(wanted: Export['actionsWhen'], headings: readonly string[], actions: Column | undefined) {
  if (!wanted || !actions || !wanted.of.test(actions.heading.trim())) return undefined;
  const index = headings.findIndex((heading) => wanted.heading.test(heading.trim()));
  return index >= 0 ? { index, value: wanted.value } : undefined;
}

/** Where an export has none of the names of its level, the account's name is what a total leaves empty. */
function blankTotalOf(shape: Export, columns: ReadonlyMap<string, Column>, headings: readonly string[]): number[] {
  const own = (shape.blankTotal ?? []).flatMap((field) => columns.get(field)?.index ?? []);
  if (own.length > 0) return own;
  return headings.flatMap((heading, index) => (shape.blankAccount?.test(heading.trim()) ? [index] : []));
}

/** The columns of the first wanted heading that the header has: their order is the order of preference. */
function candidates(wanted: readonly Heading[], headings: readonly string[]): number[] {
  for (const one of wanted) {
    const found = headings.flatMap((heading, index) => (matches(one, heading) ? [index] : []));
    if (found.length > 0) return found;
  }
  return [];
}

/** The different headings of these columns. */
const namesOf = (columns: readonly number[], headings: readonly string[]): string[] => [
  ...new Map(columns.map((index) => [fold(headings[index] as string), headings[index] as string])).values(),
];

function firstIndex(wanted: readonly Heading[], headings: readonly string[], file: string, field: string): number {
  const found = candidates(wanted, headings);
  const names = namesOf(found, headings);
  if (names.length > 1) {
    const entry = entryOf(file, { [field]: names[0] as string });
    throw new UserError(
      text(`several columns could be meant: ${quoted(names)}`, `подходят несколько столбцов: ${quoted(names)}`),
      {
        file,
        hint: text(
          `name the one that counts in funnel.yaml, for example ${entry}`,
          `укажите нужный в funnel.yaml, например ${entry}`,
        ),
      },
    );
  }
  return found[0] ?? -1;
}

function configured(
  headings: readonly string[],
  file: string,
  settings: FileSettings,
  known: { source: Source; shape: Export } | undefined,
): Recognised {
  const table = settings.table[0] ?? known?.shape.table;
  if (!table || !(TABLE_NAMES as readonly string[]).includes(table))
    throw new UserError(
      table
        ? text(`table ${table} is not read yet`, `таблица ${table} пока не читается`)
        : text('the configuration does not say which table it is', 'в настройках не указана таблица'),
      { file, hint: text(`table: one of ${TABLE_NAMES.join(', ')}`, `table: одна из ${TABLE_NAMES.join(', ')}`) },
    );
  const base = known ? fromExport(known.source, known.shape, headings, file, settings) : undefined;
  const columns = new Map(base?.columns ?? []);
  const kinds = fieldsOf(table as Table);
  let rowIsLead = false;
  for (const [field, matchers] of settings.columns) {
    const kind = kinds.get(field);
    if (!kind && settings.table.length === 0 && !settings.format) throw strangeField(field, table as Table, file);
    if (!kind) continue;
    if (matchers.some((matcher) => 'row' in matcher)) {
      rowIsLead = true;
      columns.delete(field);
      continue;
    }
    const wanted = matchers.map((m) =>
      'heading' in m ? m.heading : new RegExp((m as { pattern: string }).pattern, 'iu'),
    );
    const index = firstIndex(wanted, headings, file, field);
    if (index < 0) throw missing(field, wanted, headings, file);
    columns.set(field, { index, heading: headings[index] as string, kind });
  }
  return {
    source: base?.source ?? 'configured',
    table: table as Table,
    columns: withoutRepeats(columns, headings, file),
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
    clicksStandIn: base?.clicksStandIn ?? false,
    entity: base?.entity ?? settings.entity,
    blankTotal: known ? blankTotalOf(known.shape, columns, headings) : [],
    micros: settings.micros ?? base?.micros ?? false,
    statuses: base?.statuses,
    idLength: base?.idLength,
  };
}

/** A file that is recognised by itself has one table, so that a field of another is a slip of the pen. */
function strangeField(field: string, table: Table, file: string): UserError {
  const near = nearest(field, fieldsOf(table).keys());
  return new UserError(text(`${table} has no field ${field}`, `в ${table} нет поля ${field}`), {
    file,
    ...(near ? { hint: text(`did you mean ${near}?`, `возможно, ${near}?`) } : {}),
  });
}

function missing(field: string, wanted: readonly Heading[], headings: readonly string[], file: string): UserError {
  const names = wanted.map((one) => (typeof one === 'string' ? `«${one}»` : String(one))).join(' / ');
  const first = wanted.find((one) => typeof one === 'string');
  const near = typeof first === 'string' ? nearest(first, headings) : undefined;
  return new UserError(text(`has no column ${names} (${field})`, `нет столбца ${names} (${field})`), {
    file,
    hint: near
      ? text(`did you mean «${near}»?`, `возможно, «${near}»?`)
      : text(`its headings: ${quoted(headings)}`, `заголовки файла: ${quoted(headings)}`),
  });
}

/**
 * Exports repeat headings (amoCRM `Источник`, Pipedrive `Deal - Status`): a field that the export cannot do without must
 * be told apart by a person, any other is left unread rather than guessed.
 */
function firstOfRepeats(
  columns: Map<string, Column>,
  shape: Export,
  headings: readonly string[],
  file: string,
): Map<string, Column> {
  for (const [field, { heading }] of columns) {
    const same = headings.filter((other) => foldedOnce(other) === foldedOnce(heading)).length;
    if (same > 1 && !shape.required.includes(field as Field) && !NEEDED.has(field) && field !== 'currency')
      columns.delete(field);
  }
  return withoutRepeats(columns, headings, file);
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

/** A heading that stands twice cannot be read by name: which of the two is meant would be a guess. */
function withoutRepeats(columns: Map<string, Column>, headings: readonly string[], file: string): Map<string, Column> {
  for (const [field, { heading }] of columns) {
    const same = headings.filter((other) => foldedOnce(other) === foldedOnce(heading)).length;
    // Google repeats its currency column; the currency of a row is the same in both.
    if (same > 1 && field !== 'currency')
      throw new UserError(
        text(
          `the heading «${heading}» stands ${same} times, and ${field} is read from it`,
          `заголовок «${heading}» встречается ${same} раза, а из него читается ${field}`,
        ),
        { file, hint: text('rename one of the columns', 'переименуйте один из столбцов') },
      );
  }
  return columns;
}
