import { joined, literal, raw, type Sql, sql } from '../../engines/sql.js';
import type { Rule, Worked } from '../../model/settings.js';
import type { Table } from '../../model/tables.js';
import { type Cells, columnsOf, ruleHolds, ruleVerdict } from './conditions.js';
import type { TypeOptions } from './type-options.js';

/** The value of a computed column in a row of a file that has some columns: a word, or null. */
export function workedValue(worked: Worked, has: (column: string) => boolean, cells: Cells): Sql {
  if ('segments' in worked) {
    const branches = [...worked.segments].flatMap(([segment, rule]) => {
      const own = rule.filter((conditions) => conditions.every(({ column }) => has(column)));
      return own.length > 0 ? [sql`when ${ruleHolds(own, cells)} then ${literal(segment)}`] : [];
    });
    return branches.length > 0 ? sql`case ${joined(branches, ' ')} end` : sql`cast(null as varchar)`;
  }
  const signs = worked.signs.map((sign) => ruleVerdict(sign, has, cells));
  const count = (when: (sign: Sql) => Sql) =>
    joined(
      signs.map((sign) => sql`case when ${when(sign)} then 1 else 0 end`),
      ' + ',
    );
  const enough = raw(String(worked.atLeast));
  return sql`case when ${count((sign) => sign)} >= ${enough} then 'met'
    when ${count((sign) => sql`${sign} is distinct from false`)} < ${enough} then 'not met' end`;
}

/**
 * A rule tells spend apart only where a file has all of its columns: else spend would fall to whatever the rule leaves
 * over.
 */
export function isWorked(worked: Worked, table: Table, has: (column: string) => boolean): boolean {
  const columns = [...columnsBehind(worked)];
  return table === 'crm' || table === 'ad_leads' ? columns.some(has) : 'segments' in worked && columns.every(has);
}

const rulesOf = (worked: Worked): readonly Rule[] =>
  'segments' in worked ? [...worked.segments.values()] : worked.signs;

/** The headings that a worked column is worked out of. */
export const columnsBehind = (worked: Worked): ReadonlySet<string> => columnsOf(rulesOf(worked).flat()).all;

/** Every rule that is held against the cells of a row. */
export const rulesIn = ({ rules, exclude, worked }: Pick<TypeOptions, 'rules' | 'exclude' | 'worked'>): Rule[] => [
  ...rules.values(),
  exclude ?? [],
  ...[...worked.values()].flatMap(rulesOf),
];

/** Names of the columns that are read or computed for reports, in their order. */
export const dimensionsIn = ({ dimensions, worked }: Pick<TypeOptions, 'dimensions' | 'worked'>): string[] => [
  ...dimensions.keys(),
  ...worked.keys(),
];
