import { text, UserError } from '../../error.js';
import { fold, headingOf } from '../../model/fold.js';
import { NULLS } from '../../model/nulls.js';
import { CLICK_FIELDS, type FieldKind } from '../../model/tables.js';
import { plural } from '../../model/text.js';
import type { Column, Recognised } from '../recognise/recognised.js';
import { columnsOf } from './conditions.js';
import type { TypeOptions } from './type-options.js';
import type { Wanted } from './wanted.js';
import { rulesIn } from './worked.js';

/** What is wanted of the columns of a file, by their place in it. */
export interface CellRequest {
  /** Every column that something reads. */
  needed: ReadonlySet<number>;
  /** Those that something reads as they are written. */
  texts: ReadonlySet<number>;
  ids: ReadonlySet<number>;
  /** Those that nobody reads as they are written: their decorations may be taken off at once. */
  bared: ReadonlySet<number>;
  /** Whether their letters become small ones at once as well. */
  isCaseIgnored: boolean;
  /** Those that hold the IDs of clicks. */
  clicks: ReadonlySet<number>;
  /** The column of the IDs that identify rows of leads; undefined: there is none. */
  own: number | undefined;
  typed: readonly Wanted[];
  /** The words for nothing that nobody gave a meaning: a text or an ID that is one is empty, and a date that is any. */
  nulls: readonly string[];
  /** Columns that conditions compare as words. */
  words: ReadonlySet<number>;
}

/** Which cells of a file are needed, and as what. */
export function requestOf(
  { table, entity, rowIsLead, columns, entered, micros, actionsWhen, flags, rows, repeats, splits = [] }: Recognised,
  extras: ReadonlyMap<string, number>,
  details: readonly number[],
  options: TypeOptions,
): CellRequest {
  const { ignoreCase = false } = options.ids ?? {};
  const conditions = rulesIn(options).map(columnsOf);
  const own: readonly Column[] = [...columns.values(), ...entered];
  const places = (headings: Iterable<string>) => [...headings].flatMap((heading) => extras.get(heading) ?? []);
  const typed = [
    ...own.flatMap(({ index, heading, kind }) =>
      isTyped(kind) ? [{ index, heading, kind, wide: micros && kind === 'money' }] : [],
    ),
    ...conditions.flatMap(({ numeric }) =>
      [...numeric].flatMap((heading) =>
        extras.has(heading) ? [{ index: extras.get(heading) as number, heading, kind: 'money' as const }] : [],
      ),
    ),
  ];
  const further = [
    details,
    actionsWhen?.index ?? [],
    flags?.closed ?? [],
    flags?.with?.index ?? [],
    own.flatMap(({ beside }) => beside ?? []),
    rows.map(({ column }) => column.index),
    repeats.flatMap(({ indexes }) => indexes),
    splits.map(({ index }) => index),
  ].flat();
  const ids = new Set(own.flatMap(({ index, kind }) => (kind === 'id' ? [index] : [])));
  const asWritten = new Set([
    ...own.flatMap(({ index, kind }) => (kind === 'id' ? [] : [index])),
    ...extras.values(),
    ...further,
  ]);
  const areLeads = (table === 'crm' && entity === 'lead') || table === 'ad_leads';
  const written = own.flatMap(({ index, kind }) => (isTyped(kind) ? [] : [index]));
  return {
    needed: new Set([...own.map(({ index }) => index), ...extras.values(), ...further]),
    texts: new Set([...written, ...extras.values(), ...further]),
    ids,
    bared: new Set([...ids].filter((index) => !asWritten.has(index))),
    isCaseIgnored: ignoreCase,
    own: areLeads && !rowIsLead ? columns.get('lead_id')?.index : undefined,
    clicks: new Set(CLICK_FIELDS.flatMap((field) => columns.get(field)?.index ?? [])),
    typed: typed.filter((one, at) => typed.findIndex(({ index }) => index === one.index) === at),
    nulls: NULLS.filter((word) => !options.named?.has(fold(word))),
    words: new Set(conditions.flatMap(({ words }) => places(words))),
  };
}

/** The name of a column that tells running totals apart. */
export const splitColumn = (index: number): string => `split_${index}`;

export const isTyped = (kind: FieldKind): kind is Wanted['kind'] => kind !== 'text' && kind !== 'id';

/** The columns of this file that rules, exclusions and dimensions read, by heading. */
export function extraColumns(headings: readonly string[], options: TypeOptions): Map<string, number> {
  const named = new Set(options.dimensions.values());
  for (const rule of rulesIn(options)) for (const column of columnsOf(rule).all) named.add(column);
  const found = new Map<string, number>();
  for (const heading of named) {
    const at = headings.flatMap((own, index) => (sameHeading(own, heading) ? [index] : []));
    if (at.length > 1)
      throw new UserError(
        text(
          `the heading «${heading}» stands ${at.length} times, and the configuration reads it`,
          `заголовок «${heading}» встречается ${at.length} ${plural(at.length, 'раз', 'раза', 'раз')}, а настройки его читают`,
        ),
        { hint: text('rename one of the columns', 'переименуйте один из столбцов') },
      );
    if (at[0] !== undefined) found.set(heading, at[0]);
  }
  return found;
}

const sameHeading = (a: string, b: string) => fold(headingOf(a)) === fold(headingOf(b));
