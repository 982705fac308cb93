import type { Engine } from '../../engines/engine.js';
import { joined, literal, name, raw, type Sql, sql } from '../../engines/sql.js';
import { Bug, type Text } from '../../error.js';
import { BLANKS, INVISIBLE } from '../../model/fold.js';
import type { Warning } from '../../model/report.js';
import type { IdSettings } from '../../model/settings.js';
import type { Loaded } from '../scan/loaded.js';
import { cleanId } from './clean-id.js';
import { folded } from './conditions.js';
import { refuseHalfDates } from './half-dates.js';
import { type FormatSettings, meansNothing, settle } from './settle.js';
import { type Reading, shapeOf } from './values/cell-shape.js';
import { isZeroDate } from './values/date-value.js';
import type { Wanted } from './wanted.js';

/** What is wanted of the columns of a file, by their place in it. */
export interface CellRequest {
  /** Every column that something reads. */
  needed: ReadonlySet<number>;
  ids: ReadonlySet<number>;
  typed: readonly (Omit<Wanted, 'column'> & { index: number })[];
  /** Columns that conditions compare as words. */
  words: ReadonlySet<number>;
}

/**
 * The cells of one file inside the engine: `record` (from 0, in file order), `c<i>` the trimmed text of a column, `v<i>`
 * its typed value, `i<i>` its clean ID, `f<i>` its folded words. Each is worked out once; what follows only names them.
 */
export interface Cells {
  table: string;
  said: Text[];
  warnings: Warning[];
  readings: ReadonlyMap<string, Reading>;
  /** Currencies that stand in the cells, by column. */
  currencies: ReadonlyMap<number, string>;
}

export const cellText = (index: number): Sql => name(`c${index}`);
export const cellValue = (index: number): Sql => name(`v${index}`);
export const cellId = (index: number): Sql => name(`i${index}`);
/** Whether an ID had blanks or invisible characters at its ends. */
export const wasTrimmed = (index: number): Sql => name(`o${index}`);
export const cellWords = (index: number): Sql => name(`f${index}`);

/** Whether a cell holds something that could not be read. */
export function isUnreadable(index: number, kind: Wanted['kind'], value: Sql = cellValue(index)): Sql {
  const cell = cellText(index);
  // Zeros are how some databases write that there is no date.
  const zero = kind === 'moment' || kind === 'day' ? sql` and not ${isZeroDate(cell)}` : sql``;
  return sql`(not ${meansNothing(cell)} and ${value} is null${zero})`;
}

export async function readCells(
  engine: Engine,
  loaded: Loaded,
  index: number,
  { needed, ids, typed, words }: CellRequest,
  formats: FormatSettings,
  told?: IdSettings,
): Promise<Cells> {
  const rawTable = `raw${index}`;
  await engine.run(readStatement(loaded, rawTable, [...needed], ids));
  const [[read] = []] = await engine.query(sql`select count(*) from ${name(rawTable)}`);
  if (Number(read) !== loaded.scan.records)
    throw new Bug(`${loaded.file.name}: ${loaded.scan.records} records scanned, ${read} read`);

  const wanted = typed.map(({ index: at, ...rest }) => ({ ...rest, column: `c${at}` }));
  const dates = wanted.filter(({ kind }) => kind === 'moment' || kind === 'day');
  if (loaded.isTable) await refuseHalfDates(engine, rawTable, loaded.file.name, dates);
  const { readings, said, warnings } = await settle(engine, rawTable, loaded.file.name, wanted, formats);
  const shape = (at: number) => name(`s${at}`);
  const values = typed.map(({ index: at, kind }) => {
    const converted = readings.get(`c${at}`)?.convert(cellText(at), shape(at)) ?? sql`null`;
    return sql`${kind === 'count' ? wholeNumber(converted) : converted} as ${cellValue(at)}`;
  });
  const hasInvisible = loaded.characters.some((char) => INVISIBLE.includes(char));
  const table = `cells${index}`;
  await engine.run(sql`create table ${name(table)} as select ${joined(
    [
      sql`record`,
      ...[...needed].map(cellText),
      ...[...ids].map(wasTrimmed),
      ...values,
      ...[...ids].map(
        (at) => sql`${cleanId(cellText(at), hasInvisible, loaded.recognised.idLength, told)} as ${cellId(at)}`,
      ),
      ...[...words].map((at) => sql`${folded(cellText(at))} as ${cellWords(at)}`),
    ],
    ', ',
  )} from (select rowid as record, *${
    typed.length > 0
      ? sql`, ${joined(
          typed.map(({ index: at }) => sql`${shapeOf(cellText(at))} as ${shape(at)}`),
          ', ',
        )}`
      : sql``
  }
    from ${name(rawTable)})`);
  await engine.run(sql`drop table ${name(rawTable)}`);
  const currencies = new Map(
    typed.flatMap(({ index: at }) => {
      const currency = readings.get(`c${at}`)?.currency;
      return currency === undefined ? [] : [[at, currency] as const];
    }),
  );
  return { table, said, warnings, currencies, readings };
}

/** Every option is explicit and every column is text: nothing is left to an engine's guess. */
function readStatement(
  { shape, clean, scan, characters, recognised }: Loaded,
  table: string,
  needed: readonly number[],
  ids: ReadonlySet<number>,
): Sql {
  const all = shape.headings.map((_, at) => `${literal(`c${at}`).text}: 'VARCHAR'`);
  const blanks = characters.filter((char) => BLANKS.includes(char));
  // Trimming costs by the characters looked for: only those that the file holds are.
  const trim = (cell: Sql) =>
    blanks.length === 0 ? sql`trim(${cell})` : sql`trim(${cell}, ${literal(` ${blanks.join('')}`)})`;
  // What means nothing in this export means nothing in every column.
  const meansNothing = (cell: Sql) =>
    recognised.empty.reduce((kept, word) => sql`nullif(${kept}, ${literal(word)})`, sql`nullif(${cell}, '')`);
  const columns = [
    ...needed.map((at) => sql`${meansNothing(trim(cellText(at)))} as ${cellText(at)}`),
    // Blanks at an ID's ends are no part of it, but others than a space are counted.
    ...[...ids].map((at) =>
      blanks.length === 0
        ? sql`false as ${wasTrimmed(at)}`
        : sql`trim(${cellText(at)}, ' ') <> ${trim(cellText(at))} as ${wasTrimmed(at)}`,
    ),
  ];
  // Left to guess, the reader takes a newline inside a quoted cell for the file's own.
  const newline = scan.newline === 'crlf' ? '\\r\\n' : '\\n';
  // Threads share a file out by its newlines: where cells hold some, one thread reads it.
  // A reader keeps a buffer per thread; by default it is 32 MB, more than most exports.
  const line = Math.max(1_048_576, scan.longest * 2);
  return sql`create table ${name(table)} as select ${joined(columns.length > 0 ? columns : [sql`1 as one`], ', ')} from read_csv(
    ${literal(clean.path)}, auto_detect = false, header = false, hive_partitioning = false, compression = 'none',
    parallel = ${raw(String(!scan.hasNewlines))}, skip = ${raw(String(clean.skip))}, delim = ${literal(shape.delimiter)},
    quote = '"', escape = '"', max_line_size = ${raw(String(line))}, buffer_size = ${raw(String(line * 4))}, new_line = ${literal(newline)}, columns = {${raw(all.join(', '))}})`;
}

const wholeNumber = (value: Sql): Sql => sql`(case when ${value} = floor(${value}) then cast(${value} as bigint) end)`;
