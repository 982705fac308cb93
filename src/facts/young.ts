import type { Engine } from '../engines/engine.js';
import { joined, literal, name, raw, type Sql, sql, unbound } from '../engines/sql.js';
import { LEAD_STAGES, type LeadStage } from '../model/funnel-stages.js';
import { secondsBetween } from './dates-in-order.js';
import { CREDITED } from './fact-tables.js';
import { type KindedSettings, viewOf } from './leads.js';

/** The bit of a stage in `young`. */
export const youngBit = (stage: LeadStage): number => 1 << LEAD_STAGES.indexOf(stage);

/** A moment as SQL understands it; a day is one without a time. */
export const momentAt = (iso: string): Sql => sql`cast(${literal(iso.replace('T', ' '))} as timestamp)`;

/** How old a lead is at the as-of moment, in seconds; null where nobody knows when it was made. */
export const ageAt = (asOf: string): Sql => secondsBetween(sql`created_at`, momentAt(asOf), asOf.length === 10);

/** Says of every open lead which stages it is too young for: `maturity` of each in seconds, of those of which it is known. */
export async function markYoung(
  engine: Engine,
  laidDown: Pick<KindedSettings, 'moments' | 'absent' | 'dimensions'>,
  maturity: ReadonlyMap<LeadStage, number>,
  { asOf, hasCredits }: { asOf: string; hasCredits: boolean },
): Promise<void> {
  if (maturity.size === 0) return;
  const bits = [...maturity].map(
    ([stage, seconds]) =>
      sql`(case when ${ageAt(asOf)} < ${raw(String(seconds))} then ${raw(String(youngBit(stage)))} else 0 end)`,
  );
  // A view takes no parameter.
  const young = sql`case when ending = 'open' then ${joined(bits, ' + ')} else 0 end`;
  await engine.run(unbound(viewOf('leads', sql`1`, laidDown, young)));
  if (hasCredits) await engine.run(unbound(viewOf(CREDITED, name('weight'), laidDown, young)));
}
