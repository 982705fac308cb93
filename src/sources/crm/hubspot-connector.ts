import { text as words } from '../../model/text.js';
import { type Export, id, moment, money, type RowRule, text } from '../define-source.js';
import { tags } from './crm-words.js';

// What a warehouse connector (Fivetran) delivers of HubSpot: a table per object, internal names with `property_` before
// them, stages by their IDs, the history of deals and their links to contacts as tables of their own.

/** Rows that it keeps though HubSpot has them no more. */
const rows: RowRule[] = [{ heading: /^(is|_fivetran)_deleted$/i, drop: /^true$/i }];
/** Who only reads a newsletter, and whom nobody has sorted, is no lead. The words are in the language of the portal. */
export const noSubscribers = (heading: RegExp, unless: RegExp): RowRule => ({
  heading,
  unless,
  drop: /^(?:subscribers?|others?|suscriptor|otro|assinante|outro|abonn[ée]|autre|abonnent|andere|sonstige|подписчик|другое|другой)?$/iu,
  why: words(
    'subscribers, others and contacts without a lifecycle stage are no leads',
    'подписчики, прочие и контакты без стадии жизненного цикла — не лиды',
  ),
});
const entered = [/^property_hs_(?:v2_)?date_entered_(?!current_stage$)(?<status>.+)$/i];
const source = text('property_hs_analytics_source');
const created = moment('property_createdate');
// A deal has a name, a value and a day too; where a value came from is said of a property alone.
const ofProperty = [/^name$/i, /^value$/i, /^timestamp$/i, /^(source_id|_fivetran_(synced|start))$/i];

export const connector: readonly Export[] = [
  {
    table: 'crm',
    entity: 'deal',
    required: [/^deal_id$/i, /^(deal_pipeline_stage_id|property_dealstage)$/i],
    entered,
    rows,
    fields: {
      deal_id: id('deal_id'),
      created_at: created,
      modified_at: moment('property_hs_lastmodifieddate'),
      closed_at: moment('property_closedate'),
      status: text('deal_pipeline_stage_id', 'property_dealstage'),
      pipeline: text('deal_pipeline_id', 'property_pipeline'),
      source,
      amount: money('property_amount'),
      revenue: money('property_amount'),
      currency: text('property_deal_currency_code'),
      reason: text('property_closed_lost_reason'),
      manager: text('owner_id'),
      ...tags,
    },
  },
  {
    table: 'crm',
    required: [/^id$/i, /^property_createdate$/i, /^property_(email|firstname|lastname|lifecyclestage)$/i],
    entered: [...entered, /^property_hs_lifecyclestage_(?<status>.+)_date$/i],
    rows: [...rows, noSubscribers(/^property_lifecyclestage$/i, /^property_hs_lead_status$/i)],
    fields: {
      lead_id: id('id'),
      merged_ids: text('property_hs_merged_object_ids'),
      created_at: created,
      modified_at: moment('property_lastmodifieddate'),
      status: text('property_lifecyclestage', 'property_hs_lead_status'),
      outcome: text('property_hs_lead_status'),
      source,
      manager: text('property_hubspot_owner_id'),
      ...tags,
    },
  },
  {
    // `deal_stage`: a row per stage that a deal entered, by the ID of the stage.
    table: 'stage_events',
    required: [/^deal_id$/i, /^value$/i, 'entered_at'],
    rows,
    fields: { deal_id: id('deal_id'), status: text('value'), entered_at: moment('date_entered', '_fivetran_start') },
  },
  {
    // What every property was, `…_property_history`: of a deal its stage counts, of a contact that of the life cycle.
    table: 'stage_events',
    required: [/^deal_id$/i, ...ofProperty],
    rows: [...rows, { heading: /^name$/i, keep: /^dealstage$/i }],
    fields: { deal_id: id('deal_id'), status: text('value'), entered_at: moment('timestamp') },
  },
  {
    table: 'stage_events',
    required: [/^contact_id$/i, ...ofProperty],
    rows: [...rows, { heading: /^name$/i, keep: /^lifecyclestage$/i }],
    fields: { lead_id: id('contact_id'), status: text('value'), entered_at: moment('timestamp') },
  },
  {
    table: 'deal_links',
    required: [/^deal_id$/i, /^contact_id$/i, /^_fivetran_synced$/i],
    rows,
    fields: { deal_id: id('deal_id'), lead_id: id('contact_id') },
  },
  // What its pipelines and their stages are called.
  { table: 'none', required: [/^pipeline_id$/i, /^label$/i, /^display_order$/i], fields: {} },
];
