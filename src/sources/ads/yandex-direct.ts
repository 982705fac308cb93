import { text as words } from '../../model/text.js';
import { count, date, decimal, defineSource, id, money, text } from '../define-source.js';

// Статистика → Мастер отчётов → группировка «По дням» → Экспорт → CSV (or XLSX, saved as CSV)
//
// Four lines above the header (client, report, period, a blank one), `Итого` in the first row below it; semicolons,
// UTF-8 or windows-1251. The currency stands in the heading: `Расход, ₽`, `Расход (руб.)`, `Расход(USD)`. Whether VAT
// is included only the heading may say. `Месяц` and `Неделя` are no days. The campaign's name may be missing.
export const yandexDirect = defineSource({
  name: 'yandex-direct',
  title: 'Яндекс Директ',
  where: words(
    'Statistics → Report Wizard (Мастер отчётов) → by day → Export → CSV',
    'Статистика → Мастер отчётов → по дням → Экспорт → CSV',
  ),
  exports: [
    // Headings of 2026 first, then those of 2020 to 2023.
    {
      table: 'ad_stats',
      required: [
        'cost',
        /^(?:(?:№|ID) (?:условия показа)|№ (?:кампании|группы|объявления)|(?:тип )?услови[ея] показа|ключевая фраза|взвешенные показы|глубина \(стр\.\)|wctr \(%\)|ср\. (?:цена клика|ставка за клик)\s*[,(].+|ср\. (?:позиция показа|позиция клика|объ[её]м трафика))$/iu,
      ],
      stamp: /^["\s]*отч[её]т:\s*мастер отч[её]тов/iu,
      // Ozon's reports of products and banners share some of these headings.
      absent: [/^(?:sku|тип страницы)$/iu],
      total: /^Итого(?: и средние)?$/iu,
      // People who edit the file in Excel delete the label, or add up the columns below the rows.
      blankTotal: ['day', 'campaign', 'campaign_id', 'ad_group', 'ad', 'keyword'],
      empty: ['-', '--'],
      fields: {
        day: date('Дата', 'День'),
        campaign: text('Название кампании', 'Кампания'),
        campaign_id: id('№ Кампании', 'ID кампании'),
        ad_group: text('Название группы', 'Группа', '№ Группы'),
        ad: text('№ Объявления', 'ID объявления', 'Заголовок'),
        keyword: text('Ключевая фраза', 'Условие показа'),
        impressions: count('Показы'),
        clicks: count('Клики'),
        actions: decimal('Конверсии'),
        // Without a comma or bracket after «Расход» (`Расход до НДС`) it is a column that people add themselves: not
        // read.
        cost: money(/^расход\s*[,(].*(?:без|до) ндс.*$/iu, /^расход(?:\s*[,(].+)?$/iu),
        currency: text('Валюта'),
      },
    },
    // The same in the English interface. No such file was seen: the headings are from memory. The currency in the
    // heading of the cost tells it from other exports.
    {
      table: 'ad_stats',
      required: [
        'cost',
        /^(?:(?:campaign|group|ad) (?:no\.|number|#)|depth \(pages\)|weighted impressions|wctr \(%\))$/i,
      ],
      total: /^Total(?: and average)?s?$/i,
      empty: ['-', '--'],
      fields: {
        day: date('Date', 'Day'),
        campaign: text('Campaign name', 'Campaign'),
        campaign_id: id('Campaign No.', 'Campaign number', 'Campaign #', 'Campaign ID'),
        ad_group: text('Group name', 'Group', 'Ad group'),
        ad: text('Ad No.', 'Ad number', 'Ad #', 'Ad ID'),
        keyword: text('Keyword', 'Targeting condition'),
        impressions: count('Impressions'),
        clicks: count('Clicks'),
        actions: decimal('Conversions'),
        cost: money(/^cost\s*[,(].+$/i),
        currency: text('Currency'),
      },
    },
    // API v5, Reports service: a TSV with one title line and `Total rows: N` at the end, each of which can be switched
    // off. Cost is in millionths unless the request said otherwise (returnMoneyInMicros: false). The file does not
    // tell, so the configuration must (micros: true), or the price of a click does. A request for one goal
    // has a column Conversions_<goal>_<model>, which is read. Of several goals none is: which is meant would be a guess.
    {
      table: 'ad_stats',
      required: ['cost', /^(?:CampaignId|CampaignName|CampaignType|AdGroupId|AdGroupName|AdId)$/],
      micros: 'perhaps',
      empty: ['--'],
      decimal: '.',
      fields: {
        day: date('Date'),
        campaign: text('CampaignName'),
        campaign_id: id('CampaignId'),
        ad_group: text('AdGroupName', 'AdGroupId'),
        ad: text('AdId'),
        keyword: text('Criterion', 'Keyword', 'Criteria'),
        impressions: count('Impressions'),
        clicks: count('Clicks'),
        actions: decimal('Conversions', /^conversions_\d+_[a-z]+$/i),
        cost: money('Cost'),
      },
    },
  ],
});
