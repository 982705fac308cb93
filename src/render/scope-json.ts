import type { Report } from '../model/report.js';
import { type Entry, line, value } from './json-text.js';

/**
 * What a figure is about, the same in each JSON of the program. `attribution`: how sources were given parts of leads,
 * if they were.
 */
export const scopeEntries = (
  of: Pick<Report, 'period' | 'basis' | 'reach' | 'asOf' | 'timezone' | 'currency'>,
  attribution: readonly Entry[],
): Entry[] => [
  [
    'period',
    line([
      ['from', value(of.period.from)],
      ['to', value(of.period.to)],
    ]),
  ],
  ['basis', value(of.basis)],
  ['reach', value(of.reach)],
  ...attribution,
  ['as_of', value(of.asOf)],
  ['timezone', value(of.timezone)],
  ['currency', value(of.currency)],
];
