import type { Engine } from '../../engines/engine.js';
import { idsIn } from '../../engines/ids-in.js';
import { joined, name, type Sql, sql } from '../../engines/sql.js';
import type { Table } from '../../model/tables.js';
import type { Recognised } from '../recognise/recognised.js';
import type { Loaded } from '../scan/loaded.js';
import { IS_READ, IS_USED, isNotIn } from '../type/running.js';
import type { Typed } from '../type/type.js';
import type { Tally } from './tally.js';

/** Rows that are left out together with their leads: the table that holds their records, and their places. */
export interface WithLeads {
  table: string;
  records: { file: number; record: number }[];
}

/** A file whose rows bear such IDs, and which of its rows are left out together with their leads. */
interface Bearing {
  index: number;
  typed: Typed;
  recognised: Recognised;
  withLeads?: WithLeads;
}

type Id = 'lead_id' | 'deal_id';
/** IDs that stand only on rows which are left out, and IDs that stand on other rows: sub-selects. */
interface Ids {
  gone: Sql;
  here: Sql;
}

const BESIDE: ReadonlySet<Table> = new Set(['payments', 'calls', 'stage_events']);

/**
 * Finds, per file, rows that belong to leads which a rule leaves out: their deals, and payments, calls and changes of
 * either. Beside the other leads they would belong to nobody. A row that belongs to another lead as well, or to the lead
 * that one was merged into, stays. Forms are handled where their leads are looked for.
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
  const apart = of(({ table }) => table === 'deal_links');
  for (const one of deals) await setAside(engine, one, dealsOf(one, apart, ofLeads, linked));
  const ofDeals = idsOf('deal_id', [...deals, ...leads], asOf);
  for (const one of others) {
    const [lead, deal] = [cell('lead_id', one), cell('deal_id', one)];
    // A payment or a change belongs to its deal first; a call to whichever of the two is here.
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

/**
 * Deals that name a lead which is gone, in a cell of one ID or several, in a table of links, or by the lead's own cell,
 * and none that is here.
 */
function dealsOf(file: Bearing, apart: readonly Bearing[], leads: Ids, linked: Ids): Sql {
  const [lead, deal] = [cell('lead_id', file), cell('deal_id', file)];
  const rowOrDeal = sql`coalesce(${deal}, concat('record ', record))`;
  const own = sql`(select ${rowOrDeal} as deal_id, ${lead} as ids from ${name(file.typed.rows)} where ${IS_USED} and ${lead} is not null)`;
  const links = joined(
    [
      sql`select deal_id, id as lead_id from (${idsIn(own)})`,
      ...apart.map(({ typed }) => sql`select deal_id, lead_id from ${name(typed.rows)} where ${IS_USED}`),
    ],
    ' union all ',
  );
  const names = ({ lead, deal: named }: { lead: Sql; deal: Sql }) =>
    sql`(${isIn(rowOrDeal, sql`(select deal_id from (${links}) where ${isIn(sql`lead_id`, lead)})`)} or ${isIn(deal, named)})`;
  return sql`${names({ lead: leads.gone, deal: linked.gone })} and not ${names({ lead: leads.here, deal: linked.here })}`;
}

const cell = (id: Id, { typed }: Bearing): Sql => (typed.fields.has(id) ? name(id) : sql`null`);
const isIn = (id: Sql, ids: Sql): Sql => sql`coalesce(${id} in ${ids}, false)`;

/** The IDs of some rows of the CRM. A row also bears the IDs of those that were merged into it. */
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

/** Whether a field is the row's own ID. Links and merged IDs may stand in one cell by several. */
const isOwn = (field: string, { recognised: { entity } }: Bearing): boolean => field === `${entity}_id`;

/** Whether a rule leaves the row out. A row that is only later than as-of does not count: its lead is not known yet. */
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
