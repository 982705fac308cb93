import { joined, name, type Sql, sql } from '../engines/sql.js';

/** A file of leads as it was typed. Rows that a rule of the configuration leaves out are still in it. */
export interface TypedLeads {
  file: number;
  table: 'crm' | 'ad_leads';
  /** The name of its rows, and the fields that these have. */
  rows: string;
  fields: ReadonlySet<string>;
  /** Which of its IDs may stand on several rows: none, those of the rows marked by `comes_again`, or any. */
  again: 'none' | 'some' | 'any';
}

/** The rows of a file that a rule leaves out, except those later than as-of. */
export function leftOutOf({ rows, fields }: TypedLeads, asOf: string | undefined): Sql {
  const isInTime =
    asOf !== undefined && fields.has('created_at')
      ? sql` and coalesce(created_at <= cast(${asOf} as timestamp), true)`
      : sql``;
  return sql`${name(rows)} where excluded and reject is null${isInTime}`;
}

/** IDs of leads, or of the forms that they came of, or both, in rows of the CRM that are left out. */
export function leftOutOfCrm(
  { typed, asOf }: { typed: readonly TypedLeads[]; asOf: string | undefined },
  ...of: ('lead_id' | 'ad_lead_id')[]
): Sql {
  const ids = typed.flatMap((one) =>
    one.table !== 'crm'
      ? []
      : of
          .filter((field) => one.fields.has(field))
          .map((field) => sql`select ${name(field)} as id from ${leftOutOf(one, asOf)} and ${name(field)} is not null`),
  );
  return ids.length === 0 ? sql`(select null as id where false)` : sql`(${joined(ids, ' union all ')})`;
}
