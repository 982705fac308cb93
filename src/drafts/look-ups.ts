import type { ColumnProfile } from './column-profile.js';
import { wordsOf } from './field-words.js';
import type { Surveyed } from './survey.js';

/** A table that says more of the words of another one: of each manager the office, of each number the name of a stage. */
export interface LookUp {
  /** Whose words, and under which heading. */
  of: Surveyed;
  column: ColumnProfile;
  /** Where they are explained. */
  by: Surveyed;
  key: ColumnProfile;
  value: ColumnProfile;
}

/** Of the different words so many are in the table. */
const MOST = 0.8;
/** Longer tables are lists of their own. */
const LONGEST = 20_000;

/** The columns of some tables whose words others explain; of each the columns by which rows can be told apart. */
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

/** What is the same of all, or yes or no, or a number of another list, tells none from the others. */
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
  // Small numbers are everywhere.
  if (kind === 'number' && [...values].every((value) => value.length < 4)) return false;
  let common = 0;
  for (const value of values) if (key.values.has(value)) common++;
  return common >= values.size * MOST;
}
