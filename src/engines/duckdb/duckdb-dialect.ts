import { Bug } from '../../error.js';
import type { Dialect } from '../spell.js';

/** How DuckDB spells what engines spell differently. */
export const DUCKDB: Dialect = {
  stored: (_, select) => select,
  beside: (_, select) => select,
  day: (day) => `strftime(${day}, '%Y-%m-%d')`,
  week: (day) => `strftime(${day}, '%G-W%V')`,
  month: (day) => `strftime(${day}, '%Y-%m')`,
  quarter: (day) => `concat(strftime(${day}, '%Y'), '-Q', quarter(${day}))`,
  moment: (moment) => `cast(${moment} as varchar)`,
  listedMoment: (moment) => `replace(strftime(${moment}, '%Y-%m-%dT%H:%M:%S'), 'T00:00:00', '')`,
  isDay: (moment) => `epoch_us(${moment}) % 86400000000 = 0`,
  whole: (value, by) => `${value} // ${by}`,
  hasBit: (value, bit) => `${value} & ${bit} <> 0`,
  any: (what) => `bool_or(${what})`,
  every: (what) => `bool_and(${what})`,
  // In one aggregate both are found among rows that are gathered once.
  quantile: (value, share, condition) =>
    `(quantile_cont(${value}, [${SHARES.join(', ')}]) filter (where ${condition}))[${placeOf(share)}]`,
  gathered: (value, condition) => `list(${value}) filter (where ${condition})`,
  // A list is handed over as it lies in memory, however long.
  part: () => '0',
  listed: (words) => `string_agg(distinct ${words}, ',' order by ${words})`,
  isOneOf: (value, ...words) => `list_contains([${words.join(', ')}]::varchar[], ${value})`,
  fits: (value, pattern) => `regexp_matches(${value}, ${pattern})`,
  parts: (value, between) => `unnest(string_split(${value}, ${between}))`,
  hasPart: (value, between, ...words) =>
    `list_has_any(string_split(${value}, ${between}), [${words.join(', ')}]::varchar[])`,
};

/** The median and the ninetieth: whoever asks for one asks for the other. */
const SHARES = ['0.5', '0.9'];
function placeOf(share: string): number {
  const at = SHARES.indexOf(share);
  if (at < 0) throw new Bug(`no quantile of ${share} is asked for`);
  return at + 1;
}
