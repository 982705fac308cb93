import { text as words } from '../../model/text.js';
import { count, date, decimal, defineSource, id, money, text } from '../define-source.js';

// Статистика → Мастер отчётов → группировка «По дням» → Экспорт → CSV (or XLSX, saved as CSV)
//
// Four lines above the header (client, report, period, a blank one), `Итого` in the first row below it; semicolons,
// UTF-8 or windows-1251. The currency stands in the heading: `Расход, ₽`, `Расход (руб.)`, `Расход(USD)`. Whether
// VAT is in it the heading may say, else nothing does. `Месяц` and `Неделя` are no days. The campaign's name may be absent.
export const yandexDirect = defineSource({
  name: 'yandex-direct',
  title: 'Яндекс Директ',
  where: words(
    'Statistics → Report Wizard (Мастер отчётов) → by day → Export → CSV',
    'Статистика → Мастер отчётов → по дням → Экспорт → CSV',
  ),
  exports: [
    // Names of 2026 first, then those of 2020 to 2023.
    {
      table: 'ad_stats',
      required: [
        'cost',
        /^(?:(?:№|ID) (?:условия показа)|№ (?:кампании|группы|объявления)|(?:тип )?услови[ея] показа|ключевая фраза|взвешенные показы|глубина \(стр\.\)|wctr \(%\)|ср\. (?:цена клика|ставка за клик)\s*[,(].+|ср\. (?:позиция показа|позиция клика|объ[её]м трафика))$/iu,
      ],
      stamp: /^["\s]*отч[её]т:\s*мастер отч[её]тов/iu,
      // Ozon's products and banners have some of its words.
      absent: [/^(?:sku|тип страницы)$/iu],
      total: /^Итого(?: и средние)?$/iu,
      // Who opens the file in Excel deletes the label, or adds up the columns below the rows.
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
        // Not `Расход до НДС` and the like, which people add themselves.
        cost: money(/^расход\s*[,(].*(?:без|до) ндс.*$/iu, /^расход(?:\s*[,(].+)?$/iu),
        currency: text('Валюта'),
      },
    },
    // The same in the English interface. No such file was seen: the names are from memory, the currency in the
    // heading is what tells it from others.
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
    // off. Cost is in millionths unless it was asked for otherwise (returnMoneyInMicros: false); the file does not
    // tell, so the configuration must (micros: true), or the price of a click does. Conversions of single goals
    // (Conversions_<goal>_<model>) are not read: which goal is meant would be a guess.
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
        actions: decimal('Conversions'),
        cost: money('Cost'),
      },
    },
  ],
});
