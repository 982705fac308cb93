import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { UserError } from '../error.js';
import { decode } from '../intake/open/encoding.js';
import { cannotRead } from '../intake/open/opened.js';
import { SEPARATORS } from '../model/dialect.js';
import { fold } from '../model/fold.js';
import { type Text, text } from '../model/text.js';

/** A small table that the configuration names: rates, holidays. */
export interface SmallTable {
  /** Our name of a column → the headings it may have. */
  readonly headings: Readonly<Record<string, readonly string[]>>;
  /** Columns that may be missing. */
  readonly optional?: readonly string[];
  /** What the error says if the headings are others; and an example of a line. */
  readonly what: Text;
  readonly expected: Text;
}

/**
 * Reads such a file: the number of each line, and its cells by our names of the columns. Any separator will do.
 *
 * @throws {UserError} Where it cannot be read, or a line has another number of cells than the header.
 */
export async function readSmallTable(
  path: string,
  file: string,
  { headings, optional = [], what, expected }: SmallTable,
): Promise<{ line: number; cells: Readonly<Record<string, string>> }[]> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw cannotRead(file, error);
  });
  const content = (await decode(bytes, file, undefined)).bytes.toString('utf8');
  const [first = ''] = /^.*$/m.exec(content.trimStart()) ?? [];
  const delimiter = SEPARATORS.findLast((sign) => first.includes(sign)) ?? ',';
  const [head, ...records] = recordsOf(content, delimiter, file, expected);
  const places = Object.entries(headings).map(([name, called]) => {
    const found = (head?.cells ?? []).flatMap((own, at) => (called.includes(fold(own)) ? [at] : []));
    const isRight = found.length === 1 || (found.length === 0 && optional.includes(name));
    if (!isRight) throw new UserError(what, { file, hint: expected });
    return [name, found[0]] as const;
  });
  return records.map(({ cells, line }) => {
    // A decimal comma in a file with commas: of `92,5` only `92` would be read.
    if (cells.length !== head?.cells.length)
      throw new UserError(
        text(
          `${cells.length} cells, the header has ${head?.cells.length}`,
          `ячеек ${cells.length}, в заголовке ${head?.cells.length}`,
        ),
        { file, line, hint: expected },
      );
    return {
      line,
      cells: Object.fromEntries(places.map(([name, at]) => [name, at === undefined ? '' : (cells[at] ?? '')])),
    };
  });
}

/** The lines that are not empty, with their numbers. */
function recordsOf(
  content: string,
  delimiter: string,
  file: string,
  expected: Text,
): { cells: string[]; line: number }[] {
  try {
    const records = parse(content, {
      ...{ bom: true, trim: true, delimiter, relax_column_count: true, skip_empty_lines: true, info: true },
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records
      .map(({ record, info }) => ({ cells: record, line: info.lines }))
      .filter(({ cells }) => cells.some((cell) => cell !== ''));
  } catch (error) {
    const { lines } = error as { lines?: number };
    if (lines === undefined) throw error;
    throw new UserError(text('quotes that are never closed', 'незакрытые кавычки'), {
      file,
      line: lines,
      hint: expected,
    });
  }
}
