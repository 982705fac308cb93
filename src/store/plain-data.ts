import { Bug } from '../error.js';

/**
 * Plain data as text and back: all that JSON knows, and also Map, Set, bigint and numbers that are not finite. Refused
 * are an object with a key `$`, a function, and an object of any other class.
 */
export const writePlain = (value: unknown): string => JSON.stringify(tagged(value, ''));

export const readPlain = (text: string): unknown => JSON.parse(text, untagged);

function tagged(value: unknown, path: string): unknown {
  if (typeof value === 'bigint') return { $: 'int', of: String(value) };
  if (typeof value === 'number' && !Number.isFinite(value)) return { $: 'number', of: String(value) };
  if (value === null || value === undefined || ['string', 'number', 'boolean'].includes(typeof value)) return value;
  if (Array.isArray(value)) return value.map((one, at) => tagged(one, `${path}[${at}]`) ?? null);
  if (value instanceof Map) return { $: 'map', of: [...value].map((pair, at) => tagged(pair, `${path}(${at})`)) };
  if (value instanceof Set) return { $: 'set', of: [...value].map((one) => tagged(one, `${path}()`)) };
  const isPlain = typeof value === 'object' && [Object.prototype, null].includes(Object.getPrototypeOf(value));
  if (!isPlain || '$' in value) throw new Bug(`no plain data at ${path}`);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, tagged(one, `${path}.${name}`)]));
}

function untagged(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('$' in value) || !('of' in value)) return value;
  if (value.$ === 'int') return BigInt(value.of as string);
  if (value.$ === 'number') return Number(value.of);
  return value.$ === 'map' ? new Map(value.of as [unknown, unknown][]) : new Set(value.of as unknown[]);
}
