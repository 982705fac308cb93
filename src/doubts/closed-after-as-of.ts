import { raw, type Sql, sql } from '../engines/sql.js';
import { text } from '../error.js';
import { isBefore } from '../facts/dates-in-order.js';
import { formatWhole } from '../model/numbers.js';
import { counted } from '../model/text.js';
import { type Doubtful, defineDoubt } from './define-doubt.js';

/**
 * Days. Where nobody says when the exports were made, a deal may well be won days after the last lead came, but hardly
 * months.
 */
const LATER = 31;

/** The last second of a moment; an as-of day lasts until its end. */
const endOf = (moment: string): Sql =>
  moment.length === 10 ? sql`cast(${moment} as timestamp) + interval 86399 second` : sql`cast(${moment} as timestamp)`;

/** The moment after which nothing can have been closed; null where nothing tells it. */
function limitOf({ asked, census: { latest } }: Doubtful): Sql | null {
  if (asked !== undefined && (latest === null || asked > latest)) return endOf(asked);
  return latest === null ? null : sql`${endOf(latest)} + interval ${raw(String(LATER))} day`;
}

/** Counts only what was won or lost: the closing date of an open deal is a plan, and may lie in the future. */
export default defineDoubt({
  code: 'closed-after-as-of',
  asks: ({ asked, census: { latest, latestClosed } }) =>
    latestClosed !== null && latestClosed > (latest ?? '') && latestClosed > (asked ?? '').slice(0, 10),
  async look({ engine, crm, ...facts }) {
    const limit = limitOf({ engine, crm, ...facts });
    if (limit === null) return [];
    const [[count] = []] = await engine.query(
      sql`select count(*) from ${crm} where ${isBefore(limit, sql`closed_at`)} and (lost or has_deal)`,
    );
    return [{ count: Number(count) }];
  },
  say: ({ count }) =>
    text(
      `${counted(count, 'lead')} won or lost long after everything else in the exports, or after the as-of moment: counted as the exports say; look at the dates`,
      `лидов, выигранных или потерянных намного позже всего остального или после даты среза: ${formatWhole(count, 'ru')}; посчитаны как в выгрузке; проверьте даты`,
    ),
});
