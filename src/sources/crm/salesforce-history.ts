import { type Export, id, moment, type RowRule, text } from '../define-source.js';

// Reports → New Report → Opportunity History, Opportunity Field History or Lead History → Export → Details Only;
// Data Loader → OpportunityHistory, OpportunityFieldHistory, LeadHistory.
// A row per change; changes of other fields are among them.

/** A connector keeps rows that were deleted in Salesforce, and former versions of a row. */
export const deleted: RowRule[] = [
  { heading: /^(is_?deleted|_fivetran_deleted)$/i, drop: /^true$/i },
  { heading: /^_fivetran_active$/i, drop: /^false$/i },
];
const [inBin] = deleted as [RowRule];

/**
 * Headings that only a history has: an export with one of them is no list of leads or opportunities. `Stage Duration`
 * is not among them: a list of opportunities says how long each has been in its stage.
 */
export const isHistory =
  /^(From Stage|To Stage|Old[ _]?Value|New[ _]?Value|Field ?\/ ?(Edit|Event)|OpportunityId|LeadId|_fivetran_start)$/i;

const opportunity = id(
  ...['Opportunity ID', '18 Digit Opportunity ID', 'OpportunityId', 'opportunity_id', 'Код возможности'],
  // A report may have no IDs; then names stand in for them.
  ...['Opportunity Name', 'Название возможности', 'Имя возможности'],
);

/**
 * Keeps the changes of one field: a deal's stage, or a lead's status. Changes of other fields are rows of the file, but
 * none of this table.
 */
const changesOf = (field: RegExp): RowRule => ({ heading: /^Field( ?\/ ?(Edit|Event))?$/i, keep: field });
const changed = moment('Edit Date', 'CreatedDate', 'Created Date', 'created_date');
const oldValue = text('Old Value', 'OldValue', 'old_value');
const newValue = text('New Value', 'NewValue', 'new_value');
const isNewValue = /^New[ _]?Value$/i;
const isFieldHistory = /^(Field|Field ?\/ ?(Edit|Event))$/i;
/** Headings that a list of opportunities has and a history does not, however its owner calls their ID. */
export const ofAList =
  /^(Opportunity[ _]?Name|Name|Last_?Modified_?Date|Owner_?Id|Lead_?Source|Is_?Won|Is_?Closed|Account_?(Id|Name))$/i;

export const histories: readonly Export[] = [
  {
    table: 'stage_events',
    idLength: 15,
    required: ['deal_id', /^To Stage$/i, 'entered_at'],
    // Rows without a new stage are changes of an amount or a date.
    rows: [inBin, { heading: /^To Stage$/i, drop: /^$/ }],
    fields: {
      deal_id: opportunity,
      from_status: text('From Stage'),
      status: text('To Stage'),
      entered_at: moment('Last Modified', 'Last Modified Date', 'Stage Change Date'),
    },
  },
  {
    // Only the new stage, without the one before. Such a file must have none of the headings by which a list of
    // opportunities is known.
    table: 'stage_events',
    idLength: 15,
    required: ['deal_id', /^Stage$/i, /^Last Modified( Date)?$/i],
    absent: [
      /^(To Stage|From Stage|Creat(e|ed) Date|Close Date|Lead Source|Opportunity Owner|Field.*|Old Value|New Value)$/i,
    ],
    rows: [inBin],
    fields: {
      deal_id: opportunity,
      status: text('Stage'),
      entered_at: moment('Last Modified', 'Last Modified Date'),
    },
  },
  {
    table: 'stage_events',
    idLength: 15,
    required: [/^OpportunityId$/i, /^StageName$/i, /^CreatedDate$/i],
    absent: [isFieldHistory, ofAList],
    rows: [inBin],
    fields: { deal_id: id('OpportunityId'), status: text('StageName'), entered_at: moment('CreatedDate') },
  },
  {
    // As a connector writes it: the row's own ID and that of the opportunity.
    table: 'stage_events',
    idLength: 15,
    required: [
      ...[/^id$/i, /^opportunity_id$/i, /^stage_name$/i, /^created_date$/i],
      /^(created_by_id|expected_revenue|forecast_category|system_modstamp|_fivetran_synced)$/i,
    ],
    absent: [isFieldHistory, ofAList],
    rows: [inBin],
    fields: { deal_id: id('opportunity_id'), status: text('stage_name'), entered_at: moment('created_date') },
  },
  {
    table: 'stage_events',
    idLength: 15,
    required: ['deal_id', 'entered_at', isNewValue, isFieldHistory],
    absent: [/^Lead[ _]?(ID|Owner|Status)$/i],
    rows: [inBin, changesOf(/^(Stage|Stage_?Name|Стадия|Этап)$/i)],
    fields: { deal_id: opportunity, from_status: oldValue, status: newValue, entered_at: changed },
  },
  {
    table: 'stage_events',
    idLength: 15,
    required: ['lead_id', 'entered_at', isNewValue, isFieldHistory],
    rows: [inBin, changesOf(/^(Lead )?Status$/i)],
    fields: {
      lead_id: id('Lead ID', 'LeadId', 'lead_id'),
      from_status: oldValue,
      status: newValue,
      entered_at: changed,
    },
  },
  {
    // A connector's table of former versions: each row says since when the opportunity was in this state.
    table: 'stage_events',
    idLength: 15,
    required: [/^id$/i, /^stage_name$/i, /^_fivetran_start$/i],
    rows: [inBin],
    fields: { deal_id: id('id'), status: text('stage_name'), entered_at: moment('_fivetran_start') },
  },
  // Tasks and events have a status and a date of creation too, and are no leads.
  { table: 'none', required: [/^Who_?Id$/i, /^What_?Id$/i], fields: {} },
  // Cases, contracts, quotes, campaign members and contact roles are no leads or deals either, though they have a
  // status or name a deal.
  { table: 'none', required: [/^(Case|Contract|Quote)_?Number$/i, /^Created_?Date$/i], fields: {} },
  { table: 'none', required: [/^Opportunity_?Id$/i, /^Grand_?Total$/i, /^Created_?Date$/i], fields: {} },
  { table: 'none', required: [/^Campaign_?Id$/i, /^(Has_?Responded|First_?Responded_?Date)$/i], fields: {} },
  { table: 'none', required: [/^Opportunity_?Id$/i, /^Contact_?Id$/i, /^(Role|Is_?Primary)$/i], fields: {} },
];
