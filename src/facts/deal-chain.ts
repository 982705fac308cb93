import type { Engine } from '../engines/engine.js';
import { joined, name, type Sql, sql } from '../engines/sql.js';
import { UNREAD } from '../model/canonical.js';
import { LEAD_STAGES } from '../model/funnel-stages.js';
import { type CrmSettings, clickIds, dims, personsIn } from './crm.js';
import { hasColumn, LATER_STAGES } from './evidence.js';
import { FALL_THROUGH, isMacro } from './macro.js';

/** Whether some export says what is left of the revenue of a deal. */
export const tellsProfit = (fields: ReadonlySet<string>): boolean =>
  fields.has('profit') || fields.has('cost_of_goods');
/** A won deal that has an amount, and no profit that anybody knows. */
export const UNPROFITED = sql`(case when won_revenue is not null and won_profit is null then 1 else 0 end)`;

/** Who edited the row that was edited last; where that is unknown, the person who edited all of them. */
const EDITOR = sql`case when count(modified_at) = count(*) then arg_max_null(modified_by, (modified_at, coalesce(modified_by, '')))
  when min(coalesce(modified_by, '')) = max(coalesce(modified_by, '')) then min(modified_by) end`;

/** As sub-selects: the leads, a row each, and where the CRM keeps leads apart, the deals that belong to no lead. */
export interface Chained {
  leads: Sql;
  /**
   * The same rows without what leads are worth. It is for questions about columns of exports: every statement plans the
   * amounts anew.
   */
  bare: Sql;
  dealsAlone: Sql | null;
  /** Where the CRM keeps deals: its rows, each with the `key` of its lead. */
  linked: Sql | null;
}

/**
 * Makes one row per lead (`crm_leads`) out of `rows`, which have their evidence and amounts.
 *
 * Where a CRM keeps leads and deals apart, a deal belongs to the lead that either side names. Of several deals the
 * furthest stage counts, their revenue is added up, and the lead is lost when all of them are. A deal that belongs to
 * none of the leads is not a lead; where a CRM keeps deals only, each stands for its lead. Where every row is a lead and
 * nothing has to be put together, no table is laid down.
 */
export async function chainDeals(engine: Engine, rows: Sql, settings: CrmSettings): Promise<Chained> {
  const leads = sql`select *, lead_key as key from ${rows}`;
  const none = { dealsAlone: null, linked: null };
  if (!settings.hasDeals && !settings.hasHistory)
    return { leads: sql`(${leads})`, bare: sql`(select *, lead_key as key from crm)`, ...none };
  if (!settings.hasDeals) {
    await engine.run(sql`create table crm_leads as ${leads}`);
    return { leads: sql`crm_leads`, bare: sql`crm_leads`, ...none };
  }
  const linked = sql`(select *, case when entity = 'lead' then lead_key else coalesce(lead_id, lead_key) end as key from ${rows})`;
  await engine.run(sql`create table crm_leads as select *, case when lost then lost_reason else any_reason end as reason
    from (select key, ${joined(columnsOfLead(settings), ', ')} from ${linked} group by key)`);
  if (!settings.hasLeads) return { leads: sql`crm_leads`, bare: sql`crm_leads`, dealsAlone: null, linked };
  const own = sql`(select * from crm_leads where is_lead)`;
  return {
    leads: own,
    bare: own,
    dealsAlone: sql`(select * from crm_leads where not is_lead)`,
    linked,
  };
}

/** A lead as its own row and those of its deals together tell of it. */
function columnsOfLead(settings: CrmSettings): Sql[] {
  const order = sql`(case when entity = 'lead' then 0 else 1 end, created_at, file, record)`;
  const first = (column: Sql) => sql`arg_min(${column}, ${order}) filter (where ${column} is not null)`;
  const firstSaid = (column: Sql) =>
    sql`arg_min(${column}, ${order}) filter (where ${column} is not null and not ${isMacro(column)})`;
  const isDeal = sql`entity = 'deal'`;
  const anyDeal = sql`bool_or(${isDeal})`;
  const anyLead = sql`bool_or(entity = 'lead')`;
  const isLost = sql`case when ${anyDeal} then bool_and(lost) filter (where ${isDeal}) else bool_and(lost) end`;
  const isWon = sql`has_deal and not lost`;
  // A deal that was won and then lost does not make its lead won while other deals are open.
  const hasWon = sql`bool_or(${isWon}) or (${isLost} and bool_or(has_deal))`;
  const has = LATER_STAGES.map((stage) =>
    stage === 'deal'
      ? sql`${hasWon} as has_deal`
      : sql`bool_or(${name(hasColumn(stage))}) as ${name(hasColumn(stage))}`,
  );
  // The amount on the lead itself is what its deals are about. With deals, only theirs are added up.
  const ofDeals = (added: Sql) => sql`case when ${anyDeal} then ${added} filter (where ${isDeal}) else ${added} end`;
  const moments = [
    ...(['assigned_at', 'answered_at'] as const).filter((moment) => settings.moments.has(moment)),
    ...LEAD_STAGES.map((stage) => `${stage}_at`),
    ...(settings.hasHistory ? ['changed_at', ...LEAD_STAGES.map((stage) => `${stage}_since`)] : []),
  ];
  return [
    sql`arg_min(file, ${order}) as file, arg_min(record, ${order}) as record, bool_or(entity = 'lead') as is_lead`,
    // A lead was made when it was made, whenever its deals were.
    sql`case when ${anyLead} then min(created_at) filter (where entity = 'lead') else min(created_at) end as created_at`,
    sql`min(created_at) filter (where ${isDeal}) as first_deal_at`,
    ...moments.map((moment) => sql`min(${name(moment)}) as ${name(moment)}`),
    ...(settings.moments.has('response') ? [sql`${first(sql`response`)} as response`] : []),
    ...(settings.moments.has('modified_by') ? [sql`${EDITOR} as modified_by`] : []),
    ...(settings.moments.has('tells_answer')
      ? ['tells_answer', 'is_excused', ...Object.keys(UNREAD)].map(
          (told) => sql`bool_or(${name(told)}) as ${name(told)}`,
        )
      : []),
    ...(settings.moments.has('is_accepted') ? [sql`bool_or(is_accepted) as is_accepted`] : []),
    // A lead is won on the day of its first won deal, and lost on that of its last lost one. When other deals of a
    // won lead are to be closed does not matter.
    sql`case when not ${anyDeal} then max(closed_at) when not (${isLost}) and bool_or(${isWon})
          then case when bool_or(${isDeal} and ${isWon}) then min(closed_at) filter (where ${isDeal} and ${isWon}) else min(closed_at) filter (where ${isWon}) end
          else max(closed_at) filter (where ${isDeal}) end as closed_at`,
    ...[...FALL_THROUGH, ...clickIds(settings), ...personsIn(settings.fields.crm)].map(
      (field) => sql`${firstSaid(name(field))} as ${name(field)}`,
    ),
    ...dims(settings.dimensions).map((dim) => sql`${first(name(dim))} as ${name(dim)}`),
    sql`min(click) as click`,
    sql`arg_max(reason, ${order}) filter (where reason is not null and lost) as lost_reason`,
    sql`arg_max(reason, ${order}) filter (where reason is not null) as any_reason`,
    ...has,
    sql`${isLost} as lost`,
    sql`bool_or(known_depth) as known_depth, bit_or(told) as told`,
    sql`count(*) filter (where ${isDeal}) as own_deals`,
    sql`count(*) filter (where ${isDeal} and ${isWon}) as own_won_deals`,
    sql`${ofDeals(sql`count(won_revenue)`)} as own_priced_deals`,
    sql`${ofDeals(sql`sum(won_revenue)`)} as won_revenue, ${ofDeals(sql`sum(open_amount)`)} as open_amount`,
    ...(tellsProfit(settings.fields.crm)
      ? [sql`${ofDeals(sql`sum(won_profit)`)} as won_profit, ${ofDeals(sql`sum(${UNPROFITED})`)} as own_unprofited`]
      : []),
  ];
}
