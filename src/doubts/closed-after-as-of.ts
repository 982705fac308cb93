import { raw, type Sql, sql } from '../engines/sql.js';
import { text } from '../error.js';
import { isBefore } from '../facts/dates-in-order.js';
import { whole } from '../model/numbers.js';
import { counted } from '../model/text.js';
import { type Doubtful, defineDoubt } from './define-doubt.js';

/** Days. Nobody said when the exports were made: a deal may be won days after the last lead came, hardly months. */
const LATER = 31;

/** An as-of day is all of that day. */
const endOf = (moment: string): Sql =>
  moment.length === 10 ? sql`cast(${moment} as timestamp) + interval 86399 second` : sql`cast(${moment} as timestamp)`;

/** The moment after which nothing can have been closed, or null where nothing says it. */
function limitOf({ asked, census: { latest } }: Doubtful): Sql | null {
  if (asked !== undefined && (latest === null || asked > latest)) return endOf(asked);
  return latest === null ? null : sql`${endOf(latest)} + interval ${raw(String(LATER))} day`;
}

/** The closing date of what is still open is a plan, and may lie ahead. */
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
      `лидов, выигранных или потерянных намного позже всего остального или после даты среза: ${whole(count, 'ru')}; посчитаны как в выгрузке; проверьте даты`,
    ),
});
