import { text as words } from '../../model/text.js';
import { count, date, decimal, defineSource, id, money, text } from '../define-source.js';

// target.my.com → Статистика → по дням → Экспорт; for agencies Конструктор отчётов (365 days and 200,000 rows at most)
//
// No file was seen. The names are those of the help («Показы, Клики, Расход, CTR, CPC, eCPM, Конверсии post-click,
// eCPA, Прирост охвата, Средняя частота»); days are Moscow's.
export const mytarget = defineSource({
  name: 'mytarget',
  title: 'myTarget',
  where: words('target.my.com → Statistics → by day → Export', 'target.my.com → Статистика → по дням → Экспорт'),
  exports: [
    {
      table: 'ad_stats',
      required: [
        'cost',
        // `eCPM` without a unit is used by others too.
        /^(?:eCP[MCA]\s*[,(].+|(?:конверсии post-click|прирост охвата|средняя частота|частота на конец периода|reach increase|average frequency|post-click conversions)(?:\s*[,(].+)?)$/iu,
        /^(?:клики|списани[яе]|charges|write-offs)(?:\s*[,(].+)?$/iu,
      ],
      total: /^(?:Итого|Всего)(?:$|[\s:])/iu,
      empty: ['-', '—'],
      fields: {
        day: date('Дата', 'День', 'Date'),
        campaign: text('Кампания', 'Название кампании', 'Campaign', 'Campaign name'),
        campaign_id: id('ID кампании', 'Campaign ID'),
        ad_group: text('Группа объявлений'),
        ad: text('ID объявления', 'Объявление', 'Название объявления', 'Ad', 'Ad ID'),
        impressions: count('Показы', 'Impressions'),
        clicks: count('Клики', 'Clicks'),
        actions: decimal('Конверсии post-click', 'Конверсии', 'Цели', 'Post-click conversions', 'Conversions'),
        cost: money(
          /^(?:расход|списано|списани[яе]|траты)\s*[,(].*(?:без|до) ндс.*$/iu,
          /^(?:расход|списано|списани[яе]|траты|charges|write-offs)(?:\s*[,(].+)?$/iu,
        ),
        currency: text('Валюта', 'Currency'),
      },
    },
  ],
});
