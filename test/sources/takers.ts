import { basename } from 'node:path';
import { fold } from '../../src/model/fold.js';
import type { Export, Heading } from '../../src/sources/define-source.js';
import { SOURCES } from '../../src/sources/known-sources.js';

/**
 * All platforms that would accept a file with these headings. If there is more than one, the order of a list decides
 * how the file is read.
 */
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
