import { text as words } from '../../model/text.js';
import { count, date, decimal, defineSource, id, moment, money, text } from '../define-source.js';

// Ads → Reporting → Campaigns, by day → Export → .csv
//
// No real file was seen: the headings are those of the help and of programs that read the export. An outbound click
// leads to the site. A Pin click may only enlarge the Pin; it is read where there are no outbound clicks.
export const pinterest = defineSource({
  name: 'pinterest-ads',
  title: 'Pinterest Ads',
  where: words(
    'Ads → Reporting → Campaigns, by day → Export → .csv',
    'Ads → Отчёты → Кампании, по дням → Экспорт → .csv',
  ),
  exports: [
    {
      table: 'ad_stats',
      required: ['cost', /^(?:spend in account currency|(?:paid |earned )?pin clicks)$/i],
      total: /^Totals?$/i,
      empty: ['-', '--'],
      fields: {
        day: date('Date', 'Day'),
        campaign: text('Campaign name'),
        campaign_id: id('Campaign ID'),
        ad_group: text('Ad group name', 'Ad group ID'),
        ad: text('Ad name', 'Promoted Pin name', 'Ad ID', 'Pin ID'),
        impressions: count('Impressions', 'Impression', 'Paid impressions'),
        clicks: count('Outbound clicks', 'Paid outbound clicks', 'Pin clicks', 'Paid Pin clicks', 'Clicks'),
        actions: decimal('Total conversions', 'Conversions'),
        cost: money('Spend in account currency', /^spend(?:\s*\([a-z]{3}\))?$/i),
        currency: text('Account currency', 'Currency'),
      },
    },
    // What a connector delivers (Fivetran's tables `*_report`): names of the API, money in millionths of the account's
    // currency, whatever the heading says. `_1` is paid, `_2` is earned: brought by people who had saved the Pin. The
    // tables by targeting have the same spend once per kind of target, so they are not read.
    {
      table: 'ad_stats',
      required: ['cost', 'day'],
      absent: [/^targeting_(?:type|value)$/i],
      micros: true,
      decimal: '.',
      fields: {
        day: date('date'),
        campaign: text('campaign_name'),
        campaign_id: id('campaign_id'),
        ad_group: text('ad_group_name', 'ad_group_id'),
        ad: text('pin_promotion_id'),
        impressions: count('impression_1'),
        clicks: count('outbound_click_1', 'clickthrough_1'),
        actions: decimal('total_conversions'),
        cost: money('spend_in_micro_dollar'),
      },
    },
    // The connector's table `campaign_history`: the names of campaigns by their IDs.
    {
      table: 'ad_names',
      required: [
        'campaign_id',
        'campaign',
        /^(?:is_campaign_budget_optimization|is_automated_campaign|default_ad_group_budget_in_micro_currency)$/i,
      ],
      fields: {
        campaign_id: id('id'),
        campaign: text('name'),
        modified_at: moment('updated_time', '_fivetran_synced'),
      },
    },
  ],
});
