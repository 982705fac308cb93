import type { Engine } from '../../engines/engine.js';
import { idsIn } from '../../engines/ids-in.js';
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
  recognised: Recognised;
  withLeads?: WithLeads;
}

type Id = 'lead_id' | 'deal_id';
/** IDs that only rows bear which are left out, and those that others bear: sub-selects. */
interface Ids {
  gone: Sql;
  here: Sql;
}

const BESIDE: ReadonlySet<Table> = new Set(['payments', 'calls', 'stage_events']);

/**
 * By file, the deals of leads that a rule leaves out, and what was paid, said or noted of either: beside the other leads they would
 * be of nobody. What belongs to another row as well, or to the lead that one was merged into, is not left out. Forms are the
 * affair of those who look for their leads.
 */
export async function leftWithLeads(
  engine: Engine,
  files: readonly { loaded: Loaded; typed: Typed; counted: Tally }[],
  asOf: string | undefined,
): Promise<ReadonlyMap<number, WithLeads>> {
  const of = (is: (recognised: Recognised) => boolean): Bearing[] =>
    files.flatMap(({ loaded, typed }, index) =>
      is(loaded.recognised) ? [{ index, typed, recognised: loaded.recognised }] : [],
    );
  if (!files.some(({ loaded, counted }) => loaded.recognised.table === 'crm' && counted.excluded > 0)) return new Map();
  const leads = of(({ table, entity }) => table === 'crm' && entity === 'lead');
  const deals = of(({ table, entity }) => table === 'crm' && entity === 'deal');
  const others = of(({ table }) => BESIDE.has(table));
  const ofLeads = idsOf('lead_id', leads, asOf);
  const linked = idsOf('deal_id', leads, asOf);
  for (const one of deals) {
    const [lead, deal] = [cell('lead_id', one), cell('deal_id', one)];
    await setAside(
      engine,
      one,
      sql`(${isIn(lead, ofLeads.gone)} or ${lead} is null and ${isIn(deal, linked.gone)}) and not ${isIn(deal, linked.here)}`,
    );
  }
  const ofDeals = idsOf('deal_id', [...deals, ...leads], asOf);
  for (const one of others) {
    const [lead, deal] = [cell('lead_id', one), cell('deal_id', one)];
    // Of payments and histories the deal decides whose they are; of calls, whichever is here.
    const isOfLead = one.recognised.table === 'calls' ? isIn(lead, ofLeads.here) : sql`false`;
    await setAside(
      engine,
      one,
      sql`${isIn(lead, ofLeads.gone)} and not ${isIn(deal, ofDeals.here)}
      or ${isIn(deal, ofDeals.gone)} and not ${isOfLead}`,
    );
  }
  return new Map([...deals, ...others].flatMap(({ index, withLeads }) => (withLeads ? [[index, withLeads]] : [])));
}

const cell = (id: Id, { typed }: Bearing): Sql => (typed.fields.has(id) ? name(id) : sql`null`);
const isIn = (id: Sql, ids: Sql): Sql => sql`coalesce(${id} in ${ids}, false)`;

/** The IDs in some rows of the CRM; those of rows that were merged into another are in that one. */
function idsOf(id: Id, files: readonly Bearing[], asOf: string | undefined): Ids {
  const isHere = ({ withLeads }: Bearing) => (withLeads ? isNotIn(withLeads.table) : sql`true`);
  const inRows = (where: (file: Bearing) => Sql, fieldsOf: (file: Bearing) => readonly (Id | 'merged_ids')[]) =>
    joined(
      [
        sql`select null as id where false`,
        ...files.flatMap((file) =>
          fieldsOf(file)
            .filter((field) => file.typed.fields.has(field))
            .map((field) => {
              const ids = sql`(select ${name(field)} as ids from ${name(file.typed.rows)} where ${name(field)} is not null and (${where(file)}))`;
              return isOwn(field, file) ? sql`select ids as id from ${ids}` : sql`select id from (${idsIn(ids)})`;
            }),
        ),
      ],
      ' union all ',
    );
  const here = sql`(${inRows(
    (file) => sql`${IS_USED} and ${isHere(file)}`,
    (file) => (isOwn(id, file) ? [id, 'merged_ids'] : [id]),
  )})`;
  const left = inRows(
    (file) => sql`${IS_READ} and (${isRuledOut(file, asOf)} or not ${isHere(file)})`,
    () => [id],
  );
  return { gone: sql`(select id from (${left}) where id not in ${here})`, here };
}

/** Whether a field is what its rows are called: of links and of what was merged a cell may hold several. */
const isOwn = (field: string, { recognised: { entity } }: Bearing): boolean => field === `${entity}_id`;

/** Not for being later than as-of alone: whoever came later is nobody yet. */
const isRuledOut = ({ typed: { fields } }: Bearing, asOf: string | undefined): Sql =>
  asOf !== undefined && fields.has('created_at')
    ? sql`excluded and coalesce(created_at <= cast(${asOf} as timestamp), true)`
    : sql`excluded`;

async function setAside(engine: Engine, file: Bearing, where: Sql): Promise<void> {
  const table = `with_leads_${file.index}`;
  const count =
    await engine.run(sql`create or replace table ${name(table)} as select record from ${name(file.typed.rows)}
    where ${IS_USED} and (${where})`);
  if (count === 0) return;
  const rows = await engine.query(sql`select record from ${name(table)} order by record`);
  file.withLeads = { table, records: rows.map(([record]) => ({ file: file.index, record: Number(record) })) };
}
