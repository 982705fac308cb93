import { text as words } from '../../model/text.js';
import { count, date, decimal, defineSource, type Export, id, moment, money, noTests, text } from '../define-source.js';
import { localised } from './google-localised.js';
import { ofDays } from './google-totals.js';

// Campaigns (or Ad groups, Keywords, Ads, Locations) → Segment → Time → Day → Download → .csv or Excel .csv
//
// Two lines above the header (title, period), totals at the bottom, in UTF-8 with commas or in UTF-16 with tabs. There
// is a day only if the report is segmented by Day. Segmented by week or month, each row stands for those of its days
// that lie within the period above the header. Clicks are not among the default columns: without them Interactions
// stand in, which for videos are views.
const report: Pick<Export, 'table' | 'total' | 'totalsPerDay' | 'standIns' | 'empty' | 'decimal'> = {
  table: 'ad_stats',
  // The label may be in any cell; the report of keywords has it in the third. In a segmented report each day or week
  // has all of the totals again.
  total: /^Total:/i,
  totalsPerDay: ofDays,
  standIns: ['Interactions'],
  empty: ['--', '[]'],
  decimal: '.',
};
const CONVERTED = /^cost \(converted currency\)$/i;
const columns = {
  day: date('Day'),
  period_from: date('Week', 'Month', 'Quarter'),
  campaign: text('Campaign', 'Campaign name'),
  campaign_id: id('Campaign ID'),
  ad_group: text('Ad group'),
  ad: text('Ad name', 'Ad ID'),
  keyword: text('Search keyword', 'Keyword'),
  impressions: count('Impr.', 'Impressions'),
  clicks: count('Clicks', 'Interactions'),
  actions: decimal('Conversions'),
};

const card = {
  table: 'ad_stats',
  absent: [/^source$/i],
  standIns: ['Interactions'],
  empty: ['--'],
  fields: {
    impressions: count('Impressions', 'Impr.'),
    clicks: count('Clicks', 'Interactions'),
    actions: decimal('Conversions'),
    cost: money('Cost'),
  },
} satisfies Omit<Export, 'required'>;

/** A heading as the API names it, `metrics.clicks`; connectors write `metrics_clicks` or `clicks`. */
const api = (group: string, name: string): RegExp => new RegExp(`^(?:${group}[._])?${name}$`, 'i');
const connector = {
  day: date(api('segments', 'date')),
  impressions: count(api('metrics', 'impressions')),
  clicks: count(api('metrics', 'clicks')),
  actions: decimal(api('metrics', 'conversions')),
  cost: money(api('metrics', 'cost_micros')),
  currency: text(api('customer', 'currency_code')),
};

export const google = defineSource({
  name: 'google-ads',
  title: 'Google Ads',
  where: words(
    'Campaigns → Segment → Time → Day → Download → .csv',
    'Кампании → Сегмент → Время → День → Скачать → .csv',
  ),
  exports: [
    {
      ...report,
      required: [
        'cost',
        /^(?:impr\.|currency code|avg\. cost|cost \/ conv\.|interaction rate|(?:campaign|ad group|keyword|ad) status)$/i,
      ],
      absent: [CONVERTED],
      fields: { ...columns, cost: money('Cost'), currency: text('Currency code') },
    },
    // A manager account: amounts in many currencies, each with Google's conversion into the account's own beside it.
    {
      ...report,
      required: [CONVERTED, 'currency'],
      converted: { from: /^cost$/i, to: CONVERTED, by: /^currency code$/i },
      fields: {
        ...columns,
        cost: money(CONVERTED),
        currency: text('Converted currency code'),
      },
    },
    // Overview → a card's ⋮ → Download → .csv: no lines above, no totals, `US$50.00`, `"Fri, 6 Feb 2026"`. A longer
    // period comes by week, `"Week of May 13, 2024"`, or by month. Months with clicks and costs could be anybody's
    // sheet, so a heading that only Google abbreviates so (`Avg. CPC`) must be among them.
    { ...card, required: ['day', 'cost', 'clicks', /^avg\. cpc$/i], fields: { day: date('Date'), ...card.fields } },
    {
      ...card,
      required: [
        'period_from',
        'cost',
        'clicks',
        /^avg\. cpc$/i,
        /^(?:(?:all )?conv\. (?:value|rate)|cost \/ conv\.|(?:all|view-through) conv\.|interaction rate|avg\. cost|currency code)$/i,
      ],
      fields: { period_from: date('Week', 'Month', 'Quarter'), ...card.fields },
    },
    // The card of search keywords: the period is only in the name of the file.
    {
      table: 'ad_stats',
      required: ['cost', /^search keyword$/i, /^criterion status$/i],
      empty: ['--'],
      fields: {
        campaign: text('Campaign'),
        ad_group: text('Ad group'),
        keyword: text('Search keyword'),
        impressions: count('Impressions', 'Impr.'),
        clicks: count('Clicks', 'Interactions'),
        cost: money('Cost'),
      },
    },
    ...localised,
    // Lead form asset → Leads → Download. The download's headings were not seen: these are those of the webhook and of
    // help pages.
    {
      table: 'ad_leads',
      required: [
        'lead_id',
        'created_at',
        /^(?:form[ _]?(?:id|name)|(?:google )?g?cl(?:ick)?[ _]?id|campaign[ _]?id)$/i,
      ],
      absent: [/^(?:platform|is_organic|status|stage|pipeline)$/i],
      rows: noTests,
      fields: {
        lead_id: id('Lead ID', 'lead_id', 'Google Lead ID'),
        created_at: moment('Lead Submit Time', 'lead_submit_time', 'Submission time', 'Lead submission time', 'Date'),
        campaign: text('Campaign', 'Campaign name', 'campaign_name'),
        campaign_id: id('Campaign ID', 'campaign_id'),
        ad_group: text('Ad group', 'Ad group name'),
        form: text('Form name', 'Form ID', 'form_id'),
        gclid: text('GCLID', 'GCL ID', 'gcl_id', 'Google Click ID'),
      },
    },
    // What a connector delivers (Fivetran's tables `*_stats`): names of the API, money in millionths. In the table of
    // campaigns `id` is the campaign's ID.
    {
      table: 'ad_stats',
      required: ['cost', 'day', /^base_campaign$/i],
      micros: true,
      decimal: '.',
      fields: { ...connector, campaign_id: id('id') },
    },
    {
      table: 'ad_stats',
      required: ['cost', 'day'],
      micros: true,
      decimal: '.',
      fields: {
        ...connector,
        campaign: text('campaign_name', 'campaign.name'),
        campaign_id: id('campaign_id', 'campaign.id'),
        ad_group: text('ad_group_name', 'ad_group.name', 'ad_group_id', 'ad_group.id'),
        ad: text('ad_id', 'ad_group_ad.ad.id'),
      },
    },
    // The connector's older tables `*_performance`, with the names of the API before: money in whole units. The table
    // of single clicks is no statistics.
    {
      table: 'ad_stats',
      required: ['cost', 'day', /^external_customer_id$/i],
      decimal: '.',
      fields: {
        day: date('date'),
        campaign: text('campaign_name'),
        campaign_id: id('campaign_id'),
        ad_group: text('ad_group_name', 'ad_group_id'),
        keyword: text('criteria'),
        impressions: count('impressions'),
        clicks: count('clicks'),
        actions: decimal('conversions'),
        cost: money('cost'),
        currency: text('account_currency_code'),
      },
    },
    {
      table: 'none',
      required: [/^gcl_id$/i, /^external_customer_id$/i],
      unread: words('each click by its ID, without what it cost', 'клики по их ID, без расхода'),
      fields: {},
    },
    // Search Console by days, and Yandex Webmaster's like it: nobody pays for these clicks, and no lead tells of them.
    {
      table: 'none',
      required: [
        /^(?:date|дата|datum|fecha|data)$/iu,
        /^(?:clicks|клики|klicks|clics|cliques|clic)$/iu,
        /^(?:(?:average|avg\.?|средняя|ср\.?) )?(?:position|позиция|posición|posição|posizione)$/iu,
      ],
      absent: [
        // What was paid, under any usual word.
        /cost|coût|spen[dt]|spes[ae]|expens|amount|budget|price|charge|(?<!\p{L})(?:cp[acml]|sum|total)(?!\p{L})|[$€£₽]/iu,
        /расход|затрат|потрач|списан|стоимость|сумм|бюджет|цена|(?<!\p{L})руб(?!\p{L})|kosten|ausgab|betrag|importe|gasto|custo|montant|dépens/iu,
        // Whose ads they are, and what they brought.
        /source|channel|platform|campai|ad ?(?:group|set)|источник|канал|площадк|кампани|групп|объявлен|quelle|kampagn|campa[ñn]|campagn|fuente|fonte|canal/iu,
        /(?<!\p{L})leads?(?!\p{L})|conversions?|(?<!\p{L})лид|заяв(?:к|ок)|конверси/iu,
      ],
      unread: words(
        'clicks from search results, which nobody pays for',
        'клики из поисковой выдачи, за которые не платят',
      ),
      fields: {},
    },
    // The connector's table `campaign_history`: the names of campaigns by their IDs.
    {
      table: 'ad_names',
      required: ['campaign_id', 'campaign', /^advertising_channel_(?:sub)?type$/i],
      fields: { campaign_id: id('id'), campaign: text('name'), modified_at: moment('updated_at', '_fivetran_synced') },
    },
  ],
});
