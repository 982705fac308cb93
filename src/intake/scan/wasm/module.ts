/**
 * The pass over the bytes of a file, which a scanner in TypeScript goes through one by one, and a database several times.
 *
 * **Characters.** Before anything else is known of a text it is looked through once (characters.ts): which characters stand in
 * it that no cell can have, or that are blank, and a number by which it is told from others. What is no UTF-8 is looked
 * through before that: how its letters stand together tells its encoding (letters.ts).
 *
 * **Masks.** 64 bytes at a time are compared with the delimiter, the line feed and the quote; each comparison gives a mask
 * of 64 bits (masks.ts). What stands within quotes is the xor of all quotes before it, so that the delimiters and line
 * feeds outside of them are `(delimiters | feeds) & ~within`, and the cells of a record end at the bits that are left.
 *
 * **Proof.** A quote may open behind a delimiter or a line's end, and has one of them behind it when it closes: that too is
 * a mask, `opening & ~(stands << 1)`, and a bit in it is an oddity. As long as there is none, a record is good when it has as
 * many cells as the header (plain-run.ts). Such records are counted in runs; at anything else (an oddity, another width, a
 * cell of several lines, a row that may be a total) a run ends, and TypeScript reads one record by its own rules, which are
 * the only ones. Rows that were proven are read again for their cells (clean-records.ts): there a quote is never a doubt.
 *
 * **Shapes.** A cell that may be a date or a number is looked up among the shapes of its column (shapes.ts): its digits as
 * 0, in two halves of 16 bytes, compared at once. A new shape asks TypeScript, once: so all rules stay there, and the
 * counts by which a column is settled are exact. A cell that is too long, or a shape too many, is asked about by itself. A large
 * file is given its values by what its beginning says, while its shapes are counted; only where the rest contradicts that is it
 * gone through again (type/read-cells.ts). Of dates that begin with the year it is kept which days there are (named-days.ts).
 *
 * **Values.** For a shape that is settled TypeScript has said where each digit of a value stands; gathering them is one
 * operation, two more make numbers of two and of four digits (moments.ts). What is not beyond doubt (another shape, the
 * 31st of February, a year before 1990) stays a text, and is read by the rules of the database as all cells once were.
 *
 * **IDs.** One of letters, digits and dashes, of which a digit is no zero, is plain: nothing stands around it, and it is no
 * `n/a` (plain-ids.ts). It loses here what exports write before IDs (`l:`, `zcrm_`), and its capital letters where their case
 * is ignored; a bit of its row says so. All other IDs are cleaned by the rules of the database. Of the many IDs by which rows
 * are told apart a further bit says which may have come before (met-ids.ts): only those the database looks at closely.
 *
 * **Groups.** Rows are collected in groups as a Parquet file has them (text-column.ts: few different texts are numbered, many lie
 * there as they are), and handed over whenever one is full: so memory is bounded, however long a file is.
 *
 * Who uses it says `begin`, adds the columns, says `clear`, and gives pieces of the file to `read` that begin with a record.
 */

export { lookThrough, met, sum } from './characters';
export { begin, clear, isEnded, read, rows } from './clean-records';
export { columnAt, columns, lookAt, readTexts, readValues } from './columns';
export { byteKinds, countLetters, letterCounts } from './letters';
export { nullWord } from './null-words';
export { decoration } from './plain-ids';
export { crLfs, expect, expectFilled, expectNumber, found, longest, plainRun } from './plain-run';
export { take } from './room';
