import { joined, name, raw, type Sql, sql } from '../engines/sql.js';

/** Rows in which origins are looked for: leads that count, or ad statistics. */
export interface Originated {
  rows: Sql;
  /** The columns of an origin, in the order of `Origin`; null: none of the rows says it. */
  origin: readonly (Sql | null)[];
}

export const leadOrigins = (rows: Sql, fields: ReadonlySet<string>, hasAdLeads: boolean): Originated => {
  const own = (field: string) => (fields.has(field) ? name(field) : null);
  return {
    rows,
    origin: [
      sql`click`,
      ...['utm_source', 'utm_medium', 'source', 'medium'].map(own),
      ...['ad_platform', 'ad_source'].map((column) => (hasAdLeads ? name(column) : null)),
    ],
  };
};

/** An ad row may name its source itself; else it belongs to the platform whose export it stands in. */
export const adOrigins = (rows: Sql, platformOfFile: Sql): Originated => ({
  rows,
  origin: [
    null,
    null,
    null,
    sql`source`,
    sql`medium`,
    sql`(case when source is null then ${platformOfFile} end)`,
    null,
  ],
});

export const ORIGIN = ['tinyint', ...new Array<string>(6).fill('varchar')].map((type, at) => ({
  column: `o${at}`,
  type,
}));
export const ORIGIN_COLUMNS = joined(
  ORIGIN.map(({ column }) => name(column)),
  ', ',
);
export const originOf = ({ origin }: Originated): Sql =>
  joined(
    ORIGIN.map(({ column, type }, at) => sql`cast(${origin[at] ?? sql`null`} as ${raw(type)}) as ${name(column)}`),
    ', ',
  );

/** Adds to rows the source, platform and rule that `source_map` has for them, and further columns (`beside`) of `map`. */
export function withSource(from: Originated, map = sql`source_map`, beside: readonly string[] = []): Sql {
  const same = ORIGIN.map(({ column }, at) =>
    from.origin[at] ? sql`s.${name(column)} is not distinct from c.${name(column)}` : sql`s.${name(column)} is null`,
  );
  // What no row says has no column: it would be null in each.
  const said = ORIGIN.flatMap(({ column, type }, at) => {
    const value = from.origin[at];
    return value ? [{ column: name(column), value: sql`cast(${value} as ${raw(type)})` }] : [];
  });
  const own = said.map(({ column, value }) => sql`${value} as ${column}`);
  const further = beside.map((column) => sql`, s.${name(column)}`);
  return sql`select c.* exclude (${joined(
    said.map(({ column }) => column),
    ', ',
  )}), s.source as source_name, s.platform as platform_name, s.rule as source_rule${joined(further, '')}
    from (select *, ${joined(own, ', ')} from ${from.rows}) c left join ${map} s on ${joined(same, ' and ')}`;
}
