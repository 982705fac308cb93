import { literal, raw, type Sql, sql } from '../../../engines/sql.js';
import { byShape, type Reading, type Shape } from './cell-shape.js';
import { clock } from './duration-value.js';

const HOURS = '(?:ч|час[а-я]*|h|hrs?|hours?)';
const MINUTES = '(?:м|мин[а-я]*|m|mins?|minutes?)';
const SECONDS = '(?:с|сек[а-я]*|s|secs?|seconds?)';
const SHAPES: readonly [form: RegExp, value: (cell: Sql, unit: Sql) => Sql][] = [
  [/^0{1,7}(?:[.,]0{1,6})?$/, (cell, unit) => sql`cast(regexp_extract(${cell}, '^[0-9]+') as bigint) * ${unit}`],
  // Of a telephone minutes and seconds: nobody talks for fifteen hours.
  [/^0{1,4}:00$/, (cell) => clock(sql`'0:' || ${cell}`)],
  [/^0{1,4}:00:00(?:[.,]0+)?$/, clock],
  [
    new RegExp(`^(?=0)(?:0+ ?${HOURS}\\.?,? ?)?(?:0+ ?${MINUTES}\\.?,? ?)?(?:0+ ?${SECONDS}\\.?)?$`, 'iu'),
    // A blank cell is no talk of zero seconds.
    (cell) =>
      sql`case when ${cell} is not null then ${part(cell, HOURS)} * 3600 + ${part(cell, MINUTES)} * 60 + ${part(cell, SECONDS)} end`,
  ],
];

const part = (cell: Sql, word: string): Sql =>
  sql`coalesce(cast(nullif(regexp_extract(${cell}, ${literal(`(?i)([0-9]+) ?${word}(?:[^a-zа-я]|$)`)}, 1), '') as bigint), 0)`;

/**
 * Settles a column of call lengths; values are whole seconds, fractions cut. `125` is seconds, or minutes if the heading
 * says so; `02:05` and «2 мин 5 с» are the same as `0:02:05`.
 */
export function settleTalk(shapes: readonly Shape[], heading: string): Reading {
  const all = shapes.map(({ shape }) => shape);
  const unit = raw(/(?:^|[^\p{L}])(?:мин(?:ут\p{L}*)?|min(?:ute)?s?)(?:[^\p{L}]|$)/iu.test(heading) ? '60' : '1');
  return {
    convert: (cell) =>
      byShape(
        cell,
        SHAPES.map(([form, value]) => ({
          shapes: all.filter((shape) => form.test(shape)),
          value: (own: Sql) => value(own, unit),
        })),
        shapes,
        sql`cast(null as bigint)`,
      ),
    said: null,
  };
}
