import type { Field } from '../model/tables.js';
import type { ColumnProfile } from './column-profile.js';

/** By which words in its heading, and what kind of values, a column may be a field; what each speaks against it. */
export interface FieldWords {
  field: Field;
  kind: ColumnProfile['kind'];
  /** Its values are a few words that come again. */
  isFew?: boolean;
  words: RegExp;
  /** Words with which it is something else: an amount that is declared, a date that is planned. */
  not?: RegExp;
  /** Words among its values that speak for it without any heading. */
  values?: RegExp;
}

/** Between words; `leadSource`, `lead_source` and `Lead Source` are two words each. */
const any = (words: string): RegExp => new RegExp(`(?<![\\p{L}\\d])(?:${words})(?![\\p{L}\\d])`, 'iu');

/** `leadSource_id` → `lead source id`. */
export const wordsOf = (heading: string): string =>
  heading
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/[_.:/|()[\]-]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();

/** Whatever is called so is no amount that was earned and no money that was spent. */
const NO_AMOUNT = any(
  'acquisition|visits?|views?|pages?|time|minutes|seconds|days|count|qty|quantity|points|declared|expected|estimated|forecast\\p{L}*|planned|plan|target|average|avg|mean|annual|monthly|yearly|per|rate|ratio|share|score|unit|list|income|budgeted|discount|tax|shipping|freight|план\\p{L}*|ожида\\p{L}*|средн\\p{L}*|годов\\p{L}*|скидк\\p{L}*|за единицу|ставка|доля|%',
);

/** A rate of clicks, a goal of leads: no count of what happened. */
const NO_COUNT = any(
  'expected|forecast\\p{L}*|planned|plan|target|average|avg|per|rate|ratio|share|score|cost|price|through|план\\p{L}*|средн\\p{L}*|доля|цена|стоимость|%',
);

/** The most telling first: a column is one field, and the first that it fits takes it. */
export const LEAD_FIELDS: readonly FieldWords[] = [
  { field: 'utm_source', kind: 'text', words: any('utm source') },
  { field: 'utm_medium', kind: 'text', words: any('utm medium') },
  { field: 'utm_campaign', kind: 'text', words: any('utm campaign') },
  {
    field: 'closed_at',
    kind: 'date',
    words: any(
      'close|closed|closing|won|win|end|ended|finish\\p{L}*|paid|payment|signed|sold|sale|converted|conversion|закр\\p{L}*|оплат\\p{L}*|продаж\\p{L}*|заверш\\p{L}*|подписан\\p{L}*',
    ),
    not: any('expected|planned|estimated|due|план\\p{L}*|ожида\\p{L}*|delivery|delivered|birth|estimate'),
  },
  {
    field: 'modified_at',
    kind: 'date',
    words: any('modified|updated|changed|last activity|last update|измен\\p{L}*|обновл\\p{L}*'),
  },
  {
    field: 'created_at',
    kind: 'date',
    words: any(
      'created?|creation|added|first contact|contact date|engage\\p{L}*|sign ?up|signed up|registered|registration|received|submitted|opened?|enquiry|inquiry|lead date|order date|purchase\\p{L}*|date|timestamp|start\\p{L}*|time|дата|созда\\p{L}*|обра\\p{L}*|поступ\\p{L}*|заявк\\p{L}*|добавл\\p{L}*|когда|приш[её]л|регистрац\\p{L}*',
    ),
    not: any('birth\\p{L}*|delivery|delivered|due|expected|planned|estimated|рожд\\p{L}*|доставк\\p{L}*|план\\p{L}*'),
  },
  {
    field: 'status',
    kind: 'text',
    isFew: true,
    words: any(
      'stage|status|outcome|result|converted|conversion|deposit|subscribed|purchased|is won|won|churn\\p{L}*|response|y|этап\\p{L}*|статус\\p{L}*|стади\\p{L}*|итог|результат\\p{L}*|состояни\\p{L}*|купил\\p{L}*',
    ),
    not: any('country|city|region|marital|email|payment method|previous|p ?outcome|family|семейн\\p{L}*|lead source'),
    values:
      /^(?:won|lost|closed (?:won|lost)|open|new|qualified|prospecting|engaging|negotiation|proposal|delivered|canceled|cancelled|paid|unpaid|нов\p{L}*|отказ\p{L}*|оплачен\p{L}*|сделка|договор|в работе|успешно.*|заявка)$/iu,
  },
  {
    field: 'source',
    kind: 'text',
    isFew: true,
    words: any(
      'source|origin|channel|platform|referrer|how did you hear|acquisition|источник\\p{L}*|канал\\p{L}*|откуда.*|площадк\\p{L}*|рекламный источник',
    ),
    not: any('data source|source file|type|sales channel id|file'),
    values:
      /^(?:google|facebook|organic\p{L}*|organic search|paid search|paid_search|direct\p{L}*|direct traffic|referral\p{L}*|social|email|bing|yandex|яндекс.*|vk|вк|вконтакте|instagram|linkedin|авито|сарафан|seo|ppc|affiliate)$/iu,
  },
  {
    field: 'reason',
    kind: 'text',
    words: any('reason|lost reason|why|причин\\p{L}*|почему.*'),
    not: any('reason code id'),
  },
  {
    field: 'manager',
    kind: 'text',
    isFew: true,
    words: any(
      'agent|sales agent|owner|manager|rep|sales rep|salesperson|assigned to|assignee|sr id|sdr id|consultant|менеджер\\p{L}*|ответственн\\p{L}*|продавец|кто ведет|кто ведёт',
    ),
    not: any('account owner type|product|seller id|regional'),
  },
  {
    field: 'campaign',
    kind: 'text',
    words: any('campaign|campaign name|кампани\\p{L}*|рк'),
  },
  {
    field: 'revenue',
    kind: 'number',
    words: any(
      'revenue|amount|value|price|sum|payment|paid|sales|budget|deal size|сумм\\p{L}*|выручк\\p{L}*|бюджет\\p{L}*|оплат\\p{L}*|чек|стоимост\\p{L}*|договор\\p{L}*',
    ),
    not: NO_AMOUNT,
  },
];

export const AD_FIELDS: readonly FieldWords[] = [
  {
    field: 'day',
    kind: 'date',
    words: any('date|day|week|month|reporting start\\p{L}*|start date|дата|день|недел\\p{L}*|месяц\\p{L}*|c date'),
  },
  {
    field: 'cost',
    kind: 'number',
    words: any(
      'cost|costs|spend|spent|spending|ad spend|mark spent|amount spent|списан\\p{L}*|расход\\p{L}*|затрат\\p{L}*|потрачен\\p{L}*|budget|бюджет\\p{L}*',
    ),
    not: NO_AMOUNT,
  },
  {
    field: 'clicks',
    kind: 'number',
    words: any('clicks?|visits?|sessions?|клик\\p{L}*|переход\\p{L}*|визит\\p{L}*'),
    not: NO_COUNT,
  },
  {
    field: 'impressions',
    kind: 'number',
    words: any('impressions?|impr|views|reach|показ\\p{L}*|охват'),
    not: NO_COUNT,
  },
  {
    field: 'actions',
    kind: 'number',
    words: any(
      'conversions?|total conversions?|leads?|orders?|sign ?ups|actions|results?|конверси\\p{L}*|заявк\\p{L}*|лид\\p{L}*|целев\\p{L}*',
    ),
    not: NO_COUNT,
  },
  {
    field: 'source',
    kind: 'text',
    words: any(
      'source|channel|channel used|platform|network|utm source|источник\\p{L}*|канал\\p{L}*|площадк\\p{L}*|система',
    ),
    isFew: true,
  },
  { field: 'campaign_id', kind: 'number', words: any('campaign id|xyz campaign id|fb campaign id|id кампании') },
  {
    field: 'campaign',
    kind: 'text',
    words: any('campaign|campaign name|utm campaign|кампани\\p{L}*|рк'),
    not: any('type'),
  },
  { field: 'ad_group', kind: 'text', words: any('ad group|ad set|adset|adgroup|группа\\p{L}*') },
  { field: 'ad', kind: 'text', words: any('ad|ad name|creative|объявлени\\p{L}*|креатив') },
];

/** What a sheet counts beside its spend: two of them make it one of sums. Most of all those that say more than «leads». */
export const RESULT_FIELDS: readonly FieldWords[] = [
  {
    field: 'qualified',
    kind: 'number',
    words: any('qualified|qualifiz\\p{L}*|qualifi\\p{L}*|cualific\\p{L}*|mqls?|sqls?|квал\\p{L}*|целевы[ехм] \\p{L}+'),
    not: NO_COUNT,
  },
  {
    field: 'revenue',
    kind: 'number',
    words: any(
      'revenue|turnover|sales (?:amount|value)|umsatz\\p{L}*|ingresos|receita|faturamento|facturación|fatturato|ricavi|chiffre d.affaires|выручк\\p{L}*|доход\\p{L}*|оборот\\p{L}*|сумма (?:продаж|сделок|заказов|оплат|договоров)',
    ),
    not: NO_AMOUNT,
  },
  {
    field: 'deals',
    kind: 'number',
    words: any(
      'deals?|orders?|sales|won|new customers|contracts|сделк\\p{L}*|сделок|продаж\\p{L}*|заказ\\p{L}*|оплат\\p{L}*|договор\\p{L}*|abschlüsse|aufträge|verkäufe|neukunden|kunden|ventas|pedidos|vendas|ventes|commandes|vendite|ordini',
    ),
    not: NO_COUNT,
  },
  {
    field: 'leads',
    kind: 'number',
    words: any('leads?|enquiries|inquiries|anfragen|заявк\\p{L}*|заявок|лид\\p{L}*|обращени\\p{L}*'),
    not: NO_COUNT,
  },
];

/** Headings of what tells one row of a list from another; the more telling the more it weighs. */
const IDS: readonly [RegExp, number][] = [
  [
    any(
      'lead|prospect|mql|opportunity|opp|deal|order|request|enquiry|inquiry|лид\\p{L}*|сделк\\p{L}*|заявк\\p{L}*|заказ\\p{L}*|обращени\\p{L}*',
    ),
    2,
  ],
  [any('contact|customer|client|user|visitor|клиент\\p{L}*|контакт\\p{L}*'), 1],
  [any('id|uuid|guid|ids|number|no|num|code|key|№|номер|ид|код'), 3],
  [/№|#/u, 2],
];

/** How much a heading says that its column tells the rows apart. */
export const idWeight = (heading: string): number =>
  IDS.reduce((sum, [words, weight]) => sum + (words.test(wordsOf(heading)) ? weight : 0), 0);

export const PERSONAL = any('e ?mail|mail|phone|tel|telephone|почта|телефон\\p{L}*');
