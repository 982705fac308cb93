// Ad statistics for the second demo as the platforms write them: two reports of Direct's Мастер отчётов, VK Реклама by day,
// Avito's weekly table, and the two files of Telegram Ads, money in TON.

import { makeRandom } from '../oracle/random.js';
import { apportion } from './apportion.js';
import { DAY, isoDay, ruDay } from './calendar.js';
import { FROM, type Lead, TO, WEEKS } from './ru-leads.js';
import { CHANNELS, type Channel, TON, VAT } from './ru-story.js';

/** A day of a campaign: hundredths of what the platform bills, in roubles with VAT, or in TON without. */
export interface RuAdRow {
  channel: Channel;
  campaign: Channel['campaigns'][number];
  day: number;
  cost: number;
  shown: number;
  clicks: number;
  actions: number;
}

export function makeRuSpend(leads: readonly Lead[]): RuAdRow[] {
  return CHANNELS.flatMap((channel) => {
    const random = makeRandom(channel.seed + 1000);
    const days = Array.from({ length: TO - FROM + 1 }, (_, index) => FROM + index);
    const places = days.flatMap((day) => channel.campaigns.map((campaign) => ({ day, campaign })));
    if (places.length === 0) return [];
    const own = places.map(
      ({ day, campaign }) =>
        leads.filter((lead) => lead.campaign === campaign && Math.floor((lead.marks[0] ?? 0) / DAY) === day).length,
    );
    const all = own.reduce((sum, count) => sum + count, 0);
    const more = apportion(
      channel.actions - all,
      own.map((count) => (count + 0.3) * random.int(50, 150)),
    );
    const actions = own.map((count, at) => count + (more[at] ?? 0));
    const clicks = apportion(
      channel.clicks,
      actions.map((count) => (count + 1) * random.int(70, 130)),
    );
    const billed = channel.name === 'telegram' ? (channel.roubles * 100) / TON : channel.roubles * (100 + VAT);
    const cost = apportion(
      billed,
      clicks.map((count) => count * random.int(80, 120)),
    );
    return places.map((place, at) => ({
      ...place,
      channel,
      cost: cost[at] ?? 0,
      shown: (clicks[at] ?? 0) * channel.shownPerClick + random.int(5, 60),
      clicks: clicks[at] ?? 0,
      actions: actions[at] ?? 0,
    }));
  });
}

const of = (rows: readonly RuAdRow[], name: Channel['name']): RuAdRow[] =>
  rows.filter(({ channel }) => channel.name === name);
const sum = (rows: readonly RuAdRow[], what: 'cost' | 'shown' | 'clicks' | 'actions'): number =>
  rows.reduce((total, row) => total + row[what], 0);
const comma = (hundredths: number): string =>
  `${Math.floor(hundredths / 100)},${String(hundredths % 100).padStart(2, '0')}`;
const lines = (cells: readonly (readonly (string | number)[])[], by: string): Buffer =>
  Buffer.from(cells.map((row) => `${row.join(by)}\n`).join(''), 'utf8');

export const ruDirectCsv = (rows: readonly RuAdRow[], name: 'search' | 'network'): Buffer => {
  const own = of(rows, name);
  const figures = (some: readonly RuAdRow[]) => [
    comma(sum(some, 'cost')),
    sum(some, 'shown'),
    sum(some, 'clicks'),
    sum(some, 'actions'),
  ];
  return lines(
    [
      ['\ufeffКлиент: ООО «Образец» (obrazec-demo)'],
      ['Отчет: Мастер отчетов'],
      [`Период: ${ruDay(FROM)} - ${ruDay(TO)}`],
      [''],
      ['Дата', 'Название кампании', '№ Кампании', 'Расход, ₽', 'Показы', 'Клики', 'Конверсии'],
      ['Итого', '', '', ...figures(own)],
      ...own.map((row) => [ruDay(row.day), row.campaign[0], row.campaign[1], ...figures([row])]),
    ],
    ';',
  );
};

export const ruVkCsv = (rows: readonly RuAdRow[]): Buffer =>
  lines(
    [
      ['Дата', 'ID кампании', 'Название кампании', 'Потрачено всего, ₽', 'Показы', 'Клики', 'Результат'],
      ...of(rows, 'vk').map(({ day, campaign: [name, id], cost, shown, clicks, actions }) => [
        ruDay(day),
        id,
        name,
        comma(cost),
        shown,
        clicks,
        actions,
      ]),
    ],
    ';',
  );

const AVITO =
  'Номер объявления;Город;Категория;Название объявления;Цена;Дней на Авито;Сотрудник;Показы;Просмотры;Контакты;Добавили в избранное;Расходы на объявления;Списано бонусов на объявления'.split(
    ';',
  );

/** A table per week, whose days only the name tells. */
export const ruAvitoCsv = (rows: readonly RuAdRow[]): Map<string, Buffer> =>
  new Map(
    Array.from({ length: WEEKS }, (_, week) => {
      const [from, to] = [FROM + 7 * week, FROM + 7 * week + 6];
      const own = of(rows, 'avito').filter(({ day }) => day >= from && day <= to);
      const ads = new Map(own.map(({ campaign }) => [campaign[1], campaign]));
      const table = [...ads.values()].map((campaign) => {
        const some = own.filter((row) => row.campaign === campaign);
        const [shown, seen, asked] = [sum(some, 'shown'), sum(some, 'clicks'), sum(some, 'actions')];
        const about = ['Тверь', 'Уборка', campaign[0], 'от 2 000 ₽', 7, ''];
        return [campaign[1], ...about, shown, seen, asked, Math.floor(seen / 40), comma(sum(some, 'cost')), 0];
      });
      const [first, last] = [isoDay(from), isoDay(to)];
      return [`Статистика_с_${first}_по_${last}.csv`, lines([AVITO, ...table], ';')] as const;
    }),
  );

const MONTHS = new Map([
  ['09', 'Sep'],
  ['10', 'Oct'],
]);
const tgDay = (day: number): string => {
  const [year = '', month = '', date = ''] = isoDay(day).split('-');
  return `${date} ${MONTHS.get(month)} ${year}`;
};

export const ruTelegramCsv = (rows: readonly RuAdRow[]): Map<string, Buffer> => {
  const own = of(rows, 'telegram');
  return new Map([
    [
      'budget_ad12.csv',
      lines([['date', 'Spent budget, TON'], ...own.map(({ day, cost }) => [tgDay(day), comma(cost)])], '\t'),
    ],
    [
      'stats_ad12.csv',
      lines(
        [
          ['date', 'Views', 'Clicks', 'Started bot'],
          ...own.map(({ day, shown, clicks, actions }) => [tgDay(day), shown, clicks, actions]),
        ],
        '\t',
      ),
    ],
  ]);
};
