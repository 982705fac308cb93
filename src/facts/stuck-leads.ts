import type { Engine } from '../engines/engine.js';
import { spelt } from '../engines/spell.js';
import { joined, literal, name, raw, sql } from '../engines/sql.js';
import { type Exact, exact } from '../model/exact.js';
import { LEAD_STAGES, type LeadStage } from '../model/funnel-stages.js';
import type { Scope } from '../model/scope.js';
import { exactSum } from './cube.js';
import type { Keys } from './cube-memo.js';
import { type Dimensions, inScope, keyColumns } from './cube-scope.js';
import { secondsBetween } from './dates-in-order.js';
import type { Watched } from './lead-incidence.js';
import { cameOn } from './stage-days.js';
import { momentAt } from './young.js';

type WhyStuck = 'no answer' | 'too long' | 'date past';

/** An open lead that does not move. */
export interface StuckLead {
  readonly key: string;
  readonly keys: Keys;
  readonly stage: LeadStage;
  readonly manager: string;
  readonly source: string;
  /** Seconds in the stage, and after how many a lead is stuck; null: unknown. */
  readonly age: Exact;
  readonly threshold: Exact | null;
  readonly why: WhyStuck;
  /** What is hoped for. */
  readonly amount: Exact | null;
}

interface StuckLeads {
  readonly leads: readonly StuckLead[];
  /** Open leads of which nothing tells since when they are in their stage. */
  readonly unknownAge: number;
}

/**
 * Finds open leads of a scope that sales have and that are stuck: their answer is overdue, they are in their stage for
 * longer than its threshold (seconds), or their planned day has passed. A lead is in the first stage since its creation.
 * Needs `answers`.
 */
export async function findStuck(
  engine: Engine,
  scope: Scope,
  dimensions: Dimensions,
  { moments, asOf }: Watched,
  by: readonly string[],
  thresholds: ReadonlyMap<LeadStage, Exact>,
): Promise<StuckLeads> {
  const day = sql`created_day`;
  // Each of them stands there once, whatever its cells hold.
  const keys = keyColumns(['manager', 'source', ...by], scope, day, { ...dimensions, splits: new Map() });
  const names = keys.map((_, index) => name(`k${index}`));
  const at = (stage: LeadStage) => raw(String(LEAD_STAGES.indexOf(stage)));
  const since = LEAD_STAGES.flatMap((stage) => {
    const came = cameOn(stage, moments);
    return came ? [sql`when ${at(stage)} then ${secondsBetween(came, momentAt(asOf), asOf.length === 10)}`] : [];
  });
  // In tenths of seconds, as a quantile between whole ones is.
  const limits = [...thresholds].map(
    ([stage, { num, den }]) => sql`when ${at(stage)} then ${raw(String((num * 10n) / den))}`,
  );
  const isPast = moments.has('closed_at')
    ? sql`coalesce(cast(closed_at as date) < cast(${asOf.slice(0, 10)} as date), false)`
    : sql`false`;
  const nothing = sql`cast(null as bigint)`;
  const open = sql`select l.*, a.answer, ${joined(
    keys.map((key, index) => sql`${key} as ${name(`k${index}`)}`),
    ', ',
  )}, ${since.length > 0 ? sql`case depth ${joined(since, ' ')} end` : nothing} as age,
      ${limits.length > 0 ? sql`case depth ${joined(limits, ' ')} end` : nothing} as most
    from leads l join ${spelt.beside(sql`answers`, sql`answers`)} a using (key)
    where ending = ${literal('open')} and not not_in_crm and ${inScope(scope, day, dimensions)}`;
  const found = await engine.query(sql`select key, stage, age, why, pipeline, ${joined(names, ', ')}
    from (select *, case when answer = 'overdue' or (answer = 'pending' and coalesce(age * 10 > most, false)) then 'no answer'
        when age * 10 > most then 'too long' when ${isPast} then 'date past' end as why from (${open}))
    where age is null or why is not null order by age desc, key`);
  const known = found.filter(([, , age]) => age !== null);
  return {
    unknownAge: found.length - known.length,
    leads: known.map(([key, stage, age, why, amount, manager, source, ...values]) => ({
      ...{ key: key as string, stage: stage as LeadStage, why: why as WhyStuck },
      ...{ manager: manager as string, source: source as string },
      keys: new Map(by.map((one, index) => [one, values[index] as string])),
      age: exact(BigInt(Number(age))),
      threshold: thresholds.get(stage as LeadStage) ?? null,
      amount: exactSum(amount ?? null),
    })),
  };
}
