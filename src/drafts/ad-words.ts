import { anyOfWords, type FieldWords, NO_AMOUNT, NO_COUNT, SOURCE_VALUES } from './field-words.js';

/**
 * The fields that a sheet of spend may have, the most telling first, with the words of their headings in many
 * languages.
 */
export const AD_FIELDS: readonly FieldWords[] = [
  {
    // A cell such as `October 2026` stands for all days of it.
    field: 'period_from',
    kind: 'date',
    words: anyOfWords(
      'week|month|quarter|period|недел\\p{L}*|месяц\\p{L}*|период|квартал',
      'monat|woche|mes|semana|mês|mois|semaine|mese|settimana|miesiąc|tydzień|ay|hafta',
    ),
    not: anyOfWords('end|ends|to|конец|по|bis'),
  },
  {
    field: 'day',
    kind: 'date',
    words: anyOfWords(
      'date|day|dt|reporting start\\p{L}*|start date|дата|день|c date',
      'datum|tag|fecha|día|dia|data|jour|giorno|dzień|tarih\\p{L}*|gün',
    ),
    not: anyOfWords('end|ends|stop|конец|окончан\\p{L}*'),
  },
  {
    field: 'cost',
    kind: 'number',
    words: anyOfWords(
      'cost|costs|expenses?|spend|spent|spending|ad spend|mark spent|amount spent',
      'витрат\\p{L}*|витрачен\\p{L}*|списан\\p{L}*|спенд\\p{L}*|открут\\p{L}*|откручен\\p{L}*|расход\\p{L}*|затрат\\p{L}*|затрачен\\p{L}*|траты|потра[тч]\\p{L}*',
      'kosten|\\p{L}+kosten|ausgaben|\\p{L}+ausgaben|coste|costo|costi|gastos?|inversión|custo|investimento|coût|dépenses?|spesa',
      'koszt\\p{L}*|wydatk\\p{L}*|harcama\\p{L}*|maliyet\\p{L}*|gider\\p{L}*|omkostning\\p{L}*|kostnad\\p{L}*|költség|náklady',
    ),
    not: NO_AMOUNT,
  },
  // A budget is read as the cost only if no column above says what was spent.
  { field: 'cost', kind: 'number', words: anyOfWords('budget|бюджет\\p{L}*'), not: NO_AMOUNT },
  {
    field: 'clicks',
    kind: 'number',
    words: anyOfWords(
      'clicks?|visits?|sessions?|кл[иі]к\\p{L}*|переход\\p{L}*|визит\\p{L}*',
      'klicks?|klik(?:ker|ken)?|clics?|cliques|kliknię\\p{L}*|kliknut\\p{L}*|tıkla\\p{L}*|kattintás\\p{L}*',
    ),
    not: NO_COUNT,
  },
  {
    field: 'impressions',
    kind: 'number',
    words: anyOfWords(
      'impressions?|impr|views|reach|показ\\p{L}*|охват',
      'impressionen|einblendungen|impresiones|impressões|affichages|impressioni|wyświetle\\p{L}*|gösterim\\p{L}*',
    ),
    not: NO_COUNT,
  },
  {
    field: 'actions',
    kind: 'number',
    words: anyOfWords(
      'conversions?|total conversions?|leads?|orders?|sign ?ups|actions|results?|конверси\\p{L}*|заявк\\p{L}*|лид\\p{L}*|целев\\p{L}*',
    ),
    not: NO_COUNT,
  },
  {
    field: 'source',
    kind: 'text',
    words: anyOfWords(
      'source|channel|channel used|platform|network|utm source|источник\\p{L}*|канал\\p{L}*|площадк\\p{L}*|система|джерел\\p{L}*',
      'quelle|kanal|plattform|fuente|medio|canal|fonte|plateforme|canale|źródło|kanał|kaynak',
    ),
    isFew: true,
    values: SOURCE_VALUES,
  },
  { field: 'campaign_id', kind: 'number', words: anyOfWords('campaign id|xyz campaign id|fb campaign id|id кампании') },
  {
    field: 'campaign',
    kind: 'text',
    words: anyOfWords(
      'campaign|campaign name|utm campaign|кампан[иі]\\p{L}*|рк|kampagne|kampagnen?name|campaña|campanha|campagne|campagna|kampania|kampanya',
    ),
    not: anyOfWords('type|strategy|bidding|status|state|budget|objective|start|end'),
  },
  { field: 'ad_group', kind: 'text', words: anyOfWords('ad group|ad set|adset|adgroup|группа\\p{L}*') },
  {
    field: 'ad',
    kind: 'text',
    words: anyOfWords('ad|ad name|creative|объявлени\\p{L}*|креатив'),
    not: anyOfWords('account|type|group|set|network'),
  },
];

/**
 * Results that a sheet may count beside its spend. With two of them it is a sheet of sums (`agg`). The first are those
 * that say more than a plain «leads».
 */
export const RESULT_FIELDS: readonly FieldWords[] = [
  {
    field: 'qualified',
    kind: 'number',
    words: anyOfWords(
      'qualified|qualifiz\\p{L}*|qualifi\\p{L}*|cualific\\p{L}*|mqls?|sqls?|квал\\p{L}*|целевы[ехм] \\p{L}+',
    ),
    not: NO_COUNT,
  },
  {
    field: 'revenue',
    kind: 'number',
    words: anyOfWords(
      'revenue|turnover|sales (?:amount|value)|umsatz\\p{L}*|ingresos|receita|faturamento|facturación|fatturato|ricavi|chiffre d.affaires|выручк\\p{L}*|доход\\p{L}*|оборот\\p{L}*|сумма (?:продаж|сделок|заказов|оплат|договоров)',
    ),
    not: NO_AMOUNT,
  },
  {
    field: 'deals',
    kind: 'number',
    words: anyOfWords(
      'deals?|orders?|sales|won|new customers|contracts|transactions|сделк\\p{L}*|сделок|продаж\\p{L}*|заказ\\p{L}*|оплат\\p{L}*|договор\\p{L}*|abschlüsse|aufträge|verkäufe|neukunden|kunden|ventas|pedidos|vendas|ventes|commandes|vendite|ordini',
    ),
    not: NO_COUNT,
  },
  {
    field: 'leads',
    kind: 'number',
    words: anyOfWords('leads?|enquiries|inquiries|anfragen|заявк\\p{L}*|заявок|лид\\p{L}*|обращени\\p{L}*'),
    not: NO_COUNT,
  },
];
