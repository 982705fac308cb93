import { text, UserError } from '../error.js';
import { fold } from '../model/fold.js';
import { nearest } from '../model/nearest.js';
import type { FileSettings, Matcher } from '../model/settings.js';
import { type Field, type FieldKind, fieldsOf, TABLE_NAMES, type Table } from '../model/tables.js';
import type { Export, Heading, Source } from '../sources/define.js';
import { generic, guess, isUsual } from '../sources/generic.js';
import { SOURCES } from '../sources/index.js';
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
  /** What the source always writes, for what a column leaves open. */
  profile: { decimal: '.' | ',' | undefined; dates: string | undefined };
  /** Target actions count only where this column has this form. */
  actionsWhen: { index: number; value: RegExp } | undefined;
  /** The clicks are something else that stands in for them. */
  clicksStandIn: boolean;
  /** What the CRM's own default statuses mean. */
  statuses: Source['statuses'];
  /** Longer IDs are cut to it. */
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
  const found = SOURCES.flatMap((source) =>
    source.exports.map((shape) => ({ source, shape, score: score(shape, headings) })),
  )
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)[0];
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
    .map((shape) => ({ shape, score: score(shape, headings) }))
    .sort((a, b) => b.score - a.score);
  const known = shapes[0] && shapes[0].score > 0 ? shapes[0].shape : undefined;
  const shape = known ?? guess(headings, settings?.table);
  return (
    shape && { isKnown: known !== undefined, rows: `${shape.table} ${settings?.entity ?? shape.entity ?? 'lead'}` }
  );
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
  const shape = [...source.exports].sort((a, b) => score(b, headings) - score(a, headings))[0];
  if (!shape) throw new UserError(text(`${name} has no exports`, `у ${name} нет выгрузок`), { file });
  return { source, shape };
}

/** How many fields of an export find a heading; 0 where a required one does not. */
function score(shape: Export, headings: readonly string[]): number {
  const has = (wanted: readonly Heading[]) => headings.some((heading) => wanted.some((one) => matches(one, heading)));
  if (headings.some((heading) => shape.absent?.some((pattern) => pattern.test(heading.trim())))) return 0;
  for (const wanted of shape.required) {
    const there = typeof wanted === 'string' ? has(shape.fields[wanted]?.headings ?? []) : has([wanted]);
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
  for (const [field, { headings: wanted, kind }] of Object.entries(shape.fields)) {
    const index = firstIndex(wanted, headings, file);
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
    actionsWhen: condition(shape.actionsWhen, headings),
    clicksStandIn: (shape.standIns ?? []).some((one) => matches(one, columns.get('clicks')?.heading ?? '')),
    entity: settings?.entity === 'deal' ? 'deal' : (shape.entity ?? 'lead'),
    blankTotal: (shape.blankTotal ?? []).flatMap((field) => columns.get(field)?.index ?? []),
    micros: shape.micros ?? false,
    statuses: shape.statuses ?? source.statuses,
    idLength: shape.idLength,
  };
}

function condition(wanted: Export['actionsWhen'], headings: readonly string[]) {
  const index = wanted ? headings.findIndex((heading) => wanted.heading.test(heading.trim())) : -1;
  return wanted && index >= 0 ? { index, value: wanted.value } : undefined;
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
    actionsWhen: base?.actionsWhen,
    clicksStandIn: base?.clicksStandIn ?? false,
    entity: base?.entity ?? settings.entity,
    blankTotal: base?.blankTotal ?? [],
    micros: base?.micros ?? false,
    statuses: base?.statuses,
    idLength: base?.idLength,
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
