import { type Export, text } from '../../sources/define-source.js';
import type { Found } from './found.js';
import { placesOf, type Wanted } from './heading-match.js';
import type { Recognised } from './recognised.js';
import type { ValuesOf } from './unread-table.js';

/**
 * Where a platform gives amounts in several currencies and its own conversion of them, the conversion is read if there
 * are several; else the amounts themselves.
 */
export function inOneCurrency(found: Found, headings: readonly string[], valuesOf: ValuesOf): Found {
  const { converted, fields } = found.shape;
  if (!converted?.plain) return found;
  if (severalIn(converted, headings, valuesOf) === false) return { ...found, shape: converted.plain };
  const { currency, ...others } = fields;
  // The column of currencies belongs to the amounts that are not read; the converted ones may have one of their own.
  const own = (currency?.headings ?? []).filter((one) => typeof one !== 'string' || !converted.by.test(one));
  const ofThem = own.length > 0 ? { currency: text(...own) } : {};
  return { ...found, shape: { ...found.shape, inAccountCurrency: true, fields: { ...others, ...ofThem } } };
}

/** The heading of the amounts that are not read, since the platform's conversion of them is. */
export function convertedFrom(
  { converted, columns }: Recognised,
  headings: readonly string[],
  valuesOf: ValuesOf,
): { from: string; to: string } | undefined {
  const [from] = converted ? at(converted.from, headings) : [];
  const [to] = converted ? at(converted.to, headings) : [];
  const isRead = [...columns.values()].some(({ index }) => index === to);
  if (converted === undefined || from === undefined || to === undefined || !isRead) return undefined;
  const areSeveral = severalIn(converted, headings, valuesOf) ?? !areAlike(valuesOf(from), valuesOf(to));
  return areSeveral ? { from: headings[from] as string, to: headings[to] as string } : undefined;
}

const at = (wanted: Wanted, headings: readonly string[]): readonly number[] => placesOf(wanted, headings);

/** Whether the column of currencies has several; undefined: there is none. */
function severalIn(
  { by }: NonNullable<Export['converted']>,
  headings: readonly string[],
  valuesOf: ValuesOf,
): boolean | undefined {
  const [column] = at(by, headings);
  if (column === undefined) return undefined;
  return new Set([...valuesOf(column)].map((code) => code.trim().toUpperCase()).filter((code) => code !== '')).size > 1;
}

const areAlike = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size > 0 && a.size === b.size && [...a].every((value) => b.has(value));
