import { text as words } from '../../model/text.js';
import { defineSource, id, moment, money, text } from '../define-source.js';
import { reasons, tags } from './crm-words.js';
import { dealStages } from './zoho.js';

// Zoho's smaller CRM: it has no leads, so each deal is one. Stages belong to a sub-pipeline.
export const bigin = defineSource({
  name: 'bigin',
  title: 'Bigin by Zoho CRM',
  where: words('Pipelines → ⋯ → Export → CSV', 'Pipelines → ⋯ → Export → CSV'),
  exports: [
    {
      table: 'crm',
      list: 'deals',
      required: [/^(Deal|Record) Id$/i, 'status', /^Sub-Pipeline$/i],
      fields: {
        lead_id: id('Deal Id', 'Record Id'),
        created_at: moment('Created Time'),
        modified_at: moment('Modified Time'),
        modified_by: text('Modified By'),
        closed_at: moment('Closing Date'),
        status: text('Stage'),
        pipeline: text('Sub-Pipeline'),
        source: text('Lead Source', 'Source'),
        amount: money('Amount'),
        revenue: money('Amount'),
        currency: text('Currency'),
        reason: text('Reason For Loss', ...reasons),
        manager: text('Deal Owner'),
        ...tags,
      },
    },
  ],
  statuses: dealStages,
});
