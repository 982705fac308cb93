import { basename } from 'node:path';
import { type Text, text, UserError } from '../error.js';
import { fold } from '../model/fold.js';
import { nearest } from '../model/nearest.js';
import type { FileSettings, Matcher } from '../model/settings.js';
import { type Field, type FieldKind, fieldsOf, TABLE_NAMES, type Table } from '../model/tables.js';
import type { Export, Heading, Source } from '../sources/define.js';
import { generic, guess, isUsual } from '../sources/generic.js';
import { SOURCES } from '../sources/index.js';
import { configuredEntered, type Entered, enteredColumns } from './entered.js';
import { BY_PLACE_HINT, isData, nameOf, shown } from './header.js';

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
  /** It may, and nothing has said yet. */
  perhapsMicros: boolean;
  /** What the source always writes, for what a column leaves open. */
  profile: { decimal: '.' | ',' | undefined; dates: string | undefined };
  /** Target actions count only where this column has this form. */
  actionsWhen: { index: number; value: RegExp } | undefined;
  /** Which rows count, by a rule of the export's own. */
  rows: readonly { column: Omit<Column, 'kind'>; keep?: RegExp; drop?: RegExp }[];
  /** Where the outcome is a column of yes and no: the one that says whether a deal is closed, or none. */
  flags: { closed: number | undefined } | undefined;
  /** Fields whose heading stands several times: the columns must hold the same cells. */
  repeats: readonly { field: string; heading: string; indexes: readonly number[] }[];
  /** What to type where the rows have no IDs. */
  withoutIds: Text | undefined;
  /** The clicks are something else that stands in for them. */
  clicksStandIn: boolean;
  /** What the CRM's own default statuses mean. */
  statuses: Source['statuses'];
  /** Longer IDs are cut to it. */
  idLength: number | undefined;
  /** In crm: columns of dates that each name a status. */
  entered: readonly Entered[];
}

/** Whether a heading is one that any known export, or the configuration, reads: how the header row is found. */
export function knownHeadings(
  settings: FileSettings | undefined,
  further: Iterable<string>,
): (folded: string) => boolean {
  const words = new Set([...further].map(fold));
  const patterns: RegExp[] = [];
  const learn = (heading: Heading) => {
    if (typeof heading === 'string') words.add(foldedOnce(heading));
    else patterns.push(heading);
  };
  for (const matchers of settings?.columns.values() ?? []) for (const matcher of matchers) learnMatcher(matcher, learn);
  // The configuration's own headings decide alone: a word of some other platform must not move the header row.
  const isOpen = !settings || settings.columns.size === 0;
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
  const known = settings?.format ? byName(settings.format, headings, file) : undefined;
  if (settings && (settings.columns.size > 0 || known)) return configured(headings, file, settings, known);
  const fitting = SOURCES.flatMap((source) =>
    source.exports.map((shape) => ({ source, shape, score: score(shape, headings, file) })),
  )
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  const found = historyInstead(fitting, headings) ?? fitting[0];
  if (found) return fromExport(found.source, found.shape, headings, file, settings);
  const guessed = guess(headings, settings?.table);
  if (guessed) return fromExport(generic, guessed, headings, file, settings);
  throw new UserError(
    text(
      `not an export that is known: headings ${shown(headings)}`,
      `неизвестная выгрузка: заголовки ${shown(headings)}`,
    ),
    {
      file,
      hint: isData(headings)
        ? BY_PLACE_HINT
        : text(
            'say in funnel.yaml what its columns are (files: path, table, columns), or leave the file out',
            'опишите её столбцы в funnel.yaml (files: path, table, columns) или не указывайте этот файл',
          ),
    },
  );
}

/** What a header would be read as, without a complaint: a known export or a guess, and what its rows are; or nothing. */
export function identify(
  headings: readonly string[],
  file: string,
  settings: FileSettings | undefined,
): { isKnown: boolean; rows: string } | undefined {
  if (settings && settings.columns.size > 0) {
    const has = (matcher: Matcher) =>
      'row' in matcher ||
      headings.some((heading) =>
        'heading' in matcher
          ? matches(matcher.heading, heading)
          : 'pattern' in matcher && matches(new RegExp(matcher.pattern, 'iu'), heading),
      );
    const isWhole = [...settings.columns.values()].every((matchers) => matchers.some(has));
    return isWhole ? { isKnown: true, rows: `${settings.table[0]} ${settings.entity}` } : undefined;
  }
  const shapes = SOURCES.flatMap(({ exports }) => exports)
    .map((shape) => ({ shape, score: score(shape, headings, file) }))
    .sort((a, b) => b.score - a.score);
  const known = shapes[0] && shapes[0].score > 0 ? shapes[0].shape : undefined;
  const shape = known ?? guess(headings, settings?.table);
  return (
    shape && { isKnown: known !== undefined, rows: `${shape.table} ${settings?.entity ?? shape.entity ?? 'lead'}` }
  );
}

/** A CRM export has a date of creation: without one, what looks like a history is one. */
function historyInstead(
  fitting: readonly { source: Pick<Source, 'name' | 'statuses'>; shape: Export }[],
  headings: readonly string[],
) {
  const [best] = fitting;
  const created = best?.shape.fields.created_at?.headings ?? [];
  const isDated = headings.some((heading) => created.some((one) => matches(one, heading)));
  if (best?.shape.table !== 'crm' || isDated) return undefined;
  const known = fitting.find(({ shape }) => shape.table === 'stage_events');
  const guessed = guess(headings, ['stage_events']);
  return known ?? (guessed && { source: generic, shape: guessed });
}

function byName(name: string, headings: readonly string[], file: string): { source: Source; shape: Export } {
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
  const shape = [...source.exports].sort((a, b) => score(b, headings, file) - score(a, headings, file))[0];
  if (!shape) throw new UserError(text(`${name} has no exports`, `у ${name} нет выгрузок`), { file });
  return { source, shape };
}

/** One more than the fields of an export that find a heading; 0 where a required one does not. */
function score(shape: Export, headings: readonly string[], file: string): number {
  if (shape.named && !shape.named.test(basename(file))) return 0;
  const has = (wanted: readonly Heading[]) => headings.some((heading) => wanted.some((one) => matches(one, heading)));
  if (headings.some((heading) => shape.absent?.some((pattern) => pattern.test(heading.trim())))) return 0;
  for (const wanted of shape.required) {
    const there = typeof wanted === 'string' ? has(shape.fields[wanted]?.headings ?? []) : has([wanted]);
    if (!there) return 0;
  }
  return 1 + Object.values(shape.fields).filter(({ headings: wanted }) => has(wanted)).length;
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
  source: Pick<Source, 'name' | 'statuses'>,
  shape: Export,
  headings: readonly string[],
  file: string,
  settings: FileSettings | undefined,
): Recognised {
  const columns = new Map<string, Column>();
  for (const [field, { headings: wanted, kind }] of Object.entries(shape.fields)) {
    const index = firstIndex(wanted, headings, file);
    if (index >= 0) columns.set(field, { index, heading: headings[index] as string, kind });
  }
  return {
    source: source.name,
    table: shape.table,
    columns: withoutRepeats(columns, shape, headings),
    repeats: repeatsOf(columns, headings),
    rowIsLead: false,
    settings,
    total: shape.total,
    empty: shape.empty ?? [],
    decimal: settings?.decimal,
    dates: settings?.dates,
    profile: { decimal: shape.decimal, dates: shape.dates },
    actionsWhen: condition(shape.actionsWhen, headings),
    rows: (shape.rows ?? []).flatMap(({ heading: wanted, ...forms }) =>
      headings.flatMap((heading, index) =>
        wanted.test(heading.trim()) ? { column: { index, heading }, ...forms } : [],
      ),
    ),
    flags: shape.closed && { closed: indexOf(shape.closed, headings) },
    withoutIds: shape.withoutIds,
    clicksStandIn: (shape.standIns ?? []).some((one) => matches(one, columns.get('clicks')?.heading ?? '')),
    entity: settings?.entity === 'deal' ? 'deal' : (shape.entity ?? 'lead'),
    blankTotal: (shape.blankTotal ?? []).flatMap((field) => columns.get(field)?.index ?? []),
    micros: settings?.micros ?? shape.micros === true,
    perhapsMicros: shape.micros === 'perhaps' && settings?.micros === undefined,
    statuses: shape.statuses ?? source.statuses,
    idLength: shape.idLength,
    entered: enteredColumns(shape, headings),
  };
}

function condition(wanted: Export['actionsWhen'], headings: readonly string[]) {
  const index = indexOf(wanted?.heading, headings);
  return wanted && index !== undefined ? { index, value: wanted.value } : undefined;
}

function indexOf(wanted: RegExp | undefined, headings: readonly string[]): number | undefined {
  const index = headings.findIndex((heading) => wanted?.test(heading.trim()));
  return index < 0 ? undefined : index;
}

/** The first wanted heading that the header has: their order is the order of preference. */
function firstIndex(wanted: readonly Heading[], headings: readonly string[], file: string): number {
  for (const one of wanted) {
    const found = headings.flatMap((heading, index) => (matches(one, heading) ? [index] : []));
    const names = new Set(found.map((index) => fold(headings[index] as string)));
    if (names.size > 1)
      throw new UserError(
        text(
          `several columns could be meant: ${shown(found.map((index) => headings[index] as string))}`,
          `подходят несколько столбцов: ${shown(found.map((index) => headings[index] as string))}`,
        ),
        {
          file,
          hint: text('name the one that counts under columns in funnel.yaml', 'укажите нужный в columns в funnel.yaml'),
        },
      );
    if (found[0] !== undefined) return found[0];
  }
  return -1;
}

function configured(
  headings: readonly string[],
  file: string,
  settings: FileSettings,
  known: { source: Source; shape: Export } | undefined,
): Recognised {
  const feedsHistory = settings.table.includes('crm') && settings.table.includes('stage_events');
  const table = feedsHistory ? 'crm' : (settings.table[0] ?? known?.shape.table);
  if (!table || !(TABLE_NAMES as readonly string[]).includes(table))
    throw new UserError(
      table
        ? text(`table ${table} is not read yet`, `таблица ${table} пока не читается`)
        : text('the configuration does not say which table it is', 'в настройках не указана таблица'),
      { file, hint: text(`table: one of ${FEEDABLE}`, `table: одна из ${FEEDABLE}`) },
    );
  const base = known ? fromExport(known.source, known.shape, headings, file, settings) : undefined;
  const columns = new Map(base?.columns ?? []);
  const kinds = fieldsOf(table as Table);
  let rowIsLead = false;
  for (const [field, matchers] of settings.columns) {
    const kind = kinds.get(field);
    if (!kind) continue;
    if (matchers.some((matcher) => 'row' in matcher)) {
      rowIsLead = true;
      columns.delete(field);
      continue;
    }
    const wanted = matchers.flatMap((m): Heading[] =>
      'heading' in m ? [m.heading] : 'pattern' in m ? [new RegExp(m.pattern, 'iu')] : [],
    );
    const place = matchers.find((one) => 'place' in one)?.place;
    const byName = firstIndex(wanted, headings, file);
    const index = byName >= 0 || place === undefined ? byName : place - 1;
    if (index < 0 || index >= headings.length) throw missing(field, wanted, headings, file, place);
    if (byName >= 0 && headings[index] === nameOf(index)) throw unnamed(field, index, file);
    columns.set(field, { index, heading: headings[index] as string, kind });
  }
  const entered = feedsHistory ? configuredEntered(settings, headings, file) : [];
  return {
    source: base?.source ?? 'configured',
    table: table as Table,
    columns,
    repeats: repeatsOf(columns, headings),
    rowIsLead,
    settings,
    total: base?.total,
    empty: base?.empty ?? [],
    decimal: settings.decimal,
    dates: settings.dates,
    profile: base?.profile ?? { decimal: undefined, dates: undefined },
    actionsWhen: base?.actionsWhen,
    rows: base?.rows ?? [],
    flags: base?.flags,
    withoutIds: base?.withoutIds,
    clicksStandIn: base?.clicksStandIn ?? false,
    entity: base?.entity ?? settings.entity,
    blankTotal: base?.blankTotal ?? [],
    micros: settings.micros ?? base?.micros ?? false,
    perhapsMicros: base?.perhapsMicros ?? false,
    statuses: base?.statuses,
    idLength: base?.idLength,
    entered: entered.length > 0 || table !== 'crm' ? entered : (base?.entered ?? []),
  };
}

/** What the program calls an unnamed column is no heading of the file: the next export may have another one there. */
const unnamed = (field: string, index: number, file: string): UserError =>
  new UserError(
    text(`column ${index + 1} has no heading (${field})`, `у столбца ${index + 1} нет заголовка (${field})`),
    {
      file,
      hint: text(
        `give it one in the file, or write ${field}: $${index + 1}`,
        `впишите его в файл или укажите ${field}: $${index + 1}`,
      ),
    },
  );

const FEEDABLE = TABLE_NAMES.filter((name) => name !== 'none').join(', ');

function missing(
  field: string,
  wanted: readonly Heading[],
  headings: readonly string[],
  file: string,
  place?: number,
): UserError {
  const names = [
    ...wanted.map((one) => (typeof one === 'string' ? `«${one}»` : String(one))),
    ...(place === undefined ? [] : [`$${place}`]),
  ].join(' / ');
  const first = wanted.find((one) => typeof one === 'string');
  const near = typeof first === 'string' ? nearest(first, headings) : undefined;
  return new UserError(text(`has no column ${names} (${field})`, `нет столбца ${names} (${field})`), {
    file,
    hint: isData(headings)
      ? BY_PLACE_HINT
      : near
        ? text(`did you mean «${near}»?`, `возможно, «${near}»?`)
        : text(`its headings: ${shown(headings)}`, `заголовки файла: ${shown(headings)}`),
  });
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
    const indexes = headings.flatMap((other, index) => (foldedOnce(other) === foldedOnce(heading) ? [index] : []));
    return indexes.length > 1 && field !== 'currency' ? [{ field, heading, indexes }] : [];
  });
}
