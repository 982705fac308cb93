import { withPersonColumns } from '../intake/recognise/person-columns.js';
import type { Column } from '../intake/recognise/recognised.js';
import type { Loaded } from '../intake/scan/loaded.js';
import type { TypeOptions } from '../intake/type/type-options.js';
import { laidOutBetween, valuesIn } from '../model/cell-values.js';
import { fold } from '../model/fold.js';
import { PERSON_FIELDS, type PersonField } from '../model/person-ids.js';
import type { Country } from '../model/phone-numbering.js';
import { type FieldReads, hasWholeForm, inText, type MaskedColumn, maskedField, yesOrNo } from './masked-field.js';
import { UNREADABLE } from './masking.js';

export interface MaskOptions extends TypeOptions {
  people: { fields: ReadonlySet<PersonField>; country: Country | undefined } | undefined;
}

/** What is known of how the columns of a file are read. */
interface Reads extends Omit<FieldReads, 'recognised'> {
  /** Heading → place, for columns of dimensions and rules. */
  extras: ReadonlyMap<string, number>;
  details: readonly Column[];
  /** Folded headings whose cells a rule compares with a number. */
  numeric: ReadonlySet<string>;
  options: MaskOptions;
}

type Placed = readonly [index: number, column: MaskedColumn];

/**
 * Place of a column → how it is masked, for each column that is read. If there are several reasons to read it, the
 * first one counts.
 */
export function maskedColumns(loaded: Loaded, reads: Reads): Map<number, MaskedColumn> {
  const found = new Map<number, MaskedColumn>();
  const all = [
    ...ofPeople(loaded, reads),
    ...ofFields(loaded, reads),
    ...ofRows(loaded, reads),
    ...ofExtras(reads),
    ...ofDetails(loaded, reads),
  ];
  for (const [index, column] of all)
    if (index < loaded.shape.headings.length && !found.has(index)) found.set(index, column);
  return found;
}

/** The columns with contacts of people, if the configuration asks for them. */
function ofPeople({ recognised, shape }: Loaded, { options: { people }, masks }: Reads): Placed[] {
  if (!people) return [];
  const named = new Map(
    PERSON_FIELDS.flatMap((field) => {
      const column = recognised.columns.get(field);
      const isNamed = recognised.settings?.columns.has(field);
      const at = column && isNamed ? shape.headings.indexOf(column.heading) : -1;
      return column && at >= 0 ? [[field, { ...column, index: at }] as const] : [];
    }),
  );
  const { people: found } = withPersonColumns({ ...recognised, columns: named }, shape.headings, people.fields);
  return [...found].flatMap(([field, { places }]) =>
    places.map((index): Placed => [index, inText(field, masks, (cell) => masks.person(field, cell, people.country))]),
  );
}

/** The columns that fields are read from, and those that belong to them. */
function ofFields({ recognised }: Loaded, reads: Reads): Placed[] {
  const { columns, entered, repeats } = recognised;
  const masked = (field: string, column: Column) => maskedField(field, column, { ...reads, recognised });
  const fields = [...columns].filter(([field]) => !(PERSON_FIELDS as readonly string[]).includes(field));
  return [
    ...fields.flatMap(([field, column]): Placed[] => [
      [column.index, masked(field, column)],
      ...(column.beside === undefined
        ? []
        : [[column.beside, { as: 'year', mask: () => '', isTyped: false }] satisfies Placed]),
    ]),
    ...entered.map((column): Placed => [column.index, masked('entered_at', { ...column, kind: 'moment' })]),
    ...repeats.flatMap(({ field, indexes }) => {
      const column = columns.get(field);
      return column ? indexes.map((index): Placed => [index, masked(field, column)]) : [];
    }),
  ];
}

/** The columns that say which rows count, and as what. */
function ofRows({ recognised: { flags, actionsWhen, rows } }: Loaded, { masks }: Reads): Placed[] {
  const found: Placed[] = [];
  const text = (as: string, mask: MaskedColumn['mask']) => inText(as, masks, mask);
  if (flags?.closed !== undefined) found.push([flags.closed, text('closed', yesOrNo)]);
  if (actionsWhen) {
    const action = new RegExp(actionsWhen.value.source, 'iu');
    // Only the platform's word for the action is kept, without anything around it.
    found.push([actionsWhen.index, text('actions', (cell) => action.exec(cell)?.[0] ?? masks.name(cell))]);
  }
  for (const { column, keep, drop, unless } of rows) {
    // A cell that fits the rule is kept (`<test lead: …`). If the rule only drops rows, other cells do not matter to it
    // and are emptied.
    const others = keep === undefined ? () => '' : masks.name;
    found.push([
      column.index,
      text('rule', (cell) => (hasWholeForm(keep, cell) || hasWholeForm(drop, cell) ? cell : others(cell))),
    ]);
    if (unless) found.push([unless.index, text('rule', masks.name)]);
  }
  return found;
}

/** Columns of dimensions and of rules of funnel.yaml. A rule that compares numbers finds other numbers in the copy. */
const ofExtras = (reads: Reads): Placed[] =>
  [...reads.extras].map(([heading, index]): Placed => {
    const { readings, numeric, masks } = reads;
    const reading = readings.get(index);
    if (!reading || !numeric.has(fold(heading)))
      return [index, inText('dimension', masks, ofDimension(heading, reads))];
    const mask = (cell: string) => {
      const amount = masks.amount(cell, reading);
      return amount === UNREADABLE ? masks.name(cell) : amount;
    };
    return [index, { as: 'rule', isTyped: true, mask }];
  });

/** Masks a cell of a dimension; if cells hold several values, each of them by itself. */
function ofDimension(heading: string, { options: { dimensions, splits }, masks }: Reads): (cell: string) => string {
  const [split] = [...dimensions].flatMap(([name, own]) => (own === heading ? (splits?.get(name) ?? []) : []));
  if (split === undefined) return masks.name;
  return (cell) => valuesIn(cell, split).map(masks.name).join(laidOutBetween(split));
}

/** Columns that split rows further and are no fields. */
const ofDetails = (
  { recognised: { splits = [], breakdowns } }: Loaded,
  { details, masks }: Pick<Reads, 'details' | 'masks'>,
): Placed[] => [
  ...[...details, ...splits].map(({ index }): Placed => [index, inText('detail', masks, masks.name)]),
  ...breakdowns.map((index): Placed => [index, inText('breakdown', masks, masks.name)]),
];
