import type { Engine } from '../engines/engine.js';
import { joined, name, raw, type Sql, sql } from '../engines/sql.js';
import { text } from '../error.js';
import { rowsOf, STATUS_MAP } from '../model/canonical.js';
import { LEAD_STAGES, type LeadStage } from '../model/funnel-stages.js';
import type { Warning } from '../model/report.js';
import { diagnose, type Join } from './unmatched.js';

export interface HistorySettings {
  hasDeals: boolean;
  /** The CRM keeps no leads apart from deals: the ID of a deal is that of a lead here. */
  dealsAreLeads: boolean;
}

export interface History {
  /** Stages that the history of some lead holds. */
  stages: LeadStage[];
  warnings: Warning[];
}

/** Whether the history of a lead or deal holds a row of a stage. */
export const enteredColumn = (stage: LeadStage): string => `entered_${stage}`;

/**
 * `stage_moments`: for a row of `crm_latest` the moment at which it was in a stage, an entry per row of its history;
 * `crm_history`: a row per lead or deal with the stages that it has entered (`entered_<stage>`) and whether a list of changes
 * has a stage for it (`is_listed`). A status that means nothing, or a loss, is none: whether a lead is lost is what the CRM
 * says now. Events of leads that the CRM does not have count for nothing and are warned of.
 */
export async function gatherHistory(engine: Engine, settings: HistorySettings): Promise<History> {
  await engine.run(sql`create table event_keys as ${keysOfEvents(settings)}`);
  // The status that was left was there until the change, and so at that moment at the latest.
  const rows = sql`select file, record, row_key, pipeline, status, entered_at from ${name(rowsOf('stage_events'))}
    union all select file, record, row_key, pipeline, from_status, entered_at from ${name(rowsOf('stage_events'))} where from_status is not null`;
  await engine.run(sql`create table stage_moments as
    select coalesce(e.row_key, k.lead_key) as lead_key, m.stage, e.entered_at as moment, e.row_key is null as is_listed
    from (${rows}) e join ${name(STATUS_MAP)} m on m.file = e.file and m.status = e.status
      and m.pipeline is not distinct from e.pipeline and m.outcome is null
    left join event_keys k on k.file = e.file and k.record = e.record
    where m.stage is not null and coalesce(e.row_key, k.lead_key) is not null`);
  const entered = LEAD_STAGES.map(
    (stage, index) => sql`bool_or(stage = ${raw(String(index))}) as ${name(enteredColumn(stage))}`,
  );
  await engine.run(
    sql`create table crm_history as select lead_key, ${joined(entered, ', ')}, bool_or(is_listed) as is_listed
      from stage_moments group by lead_key`,
  );
  const found = await engine.query(sql`select distinct stage from stage_moments order by 1`);
  return {
    stages: found.flatMap(([place]) => LEAD_STAGES[Number(place)] ?? []),
    warnings: [
      ...(await diagnose(engine, notFound('deal', settings))),
      ...(await diagnose(engine, notFound('lead', settings))),
    ],
  };
}

/** Whose an event is: of its deal where the CRM has deals and the event names one, else of its lead. */
const isOfDeal = ({ hasDeals }: HistorySettings): Sql =>
  hasDeals ? sql`e.deal_id is not null` : sql`e.deal_id is not null and e.lead_id is null`;

/** For each listed event the key of the row that it is about; null where there is none. */
function keysOfEvents(settings: HistorySettings): Sql {
  // A deal that is not there may be named by the lead that became it, and a lead by the deal that came of it.
  const deal = settings.dealsAreLeads
    ? sql`coalesce(l.lead_key, of_deal.lead_key)`
    : sql`coalesce(d.lead_key, of_deal.lead_key)`;
  const lead = sql`case when ${isOfDeal(settings)} then e.deal_id else coalesce(m.into_key, e.lead_id) end`;
  return sql`select e.file, e.record, e.lead_id, e.deal_id, ${isOfDeal(settings)} as is_of_deal,
      case when ${isOfDeal(settings)} then ${deal} else coalesce(l.lead_key, of_lead.lead_key) end as lead_key
    from ${name(rowsOf('stage_events'))} e
    left join crm_latest d on d.entity = 'deal' and d.lead_key = concat('deal ', e.deal_id)
    left join crm_merged m on m.lead_key = e.lead_id
    left join crm_latest l on l.entity = 'lead' and l.lead_key = ${lead}
    left join lead_deals of_deal on of_deal.deal_id = e.deal_id
    left join (select lead_id, min(lead_key) as lead_key from crm_latest where entity = 'deal' and lead_id is not null
      group by lead_id) of_lead on of_lead.lead_id = e.lead_id
    where e.row_key is null`;
}

const notFound = (kind: 'lead' | 'deal', { dealsAreLeads }: HistorySettings): Join => ({
  code: 'history-not-found',
  what: (missing, all) =>
    text(
      `stage history: ${missing} of ${all} ${kind} IDs are not among those of the CRM, so their events count for nothing`,
      `история этапов: ${missing} из ${all} ID ${kind === 'deal' ? 'сделок' : 'лидов'} нет среди выгруженных из CRM, их переходы не учтены`,
    ),
  left: sql`select ${name(`${kind}_id`)} as id from event_keys where is_of_deal = ${kind === 'deal'}`,
  right: sql`select ${name(`${kind}_id`)} as id from event_keys where is_of_deal = ${kind === 'deal'} and lead_key is not null
    union all select ${kind === 'deal' && !dealsAreLeads ? sql`deal_id` : sql`lead_id`} from crm_latest
      where entity = ${kind === 'deal' && !dealsAreLeads ? 'deal' : 'lead'} and not destroyed`,
});
