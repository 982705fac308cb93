import type { ColumnProfile } from './column-profile.js';
import { wordsOf } from './field-words.js';
import type { Surveyed } from './survey.js';

/** A table that explains the words of another one: the office of each manager, the name of each stage's number. */
export interface LookUp {
  /** The table whose words are explained, and its column. */
  of: Surveyed;
  column: ColumnProfile;
  /** The table that explains them: the column with the same words, and the column with their meaning. */
  by: Surveyed;
  key: ColumnProfile;
  value: ColumnProfile;
}

/** The share of the different words that the explaining table must have. */
const MOST = 0.8;
/** A table of more rows than this is a list in its own right and explains nothing. */
const LONGEST = 20_000;

/**
 * Finds the columns of the tables `of` whose words the tables `by` explain. A table explains words by each of its
 * unique columns that has them; the best labels come first.
 */
export function lookUps(of: readonly Surveyed[], by: readonly Surveyed[]): LookUp[] {
  return by.flatMap((table) => {
    if (table.rows > LONGEST) return [];
    const keys = table.columns.filter(({ isUnique, kind }) => isUnique && kind !== 'date');
    return keys.flatMap((key) =>
      of.flatMap((one) =>
        one.columns
          .filter((column) => isIn(column, key))
          .flatMap((column) =>
            table.columns
              .filter((value) => value !== key && explains(value))
              .sort((a, b) => Number(isLabel(b)) - Number(isLabel(a)))
              .map((value) => ({ of: one, column, by: table, key, value })),
          ),
      ),
    );
  });
}

/**
 * Whether a column can explain words. One that is the same in all rows, a yes or no, or an ID of something else cannot.
 */
const explains = (column: ColumnProfile): boolean =>
  column.kind === 'text' &&
  column.distinct > 1 &&
  !column.isFlag &&
  !IS_ID.test(wordsOf(column.heading)) &&
  (column.words !== undefined || isLabel(column));

const IS_ID = /(?<!\p{L})(?:id|uuid|guid|ид)$/u;

const isLabel = ({ heading, filled }: ColumnProfile): boolean =>
  filled > 0 && /label|name|title|назв|имя|стади|этап/u.test(wordsOf(heading));

function isIn({ values, distinct, kind, isFlag }: ColumnProfile, key: ColumnProfile): boolean {
  if (!values || !key.values || distinct < 2 || kind === 'date' || isFlag) return false;
  // Numbers below 1000 are in every table: that two share them means nothing.
  if (kind === 'number' && [...values].every((value) => value.length < 4)) return false;
  let common = 0;
  for (const value of values) if (key.values.has(value)) common++;
  return common >= values.size * MOST;
}
