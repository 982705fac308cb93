import { text as words } from '../../model/text.js';
import { count, date, decimal, defineSource, money, text } from '../define-source.js';

// Авито Pro → Статистика → Объявления → период → Скачать отчёт (XLSX): `Статистика_с_2026-08-01_по_2026-08-07.xlsx`
//
// A row per ad for the whole period, which only the name of the file tells. Headings hold no-break blanks, and the
// column «Сотрудник» is not always there. Views of the ad's page are its clicks, views in the list of results its
// impressions. «Расходы на объявления» is all that was paid, and the three columns after it are its parts; bonuses are
// no money. No heading says whether VAT is included (Avito charges with VAT), so the configuration must.
export const avito = defineSource({
  name: 'avito',
  title: 'Авито',
  where: words(
    'Avito Pro → Statistics → Ads → a period → Download report',
    'Авито Pro → Статистика → Объявления → период → Скачать отчёт',
  ),
  exports: [
    {
      table: 'ad_stats',
      required: [
        'cost',
        'clicks',
        /^(?:дней\sна\sавито|конверсия\sиз\s(?:показов\sв\sпросмотры|просмотров\sв\sконтакты)|добавили\sв\sизбранное|расходы\sна\sразмещение\sи\sцелевые\sдействия)$/iu,
      ],
      includesVat: true,
      total: /^Итого$/iu,
      empty: ['-', '—', 'н/д'],
      fields: {
        day: date('Дата', 'День'),
        ad: text('Номер объявления', 'Название объявления'),
        impressions: count('Показы'),
        clicks: count('Просмотры'),
        actions: decimal('Контакты'),
        cost: money('Расходы на объявления'),
      },
    },
  ],
});
