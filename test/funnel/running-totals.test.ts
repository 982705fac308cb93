import { describe, expect, it } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';

const yaml = (more = '') => `currency: RUB
files:
  - path: ads.csv
    table: ad_stats${more}
    columns: {day: Day, source: Source, campaign: Campaign, cost: Cost, clicks: Clicks}
`;
/** Totals of a day that were taken in the morning, at noon and in the evening. */
const TAKEN = [
  'Day,Source,Campaign,Cost,Clicks,Taken',
  '2026-10-01,Search,a,10.00,1,2026-10-01 08:00',
  '2026-10-01,Search,b,5.00,1,2026-10-01 08:00',
  '2026-10-01,Search,a,25.00,3,2026-10-01 13:00',
  '2026-10-01,Search,b,5.00,2,2026-10-01 13:00',
  '2026-10-01,Search,a,40.00,5,2026-10-01 23:00',
  '2026-10-02,Search,a,12.00,1,2026-10-02 08:00',
  '2026-10-02,Search,a,50.00,6,2026-10-02 23:00',
].join('\n');

async function run(ads: string, more = '') {
  const path = folder({ 'ads.csv': `${ads}\n`, 'funnel.yaml': yaml(more) });
  const { out, err } = await funnel(['report', path, '-f', 'json', '--lang', 'en']);
  if (out === '') throw new Error(err);
  const { warnings, ledger } = JSON.parse(out);
  const total = rowsOf(out, 'sources').find((row) => row.get('row') === 'total');
  const codes = warnings.map(({ code }: { code: string }) => code) as string[];
  return { spend: total?.get('spend'), visits: total?.get('visits'), codes, warnings, ledger: ledger[0], path };
}

describe('running totals', () => {
  it('count once with latest: the last of each day and campaign, and the lines before it are duplicates', async () => {
    const { spend, visits, codes, ledger } = await run(TAKEN, '\n    latest: Taken');
    expect([spend, visits, codes]).toEqual(['95.00', 13, []]);
    expect([ledger.used, ledger.duplicate, ledger.lines]).toEqual([3, 4, 8]);
  });

  it('are the last by their moments, not by their lines', async () => {
    const [header, ...rows] = TAKEN.split('\n');
    expect((await run([header, ...rows.reverse()].join('\n'), '\n    latest: Taken')).spend).toBe('95.00');
  });

  it.each([
    ['timestamp', 'Date,Source,Campaign,Cost,Clicks'],
    ['Timestamp', 'Day,Source,Campaign,Cost,Clicks'],
    ['Выгружено', 'Дата,Источник,Кампания,Расход,Клики'],
    ['Срез', 'Дата,Источник,Кампания,Расход,Клики'],
  ])(
    'are told without a configuration, with the column of moments «%s» to be named in it',
    { tags: 'slow' },
    async (taken, head) => {
      const [, ...rows] = TAKEN.split('\n');
      const path = folder({ 'ads.csv': `${[`${head},${taken}`, ...rows].join('\n')}\n` });
      const { out } = await funnel(['report', path, '-f', 'json', '--lang', 'en']);
      const [warning] = JSON.parse(out).warnings.filter(({ code }: { code: string }) => code === 'running-totals');
      const [, entry] = /files: \[(\{.*?\})\]/.exec(warning.message) ?? [];
      expect(entry).toContain(`latest: "${taken}"`);
      const again = folder({
        'ads.csv': `${[`${head},${taken}`, ...rows].join('\n')}\n`,
        'funnel.yaml': `files: [${entry}]\n`,
      });
      const { out: second } = await funnel(['report', again, '-f', 'json', '--lang', 'en']);
      expect(
        rowsOf(second, 'sources')
          .find((row) => row.get('row') === 'total')
          ?.get('spend'),
      ).toBe('95.00');
    },
  );

  it.each([
    'Отметка времени,Дата,Услуга,Стоимость',
    'Timestamp,Date,Service,Cost',
    'Отметка времени,Дата,Источник,Стоимость',
  ])('are no answers of a form, which begin with a moment too: %s', async (head) => {
    const rows = ['2026-10-01 10:00:00,2026-10-05,VK,1500', '2026-10-02 11:00:00,2026-10-06,Google,2500'];
    const { out, code } = await funnel(['report', folder({ 'a.csv': [head, ...rows].join('\n') }), '-f', 'json']);
    expect([code, out]).toEqual([2, '']);
  });

  describe('of which only the last rows count', () => {
    const HEAD = 'Day,Source,Campaign,Cost,Clicks,Taken';
    const a = (hour: string, cost: number) => `2026-10-01,Search,a,${cost}.00,${cost},2026-10-01 ${hour}:00`;
    const b = (cost: number) => `2026-10-02,Search,b,${cost}.00,${cost},2026-10-02 23:00`;
    const c = (cost: number) => `2026-10-03,Search,c,${cost}.00,${cost},2026-10-03 23:00`;
    const last = (...rows: string[]) => run([HEAD, ...rows].join('\n'), '\n    latest: Taken');

    it('are not warned of a row that equals all of them together', async () => {
      expect((await last(a('08', 10), a('23', 20), b(70), c(40))).codes).toEqual([]);
    });

    it('are warned of a row that equals the others that count', async () => {
      expect((await last(a('08', 10), a('23', 20), b(30), c(50))).codes).toEqual(['row-equals-the-rest']);
    });

    it('agree with a total of their own', { tags: 'slow' }, async () => {
      const { spend, codes } = await last(a('08', 10), a('23', 20), b(30), 'Total,,,50.00,50,');
      expect([spend, codes]).toEqual(['50.00', []]);
      expect((await last(a('08', 10), a('23', 20), b(30), 'Total,,,60.00,60,')).codes).toEqual(['total-differs']);
    });
  });

  describe('that a further column tells apart', () => {
    /** Of one day and campaign: rows of a moment, of what stands in the further column, and of costs. */
    const taken = (heading: string, ...rows: [moment: string, value: string, cost: number][]) =>
      run(
        [
          `Day,Source,Campaign,${heading},Cost,Clicks,Taken`,
          ...rows.map(([moment, value, cost]) => `2026-10-01,Search,a,${value},${cost},${cost},2026-10-01 ${moment}`),
        ].join('\n'),
        '\n    latest: Taken',
      );
    const OFFICES: [string, string, number][] = [
      ['12:00', 'Moscow', 100],
      ['12:00', 'Kazan', 200],
      ['23:00', 'Moscow', 150],
      ['23:00', 'Kazan', 300],
    ];

    it.each(['Office', 'Product', 'Offer', 'Creative type', 'Менеджер', 'Device', 'Status'])(
      'count once per «%s»',
      { tags: 'slow' },
      async (heading) => {
        const { spend, codes } = await taken(heading, ...OFFICES);
        expect([spend, codes]).toEqual(['450.00', []]);
      },
    );

    it('count once per number of an office', async () => {
      const numbered = OFFICES.map(([moment, value, cost]): [string, string, number] => [
        moment,
        value === 'Moscow' ? '1' : '2',
        cost,
      ]);
      expect((await taken('Office ID', ...numbered)).spend).toBe('450.00');
    });

    it.each([
      ['CTR', '1.5%', '2.5%'],
      ['Leads', '1', '7'],
      ['Revenue', '100 ₽', '1 200 ₽'],
      ['Synced', '01.10.2026 12:00', '01.10.2026 23:00'],
      ['Status', 'Active', 'Paused'],
      ['Бюджет', 'мало', 'много'],
    ])('and «%s» does not', { tags: 'slow' }, async (heading, noon, night) => {
      const { spend, codes } = await taken(heading, ['12:00', noon, 100], ['23:00', night, 150]);
      expect([spend, codes]).toEqual(['150.00', []]);
    });

    it('are said where no moment has two of them', async () => {
      const { spend, warnings } = await taken('Office', ['12:00', 'Moscow', 100], ['12:05', 'Kazan', 200]);
      expect(spend).toBe('300.00');
      expect(warnings.map(({ message }: { message: string }) => message).join()).toMatch(/each «Office» counts/);
    });
  });

  it('are warned of without it, with the column that could tell, and added up as they are', async () => {
    const { spend, codes, warnings } = await run(TAKEN);
    expect([spend, codes]).toEqual(['147.00', ['running-totals']]);
    expect(warnings[0].message).toContain('latest: "Taken"');
  });

  it('are none where some row has less than the one before, nor where no key comes again', {
    tags: 'slow',
  }, async () => {
    expect((await run(`${TAKEN}\n2026-10-02,Search,a,1.00,1,2026-10-02 23:30`)).codes).not.toContain('running-totals');
    const [header, ...rows] = TAKEN.split('\n');
    const alone = rows.map((row, at) => row.replace(/Search,./, `Search,c${at}`));
    expect((await run([header, ...alone].join('\n'))).codes).not.toContain('running-totals');
  });

  it('change nothing where every row is the only one of its key', { tags: 'slow' }, async () => {
    const days = Array.from(
      { length: 9 },
      (_, at) => `2026-10-0${at + 1},Search,a,${at + 1}.50,${at},2026-10-0${at + 1} 09:00`,
    );
    const ads = ['Day,Source,Campaign,Cost,Clicks,Taken', ...days].join('\n');
    expect((await run(ads, '\n    latest: Taken')).spend).toBe((await run(ads)).spend);
  });

  it('ask for a column that is there', async () => {
    const path = folder({ 'ads.csv': `${TAKEN}\n`, 'funnel.yaml': yaml('\n    latest: Token') });
    const { code, err } = await funnel(['report', path, '--lang', 'en']);
    expect([code, err]).toEqual([2, expect.stringMatching(/ads\.csv: has no column «Token»/)]);
  });
});
