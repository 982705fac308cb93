import { joined, literal, name, raw, type Sql, sql } from '../engines/sql.js';
import { dimensionColumn } from '../model/canonical.js';
import type { LeadEvent } from '../model/lead-events.js';
import { type Known, LEAD_MEASURES, type LeadMeasureName } from '../model/measures.js';
import type { Scope } from '../model/scope.js';
import { type ColumnOfView, columnsOfView, type SqlViewName, VIEW_TYPES } from '../model/sql-views.js';
import type { Built } from './built.js';
import { happenedTo } from './counted-in.js';
import { type Dimensions, inScope, spendInScope, spendIsKnown } from './cube-scope.js';
import { CALLS, type LeadMoment, PAYMENTS, TOUCHES } from './fact-tables.js';
import { leadsWhere } from './lead-rows.js';
import { statusesOf } from './listed-leads.js';
import { cameOn } from './stage-days.js';

interface ViewSettings {
  readonly known: Known;
  readonly scope: Scope;
  readonly dimensions: Dimensions;
  readonly built: Pick<Built, 'leads' | 'linked' | 'moments'>;
  readonly hasStatus: boolean;
  /** What some export tells of; a view of anything else has no rows. Needs the events. */
  readonly has: Readonly<Record<'touches' | 'calls' | 'payments', boolean>>;
}

type Columns<View extends SqlViewName> = Readonly<Record<ColumnOfView<View>, Sql>>;

interface Rows<View extends SqlViewName> {
  readonly columns: Columns<View>;
  /** `from … where …` */
  readonly from: Sql;
  /** Whatever stands in the same place is the same in every column. */
  readonly order: Sql;
}

/**
 * The rows of a view in the scope of a report, each column in its type. They are ordered by their own columns, so that
 * the order depends on nothing else. A lead is named by its key, a file and a line by their numbers: the session knows
 * what they are called.
 */
export function viewRows(view: SqlViewName, settings: ViewSettings): Sql {
  const { columns, from, order }: Rows<SqlViewName> = ROWS[view](settings);
  const values = columnsOfView(view, settings.dimensions.configured).map(({ name: own, type, dimension }) => {
    const value =
      dimension === undefined ? (columns as Record<string, Sql>)[own] : dimensionOf(view, dimension, settings);
    return sql`cast(${value ?? NULL} as ${raw(VIEW_TYPES[type])}) as ${name(own)}`;
  });
  return sql`select ${joined(values, ', ')} ${from} order by ${order}`;
}

const NULL = sql`null`;

/** What spend cannot be told apart by is unknown of it. */
const dimensionOf = (view: SqlViewName, at: number, { dimensions: { configured, onSpend } }: ViewSettings): Sql =>
  view === 'leads' || onSpend.has(configured[at] as string) ? name(dimensionColumn(at)) : NULL;

const ROWS: { readonly [View in SqlViewName]: (settings: ViewSettings) => Rows<View> } = {
  leads: leadRows,
  spend: spendRows,
  touches: touchRows,
  events: eventRows,
  calls: callRows,
  payments: paymentRows,
};

function leadRows({ known, scope, dimensions, built, hasStatus }: ViewSettings): Rows<'leads'> {
  const told = (measure: LeadMeasureName, what: Sql) => (LEAD_MEASURES[measure].isKnown(known) ? what : NULL);
  // A yes-or-no column as reports count it. What no export tells is unknown, which is not the same as no.
  const are = (measure: LeadMeasureName) => told(measure, leadsWhere(LEAD_MEASURES[measure].where(known.reach)));
  const when = (moment: LeadMoment) => (built.moments.has(moment) ? name(moment) : NULL);
  const own = (column: string) => name(column);
  return {
    columns: {
      ...{ lead_id: own('key'), created_at: when('created_at'), created_on: own('created_day') },
      ...{ source: own('source'), platform: own('platform'), match: own('match'), campaign: own('campaign') },
      ...{ ad_group: own('ad_group'), ad: own('ad'), keyword: own('keyword'), account: own('account') },
      ...{ manager: own('manager'), status: hasStatus ? own('status') : NULL, stage: own('stage') },
      ending: known.has.ends ? own('ending') : sql`case when ending = 'won' then ending end`,
      ...{ qualified: are('reached.qualified'), contact: are('reached.contact'), proposal: are('reached.proposal') },
      ...{ decision: are('reached.decision'), deal: are('reached.deal'), contacted: are('contacted') },
      unknown_qualified: are('unknown_depth.qualified'),
      unknown_contact: are('unknown_depth.contact'),
      unknown_proposal: are('unknown_depth.proposal'),
      unknown_decision: are('unknown_depth.decision'),
      ...{ lost: are('lost'), reason: own('reason'), category: own('category'), reason_text: own('reason_text') },
      ...{ not_handed_over: are('not_handed_over'), duplicate: are('duplicates'), repeat: are('repeats') },
      ...{ undecided: told('duplicates', own('undecided')), worked: are('worked'), costed: sql`not uncosted` },
      ...{ won_deals: told('won_deals', own('won_deals')), priced_deals: told('priced_deals', own('priced_deals')) },
      ...{ revenue: told('revenue', own('revenue')), profit: told('costed_profit', own('profit')) },
      pipeline: told('pipeline', own('pipeline')),
      ...{ assigned_at: when('assigned_at'), answered_at: when('answered_at'), response_seconds: when('response') },
      ...{ qualified_at: when('qualified_at'), contact_at: when('contact_at'), proposal_at: when('proposal_at') },
      ...{
        decision_at: when('decision_at'),
        deal_at: cameOn('deal', built.moments) ?? NULL,
        closed_at: when('closed_at'),
      },
    },
    from: sql`from leads${hasStatus ? sql` left join ${statusesOf(built)} using (key)` : sql``}
      where ${inScope(scope, sql`created_day`, dimensions)}`,
    order: sql`created_day nulls last, ${when('created_at')} nulls last, key`,
  };
}

/** A filter that spend cannot be told apart by leaves none of it. */
function spendRows({ scope, dimensions }: ViewSettings): Rows<'spend'> {
  return {
    columns: {
      ...{
        file: sql`file`,
        line: sql`record`,
        day: sql`day`,
        period_from: sql`period_from`,
        period_to: sql`period_to`,
      },
      ...{
        source: sql`source`,
        platform: sql`platform`,
        campaign: sql`campaign`,
        ad_group: sql`ad_group`,
        ad: sql`ad`,
      },
      ...{ keyword: sql`keyword`, account: sql`account`, spend: sql`spend`, cost_as_exported: sql`cost_as_exported` },
      ...{ currency: sql`currency`, clicks: sql`clicks`, sessions: sql`sessions`, visits: sql`visits` },
      actions: sql`actions`,
    },
    from: sql`from spend where ${spendIsKnown(scope, [], dimensions) ? spendInScope(scope, dimensions) : sql`false`}`,
    order: sql`file, record`,
  };
}

/** The leads of a scope. Of rows that belong to no lead, those on its days, unless leads are filtered. */
function ofScope({ scope, dimensions }: ViewSettings, at: Sql): Sql {
  const days = { ...scope, where: [] };
  // With --all nothing lies outside, whatever the days of leads are.
  const inDays = scope.undated ? sql`true` : inScope(days, sql`cast(${at} as date)`, dimensions);
  const nobodys = scope.where.length > 0 ? sql`false` : inDays;
  return sql`(key in (select key from leads where ${inScope(scope, sql`created_day`, dimensions)}) or (key is null and ${nobodys}))`;
}

function touchRows(settings: ViewSettings): Rows<'touches'> {
  return {
    columns: {
      ...{ lead_id: sql`key`, touched_at: sql`touched_at`, source: sql`source`, platform: sql`platform` },
      ...{ medium: sql`medium`, campaign: sql`campaign`, is_ad: sql`is_ad`, is_direct: sql`is_direct` },
      stands: sql`stands`,
    },
    from: settings.has.touches ? sql`from touches where ${ofScope(settings, sql`touched_at`)}` : noneOf(TOUCHES),
    order: sql`touched_at nulls last, file, record, key`,
  };
}

/**
 * The measure that counts the leads of an event. An event is what reports count by the reach of this run; what no export
 * tells has no events.
 */
const COUNTED: Readonly<Record<LeadEvent, LeadMeasureName>> = {
  ...{ lead: 'leads', qualified: 'reached.qualified', contact: 'reached.contact', proposal: 'reached.proposal' },
  ...{ decision: 'reached.decision', deal: 'reached.deal', loss: 'lost', win: 'won_deals' },
};
const EVENTS = Object.keys(COUNTED) as readonly LeadEvent[];
const isToldEvent = (event: LeadEvent, known: Known): boolean => LEAD_MEASURES[COUNTED[event]].isKnown(known);
/** Those that no export tells of. */
export const untoldEvents = (known: Known): readonly LeadEvent[] =>
  EVENTS.filter((event) => !isToldEvent(event, known));

function eventRows({ known, scope, dimensions }: ViewSettings): Rows<'events'> {
  const revenue = LEAD_MEASURES.revenue.isKnown(known) ? sql`case when event = 'win' then revenue end` : NULL;
  const counted = EVENTS.filter((event) => isToldEvent(event, known)).map(
    (event) => sql`(event = ${literal(event)} and ${leadsWhere(LEAD_MEASURES[COUNTED[event]].where(known.reach))})`,
  );
  return {
    columns: {
      ...{ lead_id: sql`key`, event: sql`event`, happened_on: sql`case when not is_undated then happened_on end` },
      ...{ created_on: sql`created_day`, source: sql`source`, campaign: sql`campaign`, manager: sql`manager` },
      ...{ reason: sql`case when event = 'loss' then reason end`, revenue },
    },
    from: sql`from ${name(happenedTo('leads'))} where ${inScope(scope, sql`created_day`, dimensions)} and (${joined(counted, ' or ')})`,
    order: sql`created_day nulls last, key, is_undated, happened_on, event, revenue nulls last`,
  };
}

function callRows(settings: ViewSettings): Rows<'calls'> {
  return {
    columns: {
      ...{ lead_id: sql`key`, called_at: sql`called_at`, manager: sql`manager`, is_incoming: sql`is_incoming` },
      ...{
        is_person: sql`is_person`,
        has_talk: sql`has_talk`,
        talk_seconds: sql`talk`,
        duration_seconds: sql`duration`,
      },
    },
    from: settings.has.calls ? sql`from calls where ${ofScope(settings, sql`called_at`)}` : noneOf(CALLS),
    order: sql`called_at nulls last, file, record, key`,
  };
}

/** A deal is told by the lead that it is of. */
function paymentRows(settings: ViewSettings): Rows<'payments'> {
  const { linked } = settings.built;
  const key = linked ? sql`l.key` : sql`p.lead_key`;
  const whose = linked
    ? sql`left join (select distinct lead_key, key from ${linked}) l on l.lead_key = p.lead_key`
    : sql``;
  return {
    columns: {
      ...{ lead_id: sql`key`, paid_at: sql`paid_at`, amount: sql`amount`, amount_as_exported: sql`amount_as_exported` },
      currency: sql`code`,
    },
    from: settings.has.payments
      ? sql`from (select p.*, ${key} as key from payments p ${whose}) where ${ofScope(settings, sql`paid_at`)}`
      : sql`from (select null::varchar as key, * ${noneOf(PAYMENTS)})`,
    order: sql`paid_at nulls last, file, record, key`,
  };
}

const noneOf = (columns: Readonly<Record<string, { readonly type: string }>>): Sql =>
  sql`from (select ${joined(
    Object.entries(columns).map(([own, { type }]) => sql`null::${raw(type)} as ${name(own)}`),
    ', ',
  )} where false)`;
