import { text as words } from '../../model/text.js';
import { count, date, decimal, defineSource, id, moment, text } from '../define-source.js';

/** Names of a field of the visit in the Logs API, the nearest first. Those of the client's first visit are left out. */
const ofVisit = (what: string): (string | RegExp)[] => [
  ...[`ym:s:last${what}`, `ym:s:${what}`, `ym:s:automatic${what}`, `ym:s:lastsign${what}`],
  new RegExp(`^ym:s:(?!first|cross_device_first)[a-z_]+${what}$`, 'i'),
];

// Отчёты → Источники → Метки UTM → группировка «Дата визита» → Экспорт → CSV, данные из таблицы
//
// The header is on line 1, `Итого и средние` in the first row below it; the period is in the name of the file. A goal
// is read as actions. If there are several goals none is read: only the configuration can say which one is the target
// action. `Месяц визита` is no day. The English headings are from memory.
export const yandexMetrica = defineSource({
  name: 'yandex-metrica',
  title: 'Яндекс Метрика',
  isAnalytics: true,
  where: words(
    'Reports → Sources → UTM tags, by date → Export → CSV',
    'Отчёты → Источники → Метки UTM, по датам → Экспорт → CSV',
  ),
  exports: [
    {
      table: 'ad_stats',
      required: [
        'sessions',
        /^(?:посетители|глубина просмотра|время на сайте|роботность|достижения .+|целевые визиты.*|page depth|time on site)$/iu,
      ],
      total: /^(?:Итого(?: и средние)?|Totals? and averages?)$/iu,
      empty: ['Не определено', 'Undefined', 'Not specified'],
      fields: {
        day: date('Дата визита', 'Дата', 'Date of visit', 'Date'),
        source: text(
          'UTM Source',
          'Рекламная система',
          /^(?:(?:первый|последний|последний значимый|автоматический) )?источник трафика(?: \(.+\))?$/iu,
          'Advertising system',
          /^(?:(?:first|last|last significant|automatic) )?traffic source(?: \(.+\))?$/i,
        ),
        medium: text('UTM Medium'),
        campaign: text('UTM Campaign'),
        ad: text('UTM Content'),
        sessions: count('Визиты', 'Sessions', 'Visits'),
        actions: decimal(
          'Достижения любой цели',
          'Достижения выбранных целей',
          /^достижения цели.*$/iu,
          /^целевые визиты.*$/iu,
          /^goal reaches.*$/i,
          /^target sessions.*$/i,
        ),
      },
    },
    // Logs API: each visit with its client and its own source, TSV. The source of the client's *first* visit is not
    // that of this one. The CRM holds the client as `_ym_uid`.
    {
      table: 'touches',
      required: ['client_id', 'touched_at'],
      joined: true,
      decimal: '.',
      empty: ['ya_undefined', 'undefined', 'Не определено', '(not set)'],
      fields: {
        touch_id: id('ym:s:visitID'),
        client_id: id('ym:s:clientID'),
        touched_at: moment('ym:s:dateTime', 'ym:s:date'),
        source: text(...ofVisit('AdvEngine')),
        campaign: text(...ofVisit('DirectClickOrderName')),
        utm_source: text(...ofVisit('UTMSource')),
        utm_medium: text(...ofVisit('UTMMedium')),
        utm_campaign: text(...ofVisit('UTMCampaign')),
        traffic_source: text(...ofVisit('TrafficSource')),
        gclid: text(...ofVisit('GCLID')),
      },
    },
    {
      table: 'none',
      required: [/^ym:(?:s|pv):(?:visitID|watchID|clientID)$/i, /^ym:(?:s|pv):date(?:Time)?$/i],
      unread: words(
        'hits of Yandex Metrica, or visits without ym:s:clientID (Logs API): no touches of anybody, left out',
        'просмотры Яндекс Метрики или визиты без ym:s:clientID (Logs API): неясно, чьи это касания, не учтены',
      ),
      fields: {},
    },
  ],
});
