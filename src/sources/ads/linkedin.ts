import { text as words } from '../../model/text.js';
import { count, date, decimal, defineSource, id, money, text } from '../define.js';

// Campaign Manager → Advertise → Export → Campaign Performance (or Ad Performance), time breakdown: Daily
//
// Some five lines above the header (report, account, period), UTF-16 with tabs as downloaded; the headings are from a
// program that reads real files, the lines above and the row of totals from others' tests. Conversions of the website
// come in a report of their own, without cost or clicks, which is not read. Dates follow the language (M/D/YYYY in
// English), so the file or the configuration settles them. Taken for daily: in a report without the breakdown
// `Start Date` may be the first day of the period.
export const linkedin = defineSource({
  name: 'linkedin-ads',
  title: 'LinkedIn Ads',
  where: words(
    'Campaign Manager → Export → Campaign Performance, time breakdown: Daily',
    'Campaign Manager → Экспорт → Campaign Performance, разбивка по дням',
  ),
  exports: [
    {
      table: 'ad_stats',
      required: [
        'cost',
        /^(?:start date \(in .+\)|campaign group(?: name| id)?|account name|campaign (?:type|objective)|creative name|clicks to (?:landing page|linkedin page)|total (?:social actions|engagements)|lead forms opened)$/i,
      ],
      total: /^Total$/i,
      empty: ['-', '--'],
      fields: {
        day: date(/^start date(?: \(in .+\))?$/i, 'Date', 'Day'),
        campaign: text('Campaign Name', 'Campaign'),
        campaign_id: id('Campaign ID'),
        ad_group: text('Ad Set Name'),
        ad: text('Creative Name', 'Ad Name', 'Ad Headline', 'Ad ID'),
        impressions: count('Impressions'),
        clicks: count('Clicks', 'Clicks to Landing Page'),
        actions: decimal('Leads', 'Conversions'),
        cost: money(/^total spent(?:\s*\([a-z]{3}\))?$/i),
        currency: text('Currency'),
      },
    },
  ],
});
