import { text as words } from '../../model/text.js';
import { count, date, decimal, defineSource, id, moment, money, noTests, text } from '../define-source.js';

// Campaigns (or Ad groups, Keywords, Ads, Locations) → Segment → Time → Day → Download → .csv or Excel .csv
//
// Two lines above the header (title, period), totals at the bottom, in UTF-8 with commas or in UTF-16 with tabs.
// No day unless segmented by Day; a segment by week or month is no day. Clicks are absent by default: then
// Interactions, which for video are views, stand in for them.
const connector = {
  day: date('date'),
  impressions: count('impressions'),
  clicks: count('clicks'),
  actions: decimal('conversions'),
  cost: money('cost_micros'),
  currency: text('currency_code'),
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
      table: 'ad_stats',
      required: [
        'cost',
        /^(?:impr\.|currency code|avg\. cost|cost \/ conv\.|interaction rate|(?:campaign|ad group|keyword|ad) status)$/i,
      ],
      // In any cell: the report of keywords has the label in the third.
      total: /^Total:/i,
      standIns: ['Interactions'],
      empty: ['--', '[]'],
      decimal: '.',
      fields: {
        day: date('Day'),
        campaign: text('Campaign'),
        campaign_id: id('Campaign ID'),
        ad_group: text('Ad group'),
        ad: text('Ad name', 'Ad ID'),
        impressions: count('Impr.', 'Impressions'),
        clicks: count('Clicks', 'Interactions'),
        actions: decimal('Conversions'),
        cost: money('Cost'),
        currency: text('Currency code'),
      },
    },
    // Overview → a card's ⋮ → Download → .csv: no lines above, no totals, `US$50.00`, `"Fri, 6 Feb 2026"`.
    {
      table: 'ad_stats',
      required: ['day', 'cost', 'clicks', /^avg\. cpc$/i],
      absent: [/^source$/i],
      standIns: ['Interactions'],
      empty: ['--'],
      fields: {
        day: date('Date'),
        impressions: count('Impressions', 'Impr.'),
        clicks: count('Clicks', 'Interactions'),
        actions: decimal('Conversions'),
        cost: money('Cost'),
      },
    },
    // The same, the card of search keywords: the days are only in the name of the file.
    {
      table: 'ad_stats',
      required: ['cost', /^search keyword$/i, /^criterion status$/i],
      empty: ['--'],
      fields: {
        campaign: text('Campaign'),
        ad_group: text('Ad group'),
        impressions: count('Impressions', 'Impr.'),
        clicks: count('Clicks', 'Interactions'),
        cost: money('Cost'),
      },
    },
    // German, French, Portuguese (known from others' tests), Russian and Spanish (from memory): no such file was seen.
    {
      table: 'ad_stats',
      required: [
        'cost',
        /^(?:impr\.|währungscode|kampagnen(?:status|typ)|durchschn\. cpc|code (?:de )?devise|type de campagne|état de la campagne|coût\s?\/\s?conv\.|cpc moy\.|código d[ae] moeda|código de moneda|tipo de campa(?:nha|ña)|код валюты|(?:статус|тип) кампании|ср(?:едн)?\. цена за клик)$/iu,
      ],
      total: /^(?:Gesamt|Total|Итого)\s?:/iu,
      empty: ['--', '[]'],
      dates: 'dmy',
      fields: {
        day: date('Tag', 'Jour', 'День', 'Dia', 'Día'),
        campaign: text('Kampagne', 'Campagne', 'Кампания', 'Campanha', 'Campaña'),
        campaign_id: id('Kampagnen-ID', 'ID de la campagne', 'Идентификатор кампании'),
        ad_group: text(
          'Anzeigengruppe',
          "Groupe d'annonces",
          'Groupe d’annonces',
          'Группа объявлений',
          'Grupo de anúncios',
          'Grupo de anuncios',
        ),
        impressions: count('Impr.', 'Impressionen', 'Показы'),
        clicks: count(
          'Klicks',
          'Interaktionen',
          'Clics',
          'Interactions',
          'Клики',
          'Взаимодействия',
          'Cliques',
          'Interações',
        ),
        actions: decimal('Conversions', 'Конверсии', 'Conversões', 'Conversiones'),
        cost: money('Kosten', 'Coût', 'Стоимость', 'Расходы', 'Расход', 'Custo', 'Coste', 'Costo'),
        currency: text(
          'Währungscode',
          'Code de devise',
          'Code devise',
          'Код валюты',
          'Código da moeda',
          'Código de moneda',
        ),
      },
    },
    // Lead form asset → Leads → Download. The headings of the download were not seen: these are of the webhook and of help pages.
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
    // What a connector delivers (Fivetran's tables `*_stats`): names of the API, money in millionths. Of the campaigns'
    // own table `id` is the campaign's.
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
        campaign: text('campaign_name'),
        campaign_id: id('campaign_id'),
        ad_group: text('ad_group_name', 'ad_group_id'),
        ad: text('ad_id'),
      },
    },
    // Its table `campaign_history`: what campaigns are called.
    {
      table: 'ad_names',
      required: ['campaign_id', 'campaign', /^advertising_channel_(?:sub)?type$/i],
      fields: { campaign_id: id('id'), campaign: text('name'), modified_at: moment('updated_at', '_fivetran_synced') },
    },
  ],
});
