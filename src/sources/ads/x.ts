import { text as words } from '../../model/text.js';
import { count, date, decimal, defineSource, id, moment, money, text } from '../define-source.js';

// Ads Manager → Campaigns → Export → Export to CSV, by day
//
// The headings are those of the help, and they change with the campaigns' objective; no real file was seen. Whether
// `Time` holds a day or the whole period is not known: rows where it is no date are refused with a message.
export const x = defineSource({
  name: 'x-ads',
  title: 'X Ads',
  where: words('Ads Manager → Campaigns → Export → CSV, by day', 'Ads Manager → Кампании → Экспорт → CSV, по дням'),
  exports: [
    {
      table: 'ad_stats',
      required: [
        'cost',
        /^(?:billed engagements|campaign url|funding (?:source|instrument)(?: name| id)?|reposts(?: \(retweets\))?|retweets|card engagements)$/i,
      ],
      empty: ['-', '--'],
      fields: {
        day: date('Day', 'Date', 'Time period', 'Time'),
        campaign: text('Campaign', 'Campaign name'),
        campaign_id: id('Campaign ID'),
        ad_group: text('Ad group', 'Ad group name'),
        ad: text('Ad name', 'Ad ID', 'Tweet ID'),
        impressions: count('Impressions'),
        clicks: count('Link clicks', 'URL clicks', 'Clicks'),
        actions: decimal('Conversions', 'Total conversions', 'Leads'),
        cost: money(/^spend(?:\s*\([a-z]{3}\))?$/i),
        currency: text('Currency'),
      },
    },
    // What a connector delivers (Fivetran's tables `*_report`): names of the API, money in millionths, a row per day,
    // whose beginning is given as an hour of UTC. It has many kinds of conversions, and none of them is the target
    // action.
    {
      table: 'ad_stats',
      required: ['cost', 'day'],
      micros: true,
      decimal: '.',
      fields: {
        day: date('date'),
        campaign_id: id('campaign_id'),
        ad_group: text('line_item_id'),
        ad: text('promoted_tweet_id'),
        impressions: count('impressions'),
        clicks: count('url_clicks', 'clicks'),
        cost: money('billed_charge_local_micro'),
      },
    },
    // The connector's table `campaign_history`: the names of campaigns by their IDs.
    {
      table: 'ad_names',
      required: ['campaign_id', 'campaign', /^funding_instrument_id$/i],
      absent: [/^campaign_id$/i],
      fields: { campaign_id: id('id'), campaign: text('name'), modified_at: moment('updated_at') },
    },
  ],
});
