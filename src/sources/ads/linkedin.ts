import { text as words } from '../../model/text.js';
import { count, date, decimal, defineSource, type Export, id, moment, money, noTests, text } from '../define-source.js';

// Campaign Manager → Advertise → Export → Campaign Performance (or Ad Performance), time breakdown: Daily
//
// Some five lines above the header (report, account, period), UTF-16 with tabs as downloaded. The headings are from a
// program that reads real files; the lines above and the row of totals are from tests of other projects. Conversions on
// the website come in a report of their own, without cost or clicks, which is not read. Dates follow the language
// (M/D/YYYY in English), so the file or the configuration settles them. Without `End Date` the report is taken for
// daily: without the breakdown `Start Date` may be the first day of the period.
const LINKEDIN =
  /^(?:start date \(in .+\)|campaign group(?: name| id)?|account name|campaign (?:type|objective)|creative name|clicks to (?:landing page|linkedin page)|total (?:social actions|engagements)|lead forms opened)$/i;
const report: Pick<Export, 'table' | 'total' | 'empty'> = {
  table: 'ad_stats',
  total: /^Total$/i,
  empty: ['-', '--'],
};
const columns = {
  campaign: text('Campaign Name', 'Campaign'),
  campaign_id: id('Campaign ID'),
  ad_group: text('Ad Set Name'),
  ad: text('Creative Name', 'Ad Name', 'Ad Headline', 'Ad ID'),
  impressions: count('Impressions'),
  clicks: count('Clicks', 'Clicks to Landing Page'),
  actions: decimal('Leads', 'Conversions'),
  cost: money(/^total spent(?:\s*\([a-z]{3}\))?$/i),
  currency: text('Currency'),
};

export const linkedin = defineSource({
  name: 'linkedin-ads',
  title: 'LinkedIn Ads',
  where: words(
    'Campaign Manager → Export → Campaign Performance, time breakdown: Daily',
    'Campaign Manager → Экспорт → Campaign Performance, разбивка по дням',
  ),
  exports: [
    // By month, by week or for the whole period: each row has its first and its last day.
    {
      ...report,
      required: ['cost', 'period_from', 'period_to', LINKEDIN],
      fields: {
        period_from: date(/^start date(?: \(in .+\))?$/i),
        period_to: date(/^end date(?: \(in .+\))?$/i),
        ...columns,
      },
    },
    {
      ...report,
      required: ['cost', LINKEDIN],
      fields: {
        day: date(/^start date(?: \(in .+\))?$/i, 'Date', 'Day'),
        ...columns,
      },
    },
    // What a connector delivers (Fivetran's tables `ad_analytics_by_*`): names of the API. Leads of forms and
    // conversions on the site are two columns, and neither alone is the target action, so none is read. The tables by
    // month have no day.
    {
      table: 'ad_stats',
      required: ['cost', 'clicks'],
      decimal: '.',
      fields: {
        day: date('day', 'date'),
        campaign: text('campaign_name'),
        campaign_id: id('campaign_id'),
        ad: text('creative_id'),
        impressions: count('impressions'),
        clicks: count('clicks'),
        cost: money('cost_in_local_currency'),
      },
    },
    // The connector's table `campaign_history`: the names of campaigns by their IDs.
    {
      table: 'ad_names',
      required: ['campaign_id', 'campaign', /^campaign_group_id$/i],
      fields: { campaign_id: id('id'), campaign: text('name'), modified_at: moment('last_modified_time') },
    },
    // Campaign Manager → Account assets → Lead Gen Forms → Download leads. The download's headings were not seen: these
    // are the API's (`submittedAt`, `testLead`) and those of programs that pass its leads on. A form and a time could
    // be any site's, so one heading must be LinkedIn's own.
    {
      table: 'ad_leads',
      required: [
        'lead_id',
        'created_at',
        /^(?:test ?lead|lead gen form(?: (?:name|id))?|lead ?gen ?form(?:urn)?|versionedLeadGenFormUrn|тестовый лид)$/iu,
      ],
      absent: [
        /^(?:status|stage|lead status|lead owner|gclid|gcl[ _]id|google lead id|platform|is_organic|статус|этап)$/iu,
      ],
      rows: noTests,
      fields: {
        lead_id: id('Lead ID', 'LeadId', 'Response ID', 'id', 'ID лида'),
        created_at: moment(
          ...['Submitted at', 'submittedAt', 'Submitted', 'Submission date', 'Submission time', 'Date submitted'],
          ...['Date lead was submitted', 'Lead submitted at', 'Дата отправки', 'Отправлено'],
        ),
        campaign: text('Campaign name', 'Campaign', 'Название кампании', 'Кампания'),
        campaign_id: id('Campaign ID', 'campaignId', 'ID кампании'),
        ad: text('Creative name', 'Ad name', 'Creative ID', 'Название объявления'),
        form: text('Form name', 'Lead Gen Form name', 'Lead Gen Form', 'Form ID', 'Название формы'),
      },
    },
  ],
});
