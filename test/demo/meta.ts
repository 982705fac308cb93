// Meta: Ads Manager → Campaigns → Breakdown → By time → Day → Export table data, and the leads of its instant forms.

import { makeRandom } from '../oracle/random.js';
import { ofSource, sum } from './ads.js';
import { isoDay, isoMoment, weekday } from './calendar.js';
import type { Lead } from './leads.js';
import type { AdRow } from './spend.js';

/** UTF-8 with BOM, LF. The account's total of each day has no name and comes before the campaigns. */
export function metaAdsCsv(all: readonly AdRow[]): Buffer {
  const rows = ofSource(all, 'meta');
  const days = [...new Set(rows.map(({ day }) => day))];
  const clicksOfAll = ({ day, clicks }: AdRow) => Math.round((clicks * (140 + weekday(day) * 5)) / 100);
  const figures = (some: readonly AdRow[]) => [
    sum(some, (row) => row.kopecks) / 100,
    sum(some, (row) => row.shown),
    sum(some, (row) => row.clicks) || '',
    sum(some, clicksOfAll) || '',
    isoDay(Math.min(...days)),
    isoDay(Math.max(...days)),
  ];
  // Results mix what the campaigns are for; where there is none the cell is empty.
  const results = ({ unit, clicks, actions }: AdRow) => {
    const count = unit.goal === 'clicks' ? clicks : actions / 100;
    return count === 0 ? ['', ''] : [count, unit.goal === 'clicks' ? 'actions:link_click' : 'actions:lead'];
  };
  const lines = [
    [
      '"Campaign name"',
      'Day',
      '"Campaign delivery"',
      'Results',
      '"Result indicator"',
      '"Amount spent (RUB)"',
      'Impressions',
      '"Link clicks"',
      '"Clicks (all)"',
      '"Reporting starts"',
      '"Reporting ends"',
    ],
    ...days.map((day) => ['', isoDay(day), '', '', '', ...figures(rows.filter((row) => row.day === day))]),
    ...rows.map((row) => [row.unit.campaign, isoDay(row.day), 'active', ...results(row), ...figures([row])]),
  ];
  return Buffer.from(`\ufeff${lines.map((cells) => `${cells.join(',')}\n`).join('')}`, 'utf8');
}

const NAMES = ['Алла', 'Борис', 'Вера', 'Глеб', 'Дина', 'Егор', 'Жанна', 'Захар', 'Инна', 'Кирилл', 'Лев', 'Майя'];
const ANSWERS = ['один', 'два_или_три', 'больше_трёх'];

/** UTF-16LE with tabs; a letter before each ID and phone. The CRM gets a lead some seconds later, or never. */
export function metaLeadsCsv(all: readonly Lead[]): Buffer {
  const header =
    'id,created_time,ad_id,ad_name,adset_id,adset_name,campaign_id,campaign_name,form_id,form_name,is_organic,platform,сколько_у_вас_магазинов?,full_name,phone_number,lead_status';
  const rows = all.flatMap(({ id, adLeadId, created, unit, phone }) => {
    if (adLeadId === null || !unit) return [];
    const random = makeRandom(id);
    const { ad, adId, campaign, campaignId } = unit;
    return [
      [
        `l:${adLeadId}`,
        isoMoment(created - random.int(3, 90)),
        `ag:${adId}`,
        ad,
        `as:${campaignId}5`,
        campaign.replace('meta_form_', ''),
        `c:${campaignId}`,
        campaign,
        'f:910000000041',
        'Расчёт за минуту',
        'false',
        random.chance(0.7) ? 'fb' : 'ig',
        random.pick(ANSWERS),
        random.pick(NAMES),
        `p:+7${phone.slice(1)}`,
        random.chance(0.8) ? 'CREATED' : 'complete',
      ],
    ];
  });
  const lines = [header.split(','), ...rows];
  return Buffer.from(`\ufeff${lines.map((cells) => `${cells.join('\t')}\n`).join('')}`, 'utf16le');
}
