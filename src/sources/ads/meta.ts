import { text as words } from '../../model/text.js';
import { count, date, decimal, defineSource, id, moment, money, noTests, text } from '../define-source.js';

// Ads Manager → Campaigns → Breakdown → By time → Day → Export → Export table data → .csv
//
// The header is on line 1. The currency stands in the heading: `Amount spent (INR)`. A row without a name is the
// account's total, once a day where there are days. Without the breakdown there is no day: `Reporting starts` and
// `Reporting ends` are the period of the whole report in every row, also beside `Day`, and are never taken for one.
// `Results` are leads only where `Result indicator` says so (actions:lead); Link clicks come nearer to visits than
// Clicks (all), which count likes too.
const blankTotal = ['campaign', 'campaign_id', 'ad_group', 'ad'] as const;
const blankAccount =
  /^(?:account name|название аккаунта|назва акаунту|nom du compte|kontoname|name des werbekontos|nombre de la cuenta|nome da conta)$/iu;
// With a breakdown a campaign may have a row of its own, `All` in each column of the breakdown.
const breakdowns =
  /^(?:age|gender|country|region|platform|placement|(?:impression )?device(?: platform)?|возраст|пол|страна|регион|платформа|плейсмент|âge|sexe|pays|alter|geschlecht|land|edad|sexo|género|país|idade|gênero)$/iu;
// The indicator is a code in every language; a type of results is a word.
const isLead = /lead|лид|лід|prospect/iu;

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
    // Russian and Portuguese are known from programs that read them, French from others' tests; the Ukrainian cost,
    // German and Spanish are from memory.
    {
      table: 'ad_stats',
      required: [
        'cost',
        /^(?:день|(?:дата )?начал[оа] отч[её]тности|(?:дата окончания|окончание) отч[её]тности|название (?:кампании|группы объявлений|объявления)|початок звітності|завершення звітності|назва кампанії|jour|début des rapports|fin des rapports|nom de la campagne|tag|beginn der berichterstattung|ende der berichterstattung|kampagnenname|name der kampagne|día|inicio del informe|fin del informe|nombre de la campaña|início dos relatórios|(?:encerramento|término) dos relatórios|nome da campanha)$/iu,
      ],
      blankTotal,
      blankAccount,
      breakdowns,
      dates: 'dmy',
      actionsWhen: {
        of: /^(?:результаты?|результати|résultats|ergebnisse|resultados)$/iu,
        heading:
          /^(?:(?:индикатор|тип) результат(?:а|ов)|(?:індикатор|тип) результат(?:у|ів)|(?:indicateur|type) de résultats?|ergebnisindikator|ergebnistyp|(?:indicador|tipo) de resultados?|indicadores de resultados)$/iu,
        value: isLead,
      },
      fields: {
        day: date('День', 'Jour', 'Tag', 'Día', 'Dia'),
        period_from: date(
          ...['Дата начала отчетности', 'Дата начала отчётности', 'Начало отчетности', 'Начало отчётности'],
          ...['Початок звітності', 'Début des rapports', 'Beginn der Berichterstattung', 'Inicio del informe'],
          'Início dos relatórios',
        ),
        period_to: date(
          ...['Дата окончания отчетности', 'Дата окончания отчётности', 'Окончание отчетности', 'Окончание отчётности'],
          ...['Завершення звітності', 'Fin des rapports', 'Ende der Berichterstattung', 'Fin del informe'],
          ...['Encerramento dos relatórios', 'Término dos relatórios'],
        ),
        campaign: text(
          ...['Название кампании', 'Назва кампанії', 'Nom de la campagne', 'Kampagnenname', 'Name der Kampagne'],
          ...['Nombre de la campaña', 'Nome da campanha'],
        ),
        campaign_id: id(
          ...['Идентификатор кампании', 'Ідентифікатор кампанії', 'Identifiant de la campagne', 'ID de la campagne'],
          ...['Kampagnen-ID', 'Identificador de la campaña', 'Identificação da campanha'],
        ),
        ad_group: text(
          ...['Название группы объявлений', 'Назва групи оголошень', 'Nom de l’ensemble de publicités'],
          ...["Nom de l'ensemble de publicités", 'Name der Anzeigengruppe', 'Anzeigengruppenname'],
          ...['Nombre del conjunto de anuncios', 'Nome do conjunto de anúncios'],
        ),
        ad: text(
          ...['Название объявления', 'Назва оголошення', 'Nom de la publicité', 'Name der Werbeanzeige'],
          ...['Nombre del anuncio', 'Nome do anúncio'],
        ),
        impressions: count('Показы', 'Покази', 'Impressions', 'Impressionen', 'Impresiones', 'Impressões'),
        clicks: count(
          ...['Клики по ссылке', 'Уникальные клики по ссылке', 'Клики (все)', 'Кліки посилання', 'Клацання посилання'],
          ...['Clics sur un lien', 'Clics sur le lien', 'Link-Klicks', 'Clics en el enlace', 'Cliques no link'],
        ),
        actions: decimal(
          ...['Лиды', 'Leads', 'Результаты', 'Результат', 'Результати', 'Résultats', 'Ergebnisse', 'Resultados'],
        ),
        cost: money(
          /^(?:сумма затрат|потраченная сумма|витрачена сума|сума витрат|montant dépensé|ausgegebener betrag|importe gastado|valor (?:usado|gasto))(?:\s*\([a-z]{3}\))?$/iu,
        ),
        currency: text('Валюта', 'Devise', 'Währung', 'Divisa', 'Moeda'),
      },
    },
    // Instant forms: Ads Manager or Leads Center → Forms → Download leads. IDs bear a letter: `l:123`, `c:456`.
    {
      table: 'ad_leads',
      // Some forms are downloaded without IDs.
      required: ['created_at', /^(?:form_id|form_name|is_organic|platform)$/i],
      // TikTok's ad groups are Meta's ad sets.
      absent: [/^(?:ad_?group_?(?:id|name)|ttclid)$/i],
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
