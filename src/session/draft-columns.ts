import type { ColumnProfile } from '../drafts/column-profile.js';
import type { Related } from '../drafts/relate.js';
import { valuesIn } from '../model/cell-values.js';
import { fieldsOf, type Table } from '../model/tables.js';
import { counted, join, type Text, text } from '../model/text.js';
import type { DraftColumn, DraftDimension } from './draft.js';
import { matcherOf } from './draft-plan.js';

/**
 * The columns that a table was guessed to have, in the order of its fields, each with other columns it might be read
 * from.
 */
export function columnsOf({ table, columns, others, noId }: Related): DraftColumn[] {
  const order = [...fieldsOf(table as Table).keys()];
  const sorted = [...columns].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  const taken = sorted.map(
    ([field, column]): DraftColumn => ({
      field,
      column: column ? headingOf(column) : '$row',
      holds: column ? holdsOf(column) : whyRows(noId),
      isAlternative: false,
    }),
  );
  const alternatives = [...others].flatMap(([field, list]) =>
    columns.has(field)
      ? list.slice(0, 3).map(
          (column): DraftColumn => ({
            field,
            column: headingOf(column),
            holds: holdsOf(column),
            isAlternative: true,
          }),
        )
      : [],
  );
  return [...taken, ...alternatives];
}

/** Why each row is a lead. */
function whyRows(noId: ColumnProfile | undefined): Text {
  if (!noId) return text('no column tells the rows apart: each is one', 'ID нет: лид — каждая строка');
  const heading = headingOf(noId).replace(/\s+/gu, ' ');
  return text(
    `«${heading}» comes again in sheets of other days: each row is one`,
    `«${heading}» повторяется в листах за другие дни: лид — каждая строка`,
  );
}

const headingOf = (column: ColumnProfile): string => {
  const matcher = matcherOf(column);
  return 'heading' in matcher ? matcher.heading : `$${column.index + 1}`;
};

/** What a column holds, in short. It is shown beside the guess. */
function holdsOf({ kind, days, words, isUnique, isFlag, distinct }: ColumnProfile): Text {
  if (isFlag) return text([...(words?.keys() ?? [])].join(', '), [...(words?.keys() ?? [])].join(', '));
  const parts: Text[] = [];
  if (isUnique && kind === 'text') parts.push(text('another in every row', 'в каждой строке своё'));
  if (kind === 'date')
    parts.push(days ? text(`${days.from} … ${days.to}`, `${days.from} … ${days.to}`) : text('dates', 'даты'));
  if (kind === 'number') parts.push(text('numbers', 'числа'));
  if (kind === 'text' && words) parts.push(text(counted(distinct, 'word'), `значений: ${distinct}`));
  return join(parts.length > 0 ? parts : [text('texts', 'тексты')], ', ');
}

/** Columns of a few words, one or several in a cell, that no field is read from. */
export function dimensionsOf({ of, columns }: Related): DraftDimension[] {
  const taken = new Set([...columns.values()]);
  return of.columns
    .filter((column) => column.kind === 'text' && !taken.has(column) && column.distinct > 1)
    .map((column) => ({ column, split: splitOf(column) }))
    .filter(({ column, split }) => column.words || split !== undefined)
    .map(({ column: { heading }, split }) => ({ name: dimensionName(heading), heading, split }))
    .filter(({ name }) => name !== '')
    .slice(0, MOST_DIMENSIONS);
}

const MOST_DIMENSIONS = 12;

/**
 * The separator of the words in a column's cells; undefined: they hold one each. There must be a few words in different
 * combinations, as with tags; an address has a comma too.
 */
const splitOf = ({ values = new Set() }: ColumnProfile): string | undefined =>
  [';', '|', ','].find((split) => {
    const words = new Set<string>();
    let [all, several] = [0, 0];
    for (const cell of values) {
      const own = valuesIn(cell, split);
      for (const word of own) words.add(word);
      if (words.size > MOST_WORDS) return false;
      all += own.length;
      if (own.length > 1) several++;
    }
    return several > 1 && words.size * 2 <= all;
  });

const MOST_WORDS = 60;

export const dimensionName = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_]+/gu, '_')
    .replace(/^[\d_]+|_+$/gu, '');
