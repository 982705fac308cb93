import { type Sql, sql } from '../../../engines/sql.js';
import { byShape, NOTHING, type Reading, type Shape } from './cell-shape.js';

/**
 * `26:43:10`, `7474:00:01`, `2 days, 0:10:46`: hours, minutes and seconds. `15:30` could be two things, and is not read.
 */
const DURATION = /^(?:0{1,6} days?,? )?0{1,7}:00:00(?:[.,]0+)?$/;

/** Settles a column of durations; values are whole seconds, fractions cut. */
export function settleDuration(shapes: readonly Shape[]): Reading {
  const good = shapes.map(({ shape }) => shape).filter((shape) => !NOTHING.has(shape) && DURATION.test(shape));
  const days = good.filter((shape) => shape.includes('day'));
  const plain = good.filter((shape) => !shape.includes('day'));
  return {
    convert: (cell) =>
      byShape(
        cell,
        [
          { shapes: plain, value: clock },
          {
            shapes: days,
            value: (own) => sql`cast(split_part(${own}, ' ', 1) as bigint) * 86400
              + (${clock(sql`regexp_replace(${own}, '^.* ', '')`)})`,
          },
        ],
        shapes,
        sql`cast(null as bigint)`,
      ),
    said: null,
  };
}

const part = (cell: Sql, index: number) =>
  sql`cast(split_part(split_part(split_part(${cell}, '.', 1), ',', 1), ':', ${index}) as bigint)`;

/** The seconds of `26:43:10`. No clock shows a 75th minute, so such a cell is not read. */
export const clock = (cell: Sql): Sql =>
  sql`case when ${part(cell, 2)} < 60 and ${part(cell, 3)} < 60 then ${part(cell, 1)} * 3600 + ${part(cell, 2)} * 60 + ${part(cell, 3)} end`;
