import { text as words } from '../../model/text.js';
import { defineSource, type Export, id, moment, money, text } from '../define-source.js';
import { at, lost, reasons, tags } from './crm-words.js';
import { deleted, histories, isHistory, ofAList } from './salesforce-history.js';

const leadStatuses = {
  'Open - Not contacted': at('lead'),
  New: at('lead'),
  Working: at('lead'),
  Nurturing: at('lead'),
  'Working - Contacted': at('contact'),
  Contacted: at('contact'),
  Qualified: at('qualified'),
  'Closed - Converted': at('qualified'),
  Converted: at('qualified'),
  Unqualified: lost,
  'Closed - Not converted': lost,
};

const opportunityStages = {
  Prospecting: at('lead'),
  // A deal that is to be qualified has not been found qualified yet.
  Qualification: at('lead'),
  Qualify: at('lead'),
  // Talks with somebody who was found worth them. A contact alone would hide that the opportunity is past
  // qualification.
  'Needs analysis': at('qualified'),
  'Value proposition': at('qualified'),
  'Id. decision makers': at('qualified'),
  'Perception analysis': at('qualified'),
  'Meet & Present': at('qualified'),
  'Proposal/Price quote': at('proposal'),
  Propose: at('proposal'),
  'Negotiation/Review': at('decision'),
  Negotiate: at('decision'),
  'Closed won': at('deal'),
  'Closed lost': lost,
};

const editor = text(
  ...[
    'Last Modified By',
    'Last Modified By: Full Name',
    'LastModifiedBy.Name',
    'LastModifiedById',
    'last_modified_by_id',
  ],
);

/**
 * Headings that only a deal has: what is sold, to whom, for how much and until when. A mere list of stages has names of
 * stages too.
 */
const OF_A_DEAL =
  /^(Opportunity ?(ID|Name|Owner)|Owner ?ID|Account ?(ID|Name)|account_(id|name)|(Total )?Amount|Close ?Date|close_date|Lead ?Source|lead_source|Код возможности|Название возможности|Имя возможности)$/i;

// In a warehouse the ID of an opportunity may have this name. Beside another ID it is the link of a history: a history
// has the columns of a list except those that say who the deal is with and where it came from.
const IN_WAREHOUSE = /^opportunity_id$/i;

const opportunities: Export = {
  table: 'crm',
  list: 'deals',
  idLength: 15,
  entity: 'deal',
  // Companies rename their stages, but two columns of yes and no say whether a deal is closed and won.
  closed: /^(?:is_?closed|closed|закрыт[аоы]?)$/iu,
  required: [
    'status',
    /^(Opportunity ?(ID|Name|Owner)|StageName|stage_name|Код возможности|Название возможности|Имя возможности)$/i,
    OF_A_DEAL,
  ],
  absent: [isHistory, IN_WAREHOUSE],
  rows: deleted,
  // A report may have no IDs; then names stand in for them.
  names: ['Opportunity Name', 'OpportunityName', 'Название возможности', 'Имя возможности'],
  fields: {
    deal_id: id(
      'Opportunity ID',
      '18 Digit Opportunity ID',
      'Id',
      'OpportunityId',
      'opportunity_id',
      'Код возможности',
    ),
    created_at: moment('Created Date', 'Create Date', 'CreatedDate', 'created_date', 'Дата создания'),
    modified_at: moment(
      'Last Modified Date',
      'Last Modified',
      'LastModifiedDate',
      'last_modified_date',
      'SystemModstamp',
      'system_modstamp',
      'Дата последнего изменения',
    ),
    modified_by: editor,
    closed_at: moment('Close Date', 'CloseDate', 'close_date', 'Дата закрытия'),
    status: text('Stage', 'StageName', 'stage_name', 'Стадия', 'Этап'),
    outcome: text('IsWon', 'Is Won', 'Won', 'is_won', 'Выиграна', 'Выиграно'),
    source: text('Lead Source', 'LeadSource', 'lead_source', 'Источник интереса'),
    campaign: text('Primary Campaign Source', 'Primary Campaign Source: Campaign Name'),
    // If the organisation has several currencies, a column of codes precedes each amount.
    amount: money('Amount', 'Total Amount', 'Amount (converted)', 'Сумма'),
    revenue: money('Amount', 'Total Amount', 'Amount (converted)', 'Сумма'),
    currency: text(
      'Amount Currency',
      'Total Amount Currency',
      'Amount (converted) Currency',
      'Opportunity Currency',
      'Currency',
      'CurrencyIsoCode',
      'currency_iso_code',
      'Валюта суммы',
      'Сумма Валюта',
    ),
    reason: text(...reasons),
    manager: text('Opportunity Owner', 'Owner', 'OwnerId', 'owner_id', 'Ответственный за возможность'),
    ...tags,
  },
};

const warehoused: Export[] = [
  { ...opportunities, required: [...opportunities.required, IN_WAREHOUSE], absent: [isHistory, /^id$/i] },
  { ...opportunities, required: [...opportunities.required, IN_WAREHOUSE, /^id$/i, ofAList], absent: [isHistory] },
];

// In an organisation with several currencies, each amount is converted into the currency of the user who runs the
// report.
const CONVERTED = /^amount \(converted\)$/i;
const convertedAmount = money('Amount (converted)');
const converted: Export = {
  ...opportunities,
  required: [...opportunities.required, CONVERTED],
  converted: { from: /^amount$/i, to: CONVERTED, by: /^(?:amount|opportunity) currency$/i, plain: opportunities },
  fields: {
    ...opportunities.fields,
    amount: convertedAmount,
    revenue: convertedAmount,
    currency: text('Amount (converted) Currency'),
  },
};

// Reports («Details Only») have labels as headings and a footer; Data Loader writes API names and no footer. Dates in a
// report follow the user's locale. IDs differ by case. A connector writes the API names in small letters.
export const salesforce = defineSource({
  name: 'salesforce',
  title: 'Salesforce',
  where: words(
    'Reports (leads, opportunities, their histories) → Export → Details Only → .csv; or Data Loader → Export',
    'Отчёты (интересы, возможности, их история) → Экспорт → Только сведения → .csv; или Data Loader → Export',
  ),
  exports: [
    {
      table: 'crm',
      list: 'leads',
      idLength: 15,
      required: [
        'status',
        'created_at',
        /^(Lead ID|Lead Owner|LeadSource|IsConverted|ConvertedOpportunityId|is_converted|converted_opportunity_id|Код интереса|Ответственный за интерес)$/i,
      ],
      absent: [isHistory],
      rows: deleted,
      fields: {
        lead_id: id('Lead ID', 'Id', 'Код интереса'),
        deal_id: id('Converted Opportunity ID', 'ConvertedOpportunityId', 'converted_opportunity_id'),
        created_at: moment('Create Date', 'Created Date', 'CreatedDate', 'created_date', 'Дата создания'),
        modified_at: moment(
          'Last Modified Date',
          'Last Modified',
          'LastModifiedDate',
          'last_modified_date',
          'SystemModstamp',
          'system_modstamp',
          'Дата последнего изменения',
        ),
        modified_by: editor,
        // Sales convert a lead when they find it worth an opportunity.
        qualified_at: moment('Converted Date', 'ConvertedDate', 'converted_date'),
        status: text('Lead Status', 'Status', 'Статус интереса'),
        source: text('Lead Source', 'LeadSource', 'lead_source', 'Источник интереса'),
        reason: text(...reasons),
        manager: text('Lead Owner', 'Owner', 'OwnerId', 'owner_id', 'Ответственный за интерес'),
        ...tags,
      },
    },
    converted,
    opportunities,
    ...warehoused,
    // Data Loader lets people rename columns: here the deal's own ID has the name that it has in a history, and the
    // name of the opportunity shows that it is a list.
    { ...opportunities, required: ['status', /^OpportunityId$/i, /^OpportunityName$/i], absent: [/^New ?Value$/i] },
    ...histories,
  ],
  statuses: { ...leadStatuses, ...opportunityStages },
});
