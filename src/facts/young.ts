import type { Engine } from '../engines/engine.js';
import { joined, literal, name, raw, type Sql, sql, withLiterals } from '../engines/sql.js';
import { LEAD_STAGES, type LeadStage } from '../model/funnel-stages.js';
import { isDay, secondsBetween } from './dates-in-order.js';
import { CREDITED } from './fact-tables.js';
import { type KindedSettings, viewOf } from './leads.js';

/** The bit of a stage in `young`. */
export const youngBit = (stage: LeadStage): number => 1 << LEAD_STAGES.indexOf(stage);

/** A moment as SQL understands it; a day is one without a time. */
export const momentAt = (iso: string): Sql => sql`cast(${literal(iso.replace('T', ' '))} as timestamp)`;

/** How old a lead is at the as-of moment, in seconds; null where nobody knows when it was made. */
export const ageAt = (asOf: string): Sql => secondsBetween(sql`created_at`, momentAt(asOf), asOf.length === 10);

/**
 * The stages that a lead is too young for, as bits. They are told by the moment since when it may have been made, and not
 * by ages: a view is bound in every statement that reads it, and an age per stage took as long there as all other
 * columns.
 */
function bitsAt(asOf: string, maturity: readonly (readonly [LeadStage, number])[]): Sql {
  const rising = [...maturity].sort(([, a], [, b]) => a - b);
  const bits = (at: number) => rising.slice(at).reduce((all, [stage]) => all | youngBit(stage), 0);
  const since = (now: number, unit: number) => {
    // Maturity in whole units, plus the unit that has begun. No export is as old as the first possible moment.
    const made = rising.map(([, seconds]) => Math.max(0, (now - Math.ceil(seconds / unit) + 1) * unit * 1000));
    const branches = made.map(
      (from, at) =>
        sql`when created_at >= ${momentAt(new Date(from).toISOString().slice(0, 19))} then ${raw(String(bits(at)))}`,
    );
    return sql`case ${joined(branches, ' ')} else 0 end`;
  };
  const now = Date.parse(asOf.length === 10 ? asOf : `${asOf}Z`) / 1000;
  const byDays = since(Math.floor(now / DAY), DAY);
  return asOf.length === 10
    ? byDays
    : sql`case when ${isDay(sql`created_at`)} then ${byDays} else ${since(Math.floor(now), 1)} end`;
}
const DAY = 86_400;

/**
 * Marks for every open lead the stages that it is too young for. `maturity` is in seconds, of the stages for which it is
 * known.
 */
export async function markYoung(
  engine: Engine,
  laidDown: Pick<KindedSettings, 'moments' | 'absent' | 'dimensions'>,
  maturity: ReadonlyMap<LeadStage, number>,
  { asOf, hasCredits }: { asOf: string; hasCredits: boolean },
): Promise<void> {
  if (maturity.size === 0) return;
  // A view takes no parameter.
  const young = sql`case when ending = 'open' then ${bitsAt(asOf, [...maturity])} else 0 end`;
  await engine.run(withLiterals(viewOf('leads', sql`1`, laidDown, young)));
  if (hasCredits) await engine.run(withLiterals(viewOf(CREDITED, name('weight'), laidDown, young)));
}
