import { afterAll, describe, expect, it } from 'vitest';
import { mulberry } from '../mulberry.js';
import { book } from './book.js';
import { type Files, makeHarness } from './harness.js';

const harness = makeHarness();
afterAll(harness.remove);

/** What a file comes to, and what is said of the sums in it, in a language. */
async function readOf(files: Files, ...flags: string[]) {
  const outcome = await harness.strictly(files, ...flags);
  const of = (code: string) => outcome.json.warnings.find((one) => one.code === code)?.message;
  return {
    ...{ spend: outcome.total('spend'), visits: outcome.total('visits'), actions: outcome.total('actions') },
    ...{ source: outcome.ledger.source, used: outcome.ledger.used, total: outcome.ledger.total },
    ...{ left: of('subtotals-left-out'), perhaps: of('perhaps-subtotals') },
  };
}
const lines = (...rows: string[]) => `${rows.join('\n')}\n`;

/**
 * An export of each platform: what stands above its rows, its heading, the rows of its parts, and those above them. All
 * come to 300.50, 30 clicks and 5 actions.
 */
interface Shape {
  above?: readonly string[];
  heading: string;
  parts: readonly string[];
  sums: readonly string[];
}
const PLATFORMS: Record<string, Shape> = {
  'google-ads': {
    above: ['Ad group report', '"July 1, 2026 - July 31, 2026"'],
    heading: 'Campaign,Ad group,Currency code,Impr.,Clicks,Cost,Conversions',
    parts: ['Brand,Shoes,RUB,"1,000",10,100.25,2.33', 'Brand,Hats,RUB,"2,000",20,200.25,2.67'],
    sums: ['Brand, --,RUB,"3,000",30,300.50,5.01'],
  },
  'tiktok-ads': {
    heading: 'By Day,Campaign name,Ad group name,Ad name,Cost,Impressions,Clicks (destination),Conversions,Currency',
    parts: [
      '2026-07-01,Summer,Women,A1,60.25,600,6,1,USD',
      '2026-07-01,Summer,Women,A2,40,400,4,1,USD',
      '2026-07-01,Summer,Men,A3,200.25,2000,20,3,USD',
    ],
    sums: [
      '2026-07-01,Summer,Women,-,100.25,1000,10,2,USD',
      '2026-07-01,Summer,Men,-,200.25,2000,20,3,USD',
      '2026-07-01,Summer,-,-,300.50,3000,30,5,USD',
    ],
  },
  'meta-ads': {
    heading:
      'Reporting starts,Reporting ends,Campaign name,Ad set name,Amount spent (RUB),Impressions,Link clicks,Results,Result indicator',
    parts: [
      '2026-07-01,2026-07-31,Summer,Women,100.25,1000,10,5,actions:lead',
      '2026-07-01,2026-07-31,Summer,Men,200.25,2000,20,9,actions:link_click',
    ],
    sums: ['2026-07-01,2026-07-31,Summer,,300.50,3000,30,,'],
  },
  'vk-ads': {
    heading:
      'Дата;ID кампании;Название кампании;ID группы;Название группы;ID объявления;"Потрачено всего, ₽";Показы;Клики;Результат',
    parts: ['01.07.2026;11;Лето;21;Женщины;31;100,25;1000;10;2', '01.07.2026;11;Лето;22;Мужчины;32;200,25;2000;20;3'],
    sums: [
      '01.07.2026;11;Лето;21;Женщины;;100,25;1000;10;2',
      '01.07.2026;11;Лето;22;Мужчины;;200,25;2000;20;3',
      '01.07.2026;11;Лето;;;;300,50;3000;30;5',
    ],
  },
  'yandex-direct': {
    above: ['Клиент: Иванов (ivanov)', 'Отчет: Мастер отчетов', 'Период: 01.07.2026 - 31.07.2026', ''],
    heading: 'Дата;Кампания;№ Кампании;Группа;Показы;Клики;Расход (руб.);Конверсии',
    parts: ['01.07.2026;Лето;11;Женщины;1000;10;100,25;2', '01.07.2026;Лето;11;Мужчины;2000;20;200,25;3'],
    sums: ['01.07.2026;Лето;11;Всего;3000;30;300,50;5'],
  },
  'microsoft-ads': {
    above: ['"Report Name: July"', '"Last Completed Available Day: 8/1/2026 3:00:00 AM"', ''],
    heading: 'Gregorian date,Campaign,Ad group,Impr.,Clicks,Spend,Conv.,Currency code',
    parts: ['7/13/2026,Brand,Shoes,1000,10,100.25,2,USD', '7/13/2026,Brand,Hats,2000,20,200.25,3,USD'],
    sums: ['7/13/2026,Brand,,3000,30,300.50,5,USD'],
  },
  'linkedin-ads': {
    above: ['Campaign Performance Report (in UTC)', 'Report Start: 07/01/2026', 'Report End: 07/31/2026', ''],
    heading:
      'Start Date (in UTC),Account Name,Campaign Name,Creative Name,Total Spent,Impressions,Clicks,Leads,Currency',
    parts: ['07/13/2026,Acme,Shoes,C1,100.25,1000,10,2,USD', '07/13/2026,Acme,Shoes,C2,200.25,2000,20,3,USD'],
    sums: ['07/13/2026,Acme,Shoes,Total,300.50,3000,30,5,USD'],
  },
};
const fileOf = ({ above = [], heading }: Shape, rows: readonly string[]) => lines(...above, heading, ...rows);
const [HEADING, PARTS] = [PLATFORMS['tiktok-ads']?.heading ?? '', PLATFORMS['tiktok-ads']?.parts ?? []];
const adGroups = (...rows: string[]) => ({ 'a.csv': lines(HEADING.replace('Ad name,', ''), ...rows) });

describe("rows of a platform's export that stand above those of their parts", () => {
  it.each(Object.entries(PLATFORMS))(
    'do not count twice, wherever they stand: %s',
    { tags: 'slow' },
    async (name, one) => {
      const { parts, sums } = one;
      for (const rows of [
        [...sums.toReversed(), ...parts],
        [...parts, ...sums],
      ]) {
        const found = await readOf({ 'a.csv': fileOf(one, rows) });
        expect(found).toMatchObject({ source: name, spend: '300.50', visits: 30, actions: 5 });
        expect(found).toMatchObject({ used: parts.length, total: sums.length, perhaps: undefined });
      }
    },
  );

  it('are said, in both languages', async () => {
    const one = PLATFORMS['google-ads'] as Shape;
    const files = { 'a.csv': fileOf(one, [...one.sums, ...one.parts]) };
    expect((await readOf(files)).left).toBe(
      'a.csv: 1 row left out, being the sum of others as it seems (line 4; without «Ad group»; «Cost» 300.50): to count them, write a name where they have none, as «other», in the file',
    );
    expect((await readOf(files, '--lang', 'ru')).left).toBe(
      'a.csv: не посчитаны строки, равные сумме других: 1 (строка 4; без «Ad group»; «Cost» 300,50); чтобы посчитать их, впишите в файле недостающее название, например «прочее»',
    );
  });

  it('do not count twice in a workbook', { tags: 'slow' }, async () => {
    const rows = [HEADING, ...(PLATFORMS['tiktok-ads']?.sums ?? []), ...PARTS].map((row) =>
      row.split(',').map((cell) => (/^[\d.]+$/.test(cell) ? { n: cell } : cell)),
    );
    const found = await readOf({ 'a.xlsx': await book([{ name: 'Ads', rows }]) });
    expect(found).toMatchObject({ source: 'tiktok-ads', spend: '300.50', used: 3, total: 3 });
  });

  it('do not count twice where each campaign has one ad group alone, of three campaigns', async () => {
    const rows = ['Winter', 'Spring', 'Summer'].flatMap((campaign, at) => [
      `2026-07-01,${campaign},-,${at}1.25,${at}300,${at}3,1,USD`,
      `2026-07-01,${campaign},All,${at}1.25,${at}300,${at}3,1,USD`,
    ]);
    expect(await readOf(adGroups(...rows))).toMatchObject({ spend: '33.75', used: 3, total: 3 });
  });

  it('count, and are said, where each stands beside a single other one that costs as much, and nothing else is known', async () => {
    const rows = [1, 2, 3, 4, 5, 6, 7].flatMap((day) => [
      `2026-07-0${day},Summer,-,500,0,0,0,USD`,
      `2026-07-0${day},Summer,Women,500,0,0,0,USD`,
    ]);
    const found = await readOf(adGroups(...rows));
    expect(found).toMatchObject({ spend: '7000.00', used: 14, total: 0, left: undefined });
    expect(found.perhaps).toContain('7 rows counted that may be the sum of others');
  });

  it('count where the parts of all of them are excluded', async () => {
    const rows = ['01', '02'].flatMap((day) => [
      `2026-07-${day},Summer,-,300.50,3000,30,5,USD`,
      `2026-07-${day},Summer,Women,100.25,1000,10,2,USD`,
      `2026-07-${day},Summer,Men,200.25,2000,20,3,USD`,
    ]);
    const found = await readOf({ ...adGroups(...rows), 'funnel.yaml': 'exclude: {"Ad group name": [Women, Men]}\n' });
    expect(found).toMatchObject({ spend: '601.00', visits: 60, actions: 10, used: 2, total: 0, left: undefined });
    expect(found.perhaps).toContain('2 rows counted, being the sum of rows that «exclude» leaves out (lines 2, 5;');
  });

  it('are said with the headings of what splits them, which nothing is read from', async () => {
    const rows = ['2026-07-01,Summer,,30,300,3,0,USD', '2026-07-01,Summer,f,10,100,1,0,USD'];
    const text = lines(
      HEADING.replace('Ad group name,Ad name', 'Gender'),
      ...rows,
      '2026-07-01,Summer,m,20,200,2,0,USD',
    );
    const found = await readOf({ 'a.csv': text });
    expect(found).toMatchObject({ spend: '30.00', used: 2, total: 1 });
    expect(found.left).toContain('(line 2; without «Gender»; «Cost» 30.00)');
  });

  it('count where nothing stands below them', async () => {
    const rows = ['2026-07-01,Smart,-,70,900,9,1,USD', '2026-07-02,Summer,-,10,100,1,0,USD'];
    const sums = ['2026-07-01,Summer,-,300.50,3000,30,5,USD'];
    const parts = ['2026-07-01,Summer,Women,100.25,1000,10,2,USD', '2026-07-01,Summer,Men,200.25,2000,20,3,USD'];
    expect(await readOf(adGroups(...sums, ...parts, ...rows))).toMatchObject({ spend: '380.50', used: 4, total: 1 });
    expect(await readOf(adGroups(...parts, ...rows))).toMatchObject({
      ...{ spend: '380.50', used: 4, total: 0 },
      ...{ left: undefined, perhaps: undefined },
    });
  });

  it.each([
    ['is off by a kopeck', '300.51,3000,30,5'],
    ['has other actions', '300.50,3000,30,7'],
  ])('count, and are said, where one of them %s', async (_, figures) => {
    const sums = [`2026-07-01,Summer,-,${figures},USD`, '2026-07-02,Summer,-,100,700,9,0,USD'];
    const parts = [
      ...['2026-07-01,Summer,Women,100.25,1000,10,2,USD', '2026-07-01,Summer,Men,200.25,2000,20,3,USD'],
      ...['2026-07-02,Summer,Women,60,300,4,0,USD', '2026-07-02,Summer,Men,40,400,5,0,USD'],
    ];
    const found = await readOf(adGroups(...sums, ...parts));
    expect(found).toMatchObject({ used: 6, total: 0, left: undefined });
    expect(found.perhaps).toContain(
      '2 rows counted that may be the sum of others (lines 2, 3; without «Ad group name»',
    );
  });

  it.each([
    ['clicks', '300.50,3000,31,5'],
    ['impressions', '300.50,3001,30,5'],
    ['amount', '310.50,3000,30,5'],
  ])('are rows of their own, and nothing is said, where their %s are others', async (_, figures) => {
    const parts = ['2026-07-01,Summer,Women,100.25,1000,10,2,USD', '2026-07-01,Summer,Men,200.25,2000,20,3,USD'];
    const found = await readOf(adGroups(`2026-07-01,Summer,-,${figures},USD`, ...parts));
    expect(found).toMatchObject({ used: 3, total: 0, left: undefined, perhaps: undefined });
  });

  it('are none of rows that cost nothing, whose few impressions are soon as many', async () => {
    const day = (date: string) => [`${date},A,-,0,2,0,0,USD`, `${date},A,X,0,1,0,0,USD`, `${date},A,Y,0,1,0,0,USD`];
    const found = await readOf(adGroups(...day('2026-07-01'), ...day('2026-07-02'), '2026-07-02,B,Z,5,9,1,0,USD'));
    expect(found).toMatchObject({ used: 7, total: 0, left: undefined, perhaps: undefined });
  });

  it('change nothing: with them an export says what it says without them', { tags: 'slow' }, async () => {
    const random = mulberry(20_261_129);
    const whole = (most: number) => Math.floor(random() * most);
    const row = (campaign: string, group: string, [kopecks = 0, shown = 0, clicks = 0]: readonly number[]) =>
      `2026-07-01,${campaign},${group},${(kopecks / 100).toFixed(2)},${shown},${clicks},0,USD`;
    for (let run = 0; run < 5; run++) {
      const [without, withSums]: [string[], string[]] = [[], []];
      for (let at = 0; at < 2 + whole(4); at++) {
        const [campaign, groups] = [`Campaign ${at}`, Array.from({ length: 2 + whole(4) }, () => [0, 0, 0])];
        const parts = groups.map(() => [1 + whole(99_999), 1 + whole(9_999), whole(99)]);
        const sum = [0, 1, 2].map((of) => parts.reduce((all, part) => all + (part[of] ?? 0), 0));
        const rows = parts.map((part, group) => row(campaign, `Group ${group}`, part));
        without.push(...rows);
        withSums.push(row(campaign, '-', sum), ...rows);
      }
      const { spend, visits, used } = await readOf(adGroups(...without));
      expect(await readOf(adGroups(...withSums))).toMatchObject({ spend, visits, used, perhaps: undefined });
    }
  });
});

describe('a list of campaigns with all that is in them, level by level', () => {
  const figures = ['3000,30,300.50,5', '1000,10,100.25,2', '2000,20,200.25,3'];
  const [whole, one, other] = figures;
  const AMAZON = [
    'Product,Entity,Operation,Campaign ID,Ad Group ID,Campaign Name,Campaign Name (Informational only),Start Date,SKU,Keyword Text,Impressions,Clicks,Spend,Orders',
    `Sponsored Products,Campaign,,111,,Brand,Brand,20260701,,,${whole}`,
    `Sponsored Products,Bidding Adjustment,,111,,,Brand,,,,${one}`,
    `Sponsored Products,Ad Group,,111,211,,Brand,,,,${whole}`,
    `Sponsored Products,Product Ad,,111,211,,Brand,,S1,,${whole}`,
    `Sponsored Products,Keyword,,111,211,,Brand,,,red shoes,${one}`,
    `Sponsored Products,Keyword,,111,211,,Brand,,,blue shoes,${other}`,
  ];
  const OLD_AMAZON = [
    'Record ID,Record Type,Campaign ID,Campaign,Ad Group,SKU,Impressions,Clicks,Spend,Orders',
    `1,Campaign,111,Brand,,,${whole}`,
    `2,Ad Group,111,Brand,Shoes,,${whole}`,
    `3,Ad,111,Brand,Shoes,S1,${whole}`,
  ];
  const MICROSOFT = [
    'Type,Status,Id,Parent Id,Campaign,Ad Group,Title,Keyword,Impressions,Clicks,Spend,Conversions',
    `Account,Active,1,,,,,,${whole}`,
    `Campaign,Active,11,1,Brand,,,,${whole}`,
    `Ad Group,Active,21,11,Brand,Shoes,,,${whole}`,
    `Text Ad,Active,31,21,Brand,Shoes,Red,,${one}`,
    `Text Ad,Active,32,21,Brand,Shoes,Blue,,${other}`,
    `Keyword,Active,41,21,Brand,Shoes,,red shoes,${one}`,
    `Keyword,Active,42,21,Brand,Shoes,,blue shoes,${other}`,
  ];

  it.each([
    ['amazon-ads', AMAZON, 5],
    ['amazon-ads', OLD_AMAZON, 2],
    ['microsoft-ads', MICROSOFT, 6],
  ])('counts its campaigns alone, and says so: %s', async (name, rows, excluded) => {
    const outcome = await harness.strictly({ 'bulk.csv': lines(...rows) });
    expect(outcome.ledger).toMatchObject({ source: name, used: 1, excluded });
    expect([outcome.total('spend'), outcome.total('visits'), outcome.total('actions')]).toEqual(['300.50', 30, 5]);
    expect(outcome.json.warnings.find(({ code }) => code === 'left-out')?.message).toBe(
      `bulk.csv: ${excluded} rows left out: only the rows of campaigns count, which hold what their ad groups, ads and keywords spent: they must be in the download`,
    );
  });

  it.each([
    [
      'amazon-ads',
      AMAZON[0] as string,
      ['Sponsored Products,Campaign,,#,,C#,C#,,,,', 'Sponsored Products,Ad Group,,#,2#,,C#,,,,'],
    ],
    ['microsoft-ads', MICROSOFT[0] as string, ['Campaign,Active,#,1,C#,,,,', 'Ad Group,Active,2#,#,C#,A#,,,']],
  ])('counts its campaigns where there is one level below them, of several campaigns: %s', async (name, head, rows) => {
    const all = ['11', '12', '13'].flatMap((id, at) =>
      rows.map((row) => `${row.replaceAll('#', id)}${at + 1}000,${at + 1}0,${at + 1}00.50,5`),
    );
    const outcome = await harness.strictly({ 'bulk.csv': lines(head, ...all) });
    expect(outcome.ledger).toMatchObject({ source: name, used: 3, excluded: 3, total: 0 });
    expect([outcome.total('spend'), outcome.total('visits')]).toEqual(['601.50', 60]);
    expect(outcome.warnings.filter((code) => /subtotals|rest/.test(code))).toEqual([]);
  });
});
