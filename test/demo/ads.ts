// Ad statistics as the platforms write them. Layouts (Meta's are in meta.ts): Google Ads "Campaign report" segmented by Day, downloaded as
// Excel .csv; Yandex Direct Мастер отчётов by day; VK Реклама, sheet «Объявления», saved as CSV.

import { isoDay, ruDay } from './calendar.js';
import type { AdRow } from './spend.js';

const FIRST = 0;
const LAST = 55;

export const sum = (rows: readonly AdRow[], of: (row: AdRow) => number): number =>
  rows.reduce((total, row) => total + of(row), 0);
export const ofSource = (rows: readonly AdRow[], source: AdRow['segment']['source']): AdRow[] =>
  rows.filter(({ segment }) => segment.source === source).sort((a, b) => a.day - b.day);

/** Hundredths as `1234.50`. */
const point = (hundredths: number): string =>
  `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
const comma = (hundredths: number): string => point(hundredths).replace('.', ',');
const hundredths = (above: number, below: number): number => Math.round((above * 100) / below);

/** UTF-16LE with tabs; counts keep their comma and so their quotes. */
export function googleCsv(all: readonly AdRow[]): Buffer {
  const rows = ofSource(all, 'google');
  const grouped = (count: string): string => {
    const written = count.replace(/\d(?=(\d{3})+(\.|$))/g, '$&,');
    return written.includes(',') ? `"${written}"` : written;
  };
  const figures = (some: readonly AdRow[]): string[] => {
    const [shown, clicks] = [sum(some, (row) => row.shown), sum(some, (row) => row.clicks)];
    const [cost, actions] = [sum(some, (row) => row.kopecks), sum(some, (row) => row.actions)];
    return [
      grouped(String(shown)),
      grouped(String(clicks)),
      shown === 0 ? ' --' : `${point(hundredths(clicks * 100, shown))}%`,
      clicks === 0 ? ' --' : point(Math.round(cost / clicks)),
      point(cost),
      grouped(point(actions)),
      actions === 0 ? ' --' : point(hundredths(cost, actions)),
    ];
  };
  const type = ({ unit }: AdRow) => (unit.campaign.includes('pmax') ? 'Performance Max' : 'Search');
  const total = (label: string, some: readonly AdRow[]) => [
    `Total: ${label}`,
    ' --',
    ' --',
    ' --',
    'RUB',
    ...figures(some),
  ];
  const lines = [
    ['Campaign report'],
    ['"February 2, 2026 - March 29, 2026"'],
    'Day,Campaign,Campaign status,Campaign type,Currency code,Impr.,Clicks,CTR,Avg. CPC,Cost,Conversions,Cost / conv.'.split(
      ',',
    ),
    ...rows.map((row) => [isoDay(row.day), row.unit.campaign, 'Enabled', type(row), 'RUB', ...figures([row])]),
    total('Campaigns', rows),
    total('Account', rows),
    total(
      'Search',
      rows.filter((row) => type(row) === 'Search'),
    ),
    total(
      'Performance Max',
      rows.filter((row) => type(row) === 'Performance Max'),
    ),
  ];
  return Buffer.from(`\ufeff${lines.map((cells) => `${cells.join('\t')}\n`).join('')}`, 'utf16le');
}

/** UTF-8 with BOM, CRLF, four lines above the header, totals first. */
export function directCsv(all: readonly AdRow[]): Buffer {
  const rows = ofSource(all, 'yandex');
  const bounced = ({ day, clicks }: AdRow) => Math.round((clicks * (22 + ((day * 7) % 13))) / 100);
  const figures = (some: readonly AdRow[]) => {
    const clicks = sum(some, (row) => row.clicks);
    return [
      comma(sum(some, (row) => row.kopecks)),
      sum(some, (row) => row.shown),
      clicks,
      sum(some, (row) => row.actions) / 100,
      clicks === 0 ? '-' : comma(hundredths(sum(some, bounced) * 100, clicks)),
    ];
  };
  const lines = [
    ['Клиент: ООО «Пример» (primer-demo)'],
    ['Отчет: Мастер отчетов'],
    [`Период: ${ruDay(FIRST)} - ${ruDay(LAST)}`],
    [''],
    ['Дата', 'Название кампании', '№ Кампании', 'Расход, ₽', 'Показы', 'Клики', 'Конверсии', 'Отказы, %'],
    ['Итого', '', '', ...figures(rows)],
    ...rows.map((row) => [ruDay(row.day), row.unit.campaign, row.unit.campaignId, ...figures([row])]),
  ];
  return Buffer.from(`\ufeff${lines.map((cells) => `${cells.join(';')}\r\n`).join('')}`, 'utf8');
}

/** UTF-8 without a mark, LF, a row per ad and day. */
export function vkCsv(all: readonly AdRow[]): Buffer {
  const quoted = (cell: string) => (/[;"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const lines = [
    [
      'Дата',
      'ID объявления',
      'Название объявления',
      'Название кампании',
      'Потрачено всего, ₽',
      'Показы',
      'Клики',
      'Результат',
    ],
    ...ofSource(all, 'vk').map(({ day, unit, kopecks, shown, clicks, actions }) => [
      ruDay(day),
      unit.adId,
      quoted(unit.ad),
      unit.campaign,
      comma(kopecks),
      shown,
      clicks,
      actions / 100,
    ]),
  ];
  return Buffer.from(lines.map((cells) => `${cells.join(';')}\n`).join(''), 'utf8');
}
