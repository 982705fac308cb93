import type { Config } from '../config/schema.js';
import { SEGMENT } from '../model/dimensions.js';
import type { Rule, Worked } from '../model/settings.js';

/**
 * What the rules of a configuration work out for each row, in the order in which it is stored there: the segment, then
 * each criterion of the standard.
 */
export const workedOf = ({ segments, standard }: Config): ReadonlyMap<string, Worked> =>
  new Map<string, Worked>([
    ...(segments.size > 0 ? [[SEGMENT, { segments }] as const] : []),
    ...[...(standard ?? [])].map(([name, criterion]) => [`standard.${name}`, criterion] as const),
  ]);

/** Whether leads are qualified by nothing but what the standard reads: then sales would be compared with itself. */
export function isStandardQualified({ standard, rules }: Pick<Config, 'standard' | 'rules'>): boolean {
  const own = new Set([...(standard ?? new Map()).values()].flatMap(({ signs }) => columnsIn(signs.flat())));
  const read = columnsIn(rules.get('qualified') ?? []);
  return read.length > 0 && read.every((column) => own.has(column));
}

const columnsIn = (rule: Rule): string[] => rule.flat().map(({ column }) => column);
