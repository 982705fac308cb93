import { fold } from '../../src/model/fold.js';
import { CRMS } from '../../src/sources/crm/crms.js';
import type { Export, Heading, Source } from '../../src/sources/define-source.js';

/** The rule by which an export is chosen, written a second time, so that sources are tested without the intake. */
export interface Match {
  source: Source;
  shape: Export;
  score: number;
}

const matches = (wanted: Heading, heading: string): boolean =>
  typeof wanted === 'string' ? fold(wanted) === fold(heading) : wanted.test(heading.trim());

const has = (wanted: readonly Heading[], headings: readonly string[]): boolean =>
  wanted.some((one) => headings.some((heading) => matches(one, heading)));

/** Every CRM export that a header row can be, the best first. */
export function matchesOf(headings: readonly string[]): Match[] {
  return CRMS.flatMap((source) => source.exports.map((shape) => ({ source, shape })))
    .filter(({ shape }) => shape.table === 'crm')
    .filter(({ shape: { absent = [] } }) => !absent.some((one) => has([one], headings)))
    .filter(({ shape }) =>
      shape.required.every((one) =>
        has(typeof one === 'string' ? (shape.fields[one]?.headings ?? []) : [one], headings),
      ),
    )
    .map(({ source, shape }) => ({
      source,
      shape,
      score: Object.values(shape.fields).filter((field) => has(field.headings, headings)).length,
    }))
    .sort((a, b) => b.score - a.score);
}

/** Field → the heading it is read from. */
export function columnsOf(shape: Export, headings: readonly string[]): Record<string, string> {
  const columns: Record<string, string> = {};
  for (const [field, { headings: wanted }] of Object.entries(shape.fields)) {
    const found = wanted.flatMap((one) => headings.find((heading) => matches(one, heading)) ?? [])[0];
    if (found !== undefined) columns[field] = found;
  }
  return columns;
}
