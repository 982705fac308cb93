import type { Engine } from '../engines/engine.js';
import { joined, name, raw, type Sql, sql } from '../engines/sql.js';
import { LATER_EVENTS, rowsOf, STATUS_MAP } from '../model/canonical.js';
import { LEAD_STAGES, type LeadStage } from '../model/funnel-stages.js';
import { acceptedIn, hasColumn, LATER_STAGES, SAYS_OPEN, stageDate } from './evidence.js';
import type { LeadMoment } from './fact-tables.js';

interface HistorySettings {
  hasDeals: boolean;
  /** The CRM keeps no leads apart from deals: the ID of a deal is that of a lead here. */
  dealsAreLeads: boolean;
  /** Some row says that another was merged into it. */
  hasMerged: boolean;
  asOf: string | undefined;
}

export interface History {
  /** Stages that the history of some lead holds. */
  stages: LeadStage[];
  /** Events of leads or deals that the CRM does not have. */
  notFound: Record<'lead' | 'deal', number>;
  /** Leads and deals that a list of changes shows in an earlier stage after a later one; and those in several pipelines. */
  movedBack: number;
  changedPipeline: number;
  /** Some lead or deal of the CRM was lost in it: then it tells when. */
  tellsLosses: boolean;
}

const NONE: History = {
  ...{ stages: [], notFound: { lead: 0, deal: 0 } },
  ...{ movedBack: 0, changedPipeline: 0, tellsLosses: false },
};

/**
 * Lays down two tables. `stage_moments`: a row per entry of the history, with the row of the CRM and the moment at which
 * that was in a stage. `crm_history`: a row per lead or deal, with the first moment of each stage (`<stage>_since`),
 * whether a list of changes has a stage for it (`is_listed`), when it first changed its status (`changed_at`), and when
 * it was lost for good (`lost_since`).
 *
 * A status that means nothing, or a loss, is no stage: only the CRM itself says whether a lead is lost now. Events of
 * leads that the CRM does not have are not counted. `crm` are its rows, one per lead and deal.
 */
export async function gatherHistory(
  engine: Engine,
  crm: Sql,
  settings: HistorySettings & { hasHistory: boolean },
): Promise<History> {
  if (!settings.hasHistory) return NONE;
  await engine.run(sql`create table event_keys as ${keysOfEvents(rowsOf('stage_events'), crm, settings)}`);
  // The status that a change names as left was there until the change, so at that moment at the latest.
  const rows = sql`select file, record, row_key, pipeline, status, entered_at, false as is_left from ${name(rowsOf('stage_events'))}
    union all select file, record, row_key, pipeline, from_status, entered_at, true from ${name(rowsOf('stage_events'))} where from_status is not null`;
  await engine.run(sql`create table stage_moments as
    select coalesce(e.row_key, k.lead_key) as lead_key, m.stage, e.entered_at as moment, e.row_key is null as is_listed,
      e.pipeline, e.is_left
    from (${rows}) e join ${name(STATUS_MAP)} m on m.file = e.file and m.status = e.status
      and m.pipeline is not distinct from e.pipeline and m.outcome is null
    left join event_keys k on k.file = e.file and k.record = e.record
    where m.stage is not null and coalesce(e.row_key, k.lead_key) is not null`);
  const entered = LEAD_STAGES.map((stage, index) => {
    const own = sql`filter (where stage = ${raw(String(index))})`;
    return sql`min(moment) ${own} as ${name(sinceColumn(stage))}, count(*) ${own} > 0 as ${name(enteredColumn(stage))}`;
  });
  // In lists that name the status that was left, every row is a change. In others the first status is what the lead began
  // with.
  const before = sql`lag(status) over (partition by coalesce(e.row_key, k.lead_key) order by entered_at, e.file, e.record)`;
  const changes = sql`select lead_key, min(moment) as changed_at from (
      select coalesce(e.row_key, k.lead_key) as lead_key, entered_at as moment,
        from_status is not null or coalesce(${before} <> status, false) as is_change
      from ${name(rowsOf('stage_events'))} e left join event_keys k on k.file = e.file and k.record = e.record)
    where is_change and lead_key is not null group by lead_key`;
  await engine.run(
    sql`create table crm_history as select * from (select lead_key, ${joined(entered, ', ')}, bool_or(is_listed) as is_listed, max(moment) as last_moment
      from stage_moments group by lead_key) full join (${changes}) using (lead_key) full join (${LOSSES}) using (lead_key)${settings.asOf === undefined ? sql`` : sql` full join (${laterStages(crm, settings)}) using (lead_key)`}`,
  );
  // Sales often call before they qualify, so the contact has no place in the order. At the same moment the earlier stage
  // comes first.
  const steps = sql`select lead_key, stage, lag(stage) over (partition by lead_key order by moment, stage) as before
    from stage_moments where is_listed and not is_left and stage <> ${raw(String(LEAD_STAGES.indexOf('contact')))}`;
  const [[back, pipelines, deals, leads, losses, ...stages] = []] = await engine.query(sql`select
    (select count(distinct lead_key) from (${steps}) where stage < before),
    (select count(*) from (select lead_key from stage_moments where is_listed group by lead_key having count(distinct pipeline) > 1)),
    (select count(*) from event_keys where is_of_deal and lead_key is null and deal_id is not null),
    (select count(*) from event_keys where not is_of_deal and lead_key is null and lead_id is not null),
    coalesce(bool_or(lost_since is not null), false),
    ${joined(
      LEAD_STAGES.map((stage) => sql`coalesce(bool_or(${name(enteredColumn(stage))}), false)`),
      ', ',
    )} from crm_history`);
  return {
    stages: LEAD_STAGES.filter((_, index) => stages[index] === true),
    notFound: { deal: Number(deals), lead: Number(leads) },
    ...{ movedBack: Number(back), changedPipeline: Number(pipelines), tellsLosses: losses === true },
  };
}

/**
 * When each was lost: at the loss after which it came to no stage any more. A lead that came back and was lost again was
 * lost the second time. One that only got another reason (`Lost`, then `Spam`) was lost at the first.
 */
const LOSSES = sql`select lead_key, min(moment) as lost_since from (
    select lead_key, moment, is_lost, max(moment) filter (where not is_lost) over (partition by lead_key) as back from (
      select coalesce(e.row_key, k.lead_key) as lead_key, e.entered_at as moment, m.lost as is_lost
      from ${name(rowsOf('stage_events'))} e join ${name(STATUS_MAP)} m on m.file = e.file and m.status = e.status
        and m.pipeline is not distinct from e.pipeline and m.outcome is null and (m.lost or m.stage is not null)
      left join event_keys k on k.file = e.file and k.record = e.record) where lead_key is not null)
  where is_lost and moment >= coalesce(back, moment) group by lead_key`;

/** Stages that the history of some of these leads holds; they have its first moments. */
export async function stagesEntered(engine: Engine, leads: Sql): Promise<LeadStage[]> {
  const any = LEAD_STAGES.map((stage) => sql`coalesce(bool_or(${name(sinceColumn(stage))} is not null), false)`);
  const [stages = []] = await engine.query(sql`select ${joined(any, ', ')} from ${leads}`);
  return LEAD_STAGES.filter((_, index) => stages[index] === true);
}

/**
 * Adds to rows of `crm` the evidence of their history. Dates of stages are the earlier of the two, and a lost row without
 * a date was lost when its history says.
 */
export function withHistory(
  crm: Sql,
  { hasHistory, moments, asOf }: { hasHistory: boolean; moments: ReadonlySet<LeadMoment>; asOf: string | undefined },
): Sql {
  if (!hasHistory) return crm;
  const cameLater = (stage: LeadStage) => sql`coalesce(h.${name(laterColumn(stage))}, false)`;
  const byThen = (stage: LeadStage) =>
    asOf === undefined ? sql`` : sql` and (not ${cameLater(stage)} or ${stageDate(stage, asOf)} is not null)`;
  const has = LATER_STAGES.map(
    (stage) =>
      sql`c.${name(hasColumn(stage))}${byThen(stage)} or coalesce(h.${name(enteredColumn(stage))}, false) as ${name(hasColumn(stage))}`,
  );
  if (moments.has('is_accepted'))
    has.push(
      sql`c.is_accepted${asOf === undefined ? sql`` : sql` and not (${acceptedIn((stage) => sql`(${cameLater(stage)} and ${stageDate(stage, asOf)} is null)`)})`} or ${acceptedIn((stage) => sql`coalesce(h.${name(enteredColumn(stage))}, false)`)} as is_accepted`,
    );
  const isReopened = sql`c.${name(SAYS_OPEN)} and not c.${name(hasColumn('deal'))} and coalesce(h.${name(enteredColumn('deal'))}, false)`;
  // A list of changes shows how far a lost lead came, even if it was the first stage only. A list of date columns does
  // not: some of them may be missing.
  const closed = sql`case when c.lost then coalesce(c.closed_at, h.lost_since) else c.closed_at end as closed_at`;
  return sql`(select c.* replace (${joined(has, ', ')}, ${closed}, c.known_depth or coalesce(h.is_listed, false) as known_depth),
      ${isReopened} as is_reopened, h.changed_at, h.last_moment, ${joined(
        LEAD_STAGES.map((stage) => sql`h.${name(sinceColumn(stage))}`),
        ', ',
      )}
    from ${crm} c left join crm_history h on h.lead_key = c.lead_key)`;
}

/** Of each row, to which stages its history brings it after the as-of moment. */
function laterStages(crm: Sql, settings: HistorySettings): Sql {
  const stages = LATER_STAGES.map(
    (stage) => sql`bool_or(stage = ${raw(String(LEAD_STAGES.indexOf(stage)))}) as ${name(laterColumn(stage))}`,
  );
  return sql`select lead_key, ${joined(stages, ', ')} from (
      select coalesce(e.row_key, k.lead_key) as lead_key, m.stage from ${name(LATER_EVENTS)} e
      join ${name(STATUS_MAP)} m on m.file = e.file and m.status = e.status and m.pipeline is not distinct from e.pipeline and m.outcome is null
      left join (${keysOfEvents(LATER_EVENTS, crm, settings)}) k on k.file = e.file and k.record = e.record)
    where lead_key is not null group by lead_key`;
}

const laterColumn = (stage: LeadStage): string => `later_${stage}`;
const enteredColumn = (stage: LeadStage): string => `entered_${stage}`;
const sinceColumn = (stage: LeadStage): string => `${stage}_since`;

/** Whether an event belongs to a deal: the CRM has deals and the event names one. Else it belongs to the lead. */
const isOfDeal = ({ hasDeals }: HistorySettings): Sql =>
  hasDeals ? sql`e.deal_id is not null` : sql`e.deal_id is not null and e.lead_id is null`;

/** For each listed event the key of the row that it is about; null where there is none. */
function keysOfEvents(events: string, crm: Sql, settings: HistorySettings): Sql {
  // A deal that is not in the CRM may be named by the lead that became it, and a lead by the deal that came of it.
  const deal = settings.dealsAreLeads
    ? sql`coalesce(l.lead_key, of_deal.lead_key)`
    : sql`coalesce(d.lead_key, of_deal.lead_key)`;
  const [lead, merged] = settings.hasMerged
    ? [sql`coalesce(m.into_key, e.lead_id)`, sql`left join crm_merged m on m.lead_key = e.lead_id`]
    : [sql`e.lead_id`, sql``];
  return sql`select e.file, e.record, e.lead_id, e.deal_id, ${isOfDeal(settings)} as is_of_deal,
      case when ${isOfDeal(settings)} then ${deal} else coalesce(l.lead_key, of_lead.lead_key) end as lead_key
    from ${name(events)} e
    left join ${crm} d on d.entity = 'deal' and d.lead_key = concat('deal ', e.deal_id)
    ${merged}
    left join ${crm} l on l.entity = 'lead' and l.lead_key = case when ${isOfDeal(settings)} then e.deal_id else ${lead} end
    left join lead_deals of_deal on of_deal.deal_id = e.deal_id
    left join (select lead_id, min(lead_key) as lead_key from ${crm} where entity = 'deal' and lead_id is not null
      group by lead_id) of_lead on of_lead.lead_id = e.lead_id
    where e.row_key is null`;
}
