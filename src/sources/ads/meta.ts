import { text as words } from '../../model/text.js';
import { count, date, decimal, defineSource, id, moment, money, noTests, text } from '../define.js';

// Ads Manager → Campaigns → Breakdown → By time → Day → Export → Export table data → .csv
//
// The header is on line 1. The currency stands in the heading: `Amount spent (INR)`. A row without a name is the
// account's total, once a day where there are days. Without the breakdown there is no day: `Reporting starts` and
// `Reporting ends` are the period of the whole report in every row, also beside `Day`, and are never taken for one.
// `Results` are leads only where `Result indicator` says so (actions:lead); Link clicks come nearer to visits than
// Clicks (all), which count likes too.
const blankTotal = ['campaign', 'campaign_id', 'ad_group', 'ad'] as const;

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
      blankTotal,
      decimal: '.',
      actionsWhen: { heading: /^result (?:indicator|type)$/i, value: /lead/ },
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
    // Russian is known from programs that read it, French from others' tests; the Ukrainian cost, German and Spanish
    // are from memory.
    {
      table: 'ad_stats',
      required: [
        'cost',
        /^(?:день|(?:дата )?начал[оа] отч[её]тности|(?:дата окончания|окончание) отч[её]тности|название (?:кампании|группы объявлений|объявления)|початок звітності|завершення звітності|назва кампанії|jour|début des rapports|fin des rapports|nom de la campagne|tag|beginn der berichterstattung|ende der berichterstattung|kampagnenname|name der kampagne|día|inicio del informe|fin del informe|nombre de la campaña)$/iu,
      ],
      blankTotal,
      dates: 'dmy',
      fields: {
        day: date('День', 'Jour', 'Tag', 'Día'),
        campaign: text(
          'Название кампании',
          'Назва кампанії',
          'Nom de la campagne',
          'Kampagnenname',
          'Name der Kampagne',
          'Nombre de la campaña',
        ),
        campaign_id: id(
          'Идентификатор кампании',
          'Ідентифікатор кампанії',
          'Identifiant de la campagne',
          'ID de la campagne',
          'Kampagnen-ID',
          'Identificador de la campaña',
        ),
        ad_group: text(
          'Название группы объявлений',
          'Назва групи оголошень',
          'Nom de l’ensemble de publicités',
          "Nom de l'ensemble de publicités",
          'Name der Anzeigengruppe',
          'Anzeigengruppenname',
          'Nombre del conjunto de anuncios',
        ),
        ad: text(
          'Название объявления',
          'Назва оголошення',
          'Nom de la publicité',
          'Name der Werbeanzeige',
          'Nombre del anuncio',
        ),
        impressions: count('Показы', 'Покази', 'Impressions', 'Impressionen', 'Impresiones'),
        clicks: count(
          'Клики по ссылке',
          'Уникальные клики по ссылке',
          'Клики (все)',
          'Кліки посилання',
          'Клацання посилання',
          'Clics sur un lien',
          'Link-Klicks',
          'Clics en el enlace',
        ),
        actions: decimal(
          'Лиды',
          'Результаты',
          'Результат',
          'Результати',
          'Résultats',
          'Leads',
          'Ergebnisse',
          'Resultados',
        ),
        cost: money(
          /^(?:сумма затрат|потраченная сумма|витрачена сума|сума витрат|montant dépensé|ausgegebener betrag|importe gastado)(?:\s*\([a-z]{3}\))?$/iu,
        ),
        currency: text('Валюта', 'Devise', 'Währung', 'Divisa'),
      },
    },
    // Instant forms: Ads Manager or Leads Center → Forms → Download leads. IDs bear a letter: `l:123`, `c:456`.
    {
      table: 'ad_leads',
      // Some forms are downloaded without IDs.
      required: ['created_at', /^(?:form_id|form_name|is_organic|platform)$/i],
      withoutIds: words(
        'where each row is a lead, in funnel.yaml: files: [{path: …, format: meta-ads, columns: {lead_id: $row}}]',
        'если каждая строка — лид, то в funnel.yaml: files: [{path: …, format: meta-ads, columns: {lead_id: $row}}]',
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
    // What a connector delivers (Fivetran's table `basic_ad` and reports of one's own): names of the API, a row per ad.
    // Its conversions stand in a table of their own, several to one event, and are not read.
    {
      table: 'ad_stats',
      required: ['cost', 'day', /^inline_link_clicks$/i],
      decimal: '.',
      fields: {
        day: date('date'),
        campaign: text('campaign_name'),
        campaign_id: id('campaign_id'),
        ad_group: text('adset_name', 'adset_id', 'ad_set_id'),
        ad: text('ad_name', 'ad_id'),
        impressions: count('impressions'),
        clicks: count('inline_link_clicks'),
        cost: money('spend'),
        currency: text('account_currency'),
      },
    },
    // Its table `campaign_history`: what campaigns are called. Tables of accounts and sets have the same headings.
    {
      table: 'ad_names',
      required: ['campaign_id', 'campaign', /^updated_time$/i],
      absent: [/^(?:campaign_id|ad_?set_id)$/i],
      named: /campaign/i,
      fields: { campaign_id: id('id'), campaign: text('name'), modified_at: moment('updated_time') },
    },
  ],
});
