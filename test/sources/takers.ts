import { basename } from 'node:path';
import { fold } from '../../src/model/fold.js';
import type { Export, Heading } from '../../src/sources/define-source.js';
import { SOURCES } from '../../src/sources/known-sources.js';

/** Every platform that would take a file with these headings: one too many is a file read by the order of a list. */
export function takers(headings: readonly string[], path = ''): string[] {
  const has = (wanted: readonly Heading[]) =>
    wanted.some((one) =>
      headings.some((heading) => (typeof one === 'string' ? fold(one) === fold(heading) : one.test(heading.trim()))),
    );
  const fits = ({ required, fields, named, absent = [] }: Export) =>
    (!named || named.test(basename(path))) &&
    !has(absent) &&
    required.every((one) => has(typeof one === 'string' ? (fields[one]?.headings ?? []) : [one]));
  return SOURCES.filter(({ exports }) => exports.some(fits)).map(({ name }) => name);
}
