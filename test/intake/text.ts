// What the tests know of CSV on their own, independent of the program: how lines are counted and tables are written.

import { parse } from 'csv-parse/sync';
import { mulberry } from '../mulberry.js';

export const delimiters = [',', ';', '\t', '|'] as const;
export const newlines = ['\n', '\r\n', '\r'] as const;

/** The physical lines of a text; the newline after the last is no line of its own. */
export function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Every cell of a clean text; throws at the first that is not as RFC 4180 has it. */
export const cellsOf = (text: string | Buffer, delimiter: string, newline?: string): string[][] =>
  text.length === 0
    ? []
    : (parse(text, { delimiter, ...(newline ? { record_delimiter: newline } : {}) }) as unknown as string[][]);

export const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
export const needsQuotes = (cell: string, delimiter: string): boolean =>
  cell.includes(delimiter) || /["\r\n]/.test(cell);
export const minimal = (cell: string, delimiter: string): string =>
  needsQuotes(cell, delimiter) ? quoted(cell) : cell;

/** Chooses at random, the same for the same seed. */
export function makeRandom(seed: number) {
  const next = mulberry(seed);
  const int = (below: number) => Math.floor(next() * below);
  return { next, int, pick: <T>(items: readonly T[]): T => items[int(items.length)] as T };
}

/** Bytes of a single-byte encoding, out of the characters that its bytes from 0x80 on stand for. */
export const single = (high: string) => {
  const bytes = new Map([...high].map((char, at): [string, number] => [char, at + 0x80]));
  return (text: string) =>
    Buffer.from(
      [...text].map((char) => {
        const byte = char < '\u0080' ? char.charCodeAt(0) : bytes.get(char);
        if (byte === undefined) throw new Error(`${char} is not in this encoding`);
        return byte;
      }),
    );
};
export const highHalf = (encoding: string) =>
  new TextDecoder(encoding).decode(Uint8Array.from({ length: 128 }, (_, at) => at + 0x80));
export const cp1251 = single(highHalf('windows-1251'));
