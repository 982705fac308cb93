import { text as words } from '../../model/text.js';
import { count, date, decimal, defineSource, text } from '../define-source.js';

/**
 * Headings that sheets of spend have and exports of Analytics do not, for sheets with visits and rates. A rate of
 * conversion is Analytics' own.
 */
const OF_ADS = [
  /(?<!\p{L})(?:costs?|spen[dt]|spendings?|expenses?|budget|clicks?|impressions|leads?|conversions|(?:target )?actions|results|orders|deals|sales|applications|cp[acmlo]|romi|roas)(?!\p{L})/iu,
  /расход|затрат|потрач|израсход|спенд|стоимост|бюджет|клики|лид(?:ы|ов)(?!\p{L})|заяв(?:ки|ок)|(?<!коэффициент )конверси[ий](?!\p{L})|целевые действия|заказ|сделк|продаж|оплат|показы(?!\p{L})/iu,
  /(?<!\p{L})(?:gastos?|custos?|costes?|costo|kosten|ausgaben|dépenses?|coût|spesa|klicks|cliques|clics)(?!\p{L})/iu,
];

// Reports → Acquisition → Traffic acquisition, dimension Session source / medium, + Date → Share → Download → CSV
//
// Lines that begin with `#` above the header (report, property, `# Start date: 20260801`), days as 20260801, hours as
// 2026080114, totals in a row without names. Key events are read as actions. The cost of linked accounts is not read:
// beside the platform's own export it would be counted twice. `Nth day` is no date. Some files hold several tables;
// only the first one is read. The Russian headings are from memory.
export const ga4 = defineSource({
  name: 'ga4',
  title: 'Google Analytics 4',
  isAnalytics: true,
  where: words(
    'Reports → Acquisition → Traffic acquisition, with Date → Download → CSV',
    'Отчёты → Привлечение → Привлечение трафика, с параметром «Дата» → Скачать → CSV',
  ),
  exports: [
    {
      table: 'ad_stats',
      required: [
        'sessions',
        /^(?:(?:session|first user) (?:manual )?(?:source|medium|campaign|(?:primary|default) channel group|google ads campaign).*|(?:источник|канал|кампания|основная группа каналов|группа каналов).*сеанса.*)$/iu,
      ],
      total: /^(?:Grand total|Totals?|Итого|Общий итог)$/iu,
      blankTotal: ['day', 'source', 'medium', 'campaign'],
      empty: ['(not set)', '(data not available)'],
      decimal: '.',
      dates: 'yyyyMMdd',
      fields: {
        day: date('Date', 'Дата', /^date \+ hour(?: \(yyyymmddhh\))?$/i),
        source: text(
          'Session source',
          'Session manual source',
          'First user source',
          'Session source / medium',
          'Session manual source / medium',
          'First user source / medium',
          'Источник сеанса',
          'Источник или канал сеанса',
          'Источник/канал сеанса',
        ),
        medium: text('Session medium', 'Session manual medium', 'First user medium', 'Канал сеанса'),
        campaign: text(
          'Session campaign',
          'Session manual campaign name',
          'First user campaign',
          'Session Google Ads campaign',
          'Кампания сеанса',
        ),
        ad: text('Session manual ad content'),
        sessions: count('Sessions', 'Сеансы'),
        actions: decimal('Key events', 'Conversions', 'Ключевые события', 'Конверсии'),
      },
    },
    // The version before (Universal Analytics), Acquisition → All Traffic → Source/Medium → Export → CSV. People keep
    // its exports, and other programs write the same. With a cost, clicks or sales in it, a file is somebody's own
    // sheet and is read as one. The total is a row without names. Below a blank line follows a second table, by days,
    // which is not read.
    {
      table: 'ad_stats',
      required: [
        'sessions',
        /^(?:bounce rate|% new sessions|pages \/ session|avg\. session duration|показатель отказов|страниц\/сеанс)$/iu,
        /^(?:default channel grouping|source(?: \/ medium)?|medium|campaign|landing page|date|источник(?: или |\/)канал|группа каналов по умолчанию)$/iu,
      ],
      absent: OF_ADS,
      blankTotal: ['day', 'source', 'medium', 'campaign'],
      breakdowns: /^(?:default channel grouping|landing page|группа каналов по умолчанию|страница входа)$/iu,
      empty: ['(not set)'],
      dates: 'yyyyMMdd',
      fields: {
        day: date('Date', 'Дата'),
        source: text('Source / Medium', 'Source', 'Источник или канал', 'Источник/канал'),
        medium: text('Medium'),
        campaign: text('Campaign', 'Кампания'),
        sessions: count('Sessions', 'Сеансы'),
        actions: decimal('Goal Completions', 'Transactions', 'Достигнутые переходы к цели', 'Транзакции'),
      },
    },
  ],
});
