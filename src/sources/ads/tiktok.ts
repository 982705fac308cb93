import { text as words } from '../../model/text.js';
import { count, date, decimal, defineSource, id, moment, money, noTests, text } from '../define-source.js';

// Ads Manager → Campaign → Export data; by day: Analytics → Custom reports, dimension By Day → Download → .csv
//
// The header is on line 1; the last row is `Total of 33 results`, with `-` in its other columns of words. The name of
// the file holds the period: `…-Campaign Report-(2026-01-01 to 2026-01-31)`.
const total = /^Total\s+of\s+\d+/i;

export const tiktok = defineSource({
  name: 'tiktok-ads',
  title: 'TikTok Ads',
  where: words(
    'Ads Manager → Analytics → Custom reports, By Day → Download → .csv',
    'Ads Manager → Аналитика → Пользовательские отчёты, по дням → Скачать → .csv',
  ),
  exports: [
    {
      table: 'ad_stats',
      required: [
        'cost',
        /^(?:(?:clicks|cpc|ctr) \(destination\)|primary status|conversion rate \(cvr\)|by day|stat time day|deep funnel result)$/i,
      ],
      total,
      empty: ['-'],
      fields: {
        day: date('By Day', 'Stat time day', 'Day', 'Date'),
        campaign: text('Campaign name'),
        campaign_id: id('Campaign ID'),
        ad_group: text('Ad group name', 'Ad group ID'),
        ad: text('Ad name', 'Ad ID'),
        impressions: count('Impressions', 'Impression'),
        clicks: count('Clicks (destination)', 'Clicks', 'Clicks (all)'),
        actions: decimal('Conversions', 'Conversion'),
        cost: money(/^(?:total )?cost(?:\s*\([a-z]{3}\))?$/i, 'Spend'),
        currency: text('Currency'),
      },
    },
    // Older files have their headings in the singular.
    {
      table: 'ad_stats',
      required: ['cost', 'clicks', /^impression$/i, /^(?:cpa|cvr(?: \(%\))?)$/i],
      total,
      empty: ['-'],
      fields: {
        day: date('Date', 'Day', 'Stat time day'),
        campaign: text('Campaign name', 'Campaign'),
        campaign_id: id('Campaign ID'),
        ad_group: text('Ad group name', 'Adgroup name'),
        ad: text('Ad name'),
        impressions: count('Impression', 'Impressions'),
        clicks: count('Click'),
        actions: decimal('Conversion', 'Conversions'),
        cost: money(/^(?:total )?cost(?:\s*\([a-z]{3}\))?$/i),
        currency: text('Currency'),
      },
    },
    // What a connector delivers (Fivetran's tables `*_report_hourly`): names of the API, a row per hour.
    {
      table: 'ad_stats',
      required: ['cost', 'day'],
      decimal: '.',
      empty: ['-'],
      fields: {
        day: date('stat_time_day', 'stat_time_hour'),
        campaign: text('campaign_name'),
        campaign_id: id('campaign_id'),
        ad_group: text('adgroup_name', 'adgroup_id'),
        ad: text('ad_name', 'ad_id'),
        impressions: count('impressions'),
        clicks: count('clicks'),
        actions: decimal('conversion'),
        cost: money('spend'),
        currency: text('currency'),
      },
    },
    // The connector's table `campaign_history`: the names of campaigns by their IDs. Its table of ads has no names of
    // campaigns and is of no use.
    {
      table: 'ad_names',
      required: ['campaign_id', 'modified_at', /^advertiser_id$/i, /^(?:campaign_name|ad_name|adgroup_name)$/i],
      fields: {
        campaign_id: id('campaign_id'),
        campaign: text('campaign_name'),
        modified_at: moment('updated_at', 'modify_time'),
      },
    },
    // Ads Manager → Tools → Instant forms → Download leads. The download was not seen: the headings are those of the
    // API, of the interface and of programs that pass its leads on. A form and a time alone could be any site's.
    {
      table: 'ad_leads',
      required: [
        'lead_id',
        'created_at',
        /^(?:page[ _]id|instant form (?:id|name)|ad[ _]?group[ _](?:id|name)|ttclid|tiktok lead id|название группы объявлений)$/iu,
      ],
      absent: [/^(?:adset_id|adset_name|is_organic|gclid|gcl[ _]id|status|stage|статус|этап|id заявки|id ответа)$/iu],
      rows: noTests,
      fields: {
        lead_id: id('lead_id', 'Lead ID', 'TikTok lead ID', 'ID лида'),
        created_at: moment(
          'create_time',
          'Create time',
          'created_time',
          'Created time',
          'Created time (UTC)',
          'Submit time',
          'Время создания',
          'Время отправки',
        ),
        campaign: text('campaign_name', 'Campaign name', 'Название кампании'),
        campaign_id: id('campaign_id', 'Campaign ID', 'ID кампании'),
        ad_group: text('adgroup_name', 'Ad group name', 'Название группы объявлений'),
        ad: text('ad_name', 'Ad name', 'Название объявления'),
        form: text('form_name', 'Form name', 'Instant form name', 'page_id', 'form_id', 'Название формы'),
        ttclid: text('ttclid'),
      },
    },
  ],
});
