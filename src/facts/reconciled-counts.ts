import type { Engine } from '../engines/engine.js';
import { joined, raw, type Sql, sql } from '../engines/sql.js';
import { Bug } from '../error.js';
import type { Exact } from '../model/exact.js';
import type { Forms } from '../model/figures/reconciled.js';
import { FORM_STANDS, type FormStands, ZERO } from '../model/measures.js';
import type { Scope } from '../model/scope.js';
import { type CubeContext, exactSum, spendOf } from './cube.js';
import type { Keys } from './cube-memo.js';
import {
  type Dimensions,
  inScope,
  keyColumns,
  rowPerValue,
  spendDay,
  spendInScope,
  spendIsKnown,
} from './cube-scope.js';

/** Forms of the same keys, and where they went. */
export interface FormsOf {
  readonly keys: Keys;
  readonly forms: Forms;
}

/** What a platform and what web analytics count of the same keys; null: nothing. */
export interface ToldActions {
  readonly keys: Keys;
  readonly platform: Exact | null;
  readonly goals: Exact | null;
}

export const FORM_DAY: Sql = sql`created_day`;
export const standsAs = (stands: FormStands): Sql => sql`stands = ${stands}`;

/** Counts the forms of a scope by some keys. Needs `forms`. Where it is unknown whether the CRM has them, that is null. */
export async function countForms(
  { engine, dimensions }: { engine: Engine; dimensions: Dimensions },
  scope: Scope,
  keys: readonly string[],
): Promise<FormsOf[]> {
  const counts = FORM_STANDS.map((one) => sql`count(*) filter (where ${standsAs(one)})`);
  const rows = await engine.query(
    sql`select ${joined([...keyColumns(keys, scope, FORM_DAY, dimensions), sql`count(*)`, sql`count(*) filter (where stands = 'unknown')`, ...counts], ', ')}
      from ${rowPerValue(sql`forms`, keys, dimensions)} where ${inScope(scope, FORM_DAY, dimensions)} ${grouped(keys)}`,
  );
  return rows
    .filter((row) => row[keys.length] !== 0n)
    .map((row) => {
      const [all = 0n, unknown = 0n, ...each] = row.slice(keys.length) as bigint[];
      const sum = each.reduce((left, one) => left + one, unknown);
      if (sum !== all) throw new Bug(`of ${all} forms ${sum} stand somewhere`);
      const told = FORM_STANDS.map((one, at): [FormStands, Exact | null] => [
        one,
        unknown > 0n && one !== 'excluded' && one !== 'repeated' ? null : (exactSum(each[at] ?? 0n) ?? ZERO),
      ]);
      return {
        keys: new Map(keys.map((key, at) => [key, row[at] as string])),
        forms: { ...(Object.fromEntries(told) as Record<FormStands, Exact | null>), all: exactSum(all) ?? ZERO },
      };
    });
}

/** Results of advertising by some keys, as each side counts its own. Empty if these keys cannot tell spend apart. */
export async function countToldActions(
  context: CubeContext,
  scope: Scope,
  keys: readonly string[],
): Promise<ToldActions[]> {
  const { engine, dimensions } = context;
  if (!spendIsKnown(scope, keys, dimensions)) return [];
  const { table, values } = spendOf(context.has);
  const sums = (['platform_actions', 'analytics_goals'] as const).map((of) => {
    const { value, when = sql`true` } = values[of];
    return sql`sum(${value}) filter (where ${when})`;
  });
  const rows =
    await engine.query(sql`select ${joined([...keyColumns(keys, scope, spendDay, dimensions), ...sums], ', ')}
    from ${rowPerValue(table, keys, dimensions)} where ${spendInScope(scope, dimensions)} ${grouped(keys)}`);
  return rows.map((row) => ({
    keys: new Map(keys.map((key, at) => [key, row[at] as string])),
    platform: exactSum(row[keys.length] ?? null),
    goals: exactSum(row[keys.length + 1] ?? null),
  }));
}

const grouped = (keys: readonly string[]): Sql =>
  keys.length === 0 ? sql`` : sql`group by ${raw(keys.map((_, at) => at + 1).join(', '))}`;
