import type { Engine } from '../../engines/engine.js';
import { joined, name, type Sql, sql } from '../../engines/sql.js';
import type { Table } from '../../model/tables.js';
import type { Recognised } from '../recognise/recognised.js';
import type { Loaded } from '../scan/loaded.js';
import { IS_READ, IS_USED, isNotIn } from '../type/running.js';
import type { Typed } from '../type/type.js';
import type { Tally } from './tally.js';

/** Rows that are left out with their leads: the table in which their records lie, and where they stand. */
export interface WithLeads {
  table: string;
  records: { file: number; record: number }[];
}

/** A file whose rows have such IDs, and those of its rows that are left out with their leads. */
interface Bearing {
  index: number;
  typed: Typed;
  withLeads?: WithLeads;
}
type Id = 'lead_id' | 'deal_id';

const BESIDE: ReadonlySet<Table> = new Set(['payments', 'calls', 'stage_events']);

/**
 * By file, the deals of leads that a rule leaves out, and what was paid, said or noted of either: beside the other leads they would
 * be of nobody. What another row bears as well is not left out. Forms are the affair of those who look for their leads.
 */
export async function leftWithLeads(
  engine: Engine,
  files: readonly { loaded: Loaded; typed: Typed; counted: Tally }[],
  asOf: string | undefined,
): Promise<ReadonlyMap<number, WithLeads>> {
  const of = (is: (recognised: Recognised) => boolean): Bearing[] =>
    files.flatMap(({ loaded, typed }, index) => (is(loaded.recognised) ? [{ index, typed }] : []));
  if (!files.some(({ loaded, counted }) => loaded.recognised.table === 'crm' && counted.excluded > 0)) return new Map();
  const leads = of(({ table, entity }) => table === 'crm' && entity === 'lead');
  const deals = of(({ table, entity }) => table === 'crm' && entity === 'deal');
  const others = of(({ table }) => BESIDE.has(table));
  const leadIds = leftOut('lead_id', leads, asOf);
  const linked = leftOut('deal_id', leads, asOf);
  for (const one of deals) {
    const hasLink = one.typed.fields.has('lead_id');
    const byLead = hasLink ? [sql`lead_id in ${leadIds}`] : [];
    await setAside(engine, one, [...byLead, sql`${hasLink ? sql`lead_id is null and ` : sql``}deal_id in ${linked}`]);
  }
  const dealIds = leftOut('deal_id', deals, asOf);
  for (const one of others) {
    const ids = [['lead_id', leadIds] as const, ['deal_id', dealIds] as const];
    const own = ids.filter(([id]) => one.typed.fields.has(id));
    await setAside(
      engine,
      one,
      own.map(([id, those]) => sql`${name(id)} in ${those}`),
    );
  }
  return new Map([...deals, ...others].flatMap(({ index, withLeads }) => (withLeads ? [[index, withLeads]] : [])));
}

/** IDs in rows that a rule leaves out, or that are left out with their leads, and in no others. */
function leftOut(id: Id, files: readonly Bearing[], asOf: string | undefined): Sql {
  const bearing = files.filter(({ typed }) => typed.fields.has(id));
  const idsIn = (where: (file: Bearing) => Sql) =>
    joined(
      [
        sql`select null as id where false`,
        ...bearing.map(
          (file) =>
            sql`select ${name(id)} from ${name(file.typed.rows)} where ${name(id)} is not null and (${where(file)})`,
        ),
      ],
      ' union all ',
    );
  const isHere = ({ withLeads }: Bearing) => (withLeads ? isNotIn(withLeads.table) : sql`true`);
  const gone = idsIn((file) => sql`${IS_READ} and (${isRuledOut(file, asOf)} or not ${isHere(file)})`);
  const stay = idsIn((file) => sql`${IS_USED} and ${isHere(file)}`);
  return sql`(select id from (${gone}) where id not in (${stay}))`;
}

/** Not for being later than as-of alone: whoever came later is nobody yet. */
const isRuledOut = ({ typed: { fields } }: Bearing, asOf: string | undefined): Sql =>
  asOf !== undefined && fields.has('created_at')
    ? sql`excluded and coalesce(created_at <= cast(${asOf} as timestamp), true)`
    : sql`excluded`;

async function setAside(engine: Engine, file: Bearing, any: readonly Sql[]): Promise<void> {
  if (any.length === 0) return;
  const table = `with_leads_${file.index}`;
  const count =
    await engine.run(sql`create or replace table ${name(table)} as select record from ${name(file.typed.rows)}
    where ${IS_USED} and (${joined(any, ' or ')})`);
  if (count === 0) return;
  const rows = await engine.query(sql`select record from ${name(table)} order by record`);
  file.withLeads = { table, records: rows.map(([record]) => ({ file: file.index, record: Number(record) })) };
}
