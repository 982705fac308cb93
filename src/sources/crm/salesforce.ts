import { text as words } from '../../model/text.js';
import { defineSource, id, moment, money, text } from '../define.js';
import { at, lost, reasons, tags } from './common.js';

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
  // To be qualified is not to be found qualified.
  Qualification: at('lead'),
  Qualify: at('lead'),
  // Talks with somebody found worth them. A contact alone would hide that the opportunity is past qualification.
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

// Reports ("Details Only") bear labels and a footer; Data Loader writes API names and no footer.
// Dates follow the user's locale in a report. IDs differ by case.
export const salesforce = defineSource({
  name: 'salesforce',
  title: 'Salesforce',
  where: words(
    'Reports → Export → Details Only → Comma Delimited .csv; or Data Loader → Export',
    'Отчёты → Экспорт → Только сведения → .csv; или Data Loader → Export',
  ),
  exports: [
    {
      table: 'crm',
      idLength: 15,
      required: [
        'status',
        'created_at',
        /^(Lead ID|Lead Owner|LeadSource|IsConverted|ConvertedOpportunityId|Код интереса|Ответственный за интерес)$/i,
      ],
      fields: {
        lead_id: id('Lead ID', 'Id', 'Код интереса'),
        deal_id: id('Converted Opportunity ID', 'ConvertedOpportunityId'),
        created_at: moment('Create Date', 'Created Date', 'CreatedDate', 'Дата создания'),
        modified_at: moment(
          'Last Modified Date',
          'Last Modified',
          'LastModifiedDate',
          'SystemModstamp',
          'Дата последнего изменения',
        ),
        // A lead is converted when sales have found it worth an opportunity.
        qualified_at: moment('Converted Date', 'ConvertedDate'),
        status: text('Lead Status', 'Status', 'Статус интереса'),
        source: text('Lead Source', 'LeadSource', 'Источник интереса'),
        reason: text(...reasons),
        manager: text('Lead Owner', 'Owner', 'OwnerId', 'Ответственный за интерес'),
        ...tags,
      },
    },
    {
      table: 'crm',
      idLength: 15,
      entity: 'deal',
      required: [
        'status',
        /^(Opportunity ?(ID|Name|Owner)|StageName|Код возможности|Название возможности|Имя возможности)$/i,
      ],
      fields: {
        // A report without IDs still has names.
        deal_id: id(
          'Opportunity ID',
          '18 Digit Opportunity ID',
          'Id',
          'OpportunityId',
          'Код возможности',
          'Opportunity Name',
          'OpportunityName',
          'Название возможности',
          'Имя возможности',
        ),
        created_at: moment('Created Date', 'Create Date', 'CreatedDate', 'Дата создания'),
        modified_at: moment(
          'Last Modified Date',
          'Last Modified',
          'LastModifiedDate',
          'SystemModstamp',
          'Дата последнего изменения',
        ),
        closed_at: moment('Close Date', 'CloseDate', 'Дата закрытия'),
        status: text('Stage', 'StageName', 'Стадия', 'Этап'),
        source: text('Lead Source', 'LeadSource', 'Источник интереса'),
        campaign: text('Primary Campaign Source', 'Primary Campaign Source: Campaign Name'),
        // Where the organisation has several currencies, a column of codes stands before each amount.
        amount: money('Amount', 'Total Amount', 'Сумма'),
        revenue: money('Amount', 'Total Amount', 'Сумма'),
        currency: text(
          'Amount Currency',
          'Total Amount Currency',
          'Opportunity Currency',
          'Currency',
          'CurrencyIsoCode',
          'Валюта суммы',
          'Сумма Валюта',
        ),
        reason: text(...reasons),
        manager: text('Opportunity Owner', 'Owner', 'OwnerId', 'Ответственный за возможность'),
        ...tags,
      },
    },
  ],
  statuses: { ...leadStatuses, ...opportunityStages },
});
