import { text as words } from '../../model/text.js';
import { count, date, decimal, defineSource, type Export, id, moment, money, noTests, text } from '../define-source.js';
import { localised } from './meta-localised.js';
import { blankAccount, blankTotal, breakdowns, isLead, totalLabel } from './meta-rows.js';

/** Names of the API. */
const connector = {
  campaign: text('campaign_name'),
  campaign_id: id('campaign_id'),
  ad_group: text('adset_name', 'adset_id', 'ad_set_id'),
  ad: text('ad_name', 'ad_id'),
  impressions: count('impressions'),
  clicks: count('inline_link_clicks', 'clicks'),
  cost: money('spend'),
  currency: text('account_currency'),
};

const insights = {
  table: 'ad_stats',
  required: ['cost', 'period_from', 'period_to', /^(?:inline_link_clicks|account_currency|adset_(?:id|name))$/i],
  decimal: '.',
  standIns: ['clicks'],
  fields: { period_from: date('date_start'), period_to: date('date_stop'), ...connector },
} satisfies Export;

// Ads Manager → Campaigns → Breakdown → By time → Day → Export → Export table data → .csv
//
// The header is on line 1. The currency stands in the heading: `Amount spent (INR)`. A row without a name is the
// account's total; with a column of days there is one per day. Without the breakdown there is no day: every row has the
// period of the whole report in `Reporting starts` and `Reporting ends`, even beside `Day`, and these are never taken
// for a day. `Results` are leads only where `Result indicator` says so (actions:lead). Link clicks are nearer to visits
// than Clicks (all), which count likes too.
export const meta = defineSource({
  name: 'meta-ads',
  title: 'Meta Ads',
  where: words(
    'Ads Manager → Campaigns → Breakdown → By time → Day → Export table data → .csv',
    'Ads Manager → Кампании → Разбивка → По времени → День → Экспорт данных таблицы → .csv',
  ),
  exports: [
    {
      table: 'ad_stats',
      required: [
        'cost',
        /^(?:reporting (?:starts|ends)|attribution setting|link clicks|clicks \(all\)|result (?:indicator|type)|(?:campaign|ad set|ad) delivery)$/i,
      ],
      total: totalLabel,
      blankTotal,
      decimal: '.',
      blankAccount,
      breakdowns,
      actionsWhen: { of: /^results$/i, heading: /^result (?:indicator|type)$/i, value: isLead },
      standIns: ['Clicks (all)'],
      fields: {
        day: date('Day'),
        period_from: date('Reporting starts'),
        period_to: date('Reporting ends'),
        campaign: text('Campaign name'),
        campaign_id: id('Campaign ID'),
        ad_group: text('Ad set name', 'Ad set ID'),
        ad: text('Ad name', 'Ad ID'),
        impressions: count('Impressions'),
        clicks: count('Link clicks', 'Unique link clicks', 'Clicks (all)'),
        actions: decimal('Leads', 'Results'),
        cost: money(/^amount spent(?:\s*\([a-z]{3}\))?$/i),
        currency: text('Currency', 'Account currency'),
      },
    },
    ...localised,
    // Instant forms: Ads Manager or Leads Center → Forms → Download leads. IDs have a prefix: `l:123`, `c:456`.
    {
      table: 'ad_leads',
      // Some forms are downloaded without IDs.
      required: ['created_at', /^(?:form_id|form_name|is_organic|platform)$/i],
      // Headings of TikTok's forms: what TikTok calls an ad group is an ad set at Meta.
      absent: [/^(?:ad_?group_?(?:id|name)|ttclid)$/i],
      withoutIds: (place) =>
        words(
          `where each row is a lead, in funnel.yaml: files: [{${place}, format: meta-ads, columns: {lead_id: $row}}]`,
          `если каждая строка — лид, то в funnel.yaml: files: [{${place}, format: meta-ads, columns: {lead_id: $row}}]`,
        ),
      // Meta's testing tool fills every question with `<test lead: dummy data for email>`.
      rows: [
        ...noTests,
        { heading: /^(?:e-?mail|full_?name|first_name|last_name|phone(?:_number)?)$/i, drop: /^<test lead:.*$/i },
      ],
      fields: {
        lead_id: id('id', 'lead_id'),
        created_at: moment('created_time'),
        campaign: text('campaign_name'),
        campaign_id: id('campaign_id'),
        ad_group: text('adset_name'),
        ad: text('ad_name'),
        form: text('form_name'),
      },
    },
    // What a connector delivers (Fivetran's table `basic_ad` and custom reports): names of the API, a row per ad. Its
    // conversions stand in another table, several to one event, and are not read.
    {
      table: 'ad_stats',
      required: ['cost', 'day', /^inline_link_clicks$/i],
      decimal: '.',
      fields: { day: date('date'), ...connector },
    },
    // The API's insights as other connectors deliver them (Airbyte's and Stitch's `ads_insights`): each row has a first
    // and a last day. A file with a column of leads or results is somebody's own sheet, where they have worked these
    // out: a connector has lists there.
    { ...insights, required: [...insights.required, /^_(?:airbyte|sdc|fivetran)_.+$/i] },
    {
      ...insights,
      absent: [
        /^(?:(?:.+[ _])?(?:leads?|results?|conversions?|actions?|purchases|registrations)|(?:.+[ _])?(?:лиды|заявки|результаты|конверсии|целевые действия))$/iu,
      ],
    },
    // The connector's table `campaign_history`: the names of campaigns by their IDs. The tables of accounts and ad sets
    // have the same headings.
    {
      table: 'ad_names',
      required: ['campaign_id', 'campaign', /^updated_time$/i],
      absent: [/^(?:campaign_id|ad_?set_id)$/i],
      named: /campaign/i,
      fields: { campaign_id: id('id'), campaign: text('name'), modified_at: moment('updated_time') },
    },
  ],
});
