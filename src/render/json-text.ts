import { isExact } from '../model/exact.js';
import type { Cell, Kind } from '../model/sheet.js';
import { figure } from './plain-figure.js';

// JSON is built from entries, never from objects: a key is a key, whatever its name.

/** A key and the JSON of its value. */
export type Entry = readonly [string, string];

/**
 * The JSON of a value. Control characters and direction marks, which JSON would let through, are escaped: the value is
 * the same, and a terminal cannot obey it.
 */
export const value = (scalar: unknown): string =>
  JSON.stringify(scalar).replace(/[\x7f-\x9f\p{Cf}\u2028\u2029]/gu, (char) =>
    [...Array(char.length).keys()].map((i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`).join(''),
  );

const pair = ([key, text]: Entry): string => `${value(key)}: ${text}`;
export const line = (entries: readonly Entry[]): string => `{${entries.map(pair).join(', ')}}`;
export const list = (items: readonly string[]): string => `[${items.join(', ')}]`;
export const block = (entries: readonly Entry[]): string => lines('{', entries.map(pair), '}');
export const blockList = (items: readonly string[]): string => lines('[', items, ']');
// A newline inside a JSON string is always written as `\n`, so every real one may be indented.
const lines = (open: string, items: readonly string[], close: string): string =>
  items.length === 0
    ? open + close
    : `${open}\n${items.map((item) => `  ${item.replaceAll('\n', '\n  ')}`).join(',\n')}\n${close}`;

/** Amounts are strings: many readers of JSON would make a double of a number. */
export function cell(of: Cell, kind: Kind): string {
  if (!isExact(of)) return Array.isArray(of) ? list(of.map(value)) : value(of);
  const written = figure(of, kind);
  return kind === 'money' || kind === 'unit_cost' ? value(written) : written;
}
