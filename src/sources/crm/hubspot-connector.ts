import { text as words } from '../../model/text.js';
import { type Export, id, moment, money, type RowRule, text } from '../define-source.js';
import { tags } from './crm-words.js';

// What a warehouse connector (Fivetran) delivers from HubSpot: a table per object, with internal names that begin with
// `property_`. Stages are IDs; the history of deals and their links to contacts are separate tables.

/** The connector keeps rows that were deleted in HubSpot. */
const rows: RowRule[] = [{ heading: /^(is|_fivetran)_deleted$/i, drop: /^true$/i }];
/**
 * A contact who only reads a newsletter, or whom nobody has sorted, is no lead. The words are in the language of the
 * portal. `heading`: the column of the lifecycle stage; `unless`: a column that shows that somebody works on the
 * contact.
 */
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
// Deals have a name, a value and a day too; only a history of properties says where a value came from.
const ofProperty = [/^name$/i, /^value$/i, /^timestamp$/i, /^(source_id|_fivetran_(synced|start))$/i];

export const connector: readonly Export[] = [
  {
    table: 'crm',
    list: 'deals',
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
    list: 'contacts',
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
    // `deal_stage`: a row per stage that a deal entered, with the ID of the stage.
    table: 'stage_events',
    required: [/^deal_id$/i, /^value$/i, 'entered_at'],
    rows,
    fields: { deal_id: id('deal_id'), status: text('value'), entered_at: moment('date_entered', '_fivetran_start') },
  },
  {
    // The history of all properties, `…_property_history`. For a deal its stage is read, for a contact the lifecycle
    // stage.
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
  // The names of pipelines and their stages.
  { table: 'none', required: [/^pipeline_id$/i, /^label$/i, /^display_order$/i], fields: {} },
];
