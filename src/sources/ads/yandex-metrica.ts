import { text as words } from '../../model/text.js';
import { count, date, decimal, defineSource, text } from '../define-source.js';

// Отчёты → Источники → Метки UTM → группировка «Дата визита» → Экспорт → CSV, данные из таблицы
//
// The header is on line 1, `Итого и средние` in the first row below it; the period is in the name of the file. Visits
// are taken for clicks and a goal for actions, until the tables have visits of their own: beside a platform's own
// export of the same source they would be counted twice. Of several goals none is read: which of them is
// the target action only the configuration can say. `Месяц визита` is no day. The English headings are from memory.
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
    // Logs API: each visit with its client, its source and the goals it reached, TSV.
    {
      table: 'none',
      required: [/^ym:(?:s|pv):(?:visitID|watchID|clientID)$/i, /^ym:(?:s|pv):date(?:Time)?$/i],
      unread: words(
        'visits of Yandex Metrica one by one (Logs API), which this version does not read: left out',
        'визиты Яндекс Метрики по одному (Logs API), эта версия их не читает: не учтены',
      ),
      fields: {},
    },
  ],
});
