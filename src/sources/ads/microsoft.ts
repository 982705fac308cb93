import { text as words } from '../../model/text.js';
import { count, date, decimal, defineSource, id, moment, money, text } from '../define-source.js';
import { campaignsOnly } from './campaigns-only.js';

// Reports → Default reports → Performance → Campaign, unit of time: Day → Download → .csv
//
// Five to ten lines above the header (report, time, zone, filter, number of rows), a copyright below the rows; the
// download of the interface is separated by tabs. IDs stand in brackets; what is absent is an empty cell. Dates follow
// the language (6/10/2026), so the file or the configuration settles them. `Campaign name, Spend, Clicks, CPA` alone
// could be anybody's sheet: such a file needs `format: microsoft-ads`.
export const microsoft = defineSource({
  name: 'microsoft-ads',
  title: 'Microsoft Advertising',
  where: words(
    'Reports → Performance → Campaign, unit of time: Day → Download → .csv',
    'Отчёты → Эффективность → Кампания, единица времени: день → Скачать → .csv',
  ),
  exports: [
    // The download of the interface.
    {
      table: 'ad_stats',
      stamp: /^["\s]*(?:last completed available (?:day|hour)|report aggregation|potential incomplete data):/i,
      required: ['cost', /^(?:impr\.|gregorian date|(?:campaign|ad group|ad) status)$/i],
      // From memory: `Overall total - 12 campaigns`, `Deleted items total`.
      total: /^(?:Overall |Filtered |Deleted items )?total(?:$|[\s:-])/i,
      empty: ['--'],
      fields: {
        day: date('Gregorian date', 'Date', 'Day', 'Time period'),
        campaign: text('Campaign', 'Campaign name'),
        campaign_id: id('Campaign ID'),
        ad_group: text('Ad group', 'Ad group name'),
        ad: text('Ad title', 'Ad ID'),
        keyword: text('Keyword'),
        impressions: count('Impr.', 'Impressions'),
        clicks: count('Clicks'),
        actions: decimal('Conv.', 'Conversions'),
        cost: money('Spend'),
        currency: text('Currency code', 'Currency'),
      },
    },
    // The file of bulk downloads and of the Editor, with performance data: an account, its campaigns, their ad groups, ads
    // and keywords have a row each, every one with the same money.
    {
      table: 'ad_stats',
      required: ['cost', 'campaign', /^type$/i, /^parent id$/i],
      rows: [campaignsOnly(/^type$/i)],
      empty: ['--'],
      fields: {
        campaign: text('Campaign'),
        campaign_id: id('Id'),
        impressions: count('Impressions'),
        clicks: count('Clicks'),
        actions: decimal('Conversions'),
        cost: money('Spend'),
      },
    },
    // Reports of the API and scheduled reports.
    {
      table: 'ad_stats',
      required: ['cost', /^(?:GregorianDate|TimePeriod|CurrencyCode|AccountNumber|AverageCpc)$/],
      empty: ['--'],
      fields: {
        day: date('TimePeriod', 'GregorianDate'),
        campaign: text('CampaignName'),
        campaign_id: id('CampaignId'),
        ad_group: text('AdGroupName', 'AdGroupId'),
        ad: text('AdTitle', 'AdId'),
        keyword: text('Keyword'),
        impressions: count('Impressions'),
        clicks: count('Clicks'),
        actions: decimal('Conversions', 'ConversionsQualified'),
        cost: money('Spend'),
        currency: text('CurrencyCode'),
      },
    },
    // What a connector delivers (Fivetran's tables `*_performance_daily_report`): names of the API with underscores.
    {
      table: 'ad_stats',
      required: ['cost', 'day', /^(?:device_os|device_type|top_vs_other|delivered_match_type)$/i],
      decimal: '.',
      fields: {
        day: date('date'),
        campaign: text('campaign_name'),
        campaign_id: id('campaign_id'),
        ad_group: text('ad_group_name', 'ad_group_id'),
        ad: text('ad_id'),
        impressions: count('impressions'),
        clicks: count('clicks'),
        actions: decimal('conversions', 'conversions_qualified'),
        cost: money('spend'),
        currency: text('currency_code'),
      },
    },
    // The connector's table `campaign_history`: the names of campaigns by their IDs.
    {
      table: 'ad_names',
      required: ['campaign_id', 'campaign', 'modified_at', /^time_zone$/i],
      absent: [/^campaign_id$/i],
      fields: { campaign_id: id('id'), campaign: text('name'), modified_at: moment('modified_time') },
    },
  ],
});
