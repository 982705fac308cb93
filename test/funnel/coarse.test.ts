import { describe, expect, it } from 'vitest';
import { recognise } from '../../src/intake/recognise/recognise.js';
import { withSpans } from '../../src/intake/recognise/spans.js';
import { spanOf } from '../../src/intake/shape/span-words.js';
import { folder, funnel, rowsOf } from '../cli/run.js';

const CRM = [
  'ID,Created,Status,Source',
  ...['09-03', '09-20', '10-02', '10-12', '10-20', '10-25'].map((day, at) => `${at + 1},2026-${day} 10:00,New,Social`),
].join('\n');
const YAML = `currency: RUB
files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, source: Source}}
statuses: {New: lead}
`;
const run = (ads: string, ...flags: string[]) =>
  funnel([
    'report',
    folder({ 'crm.csv': CRM, 'ads.csv': ads, 'funnel.yaml': YAML }),
    '--lang',
    'en',
    '-f',
    'json',
    ...flags,
  ]);

/** Spend and cost per lead of the source, by period. */
async function byPeriod(ads: string, period = 'month', ...flags: string[]) {
  const { out, err } = await run(ads, '--period', period, ...flags);
  if (out === '') throw new Error(err);
  const own = rowsOf(out, 'sources').filter((row) => row.get('source') === 'Social');
  return Object.fromEntries(own.map((row) => [row.get('period'), [row.get('spend'), row.get('cpl')]]));
}

const MONTHS = { '2026-09': ['60.00', '30.0000'], '2026-10': ['100.00', '25.0000'] };
const sheet = (heading: string, september: string, october: string, more = '') =>
  `${heading},Source,Spend\n${october},Social,100\n${september},Social,60\n${more}`;

describe('a month, a week or a stretch of days in a cell', () => {
  it.each([
    ['Октябрь 2026', '2026-10-01', '2026-10-31'],
    ['октябрь 2026 г.', '2026-10-01', '2026-10-31'],
    ['окт. 26', '2026-10-01', '2026-10-31'],
    ['Oct-26', '2026-10-01', '2026-10-31'],
    ['October, 2026', '2026-10-01', '2026-10-31'],
    ['2026 octubre', '2026-10-01', '2026-10-31'],
    ['Out 2026', '2026-10-01', '2026-10-31'],
    ['Oktober 2026', '2026-10-01', '2026-10-31'],
    ['2026-02', '2026-02-01', '2026-02-28'],
    ['02.2024', '2024-02-01', '2024-02-29'],
    ['202610', '2026-10-01', '2026-10-31'],
    ['2026-W40', '2026-09-28', '2026-10-04'],
    ['Week of Sep 28, 2026', '2026-09-28', '2026-10-04'],
    ['Неделя с 28.09.2026', '2026-09-28', '2026-10-04'],
    ['40 неделя 2026', '2026-09-28', '2026-10-04'],
    ['28.09.2026 - 04.10.2026', '2026-09-28', '2026-10-04'],
    ['28.09-04.10.2026', '2026-09-28', '2026-10-04'],
    ['01–31.10.2026', '2026-10-01', '2026-10-31'],
    ['2026-10-01/2026-10-31', '2026-10-01', '2026-10-31'],
    ['IV квартал 2026', '2026-10-01', '2026-12-31'],
    ['Q4 2026', '2026-10-01', '2026-12-31'],
    ['2026-Q1', '2026-01-01', '2026-03-31'],
  ])('%s is its days', (written, from, to) => {
    expect(spanOf(written, 'month', null)).toEqual({ from, to });
  });

  it.each([
    ['2026-10', 'week', '2026-03-02', '2026-03-08'],
    ['10.2026', 'week', '2026-03-02', '2026-03-08'],
    ['202640', 'week', '2026-09-28', '2026-10-04'],
    ['2026-2', 'quarter', '2026-04-01', '2026-06-30'],
    ['4/2026', 'quarter', '2026-10-01', '2026-12-31'],
    ['2026-10', 'month', '2026-10-01', '2026-10-31'],
    ['2026-10', 'day', '2026-10-01', '2026-10-31'],
    ['Октябрь 2026', 'week', '2026-10-01', '2026-10-31'],
  ] as const)('%s beside a year is what the heading says, a %s', (written, stride, from, to) => {
    expect(spanOf(written, stride, null)).toEqual({ from, to });
  });

  it.each([
    ['2026-54', 'week'],
    ['2026-10', 'quarter'],
    ['2026-0', 'quarter'],
    ['2026-13', 'month'],
  ] as const)('%s is no %s', (written, stride) => {
    expect(spanOf(written, stride, null)).toBeNull();
  });

  it.each([
    'Октябрь',
    'October',
    'Marketing 2026',
    '2026-13',
    'W54 2026',
    '31.10.2026 - 01.10.2026',
    '10',
    'n/a',
    'октябрьский 2026',
  ])('%s is none, or not to be told', (written) => {
    expect(spanOf(written, 'month', null)).toBeNull();
  });

  it.each([
    ['month', '2026-10-01', '2026-10-31'],
    ['week', '2026-10-01', '2026-10-07'],
    ['quarter', '2026-10-01', '2026-12-31'],
    ['day', '2026-10-01', '2026-10-01'],
  ] as const)('a single date under «%s» is the first of it', (stride, from, to) => {
    expect(spanOf('01.10.2026', stride, null)).toEqual({ from, to });
  });
});

describe('spend by the month', () => {
  it.each([
    ['Месяц', 'Сентябрь 2026', 'Октябрь 2026'],
    ['Месяц визита', '2026-09-01', '2026-10-01'],
    ['Month', 'Sep 2026', 'Oct 2026'],
    ['Month', '2026-09-01', '2026-10-01'],
    ['Month', '09/01/2026', '10/01/2026'],
    ['Месяц', '01.09.2026', '01.10.2026'],
    ['Период', '01.09.2026-30.09.2026', '01.10.2026-31.10.2026'],
    ['Date', '2026-09-01', '2026-10-01'],
    ['Date', '2026-09-30', '2026-10-31'],
    ['Month end', '2026-09-30', '2026-10-31'],
    ['Конец месяца', '30.09.2026', '31.10.2026'],
    ['Дата', '01.09.2026', '01.10.2026'],
  ])(
    'under «%s» as %s stands beside the leads of its month',
    { tags: 'slow' },
    async (...[heading, september, october]) => {
      expect(await byPeriod(sheet(heading, september, october))).toEqual(MONTHS);
    },
  );

  it.each([
    ['Год,Месяц', '2026,Сентябрь', '2026,Октябрь'],
    ['Year,Month', '2026,9', '2026,10'],
    ['Год,Месяц', '2026,09', '2026,Окт'],
  ])(
    'is the same where its year has a column of its own: %s as %s',
    { tags: 'slow' },
    async (...[heading, september, october]) => {
      expect(await byPeriod(sheet(heading, september, october))).toEqual(MONTHS);
    },
  );

  it('of two years keeps to its own', async () => {
    const rows = '2025,Октябрь,Social,7\n2025,Сентябрь,Social,8\n';
    expect(await byPeriod(sheet('Год,Месяц', '2026,Сентябрь', '2026,Октябрь', rows))).toMatchObject(MONTHS);
  });

  it.each([
    ['Год,Месяц', '2026,Сентябрь', '2026,запуск'],
    ['Год,Месяц', 'план,Сентябрь', '2026,Октябрь'],
    ['Год,Месяц', '2026,Сентябрь', '26,Октябрь'],
    ['Отдел,Месяц', '2026,Сентябрь', '2026,Октябрь'],
  ])(
    'is left unread where a cell names none: %s as %s and %s',
    { tags: 'slow' },
    async (...[heading, september, october]) => {
      const { out } = await run(sheet(heading, september, october));
      expect(JSON.parse(out).warnings.map(({ code }: { code: string }) => code)).toContain('undated-spend');
    },
  );

  it('is the month of the row, and not the days of the whole download', async () => {
    const meta = (month: string, cost: number) => `Social,"${month}",${cost}.00,1,1,2026-09-01,2026-10-31\n`;
    const head = 'Campaign name,Month,Amount spent (EUR),Impressions,Link clicks,Reporting starts,Reporting ends\n';
    const path = folder({
      'ads.csv': `${head}${meta('2026-09-01 - 2026-09-30', 60)}${meta('2026-10-01 - 2026-10-31', 100)}`,
    });
    const { out } = await funnel(['sources', path, '-f', 'json', '--period', 'month']);
    const rows = rowsOf(out, 'sources').filter((row) => row.get('row') === 'total');
    expect(rows.map((row) => [row.get('period'), row.get('spend')])).toEqual([
      ['2026-09', '60.00'],
      ['2026-10', '100.00'],
    ]);
  });

  it('is none where the row has a day of its own, whatever the whole report covers', () => {
    const headings = ['Date', 'Period Start', 'Period End', 'Channel', 'Cost'];
    const known = recognise(headings, 'ads.csv', undefined);
    const { columns } = withSpans(known, headings, () => new Set(), { file: 'ads.csv', preamble: [] });
    expect([known.columns.has('period_from'), columns.has('day'), columns.has('period_from')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('is the same between a first and a last day', { tags: 'slow' }, async () => {
    for (const [first, last] of [
      ['Начало периода', 'Конец периода'],
      ['Start Date', 'End Date'],
      ['date_start', 'date_stop'],
    ])
      expect(
        await byPeriod(
          `${first},${last},Source,Spend\n2026-09-01,2026-09-30,Social,60\n2026-10-01,2026-10-31,Social,100\n`,
        ),
        first,
      ).toEqual(MONTHS);
  });

  it('has its totals where it has them', async () => {
    expect(await byPeriod(sheet('Месяц', 'Сентябрь 2026', 'Октябрь 2026', 'Итого,,160\n'))).toEqual(MONTHS);
  });

  it('is the same once its columns stand in funnel.yaml', { tags: 'slow' }, async () => {
    const yaml = `${YAML.replace('statuses', '  - {path: ads.csv, table: ad_stats, columns: {period_from: Месяц, period_to: Месяц, source: Source, cost: Spend}}\nstatuses')}`;
    const path = folder({
      'crm.csv': CRM,
      'ads.csv': sheet('Месяц', 'Сентябрь 2026', 'Октябрь 2026'),
      'funnel.yaml': yaml,
    });
    const { out, err } = await funnel(['report', path, '-f', 'json', '--month', '2026-10']);
    expect(err.match(/^!.*$/gm)).toMatchObject([expect.stringContaining('leads up to 2026-10-25')]);
    expect(rowsOf(out, 'sources')[0]?.get('spend')).toBe('100.00');
  });

  it('changes no total of whole months when it is split into its days', { tags: 'slow' }, async () => {
    const daily = (month: string, days: number, cost: number) =>
      Array.from(
        { length: days },
        (_, at) => `${month}-${String(at + 1).padStart(2, '0')},Social,${(cost / days).toFixed(6)}`,
      );
    const days = ['Day,Source,Spend', ...daily('2026-09', 30, 60), ...daily('2026-10', 31, 93)].join('\n');
    const months = 'Month,Source,Spend\n2026-09,Social,60\n2026-10,Social,93\n';
    const total = async (ads: string) => {
      const { out } = await run(ads, '--from', '2026-09-01', '--to', '2026-10-31');
      return rowsOf(out, 'sources').find((row) => row.get('row') === 'total');
    };
    const [one, other] = [await total(days), await total(months)];
    for (const figure of ['spend', 'leads', 'costed_leads', 'cpl'])
      expect(one?.get(figure), figure).toEqual(other?.get(figure));
  });

  it('is cut by no period: that is an error with its days', { tags: 'slow' }, async () => {
    const months = sheet('Month', '2026-09', '2026-10');
    const cut = await run(months, '--from', '2026-09-15');
    expect([cut.code, cut.err]).toEqual([
      2,
      expect.stringContaining('ads.csv: a row of it is of 2026-09-01 to 2026-09-30: the period asked for cuts it'),
    ]);
    const weeks = await run(months, '--period', 'week');
    expect([weeks.code, weeks.err]).toEqual([
      2,
      expect.stringContaining('a row of it is of 2026-09-01 to 2026-09-30, so its spend cannot be told apart by week'),
    ]);
    expect((await run(months, '--month', '2026-10')).code).toBe(0);
  });

  it('whose month is before all leads of the CRM is no spend of theirs', { tags: 'slow' }, async () => {
    const { out } = await run('Month,Source,Spend\n2026-08,Social,40\n2026-09,Social,60\n2026-10,Social,100\n');
    expect(JSON.parse(out).period).toEqual({ from: '2026-09-01', to: '2026-10-31' });
    expect(JSON.parse(out).outside).toEqual({ leads: 0, spend: '40.00' });
  });

  it('that is told by dates alone is a guess, and said; a column called Day means days', { tags: 'slow' }, async () => {
    const codes = async (ads: string) =>
      JSON.parse((await run(ads)).out).warnings.map(({ code }: { code: string }) => code);
    expect(await codes(sheet('Date', '2026-09-01', '2026-10-01'))).toContain('coarse-days');
    expect(await codes(sheet('Day', '2026-09-01', '2026-10-01'))).not.toContain('coarse-days');
    // A platform's own export, by months; its day is called otherwise.
    const ofMonths = 'TimePeriod,CampaignName,CurrencyCode,Spend\n2026-09-01,A,RUB,60\n2026-10-01,A,RUB,100\n';
    expect(await codes(ofMonths)).toContain('coarse-days');
    expect(await codes(ofMonths.replace('TimePeriod', 'GregorianDate'))).not.toContain('coarse-days');
    const weekly = (...on: number[]) =>
      `TimePeriod,CampaignName,CurrencyCode,Spend\n${on.map((one) => `2026-09-${one},A,RUB,60\n`).join('')}`;
    expect([await codes(weekly(13, 20, 27)), await codes(weekly(12, 19, 26))]).toEqual([
      expect.arrayContaining(['coarse-days']),
      expect.not.arrayContaining(['coarse-days']),
    ]);
    // The first month is no longer than the export says.
    const later = await run(`Period: 2026-09-15 - 2026-10-31\n${ofMonths}`, '--from', '2026-09-15');
    expect(
      rowsOf(later.out, 'sources')
        .find((row) => row.get('row') === 'total')
        ?.get('spend'),
    ).toBe('160.00');
    expect(await byPeriod(sheet('Day', '2026-09-01', '2026-10-01'), 'day')).toMatchObject({
      '2026-10-01': ['100.00', null],
    });
  });

  it('that names no year is left unread, and said to be', async () => {
    const { out } = await run(sheet('Месяц', 'Сентябрь', 'Октябрь'));
    const [warning] = JSON.parse(out).warnings.filter(({ code }: { code: string }) => code === 'undated-spend');
    expect(warning.message).toMatch(/«Месяц» is not read/);
  });
});

describe('spend by the week', () => {
  it('is of seven days, by its first day or by its number', { tags: 'slow' }, async () => {
    const rows = (weeks: string[]) => weeks.map((week, at) => `${week},Social,${at + 1}0\n`).join('');
    const weeks = { '2026-W40': ['10.00', '10.0000'], '2026-W41': ['20.00', null], '2026-W42': ['30.00', '30.0000'] };
    for (const [heading, own] of [
      ['Week', ['2026-W40', '2026-W41', '2026-W42']],
      ['Неделя', ['28.09.2026', '05.10.2026', '12.10.2026']],
      ['Неделя', ['28.09.2026 - 04.10.2026', '05.10.2026 - 11.10.2026', '12.10.2026 - 18.10.2026']],
      ['Date', ['2026-09-28', '2026-10-05', '2026-10-12']],
    ] as const)
      expect(
        await byPeriod(
          `${heading},Source,Spend\n${rows([...own])}`,
          'week',
          '--from',
          '2026-09-28',
          '--to',
          '2026-10-18',
        ),
        `${heading} ${own[0]}`,
      ).toEqual(weeks);
  });

  it.each([
    ['Week ending', ['2026-10-04', '2026-10-11', '2026-10-18']],
    ['Конец недели', ['04.10.2026', '11.10.2026', '18.10.2026']],
    ['Неделя по', ['04.10.2026', '11.10.2026', '18.10.2026']],
    ['Week of', ['2026-09-28', '2026-10-05', '2026-10-12']],
    ['Week starting', ['2026-09-28', '2026-10-05', '2026-10-12']],
    ['date_week', ['2026-09-28', '2026-10-05', '2026-10-12']],
    ['Неделя с', ['28.09.2026', '05.10.2026', '12.10.2026']],
    ['Date', ['2026-W40', '2026-W41', '2026-W42']],
    ['Дата', ['28.09.2026 - 04.10.2026', '05.10.2026 - 11.10.2026', '12.10.2026 - 18.10.2026']],
  ] as const)(
    'is told by its first day, its last one or itself, as its heading says: «%s»',
    { tags: 'slow' },
    async (heading, own) => {
      const rows = own.map((week, at) => `${week},Social,${at + 1}0\n`).join('');
      const days = ['--from', '2026-09-28', '--to', '2026-10-18'];
      expect(await byPeriod(`${heading},Source,Spend\n${rows}`, 'week', ...days)).toEqual({
        ...{ '2026-W40': ['10.00', '10.0000'], '2026-W41': ['20.00', null], '2026-W42': ['30.00', '30.0000'] },
      });
    },
  );

  it('that ends before seven days are over ends where its column says', async () => {
    const text = 'Week start,Week end,Source,Spend\n2026-09-28,2026-09-30,Social,10\n2026-10-01,2026-10-04,Social,20\n';
    const { period } = JSON.parse((await run(text, '--from', '2026-10-01', '--to', '2026-10-04')).out);
    expect(period).toEqual({ from: '2026-10-01', to: '2026-10-04' });
  });

  it('that begins on a day of either order is asked about, unless --dates or the lines above the header tell', async () => {
    const rows = 'Week start,Source,Spend\n05/10/2026,Social,10\n12/10/2026,Social,20\n';
    const asked = await run(rows);
    expect([asked.code, asked.err]).toEqual([2, expect.stringMatching(/«Week start»: 03\/04 may be .*--dates dmy/s)]);
    const october = { from: '2026-10-05', to: '2026-10-18' };
    expect(JSON.parse((await run(rows, '--dates', 'dmy')).out).period).toEqual(october);
    expect(JSON.parse((await run(`Report\n05/10/2026 - 18/10/2026\n${rows}`)).out).period).toEqual(october);
  });

  it('and a month are told under «Date» where no cell names a day, and a day among them leaves them unread', {
    tags: 'slow',
  }, async () => {
    const { out } = await run('Дата,Source,Spend\nсентябрь 2026,Social,10\nОктябрь 2026 г.,Social,20\n');
    expect(JSON.parse(out).period).toEqual({ from: '2026-09-01', to: '2026-10-31' });
    expect((await run('Date,Source,Spend\nSeptember 2026,Social,10\n2026-10-01,Social,20\n')).code).toBe(3);
  });

  it.each(['Date', 'Week', 'Неделя'])(
    'that begins on no Monday is said to be a guess under «%s»',
    { tags: 'slow' },
    async (heading) => {
      const messages = async (...days: string[]) =>
        JSON.parse(
          (await run(`${heading},Source,Spend\n${days.map((day) => `${day},Social,10\n`).join('')}`)).out,
        ).warnings.map(({ message }: { message: string }) => message);
      expect((await messages('2026-10-04', '2026-10-11', '2026-10-18')).join()).toMatch(/call the column Week ending/);
      if (heading !== 'Date')
        expect((await messages('2026-09-28', '2026-10-05', '2026-10-12')).join()).not.toMatch(/Week ending/);
    },
  );
});

describe('months of spend that lack one', () => {
  const said = async (ads: string, ...flags: string[]) =>
    (
      JSON.parse((await run(ads, ...flags)).out) as { warnings: { code: string; count: number; message: string }[] }
    ).warnings.filter(({ code }) => code === 'missing-spans');
  const AROUND = 'Month,Source,Spend\nAugust 2026,Social,60\nOctober 2026,Social,100\n';

  it('are said where leads of the source came in it', async () => {
    const [warning, ...rest] = await said(AROUND, '--all');
    expect(rest).toEqual([]);
    expect(warning).toMatchObject({ count: 2 });
    expect(warning?.message).toContain(
      'Social: no spend of 2026-09-01 to 2026-09-30 amid its months or weeks, and 2 leads',
    );
  });

  it.each([
    [
      'no lead came in it',
      'Month,Source,Spend\nJune 2026,Social,60\nAugust 2026,Social,60\nSeptember 2026,Social,1\nOctober 2026,Social,9\n',
    ],
    ['its days are there one by one', `${AROUND}2026-09-03,Social,5\n`],
    ['none lacks', `${AROUND}September 2026,Social,5\n`],
    ['the month is of another source', `${AROUND.replaceAll('Social', 'Other')}September 2026,Social,5\n`],
  ])('are not where %s', { tags: 'slow' }, async (_, ads) => {
    expect(await said(ads, '--all')).toEqual([]);
  });
});

describe('spend of days of which no export holds the leads', () => {
  const said = async (ads: string, ...flags: string[]) => {
    const { out, err } = await run(ads, ...flags);
    if (out === '') throw new Error(err);
    const { warnings } = JSON.parse(out) as { warnings: { code: string; count: number; message: string }[] };
    return warnings.find(({ code }) => code === 'leads-end-early');
  };
  const daily = (last: number) =>
    `Day,Source,Spend\n${Array.from({ length: last }, (_, at) => `2026-10-${String(at + 1).padStart(2, '0')},Social,5\n`).join('')}`;

  it('is said of a month that the leads cover in part', { tags: 'slow' }, async () => {
    const warning = await said('Month,Source,Spend\nNovember 2026,Social,60\nOctober 2026,Social,100\n', '--all');
    expect(warning).toMatchObject({ count: 36 });
    expect(warning?.message).toContain('leads up to 2026-10-25, and of spend up to 2026-11-30');
    expect(await said('Month,Source,Spend\nOctober 2026,Social,100\n')).toMatchObject({ count: 6 });
  });

  it('is said of days that were asked for, and is out of the days that nobody asked for', {
    tags: 'slow',
  }, async () => {
    expect(await said(daily(31), '--month', '2026-10')).toMatchObject({ count: 6 });
    expect(await said(daily(31))).toBeUndefined();
    expect(await said(daily(31), '--from', '2026-10-27', '--to', '2026-10-31')).toMatchObject({ count: 5 });
  });

  it('is of visits where nothing tells a cost', async () => {
    const visits = daily(31).replace('Spend', 'Visits');
    const warning = await said(visits, '--month', '2026-10');
    expect(warning?.message).toContain('and of visits up to 2026-10-31: what became of them is too little');
  });

  it('is no matter in a tenth of the days', async () => {
    expect(await said(daily(27), '--month', '2026-10')).toBeUndefined();
  });
});
