import type { Engine } from '../../engines/engine.js';
import { joined, sql } from '../../engines/sql.js';
import type { Loaded } from '../scan/loaded.js';
import { cellText } from './cells.js';
import type { LaidOut } from './lay-out.js';
import { textsOf } from './texts.js';
import { clockIn, isDayAlone, plainCell } from './values/date-value.js';
import type { Wanted } from './wanted.js';

/** By which clocks the moments of a file are written. */
export interface Clocks {
  /** Some say none: `2026-03-01 12:00`. */
  isPlain: boolean;
  /** Minutes ahead of UTC that others say, in rising order: `2026-03-01T12:00:00+03:00` says 180. */
  offsets: readonly number[];
}

/** Rows are read only if some moment has an offset, which the shapes of the cells show. */
export async function clocksOf(
  engine: Engine,
  loaded: Loaded,
  typed: readonly Wanted[],
  laidOut: LaidOut,
): Promise<Clocks> {
  const moments = typed.filter(({ kind }) => kind === 'moment');
  const shapes = (index: number) => (laidOut.shapes.get(index) ?? []).map(({ shape }) => shape);
  const clocks = (index: number) => shapes(index).map(clockIn);
  const isPlain = moments.some(({ index }) => clocks(index).includes('plain'));
  const saying = moments.filter(({ index }) => clocks(index).includes('offset'));
  if (saying.length === 0) return { isPlain, offsets: [] };
  const said = saying.map(
    ({ index }) => sql`select case when regexp_full_match(${cellText(index)}, '[0-9]{10,13}') then 'utc'
        else regexp_extract(${plainCell(cellText(index), shapes(index))}, '(?i)[0-9] ?(z|utc|[+-][0-9]{2}:?[0-9]{0,2})$', 1) end as clock
      from ${textsOf(loaded, laidOut, { ids: new Set(), nulls: [], typed })}`,
  );
  const rows = await engine.query(
    sql`select distinct clock from (${joined(said, ' union all ')}) where clock <> '' order by 1`,
  );
  const offsets = new Set(rows.map(([clock]) => minutesIn(String(clock))));
  return { isPlain, offsets: [...offsets].sort((a, b) => a - b) };
}

/** The fields of moments of which some cell is a day and no time. */
export const daysAlone = ({ recognised }: Loaded, { shapes }: LaidOut): Set<string> =>
  new Set(
    [...recognised.columns].flatMap(([field, { index, kind }]) =>
      kind === 'moment' && shapes.get(index)?.some(({ shape }) => isDayAlone(shape)) ? [field] : [],
    ),
  );

/** `+05:30`, `-0300`, `+03`, `Z`. */
function minutesIn(clock: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)?$/.exec(clock) ?? [];
  const ahead = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign === '-' && ahead > 0 ? -ahead : ahead;
}
