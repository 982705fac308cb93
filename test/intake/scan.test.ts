import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineOf } from '../../src/intake/scan/line-of.js';
import { scan } from '../../src/intake/scan/scan.js';
import type { Scan } from '../../src/intake/scan/scan-tally.js';
import { readRecord } from '../../src/intake/shape/record.js';
import { atOnce } from '../../src/model/give-way.js';
import { numberFrom } from '../given.js';
import { workOf } from '../work.js';
import { cellsOf, delimiters, linesOf, minimal, newlines, quoted } from './text.js';

// A failing run prints its seed; FUNNEL_SEED=n runs that one again, FUNNEL_RUNS=n runs more.
const seed = numberFrom('FUNNEL_SEED', 20261103);
const parameters = { numRuns: numberFrom('FUNNEL_RUNS', 300), seed };

const bytesOf = (text: string) => Buffer.from(text, 'utf8');
const scanOf = (text: string, delimiter: string, width: number) =>
  atOnce(scan(bytesOf(text), 0, 1, { delimiter: delimiter.charCodeAt(0), width }));

/** The records of the segments, as csv-parse reads them. */
const recordsOf = (text: string, { segments }: Scan, delimiter: string, newline?: string): string[][] =>
  segments.flatMap(({ start, end }) => cellsOf(bytesOf(text).subarray(start, end), delimiter, newline));

const placesOf = ({ lineMap, records }: Scan): number[] =>
  Array.from({ length: records }, (_, record) => lineOf(lineMap, record));

/** The scanner's own idea of blank: delimiters, spaces, tabs, and quotes with nothing above a space in them. */
const isBlank = (cells: readonly string[]) => cells.every((cell) => [...cell].every((char) => char <= ' '));

// Bits of cells that matter to a reader of CSV, and some that only look as if they did.
const bit = fc.constantFrom(
  ...['a', 'B', '7', ' ', ',', ';', '\t', '|', '"', '""', "'", '\\', '\\"', '\n', '\r', '\r\n', '\n\n', 'й', '€'],
  ...['\u00a0', '\u2028', '\u0085', '😀', '#', '=', '2026-01-02', 'Total', '\ufeff'],
);
const anyCell = fc.array(bit, { maxLength: 6 }).map((bits) => bits.join(''));
const dialect = fc.record({ delimiter: fc.constantFrom(...delimiters), newline: fc.constantFrom(...newlines) });
const table = (cell: fc.Arbitrary<string>, widths: { min: number; max: number }, most = 8) =>
  fc
    .integer(widths)
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: most }),
    );

/** How many lines a cell adds to its row. */
const newlinesIn = (cell: string) => cell.split(/\r\n|\n|\r/).length - 1;
const heightOf = (row: readonly string[]) => 1 + row.reduce((sum, cell) => sum + newlinesIn(cell), 0);

describe('a table that any good writer wrote', () => {
  const written = fc.record({
    ...{ rows: table(anyCell, { min: 1, max: 5 }), dialect, quoted: fc.boolean(), quotedEmpty: fc.boolean() },
    end: fc.boolean(),
  });
  type Written = typeof written extends fc.Arbitrary<infer One> ? One : never;
  const write = ({ rows, dialect: { delimiter, newline }, quoted: all, quotedEmpty, end }: Written) =>
    stringify(rows, {
      delimiter,
      record_delimiter: newline,
      quoted: all,
      quoted_empty: quotedEmpty,
      quoted_match: /[\r\n]/,
      eof: end,
    });

  it('comes back cell by cell, and only its blank rows are left out', () => {
    fc.assert(
      fc.property(written, (one) => {
        const { delimiter, newline } = one.dialect;
        const text = write(one);
        const result = scanOf(text, delimiter, one.rows[0]?.length ?? 0);
        expect(result.broken).toEqual([]);
        const kept = one.rows.filter((row) => !isBlank(row));
        expect(recordsOf(text, result, delimiter, newline)).toEqual(kept);
        expect(result.records).toBe(kept.length);
      }),
      parameters,
    );
  });

  it('has each of its records on the line where it begins', () => {
    fc.assert(
      fc.property(written, (one) => {
        const result = scanOf(write(one), one.dialect.delimiter, one.rows[0]?.length ?? 0);
        const begins: number[] = [];
        let line = 1;
        for (const row of one.rows) {
          if (!isBlank(row)) begins.push(line);
          line += heightOf(row);
        }
        expect(placesOf(result)).toEqual(begins);
        const kept = one.rows.filter((row) => !isBlank(row));
        expect(result.recordLines).toBe(kept.reduce((sum, row) => sum + heightOf(row), 0));
        const tall = kept.flatMap((row, record) => (heightOf(row) > 1 ? [[record, heightOf(row)]] : []));
        expect([...result.spans]).toEqual(tall);
      }),
      parameters,
    );
  });

  it('says which newline ends its rows', () => {
    const rows = table(fc.constantFrom('a', 'b,c', 'd"e', 'f\ng', 'h\r\ni'), { min: 2, max: 4 });
    fc.assert(
      fc.property(rows, dialect, ([...all], { delimiter, newline }) => {
        const text = all.map((row) => row.map((cell) => minimal(cell, delimiter)).join(delimiter) + newline).join('');
        const named = { '\n': 'lf', '\r\n': 'crlf', '\r': 'other' }[newline];
        expect(scanOf(text, delimiter, all[0]?.length ?? 0).newline).toBe(named);
      }),
      parameters,
    );
  });
});

describe('any bytes whatever', () => {
  const soup = fc.array(fc.oneof({ weight: 9, arbitrary: bit }, { weight: 1, arbitrary: fc.string() }), {
    maxLength: 60,
  });
  const whatever = soup.map((bits) => bits.join(''));
  const width = fc.integer({ min: 1, max: 4 });

  it('end line by line in exactly one of record, blank, broken', () => {
    fc.assert(
      fc.property(whatever, width, fc.constantFrom(...delimiters), (text, cells, delimiter) => {
        const result = scanOf(text, delimiter, cells);
        expect(result.recordLines + result.blankLines + result.broken.length).toBe(linesOf(text).length);
        expect(result.nextLine - 1).toBe(linesOf(text).length);
      }),
      { ...parameters, numRuns: parameters.numRuns * 5 },
    );
  });

  it('give records as wide as the header, in segments that neither overlap nor touch a broken line', () => {
    fc.assert(
      fc.property(whatever, width, fc.constantFrom(...delimiters), (text, cells, delimiter) => {
        const result = scanOf(text, delimiter, cells);
        const bytes = bytesOf(text);
        let records = 0;
        let last = 0;
        for (const { start, end } of result.segments) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          for (let at = start; at < end; ) {
            const record = readRecord(bytes, at, delimiter.charCodeAt(0));
            expect([record.problem, record.cells]).toEqual([undefined, cells]);
            at = record.end;
            records++;
          }
          last = end;
        }
        expect(records).toBe(result.records);
        for (const broken of result.broken)
          expect(result.segments.some(({ start, end }) => broken.start < end && broken.end > start)).toBe(false);
      }),
      { ...parameters, numRuns: parameters.numRuns * 5 },
    );
  });

  it('have a broken line where the number says', () => {
    fc.assert(
      fc.property(whatever, width, fc.constantFrom(...delimiters), (text, cells, delimiter) => {
        const lines = linesOf(text);
        for (const { line, start, end } of scanOf(text, delimiter, cells).broken)
          expect(bytesOf(text).subarray(start, end).toString('utf8')).toBe(lines[line - 1]);
      }),
      { ...parameters, numRuns: parameters.numRuns * 3 },
    );
  });
});

/** Each takes a written row and gives it back damaged; undefined where the row cannot be damaged so. */
type Damage = (cells: readonly string[], delimiter: string, at: number) => string | undefined;
const put = (cells: readonly string[], at: number, cell: string | undefined, delimiter: string) =>
  cell === undefined ? undefined : cells.map((own, index) => (index === at ? cell : own)).join(delimiter);
const isQuoted = (cell: string) => cell.startsWith('"');
const insert = (cell: string, at: number, what: string) => cell.slice(0, at) + what + cell.slice(at);

const DAMAGES: Record<string, Damage> = {
  short: (cells, delimiter) => cells.slice(0, -1).join(delimiter),
  'much too short': (cells) => cells[0],
  long: (cells, delimiter) => [...cells, 'more'].join(delimiter),
  'longer by an empty cell at an empty end': (cells, delimiter) =>
    `${put(cells, cells.length - 1, '', delimiter)}${delimiter}`,
  'longer by an empty cell': (cells, delimiter) => `${cells.join(delimiter)}${delimiter}`,
  'a stray quote at the start of a cell': (cells, delimiter, at) => put(cells, at, `"${cells[at]}`, delimiter),
  'a stray quote in the middle of a cell': (cells, delimiter, at) => {
    const cell = cells[at] as string;
    // Beside another quote it would be an escaped one; outside both it would be the start or the end.
    const middle = isQuoted(cell) ? cell.search(/(?<=^"[^"]+)[^",;\t|]/) : Math.ceil(cell.length / 2);
    return middle > 0 && cell.length > 1 ? put(cells, at, insert(cell, middle, '"'), delimiter) : undefined;
  },
  'a stray quote at the end of a cell': (cells, delimiter, at) =>
    cells[at] === '' ? undefined : put(cells, at, `${cells[at]}"`, delimiter),
  'a quote that is not closed': (cells, delimiter, at) => {
    const cell = cells[at] as string;
    return put(cells, at, isQuoted(cell) ? cell.slice(0, -1) : `"${cell}`, delimiter);
  },
  'blanks before a quote': (cells, delimiter, at) =>
    put(cells, at, ` ${quoted((cells[at] as string).replaceAll('"', ''))}`, delimiter),
  'text after a closing quote': (cells, delimiter, at) =>
    put(cells, at, `${quoted((cells[at] as string).replaceAll('"', ''))}x`, delimiter),
};

describe('one damaged row', () => {
  // A quoted cell that begins with a delimiter or a newline could close a quote that was left open: such a file has two
  // readings, and both are right by RFC 4180.
  const opens = /^"*[,;\t|\r\n]/;
  const cell = anyCell.filter((text) => !opens.test(text));
  const lowCell = cell.map((text) => text.replace(/[\r\n]+/g, ' ')).filter((text) => !opens.test(text));
  const damaged = (name: string) =>
    fc
      .record({
        rows: table(cell, { min: 2, max: 4 }, 7),
        low: fc.array(lowCell, { minLength: 4, maxLength: 4 }),
        dialect,
        all: fc.boolean(),
        at: fc.nat(),
        where: fc.nat(),
        end: fc.boolean(),
        gaps: fc.array(fc.nat(2), { minLength: 8, maxLength: 8 }),
      })
      .map(({ rows, low, dialect: { delimiter, newline }, all, at, where, end, gaps }) => {
        const write = (text: string) => (all ? quoted(text) : minimal(text, delimiter));
        const bad = where % rows.length;
        // The first cell holds the number of the row, so that no row is blank and each is known again.
        const numbered = rows.map((row, index) => [
          `r${index}`,
          ...(index === bad ? low.slice(0, row.length - 1) : row.slice(1)),
        ]);
        const damage = DAMAGES[name] as Damage;
        const width = rows[0]?.length ?? 0;
        const lines: string[] = [];
        const right: { line: number; cells: string[] }[] = [];
        let line = 1;
        let brokenAt = 0;
        let blank = 0;
        for (const [index, row] of numbered.entries()) {
          const written = row.map(write);
          const spoilt = index === bad ? damage(written, delimiter, at % width) : written.join(delimiter);
          if (spoilt === undefined) return undefined;
          if (index === bad) brokenAt = line;
          else right.push({ line, cells: row });
          lines.push(spoilt);
          line += index === bad ? 1 : heightOf(row);
          // Blank lines between rows move the numbers of those below.
          const gap = gaps[index] ?? 0;
          if (gap < 2) continue;
          lines.push('');
          line++;
          blank++;
        }
        return {
          text: lines.join(newline) + (end ? newline : ''),
          delimiter,
          newline,
          width,
          right,
          brokenAt,
          blank,
          end,
        };
      })
      .filter((one) => one !== undefined);

  it.each(Object.keys(DAMAGES))('%s: costs its own line and nothing else', { tags: 'slow' }, (name) => {
    fc.assert(
      fc.property(damaged(name), ({ text, delimiter, newline, width, right, brokenAt, blank, end }) => {
        const result = scanOf(text, delimiter, width);
        expect(result.broken.map(({ line }) => line)).toEqual([brokenAt]);
        const records = recordsOf(text, result, delimiter, newline);
        const lines = placesOf(result);
        expect(records.map((cells, record) => ({ line: lines[record], cells }))).toEqual(right);
        // Without a newline at its end, the blank line that ends a file is none.
        expect(result.blankLines).toBe(end || !text.endsWith(newline) ? blank : blank - 1);
      }),
      parameters,
    );
  });
});

describe('a download that was cut off', () => {
  it('keeps what was whole, and counts the rest', () => {
    // Half of a cell of several lines may look like rows of its own: nobody could tell.
    const flat = anyCell.map((text) => text.replace(/[\r\n]+/g, ' '));
    const rows = table(flat, { min: 2, max: 4 });
    fc.assert(
      fc.property(rows, dialect, fc.nat(), ([...all], { delimiter, newline }, cut) => {
        const numbered = all.map((row, index) => [`r${index}`, ...row.slice(1)]);
        const whole = numbered
          .map((row) => row.map((cell) => minimal(cell, delimiter)).join(delimiter) + newline)
          .join('');
        // Not between the halves of a character, nor between those of a newline.
        const torn = newline === '\r' ? /[\ud800-\udbff]$/ : /[\ud800-\udbff\r]$/;
        const text = whole.slice(0, cut % (whole.length + 1)).replace(torn, '');
        const result = scanOf(text, delimiter, numbered[0]?.length ?? 0);
        const records = recordsOf(text, result, delimiter, newline);
        // All but the last record are those of the table; the last may have lost the end of its last cell.
        const [last, before] = [records.at(-1) ?? [], records.slice(0, -1)];
        expect(before).toEqual(numbered.slice(0, before.length));
        if (records.length > 0) {
          const meant = numbered[records.length - 1] as string[];
          expect(last.slice(0, -1)).toEqual(meant.slice(0, -1));
          expect(meant.at(-1)?.startsWith(last.at(-1) ?? '')).toBe(true);
        }
        expect(result.recordLines + result.blankLines + result.broken.length).toBe(linesOf(text).length);
      }),
      parameters,
    );
  });
});

describe('rows that are left out on purpose', () => {
  it('are in no segment, and move no line number', () => {
    const rows = table(fc.constantFrom('a', 'b\nc', 'd,e', ''), { min: 2, max: 3 }, 10);
    fc.assert(
      fc.property(rows, fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }), ([...all], out) => {
        const numbered = all.map((row, index) => [`r${index}`, ...row.slice(1)]);
        const text = numbered.map((row) => `${row.map((cell) => minimal(cell, ',')).join(',')}\n`).join('');
        let seen = 0;
        const told: number[] = [];
        const bytes = bytesOf(text);
        const skip = (start: number, end: number, line: number, lines: number) => {
          expect(bytes.subarray(start, end).toString()).toMatch(new RegExp(`^r${seen},`));
          expect(lines).toBe(heightOf(numbered[seen] as string[]));
          if (out[seen]) told.push(line);
          return out[seen++] as boolean;
        };
        const result = atOnce(scan(bytes, 0, 1, { delimiter: 44, width: all[0]?.length ?? 0 }, skip));
        expect(recordsOf(text, result, ',', '\n')).toEqual(numbered.filter((_, index) => !out[index]));
        const begins = numbered.map(
          (_, index) => 1 + numbered.slice(0, index).reduce((sum, row) => sum + heightOf(row), 0),
        );
        expect(placesOf(result)).toEqual(begins.filter((_, index) => !out[index]));
        expect(told).toEqual(begins.filter((_, index) => out[index]));
      }),
      parameters,
    );
  });
});

describe('size', () => {
  it('reads a million bytes of quotes of any kind in no time', { tags: 'slow' }, async () => {
    const work = await workOf(() => {
      for (const line of ['"', '""', '"""', '"a', 'a"', '"a""', '","', '"\n"', 'a,"b', '"",'])
        scanOf(`${line}\n`.repeat(Math.floor(1e6 / (line.length + 1))), ',', 2);
    });
    expect(work).toBeLessThan(10_000);
  });

  it('finds the line of each of many records below many tall ones', async () => {
    // 50,000 notes of two lines, and 50,000 rows to be named: each must not walk all of the notes.
    const result = scanOf(`${'1,"a\nb"\n'.repeat(50_000)}${'2,x\n'.repeat(50_000)}`, ',', 2);
    const work = await workOf(() => {
      for (let record = 50_000; record < 100_000; record += 10) lineOf(result.lineMap, record);
    });
    expect(work).toBeLessThan(1000);
    expect(lineOf(result.lineMap, 99_999)).toBe(150_000);
  });
});
