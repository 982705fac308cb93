import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDuckDb } from '../../src/engines/duckdb/open.js';
import type { Engine } from '../../src/engines/engine.js';
import { joined, name, sql } from '../../src/engines/sql.js';
import { UserError } from '../../src/error.js';
import { load } from '../../src/intake/load.js';
import { loadFiles } from '../../src/intake/load-files.js';
import { textsOf } from '../../src/intake/open/opened.js';
import { type IntakeOptions, readFiles } from '../../src/intake/read-files.js';
import { lineOf } from '../../src/intake/scan/line-of.js';
import type { Loaded } from '../../src/intake/scan/loaded.js';
import { columnsFile, namesOf } from '../../src/intake/type/lay-out.js';
import type { Delimiter, Encoding } from '../../src/model/dialect.js';
import type { LedgerEntry } from '../../src/model/report.js';
import type { FileSettings } from '../../src/model/settings.js';
import { makeScratch } from '../../src/scratch.js';
import { cellsOf, linesOf } from './text.js';

/** How a file is described in a configuration. */
export const described = (
  table: 'crm' | 'ad_stats',
  columns: Record<string, string>,
  more: Partial<FileSettings> = {},
): FileSettings => ({
  path: '*.csv',
  table: [table],
  entity: 'lead',
  columns: new Map(Object.entries(columns).map(([field, heading]) => [field, [{ heading }]])),
  set: new Map(),
  concatenated: false,
  ...more,
});

export interface Read {
  loaded: Loaded;
  /** Rows as an engine is given them, with the physical line that the program says each begins at. */
  rows: { line: number; cells: string[] }[];
  lines: number;
}

/** Reads files as far as the scan, in process, without a disk. */
export function makeReader(folder: string) {
  const path = join(folder, 'input.csv');
  return async (
    bytes: Uint8Array,
    settings: FileSettings | undefined,
    options: { encoding?: Encoding | undefined; delimiter?: Delimiter } = {},
  ): Promise<Read | UserError> => {
    let copy: Buffer | undefined;
    const scratch = {
      write: async (_: string, chunks: readonly Uint8Array[]) => {
        copy = Buffer.concat(chunks);
        return '';
      },
      path: async (name: string) => name,
      remove: () => {},
    };
    try {
      const file = { path, stamp: '', bytes: Buffer.from(bytes) };
      const [opened] = await textsOf(file, 'input.csv', () => settings?.encoding ?? options.encoding);
      if (!opened) throw new Error('nothing in it');
      const loaded = await load(
        opened,
        { path, name: 'input.csv', settings },
        0,
        { headings: [], encoding: options.encoding, delimiter: options.delimiter, dates: undefined },
        scratch,
      );
      return { loaded, ...rowsOf(loaded, copy ?? Buffer.from(bytes)) };
    } catch (error) {
      if (error instanceof UserError) return error;
      throw error;
    }
  };
}

export const isRefused = (read: Read | UserError): read is UserError => read instanceof UserError;

/** The rows as csv-parse reads the clean bytes: it throws where they are not clean. */
function rowsOf({ clean, shape, scan }: Loaded, bytes: Buffer): Pick<Read, 'rows' | 'lines'> {
  const text = bytes.toString('utf8').replace(/^\ufeff+/, '');
  const body =
    clean.skip === 0 ? text : text.slice(/\r\n|\n|\r/.exec(text)?.index ?? text.length).replace(/^\r?\n|^\r/, '');
  const cells = cellsOf(body, shape.delimiter);
  return {
    rows: cells.map((row, record) => ({ line: lineOf(scan.lineMap, record), cells: row })),
    lines: scan.nextLine - 1,
  };
}

/** Every line of the file is in one bucket, counted apart from the program. Says what does not add up, or nothing. */
export function imbalance({ loaded, rows, lines }: Read, text: string): string | undefined {
  const { scan, shape } = loaded;
  const buckets = {
    preamble: loaded.preambleLines,
    header: shape.headerLines + loaded.repeatedHeaders,
    total: loaded.totalLines,
    footer: loaded.footerLines,
    blank: scan.blankLines,
    rejected: loaded.rejects.length,
    rows: scan.recordLines,
  };
  const sum = Object.values(buckets).reduce((a, b) => a + b, 0);
  const there = linesOf(text).length;
  if (sum !== there || lines !== there)
    return `${there} lines, ${lines} counted, in buckets ${JSON.stringify(buckets)}`;
  if (rows.length !== scan.records) return `${scan.records} records counted, ${rows.length} there`;
  const ragged = rows.find(({ cells }) => cells.length !== shape.headings.length);
  return ragged && `a row of ${ragged.cells.length} cells under ${shape.headings.length} headings`;
}

export type Row = Record<string, unknown>;

/**
 * The intake room alone: files to the rows of their canonical table, file by file, with the ledger. A moment is text, an
 * amount too; what could not be read is null.
 */
export async function readRows(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  settings: FileSettings,
  { columns, threads, ...options }: Partial<IntakeOptions> & { columns: readonly string[]; threads?: number },
): Promise<{ rows: Row[][]; ledger: readonly LedgerEntry[] } | UserError> {
  const scratch = await makeScratch();
  let engine: Engine | undefined;
  try {
    const inputs = Object.entries(files).map(([name, content]) => {
      const path = join(folder, name);
      // What is written over a file of that name would wait for the disk.
      rmSync(path, { force: true });
      writeFileSync(path, content);
      return { path, name, settings };
    });
    const all: IntakeOptions = {
      ...{ headings: [], encoding: undefined, delimiter: undefined, timezone: undefined, decimal: undefined },
      ...{ dates: undefined, asOf: undefined, exclude: undefined, guess: false },
      ...{ dimensions: new Map(), worked: new Map(), rules: new Map(), statuses: new Map() },
      ...options,
    };
    const { loaded } = await loadFiles(inputs, all, scratch);
    engine = await openDuckDb({
      files: await Promise.all(
        loaded.flatMap((_, index) => namesOf(index).map((own) => scratch.path(columnsFile(own)))),
      ),
      threads,
      isSmall: true,
    });
    const { ledger } = await readFiles(engine, loaded, all, scratch);
    const fields = joined(
      columns.map((column) => sql`cast(${name(column)} as varchar)`),
      ', ',
    );
    const table = name(`${settings.table[0]}_rows`);
    const found = await engine.query(sql`select file, ${fields} from ${table} order by file, record`);
    const rows = inputs.map((_, index) =>
      found
        .filter(([file]) => Number(file) === index)
        .map(([, ...cells]) => Object.fromEntries(columns.map((column, at) => [column, cells[at]]))),
    );
    return { rows, ledger };
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  } finally {
    engine?.close();
    scratch.remove();
  }
}
