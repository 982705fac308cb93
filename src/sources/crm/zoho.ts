import { text as words } from '../../model/text.js';
import { defineSource, id, moment, money, talk, text } from '../define-source.js';
import { at, lost, reasons, tags } from './crm-words.js';

/** The default stages of deals in Zoho and Bigin. */
export const dealStages = {
  // The first stage: a deal that is to be qualified has not been found qualified yet.
  Qualification: at('lead'),
  // Talks with somebody who was found worth them. A contact alone would hide that the deal is past qualification.
  'Needs analysis': at('qualified'),
  'Value proposition': at('qualified'),
  'Identify decision makers': at('qualified'),
  'Id. decision makers': at('qualified'),
  'Proposal/Price quote': at('proposal'),
  'Negotiation/Review': at('decision'),
  'Closed won': at('deal'),
  'Closed lost': lost,
  'Closed lost to competition': lost,
  'Closed-Lost to competition': lost,
};

const leadStatuses = {
  'Not contacted': at('lead'),
  'Attempted to contact': at('lead'),
  'Contact in future': at('lead'),
  Contacted: at('contact'),
  'Pre-Qualified': at('qualified'),
  'Pre Qualified': at('qualified'),
  'Not qualified': lost,
  'Junk lead': lost,
  'Lost lead': lost,
};

// IDs have 19 digits and are unique over all modules; lookups are a pair of columns (`Deal Owner.id`, `Deal Owner`). A
// converted lead leaves the list of leads, so a deal stands for its lead, and the two exports never hold one twice.
export const zoho = defineSource({
  name: 'zoho',
  title: 'Zoho CRM',
  where: words('Deals or Leads → ⋯ → Export → CSV', 'Deals или Leads → ⋯ → Export → CSV'),
  exports: [
    {
      table: 'crm',
      list: 'deals',
      mayLackIds: true,
      stands: 'converted',
      required: [/^(Record )?Id$/i, 'status', 'created_at', /^(Deal Owner( Name)?|Deal Name|Closing Date)$/i],
      fields: {
        lead_id: id('Record Id', 'Id'),
        created_at: moment('Created Time'),
        modified_at: moment('Modified Time'),
        modified_by: text('Modified By'),
        closed_at: moment('Closing Date'),
        status: text('Stage'),
        pipeline: text('Pipeline'),
        source: text('Lead Source', 'Source'),
        campaign: text('Campaign Source', 'Ad Campaign Name', 'Campaign'),
        amount: money('Amount'),
        revenue: money('Amount'),
        currency: text('Currency'),
        reason: text('Reason For Loss', ...reasons),
        manager: text('Deal Owner', 'Deal Owner Name'),
        ...tags,
      },
    },
    {
      table: 'crm',
      list: 'leads',
      mayLackIds: true,
      required: [/^(Record )?Id$/i, 'created_at', /^Lead (Owner( Name)?|Status)$/i],
      fields: {
        lead_id: id('Record Id', 'Id'),
        deal_id: id('Converted Deal.id', 'Converted Deal'),
        created_at: moment('Created Time'),
        modified_at: moment('Modified Time'),
        modified_by: text('Modified By'),
        status: text('Lead Status'),
        source: text('Lead Source', 'Source'),
        campaign: text('Campaign Source', 'Ad Campaign Name', 'Campaign'),
        reason: text(...reasons),
        manager: text('Lead Owner', 'Lead Owner Name'),
        ...tags,
      },
    },
    {
      table: 'calls',
      required: [/^(Record )?Id$/i, 'called_at', /^(Call Type|Call Duration.*|Call Owner( Name)?)$/i],
      fields: {
        call_id: id('Record Id', 'Id'),
        // Whom the call was with, and what it was about: each may be blank.
        lead_id: id('Lead Name.id', 'Who Id.id', 'Who Id', 'Contact Name.id', 'Lead Id'),
        deal_id: id('Related To.id', 'What Id.id', 'What Id', 'Deal Name.id'),
        called_at: moment('Call Start Time'),
        manager: text('Call Owner', 'Call Owner Name'),
        direction: text('Call Type'),
        result: text('Outgoing Call Status', 'Call Status', 'Call Result'),
        talk: talk('Call Duration (in seconds)', 'Call Duration(in seconds)', 'Call Duration'),
        recording: text('Voice Recording', 'Call Recording'),
      },
    },
  ],
  statuses: { ...dealStages, ...leadStatuses },
});
