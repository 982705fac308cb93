import { afterAll, describe, expect, it } from 'vitest';
import { type Files, makeHarness } from './harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const report = (text: string, ...flags: string[]) => harness.report({ 'a.csv': text }, ...flags);
const META = 'Amount spent (USD),Impressions,Link clicks,Reporting starts,Reporting ends';
const WEEK = '2026-09-01,2026-09-02';

describe('a row that says All', () => {
  const SUMS: [what: string, text: string, spend: string, totals: number][] = [
    [
      'above its ages and genders',
      `Campaign name,Age,Gender,${META}
Bread,All,All,30.00,300,30,${WEEK}
Bread,18-24,male,10.00,100,10,${WEEK}
Bread,25-34,female,20.00,200,20,${WEEK}
`,
      '30.00',
      1,
    ],
    [
      'above its days',
      `Campaign name,Day,${META}
Bread,All,30.00,300,30,${WEEK}
Bread,2026-09-01,10.00,100,10,${WEEK}
Bread,2026-09-02,20.00,200,20,${WEEK}
`,
      '30.00',
      1,
    ],
    [
      'of one column, between the sum of all and its own parts',
      `Campaign name,Age,Gender,${META}
Bread,All,All,30.00,300,30,${WEEK}
Bread,18-24,All,30.00,300,30,${WEEK}
Bread,18-24,male,10.00,100,10,${WEEK}
Bread,18-24,female,20.00,200,20,${WEEK}
`,
      '30.00',
      2,
    ],
    [
      'by leaving its age and gender empty',
      `Campaign name,Age,Gender,${META}
,,,37.00,370,37,${WEEK}
Bread,,,30.00,300,30,${WEEK}
Bread,18-24,male,10.00,100,10,${WEEK}
Bread,25-34,female,20.00,200,20,${WEEK}
Buns,,,7.00,70,7,${WEEK}
Buns,18-24,male,7.00,70,7,${WEEK}
`,
      '37.00',
      3,
    ],
    [
      'by leaving its age empty, beside a campaign without ages,',
      `Campaign name,Age,${META}
Bread,,30.00,300,30,${WEEK}
Bread,18-24,10.00,100,10,${WEEK}
Bread,25-34,20.00,200,20,${WEEK}
Buns,,7.00,70,7,${WEEK}
`,
      '37.00',
      1,
    ],
  ];
  it.each(SUMS)('%s is their sum, and not counted again', async (_, text, spend, totals) => {
    const outcome = await report(text);
    expect([outcome.total('spend'), outcome.ledger.total]).toEqual([spend, totals]);
  });

  it('is a row where it leaves the region empty that nobody knows, and is not the sum of the others', async () => {
    const outcome = await report(`Campaign name,Region,${META}
Bread,,3.00,30,3,${WEEK}
Bread,Bavaria,10.00,100,10,${WEEK}
Bread,Hesse,20.00,200,20,${WEEK}
`);
    expect([outcome.total('spend'), outcome.ledger.total]).toEqual(['33.00', 0]);
  });

  it('is a row where its parts are not in the file', async () => {
    const outcome = await report(`Campaign name,Age,${META}
Bread,All,30.00,300,30,${WEEK}
Buns,All,5.00,50,5,${WEEK}
Buns,18-24,5.00,50,5,${WEEK}
Cakes,18-24,7.00,70,7,${WEEK}
`);
    expect([outcome.total('spend'), outcome.ledger.total]).toEqual(['42.00', 1]);
  });

  it('is a row where all rows are called so: a campaign of that name, by age and gender', async () => {
    const outcome = await report(`Campaign name,Age,Gender,${META}
All,18-24,male,10.00,100,10,${WEEK}
All,18-24,female,20.00,200,20,${WEEK}
,,,30.00,300,30,${WEEK}
`);
    expect([outcome.total('spend'), outcome.ledger.total]).toEqual(['30.00', 1]);
  });

  it('is warned of where its parts do not add up to it, with both sums', async () => {
    const rows = (...parts: number[]) =>
      `Campaign name,Age,${META}\nBread,All,100.00,300,30,${WEEK}\n${parts.map((cost, at) => `Bread,${at}-${at + 9},${cost},10,1,${WEEK}\n`).join('')}`;
    const outcome = await report(rows(50, 20));
    expect(outcome.total('spend')).toBe('70.00');
    const said = outcome.json.warnings.find(({ code }) => code === 'sum-differs-from-parts');
    expect(said?.message).toMatch(/a\.csv: line 2 says All and 100\.00, its parts add up to 70\.00/);
    // Each row is rounded by itself.
    expect((await report(rows(50, 49.98))).warnings).not.toContain('sum-differs-from-parts');
  });

  it('is not the sum of a total without a name that stands below it', async () => {
    const outcome = await report(`Campaign name,Platform,Day,Amount spent (USD),Impressions,Link clicks
Bread,All,2026-09-01,100,1000,10
Buns,All,2026-09-01,200,2000,20
,,2026-09-01,300,3000,30
`);
    expect([outcome.total('spend'), outcome.ledger.total]).toEqual(['300.00', 1]);
  });

  it('names the rows below it that bear no name, and they are no totals', async () => {
    const outcome = await report(`Nombre de la campaña,Día,Importe gastado (USD),Impresiones,Clics en el enlace
Bread,All,30.00,300,30
,2026-09-01,10.00,100,10
,2026-09-02,20.00,200,20
Buns,All,5.00,50,5
`);
    expect(outcome.ledger.total).toBe(1);
    expect(outcome.rejected).toEqual([5]);
    expect(outcome.total('spend')).toBe('30.00');
  });
});

it('an export of accounts has its total where the name of the account is blank', async () => {
  const outcome = await report(`Account name,${META}
North,30.00,300,30,${WEEK}
South,40.00,300,30,${WEEK}
,70.00,600,60,${WEEK}
`);
  expect([outcome.total('spend'), outcome.ledger.total]).toEqual(['70.00', 1]);
});

it.each([
  ['Age', ['18-24', '25-34']],
  ['Impression device', ['iPhone', 'iPad']],
  ['Placement,Platform', ['Feed,facebook', 'Feed,instagram']],
  ['Objective', ['Leads', 'Sales']],
])(
  'an export of the whole account has its total where what it is broken down by is blank: %s',
  { tags: 'slow' },
  async (by, [one, two]) => {
    const blank = by.replace(/[^,]/gu, '');
    const outcome = await report(`${by},${META}
${blank},70.00,600,60,${WEEK}
${one},30.00,300,30,${WEEK}
${two},40.00,300,30,${WEEK}
`);
    expect([outcome.total('spend'), outcome.ledger.total, outcome.warnings]).toEqual(['70.00', 1, []]);
  },
);

it.each([
  ['the whole of it', '2026-09-01,,100,1000,10', '2026-09-02,,150,1000,10', '250.00'],
  ['a place that is not known', '2026-09-01,North,100,1000,10', '2026-09-01,,5,100,1', '105.00'],
])('what is blank in a breakdown and is not the sum of the rest counts: %s', async (_, one, two, spend) => {
  const outcome = await report(`Day,Region,${META}\n${one},${WEEK}\n${two},${WEEK}\n`);
  expect([outcome.total('spend'), outcome.ledger.total]).toEqual([spend, 0]);
});

it('by days the blank row of each is its total', async () => {
  const outcome = await report(`Day,Region,${META}
2026-09-01,North,"1,000.50",1000,10,${WEEK}
2026-09-01,South,5,100,1,${WEEK}
2026-09-01,,"1,005.50","1,100",11,${WEEK}
2026-09-02,North,7,100,1,${WEEK}
2026-09-02,,7,100,1,${WEEK}
`);
  expect([outcome.total('spend'), outcome.ledger.total]).toEqual(['1012.50', 2]);
});

it('beside the campaigns of the same account a breakdown is the same spend: the campaigns are to stay', async () => {
  const outcome = await harness.report({
    'age.csv': `Age,${META}\n,70.00,600,60,${WEEK}\n18-24,30.00,300,30,${WEEK}\n25-34,40.00,300,30,${WEEK}\n`,
    'campaigns.csv': `Campaign name,${META}\nBread,70.00,600,60,${WEEK}\n`,
  });
  expect(outcome.code).toBe(2);
  expect(outcome.err).toMatch(/leave age\.csv out: campaigns\.csv covers the same spend by campaign/);
});

it.each(['Results from 2 campaigns', 'Resultados totales'])('%s is a total where a name stands', async (label) => {
  const outcome = await report(`Campaign name,${META}
${label},30.00,300,30,${WEEK}
Bread,10.00,100,10,${WEEK}
Buns,20.00,200,20,${WEEK}
`);
  expect([outcome.total('spend'), outcome.ledger.total, outcome.warnings]).toEqual(['30.00', 1, []]);
});

describe('a report of Google by days or weeks has all of its totals for each of them', () => {
  const rows = (...days: [string, string]) => {
    const [one, two] = days;
    return `${one},Enabled,Bread,USD,Search,10.00,5
${two},Enabled,Bread,USD,Search,20.00,6
${one},Enabled,Buns,USD,Performance Max,30.00,7
 --,Total: Filtered campaigns, --,USD, --,60.00,18
${one},Total: Filtered campaigns, --,USD, --,40.00,12
${two},Total: Filtered campaigns, --,USD, --,20.00,6
,Total: Account,,USD,,60.00,18
${one},Total: Account,,USD,,40.00,12
${two},Total: Account,,USD,,20.00,6
${two},Total: Search,,USD,Search,20.00,6
`;
  };
  const head = (by: string) => `Campaign report
"November 1, 2025 - November 9, 2025"
${by},Campaign status,Campaign,Currency code,Campaign type,Cost,Clicks
`;

  it.each([
    ['Day', '2025-11-01', '2025-11-02'],
    ['Week', '2025-10-27', '2025-11-03'],
  ] as const)('by %s, and none of them is a row', async (by, one, two) => {
    const outcome = await report(head(by) + rows(one, two));
    expect([outcome.total('spend'), outcome.buckets, outcome.warnings]).toEqual([
      '60.00',
      { preamble: 2, header: 1, used: 3, total: 7 },
      [],
    ]);
  });

  it('and those of the account alone are its total together', async () => {
    const text = (head('Day') + rows('2025-11-01', '2025-11-02')).replace(
      /^[^\n]*Total: (?:Filtered|Search).*\n/gm,
      '',
    );
    const outcome = await report(text.replace(/^,Total.*\n/m, ''));
    expect([outcome.total('spend'), outcome.ledger.total, outcome.warnings]).toEqual(['60.00', 2, []]);
  });

  it('a week at the end of the period has only the days of it', async () => {
    const folder = harness.write({ 'a.csv': head('Week') + rows('2025-10-27', '2025-11-03') });
    const days = ['--from', '2025-11-01', '--to', '2025-11-02'];
    const { json } = await harness.start(['report', folder, '-f', 'json', ...days], folder);
    expect(json.reports.sources?.rows.at(-1)).toContain('40.00');
  });

  it('a campaign that is called so is a row, be there totals of days or none', async () => {
    const text = head('Day') + rows('2025-11-01', '2025-11-02').replaceAll(',Bread,', ',Total: Bread,');
    expect((await report(text)).total('spend')).toBe('60.00');
    const bare =
      'Day,Campaign,Clicks,Currency code,Cost\n2025-11-01,Total: Bread,10,USD,100.00\n2025-11-02,Buns,10,USD,50.00\n';
    expect((await report(bare)).total('spend')).toBe('150.00');
  });

  it('that stand far above the bottom, and where lines end in CR alone', async () => {
    const days = ['2025-11-01', '2025-11-02'].map((day) => {
      const campaigns = Array.from({ length: 1100 }, (_, at) => `${day},C${at},USD,1.00,1\n`);
      return `${campaigns.join('')}${day},Total: Account,USD,1100.00,1100\n`;
    });
    const text = `Campaign report\n"November 1, 2025 - November 2, 2025"\nDay,Campaign,Currency code,Cost,Clicks\n${days.join('')}`;
    for (const written of [text, text.replaceAll('\n', '\r')]) {
      const outcome = await report(written);
      expect([outcome.total('spend'), outcome.ledger.total]).toEqual(['2200.00', 2]);
    }
  });
});

describe('a sheet of spend without days', () => {
  const TOTALS: [what: string, text: string, spend: string, totals: number][] = [
    ['Все', 'Источник;Кампания;Клики;Расход\nВсе;;30;150,00\nЯндекс;a;10;100,00\nVK;b;20;50,00\n', '150.00', 1],
    ['All', 'Source,Campaign,Clicks,Cost\nAll,,30,150.00\nGoogle,a,10,100.00\nMeta,b,20,50.00\n', '150.00', 1],
    [
      'Total general',
      'Campaign,Source,Clicks,Cost\na,Google,10,100.00\nb,Meta,20,50.00\nTotal general,,30,150.00\n',
      '150.00',
      1,
    ],
    [
      'Subtotal',
      'Campaign,Source,Clicks,Cost\na,Google,10,100.00\nSubtotal,,10,100.00\nb,Meta,20,50.00\nSubtotal,,20,50.00\n',
      '150.00',
      2,
    ],
    [
      'Google Total, as Excel writes it',
      'Source,Campaign,Clicks,Cost\nGoogle,a,10,100.00\nGoogle,b,5,10.00\nGoogle Total,,15,110.00\nMeta,c,20,50.00\nMeta Total,,20,50.00\nGrand Total,,35,160.00\n',
      '160.00',
      3,
    ],
    [
      'Итого, январь',
      'Источник;Кампания;Клики;Расход\nЯндекс;a;10;100,00\nVK;b;20;50,00\nИтого, январь;;30;150,00\n',
      '150.00',
      1,
    ],
    ['Яндекс Итог', 'Источник;Клики;Расход\nЯндекс;10;100,00\nЯндекс;5;1,00\nЯндекс Итог;15;101,00\n', '101.00', 1],
  ];
  /** Sums of Google and of VK, called each in its own way. */
  const sums = (google: string, vk: string, more = '') =>
    `Источник;Кампания;Клики;Расход\nGoogle;a;10;100,00\nGoogle;b;20;200,00\n${google};30;300,00\nVK;c;5;50,00\nVK;d;5;60,00\n${vk};10;110,00\n${more}`;
  const NAMED = [
    ['Итого Google;', 'Итого VK;'],
    ['Итого: Google;', 'Итого: VK;'],
    ['Итого по Google;', 'Итого по «VK»;'],
    ['Google итого;', 'VK, всего;'],
    ['Google (итого);', 'VK — Итог:;'],
    ['Подытог Google;', 'Промежуточный итог VK;'],
    ['Subtotal Google;', 'Total VK;'],
    ['Sub-total - GOOGLE;', 'Total for VK;'],
    ['google subtotal;', 'VK Totals;'],
    ['Gesamt Google;', 'Summe VK;'],
    [';Итого Google', ';VK Total'],
    ['Google;Итого', 'VK;Итого'],
    ['Google;Итого Google', 'VK;Total'],
  ] as const;
  it.each([
    ['without one of all', '', 2],
    ['with one of all', 'Итого;;40;410,00\n', 3],
    ['with one of all that bears no name', ';;40;410,00\n', 3],
  ])('has sums of each of its sources, however they are called, %s', { tags: 'slow' }, async (_, more, totals) => {
    // A file each, of sources of its own: Google3, VK3.
    const texts = NAMED.map(([google, vk], at) =>
      sums(google, vk, more).replaceAll(/google|vk/gi, (name) => `${name}${at}`),
    );
    const outcome = await harness.report(Object.fromEntries(texts.map((text, at) => [`${at}.csv`, text])));
    const found = outcome.json.ledger.map(({ file, total }) => [file, total]);
    expect(new Map(found as [string, number][])).toEqual(new Map(texts.map((_, at) => [`${at}.csv`, totals])));
    const spend = outcome.figures('sources', 'spend');
    for (const at of NAMED.keys())
      expect([at, spend[`Google${at}`], spend[`VK${at}`]]).toEqual([at, '300.00', '110.00']);
    expect(outcome.total('spend')).toBe('5330.00');
    expect(outcome.warnings).not.toContain('total-differs');
  });

  it('is right where only one source has a sum, and said where that sum is of something else', async () => {
    const rows = 'Source,Clicks,Cost\nGoogle,10,100\nGoogle,20,200\nVK,5,50\n';
    const right = await report(`${rows}Google Total,30,300\n`);
    expect([right.total('spend'), right.warnings.includes('total-differs')]).toEqual(['350.00', false]);
    const wrong = await report(`${rows}Google Total,30,500\n`);
    expect(wrong.total('spend')).toBe('350.00');
    expect(wrong.json.warnings.find(({ code }) => code === 'total-differs')?.message).toMatch(
      /add up to 300\.00, its own total says 500\.00: .*«Google Total» 500\.00/,
    );
  });

  it('is refused where its rows are its own total several times over', { tags: 'slow' }, async () => {
    const doubled = 'Source,Clicks,Cost\nGoogle,10,300\nSearch of Google,10,300\nVK,5,110\nSocial of VK,5,110\n';
    const outcome = await report(`${doubled}Total,15,410\n`);
    expect([outcome.code, outcome.err]).toEqual([
      2,
      expect.stringMatching(/its rows add up to 820\.00, 2 times its own total of 410\.00/),
    ]);
    // Rows that are half as many lack something; what bears a name may be a campaign.
    expect((await report(`${doubled}Total,15,1640\n`)).warnings).toContain('total-differs');
    expect((await report(`${doubled}Total: Gym,15,410\n`)).warnings).toContain('total-differs');
  });

  it.each(TOTALS)('has a total called %s', { tags: 'slow' }, async (_, text, spend, totals) => {
    const outcome = await report(text);
    expect([outcome.total('spend'), outcome.ledger.total]).toEqual([spend, totals]);
  });

  it.each([
    [
      'Brand,10,100.50\nTotal: Gym,20,200.50\nTotal for business,5,50.50\n',
      '«Total: Gym» 200.50, «Total for business» 50.50',
    ],
    ['Brand,10,100.50\nAll,20,200.50\n', '«All» 200.50'],
  ])('says which rows it took for totals where they are the sum of nothing', async (rows, names) => {
    const outcome = await report(`Campaign,Clicks,Cost\n${rows}`);
    const said = outcome.json.warnings.find(({ code }) => code === 'total-differs')?.message;
    expect(said).toContain('add up to 100.50, its own total says 200.50');
    expect(said).toContain(`or what was taken for a total is a campaign: ${names}; if so, rename it`);
  });

  const ROWS: [what: string, text: string, spend: string][] = [
    ['called All, beside its source', 'Source,Campaign,Clicks,Cost\nGoogle,All,10,100.00\nMeta,b,20,50.00\n', '150.00'],
    ['called All, the only one', 'Campaign,Clicks,Cost\nAll,10,100.00\n', '100.00'],
    [
      'called Brand Total, where nothing is called Brand',
      'Campaign,Clicks,Cost\nBrand Total,10,7\nBuns,20,50\n',
      '57.00',
    ],
    ['of an offer', 'Campaign,Clicks,Cost\nВсего за 990 ₽,10,100.00\nИтого 1 990 руб.,20,50.00\nb,1,1\n', '151.00'],
    ['called All, on a day', 'Date,Campaign,Clicks,Cost\n2026-01-01,All,10,100.00\n2026-01-01,b,3,1.00\n', '101.00'],
  ];
  it.each(ROWS)('keeps a campaign %s', { tags: 'slow' }, async (_, text, spend) => {
    const outcome = await report(text);
    expect([outcome.total('spend'), outcome.ledger.total]).toEqual([spend, 0]);
  });
});

describe('a row that is the sum of all others', () => {
  const like = (files: Files) => harness.report(files).then(({ warnings }) => warnings.includes('row-equals-the-rest'));

  it('is warned of, whatever it is called', async () => {
    expect(await like({ 'a.csv': 'Источник;Клики;Расход\nЯндекс;10;100,00\nVK;20;50,00\n;30;150,00\n' })).toBe(true);
  });

  it.each([
    ['of the file', 'Source,Campaign,Clicks,Cost\nGoogle,a,10,100\nGoogle,test,20,50\nBoth,all,30,150\n'],
    [
      'of days',
      'Date,Source,Campaign,Clicks,Cost\n2026-01-01,Google,a,10,100\n2026-01-01,Google,test,2,5\n2026-01-01,Both,all,12,105\n2026-01-02,VK,a,1,7\n2026-01-02,Google,test,5,50\n2026-01-02,Both,all,6,57\n',
    ],
    [
      'of what it is named after',
      'Date,Source,Campaign,Clicks,Cost\n2026-01-01,Google,a,10,100\n2026-01-01,Google,test,2,5\n2026-01-01,Google Total,all,12,105\n2026-01-01,VK,b,1,7\n',
    ],
  ])('is one of what is excluded, too: %s', { tags: 'slow' }, async (_, text) => {
    expect(await like({ 'a.csv': text, 'funnel.yaml': 'exclude: {Campaign: [test]}\n' })).toBe(true);
    expect(await like({ 'a.csv': text, 'funnel.yaml': 'exclude: {Campaign: [all]}\n' })).toBe(false);
  });

  it('is none where two equal rows stand beside blank ones', { tags: 'slow' }, async () => {
    for (const blank of ['2026-01-02,b,0,0', '2026-01-02,b,0,'])
      expect(
        await like({ 'a.csv': `Date,Campaign,Clicks,Cost\n2026-01-01,a,10,100\n${blank}\n2026-01-03,c,10,100\n` }),
      ).toBe(false);
    const day = (date: string) => `${date},a,10,100\n${date},b,0,0\n${date},c,10,100\n`;
    const days = ['2026-01-01', '2026-01-02'].map(day).join('');
    expect(await like({ 'a.csv': `Date,Campaign,Clicks,Cost\n${days}` })).toBe(false);
  });

  it('is warned of day by day', async () => {
    const days = ['2026-01-01', '2026-01-02'].map(
      (day) => `${day},Google,10,100\n${day},Meta,20,5\n${day},Both,30,105\n`,
    );
    expect(await like({ 'a.csv': `Date,Source,Clicks,Cost\n${days.join('')}` })).toBe(true);
  });

  it('is looked for among the largest amounts that can be read', async () => {
    const days = [1, 2, 3, 4].map((day) => `2026-01-0${day},Google,1,600000000000.00\n`);
    const outcome = await report(`Date,Source,Clicks,Cost\n${days.join('')}`);
    expect(outcome.total('spend')).toBe('2400000000000.00');
  });

  it('is warned of where it is named after them, though it has a day', { tags: 'slow' }, async () => {
    const day = (date: string, ...rows: string[]) => rows.map((row) => `${date},${row}\n`).join('');
    const sheet = (total: number) =>
      `Date,Source,Clicks,Cost\n${day('2026-01-01', 'Google,10,100', 'Google,20,5', `Google Total,30,${total}`, 'VK,1,7')}${day('2026-01-02', 'Google,10,50', 'Google Total,10,50', 'VK,2,9')}`;
    expect(await like({ 'a.csv': sheet(105) })).toBe(true);
    expect(await like({ 'a.csv': sheet(106) })).toBe(false);
  });

  it('is a chance where most days do not add up so, and where the clicks do not', { tags: 'slow' }, async () => {
    const day = (date: string, last: string) => `${date},Google,10,100\n${date},Meta,20,5\n${date},VK,${last}\n`;
    const all = [day('2026-01-01', '30,105'), day('2026-01-02', '3,4'), day('2026-01-03', '1,2')].join('');
    expect(await like({ 'a.csv': `Date,Source,Clicks,Cost\n${all}` })).toBe(false);
    expect(await like({ 'a.csv': 'Source,Clicks,Cost\nGoogle,10,100\nMeta,20,5\nVK,31,105\n' })).toBe(false);
    expect(await like({ 'a.csv': 'Source,Clicks,Cost\nGoogle,10,100\nMeta,10,100\n' })).toBe(false);
  });
});

it.each(['ToTaL', 'Всі', 'tOTAL: account'])(
  'a row called %s is a total, in whatever case it is written',
  async (label) => {
    const rows = 'Day,Source,Clicks,Cost\n2026-09-01,A,1,10.00\n2026-09-02,A,1,20.00\n';
    const outcome = await report(`${rows},${label},2,30.00\n`);
    expect(outcome.ledger).toMatchObject({ total: 1, used: 2 });
    expect(outcome.total('spend')).toBe('30.00');
  },
);

describe('what totals are called', () => {
  it('stands for the others, in a sheet without days', { tags: 'slow' }, async () => {
    const labels = [
      ...['Suma', 'Сумма', 'Razem', 'Totale', 'Summe', 'Разом', 'Totaal', 'Totalt', '合計', 'ИТОГО:', 'TOTAL GENERAL'],
      ...['Итого за месяц', 'Łącznie', 'Insgesamt'],
    ];
    const files = labels.map((label, at) => [
      `${at}.csv`,
      `Source,Campaign,Clicks,Cost\nS${at},A,1,10.00\nS${at},B,2,20.00\n,${label},3,30.00\n`,
    ]);
    const outcome = await harness.report(Object.fromEntries(files));
    expect(outcome.json.ledger.map(({ total }) => total)).toEqual(labels.map(() => 1));
    const spend = outcome.figures('sources', 'spend');
    expect(labels.map((label, at) => [label, spend[`S${at}`]])).toEqual(labels.map((label) => [label, '30.00']));
    expect(outcome.warnings).toEqual(labels.map(() => 'guessed-columns'));
  });

  const MONTHS = ['01.10.2026;VK;100', '02.10.2026;VK;50', '01.11.2026;VK;70'];
  const sheet = (...rows: string[]) => `Дата;Источник;Расход\n${rows.join('\n')}\n`;
  it.each([
    [
      'of each month, and of all',
      sheet(MONTHS[0] ?? '', MONTHS[1] ?? '', 'Итого октябрь;;150', MONTHS[2] ?? '', 'Итого ноябрь;;70', 'Всего;;220'),
      3,
    ],
    ['of each month alone', sheet(...MONTHS.slice(0, 2), 'Итого октябрь;;150', MONTHS[2] ?? '', 'Итого ноябрь;;70'), 2],
    [
      'in English',
      'Date,Source,Cost\n2026-10-01,VK,100\nTotal October,,100\n2026-11-01,VK,70\nTotal November,,70\n',
      2,
    ],
    [
      'of a source, the word behind its name',
      'Date,Source,Cost\n2026-10-01,Google Ads,100\nGoogle Ads total,,100\n2026-11-01,VK,70\nVK: итого,,70\n',
      2,
    ],
    [
      'of a source, the word before its name',
      'Дата;Источник;Расход\n01.10.2026;Яндекс;100\nИтого Яндекс;;100\n01.11.2026;VK;70\nВсего: VK;;70\n',
      2,
    ],
  ])('is told by what stands in place of the day: %s', async (_, text, totals) => {
    const outcome = await report(text);
    expect([outcome.ledger.total, outcome.ledger.rejected]).toEqual([totals, 0]);
    expect(outcome.warnings).not.toContain('total-differs');
  });

  it('behind a name is none of an ID', async () => {
    const outcome = await report('Lead ID,Created,Source\nL-1 total,2026-10-01,VK\nL-2,2026-10-02,VK\n');
    expect(outcome.total('leads')).toBe(2);
  });

  it('is a checksum where no sum of them agrees', async () => {
    const outcome = await report(sheet(...MONTHS, 'Итого октябрь;;150', 'Итого ноябрь;;71'));
    expect([outcome.total('spend'), outcome.warnings]).toEqual(['220.00', expect.arrayContaining(['total-differs'])]);
  });

  it.each(['Summer sale', 'Totalenergies', 'Всегонемного', 'Total Gym'])(
    'is no name of a campaign: %s',
    { tags: 'slow' },
    async (name) => {
      const outcome = await report(`Date,Campaign,Cost\n2026-10-01,${name},10.00\n2026-10-02,B,20.00\n`);
      expect([outcome.total('spend'), outcome.ledger.total]).toEqual(['30.00', 0]);
    },
  );
});

describe('a total in whose row a dash stands for all that is no sum', () => {
  it.each(['Всего результатов: 2', 'Totaux'])('«%s» counts nothing twice, and its currency is none', async (label) => {
    const outcome = await report(
      `Campaign,Clicks,Impressions,Cost,Currency\nA,1,10,10.50,EUR\nB,2,20,20.00,EUR\nC,3,30,5.00,-\n${label},6,60,35.50,-\n`,
    );
    expect([outcome.total('spend'), outcome.ledger.total]).toEqual(['35.50', 1]);
  });
});
