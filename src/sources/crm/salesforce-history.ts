import { type Export, id, moment, type RowRule, text } from '../define-source.js';

// Reports → New Report → Opportunity History, Opportunity Field History or Lead History → Export → Details Only;
// Data Loader → OpportunityHistory, OpportunityFieldHistory, LeadHistory. A row per change, other changes mixed in.

/** Rows that a connector keeps though Salesforce has them no more, and former versions of a row. */
export const deleted: RowRule[] = [
  { heading: /^(is_?deleted|_fivetran_deleted)$/i, drop: /^true$/i },
  { heading: /^_fivetran_active$/i, drop: /^false$/i },
];
const [inBin] = deleted as [RowRule];

/**
 * Headings that only a history has: with one of them an export is none of leads or opportunities. Not `Stage Duration`: a
 * list of opportunities says of each how long it has been where it is.
 */
export const isHistory =
  /^(From Stage|To Stage|Old ?Value|New ?Value|Field ?\/ ?(Edit|Event)|OpportunityId|LeadId|_fivetran_start)$/i;

const opportunity = id(
  ...['Opportunity ID', '18 Digit Opportunity ID', 'OpportunityId', 'Код возможности'],
  // A report without IDs still has names.
  ...['Opportunity Name', 'Название возможности', 'Имя возможности'],
);

/** Only changes of the stage, or of a lead's status: the others are rows of the file and none of this table. */
const changesOf = (field: RegExp): RowRule => ({ heading: /^Field( ?\/ ?(Edit|Event))?$/i, keep: field });
const changed = moment('Edit Date', 'CreatedDate', 'Created Date');
const oldValue = text('Old Value', 'OldValue');
const newValue = text('New Value', 'NewValue');
const isFieldHistory = /^(Field|Field ?\/ ?(Edit|Event))$/i;

export const histories: readonly Export[] = [
  {
    table: 'stage_events',
    idLength: 15,
    required: ['deal_id', /^To Stage$/i, 'entered_at'],
    // Changes of an amount or a date alone.
    rows: [inBin, { heading: /^To Stage$/i, drop: /^$/ }],
    fields: {
      deal_id: opportunity,
      from_status: text('From Stage'),
      status: text('To Stage'),
      entered_at: moment('Last Modified', 'Last Modified Date', 'Stage Change Date'),
    },
  },
  {
    // The stage alone, without the one before: nothing may be in it by which a list of opportunities is known.
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
    // What a history does not have, and a list of opportunities whose owner renamed its columns does.
    absent: [isFieldHistory, /^(Opportunity ?Name|Name|LastModifiedDate|OwnerId|LeadSource|IsWon|IsClosed)$/i],
    rows: [inBin],
    fields: { deal_id: id('OpportunityId'), status: text('StageName'), entered_at: moment('CreatedDate') },
  },
  {
    table: 'stage_events',
    idLength: 15,
    required: ['deal_id', 'entered_at', /^New ?Value$/i, isFieldHistory],
    absent: [/^Lead ?(ID|Owner|Status)$/i],
    rows: [inBin, changesOf(/^(Stage|StageName|Стадия|Этап)$/i)],
    fields: { deal_id: opportunity, from_status: oldValue, status: newValue, entered_at: changed },
  },
  {
    table: 'stage_events',
    idLength: 15,
    required: ['lead_id', 'entered_at', /^New ?Value$/i, isFieldHistory],
    rows: [inBin, changesOf(/^(Lead )?Status$/i)],
    fields: { lead_id: id('Lead ID', 'LeadId'), from_status: oldValue, status: newValue, entered_at: changed },
  },
  {
    // A connector's table of former versions: each row says from when on the opportunity was so.
    table: 'stage_events',
    idLength: 15,
    required: [/^id$/i, /^stage_name$/i, /^_fivetran_start$/i],
    rows: [inBin],
    fields: { deal_id: id('id'), status: text('stage_name'), entered_at: moment('_fivetran_start') },
  },
  // Tasks and events have a status and a date of creation too.
  { table: 'none', required: [/^Who_?Id$/i, /^What_?Id$/i], fields: {} },
];
