import { joined, raw, type Sql, sql } from '../engines/sql.js';
import type { Stretch } from '../model/zone-clock.js';

export const SECONDS_OF_A_DAY = 86_400;
const num = (value: number): Sql => raw(String(value));

/** A local moment as the second of UTC that it is. */
export function instantOf(moment: Sql, stretches: readonly Stretch[]): Sql {
  const local = sql`date_diff('second', timestamp '1970-01-01', ${moment})`;
  return piecewise(
    stretches,
    local,
    ({ until }) => until,
    ({ at, ahead }) => (at === null ? sql`${local} - ${num(ahead)}` : num(at)),
  );
}

/** The day, by its number, that local clocks show at a second of UTC. */
export const dayAt = (second: Sql, stretches: readonly Stretch[]): Sql =>
  sql`(${localAt(second, stretches)} // ${num(SECONDS_OF_A_DAY)})`;

/** What local clocks show at a second of UTC, in seconds since 1970. */
export function localAt(second: Sql, stretches: readonly Stretch[]): Sql {
  const ahead = piecewise(
    stretches,
    second,
    ({ ends }) => ends,
    (one) => num(one.ahead),
  );
  return sql`(${second} + ${ahead})`;
}

/** The value of the first stretch that a place lies in: the last one has no end. */
function piecewise(
  stretches: readonly Stretch[],
  place: Sql,
  endOf: (stretch: Stretch) => number,
  shownOf: (stretch: Stretch) => Sql,
): Sql {
  const last = stretches.at(-1) as Stretch;
  const branches = stretches.slice(0, -1).map((one) => sql`when ${place} < ${num(endOf(one))} then ${shownOf(one)}`);
  return branches.length === 0
    ? sql`(${shownOf(last)})`
    : sql`(case ${joined(branches, ' ')} else ${shownOf(last)} end)`;
}
