import { text as words } from '../../model/text.js';
import { count, date, decimal, defineSource, type Heading, money, text } from '../define-source.js';

// ads.telegram.org → an ad → Statistics → the ⋯ of a chart → Download CSV; monthly: Account → Reports → CSV
//
// Separated by tabs in spite of the name .csv, and a comma inside a heading: `Spent budget, TON`. Days as `01 Oct
// 2026`, a decimal comma. Money and clicks come as two files for the same days, and complete each other. TON is no
// currency of a state: the configuration gives its rate. Only the name of the file tells the campaign or ad.
const spent: Heading[] = [/^spent budget, (?:TON|EUR|USD)$/i, /^amount, (?:TON|EUR|USD)$/i];

export const telegram = defineSource({
  name: 'telegram-ads',
  title: 'Telegram Ads',
  where: words(
    'ads.telegram.org → an ad → Statistics → Download CSV (both the budget and the clicks)',
    'ads.telegram.org → объявление → Statistics → Download CSV (и бюджет, и клики)',
  ),
  exports: [
    {
      table: 'ad_stats',
      required: ['day', 'cost'],
      dates: 'dmy',
      fields: { day: date('date', 'Day'), impressions: count('Views'), cost: money(...spent) },
    },
    {
      table: 'ad_stats',
      required: ['day', 'clicks', 'impressions', 'actions'],
      absent: [/^(?:cost|spend|spent|source|campaign|platform|channel|канал)$/iu],
      dates: 'dmy',
      fields: {
        day: date('date', 'Day'),
        impressions: count('Views'),
        clicks: count('Clicks'),
        actions: decimal('Started bot', 'Joined', 'Actions'),
      },
    },
    // All ads for a month, which only the name of the file tells.
    {
      table: 'ad_stats',
      required: ['cost', /^ad id$/i, /^ad title$/i],
      total: /^Total in .+$/i,
      fields: { ad: text('Ad Title'), impressions: count('Views'), cost: money(...spent) },
    },
  ],
});
