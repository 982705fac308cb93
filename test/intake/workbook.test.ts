import { afterAll, describe, expect, it } from 'vitest';
import { shownBy } from '../../src/intake/open/xlsx/number-formats.js';
import { numberText } from '../../src/intake/open/xlsx/sheet-cells.js';
import { book, type Cell, type Sheet } from './book.js';
import { adsYaml, crmYaml, expectRefused, makeHarness } from './harness.js';

const { report, strictly, remove } = makeHarness();
afterAll(remove);

const HEAD = ['Day', 'Source', 'Cost', 'Clicks'];
const YAML = adsYaml().replace('"*.csv"', '"*.xlsx"');
const day = (serial: string): Cell => ({ n: serial, as: 'dd\\.mm\\.yyyy' });
const spend = (name: string, ...rows: Sheet['rows']): Sheet => ({ name, rows: [HEAD, ...rows] });
const ONE = spend('Spend', [day('46296'), 'VK', { n: '10.5' }, { n: '3.0' }]);

describe('a number of a sheet', () => {
  it.each([
    ['6.0', 'number', '6'],
    ['33.299999999999997', 'number', '33.3'],
    ['0.30000000000000004', 'number', '0.3'],
    ['1E-3', 'number', '0.0010'],
    ['-4.5', 'number', '-4.5'],
    ['1234567.25', 'number', '1234567.25'],
    // A thousand and more, or a bit more than one? In a sheet it is never a question.
    ['1.234', 'number', '1.2340'],
    ['0', 'number', '0'],
    // All the digits are there: whoever wrote them did not count.
    ['5805028000056864695', 'number', '5805028000056864695'],
    // The digits are gone: zeros in their place would be another lead's ID.
    ['5.8050280000439E18', 'number', '5.8050280000439E+18'],
    ['45110', 'moment', '2023-07-03'],
    ['45464.645833333336', 'moment', '2024-06-21 15:30:00'],
    ['45464.645844907405', 'moment', '2024-06-21 15:30:01'],
    ['45464.645839120372', 'moment', '2024-06-21 15:30:00.500'],
    ['59', 'moment', '1900-02-28'],
    ['61', 'moment', '1900-03-01'],
    ['0', 'moment', '0000-00-00'],
    ['0.018553240740740740', 'time', '0:26:43'],
    ['2.0121064814814815', 'duration', '48:17:26'],
    ['311.4375', 'duration', '7474:30:00'],
    // Excel has no day after the year 9999, and a program may write what is no number.
    ['1e300', 'moment', '1E+300'],
    ['0x10', 'number', '0x10'],
    // A moment of which the format shows the hours alone keeps its day.
    ['45464.5', 'time', '2024-06-21 12:00:00'],
  ] as const)('%s as a %s is %s', (written, shown, text) => {
    expect(numberText(written, shown, false)).toBe(text);
  });

  it('counts its days from 1904 where the workbook says so', () => {
    expect(numberText('43648', 'moment', true)).toBe('2023-07-03');
  });

  it.each([
    ['dd.mm.yyyy', 'moment'],
    ['[$-419]d mmmm yyyy "г.";@', 'moment'],
    ['mmmm', 'moment'],
    ['yyyy-mm-dd hh:mm:ss', 'moment'],
    ['h:mm', 'time'],
    ['mm:ss.0', 'time'],
    ['[h]:mm:ss', 'duration'],
    ['[mm]:ss', 'duration'],
    ['General', 'number'],
    ['#,##0.00"€"', 'number'],
    ['"days" 0', 'number'],
    ['0.00\\ \\d', 'number'],
    ['[Red]-#,##0;0', 'number'],
    ['#,##0_);(#,##0)', 'number'],
  ])('in the format %s is a %s', (code, shown) => {
    expect(shownBy(code)).toBe(shown);
  });
});

describe('a workbook', () => {
  it('is read by its cells: numbers, days, texts of every kind', async () => {
    const file = await book([
      spend(
        'Spend',
        [day('46296'), 'VK', { n: '10.5' }, { n: '3.0' }],
        [day('46297'), { inline: 'VK' }, { f: 'C2*2', n: '21' }, { n: '4' }],
        [{ n: '46298.0', as: 'yyyy-mm-dd' }, { runs: ['V', 'K'], aloud: 'vee' }, { n: '0.25' }, { n: '1' }],
      ),
    ]);
    const outcome = await strictly({ 'ads.xlsx': file, 'funnel.yaml': YAML });
    expect(outcome.figures('sources', 'spend')).toMatchObject({ VK: '31.75' });
    expect(outcome.total('visits')).toBe(8);
    expect(outcome.ledger).toMatchObject({ encoding: 'xlsx', delimiter: '', lines: 4, used: 3, header: 1 });
  });

  it('is named by its content, whatever its name says', async () => {
    const outcome = await strictly({ 'ads.csv': await book([ONE]), 'funnel.yaml': adsYaml() });
    expect(outcome.total('spend')).toBe('10.50');
  });

  it('keeps the digits of an ID that are there, and knows an ID that Excel destroyed', async () => {
    const rows: Sheet['rows'] = [
      ['Id', 'Created'],
      ['5805028000056864695', day('46296')],
      [{ n: '5805028000056864696' }, day('46296')],
      [{ n: '5.8050280000439E18' }, day('46296')],
      ...Array.from({ length: 300 }, (_, at) => [`58050280000568${at}`, day('46296')]),
    ];
    const outcome = await report({
      'crm.xlsx': await book([{ name: 'Leads', rows }]),
      'funnel.yaml': crmYaml().replace('"*.csv"', '"*.xlsx"'),
    });
    expect(outcome.reached('lead')).toBe(303);
    expect(outcome.json.warnings.find(({ code }) => code === 'destroyed-ids')?.count).toBe(1);
  });

  it('rejects a formula that nobody has worked out, by the number of its row, though a cell above holds two lines', async () => {
    const file = await book([
      spend(
        'Spend',
        [day('46296'), 'V\nK', { n: '1' }, { n: '1' }],
        [day('46297'), 'VK', { f: 'SUM(A1)' }, { n: '2' }],
      ),
    ]);
    const outcome = await report({ 'ads.xlsx': file, 'funnel.yaml': YAML });
    expect(outcome.ledger.rejects).toMatchObject([{ line: 3, column: 'Cost', value: '#N/A' }]);
    expect(outcome.buckets).toEqual({ header: 1, rejected: 1, used: 1 });
  });

  it('counts rows that stand empty between others as blank lines', async () => {
    const file = await book([spend('Spend', [], [day('46296'), 'VK', { n: '1' }, { n: '1' }], [], [null, null])]);
    const outcome = await strictly({ 'ads.xlsx': file, 'funnel.yaml': YAML });
    expect(outcome.buckets).toEqual({ header: 1, blank: 1, used: 1 });
  });

  it('in which Excel exchanged day and month of half the dates is refused', async () => {
    const row = (date: Cell): Cell[] => [date, 'VK', { n: '1' }, { n: '1' }];
    // 1 to 12 October became the 10th of January to December; the days after the 12th stayed texts.
    const exchanged = ['46032', '46063', '46091', '46122'].map((serial) => row(day(serial)));
    const texts = ['13.10.2026', '14.10.2026', '31.10.2026'].map((date) => row(date));
    const read = async (...rows: Cell[][]) =>
      strictly({ 'ads.xlsx': await book([spend('Spend', ...rows)]), 'funnel.yaml': YAML });
    const half = await book([spend('Spend', ...exchanged, ...texts)]);
    expectRefused(
      await read(...exchanged, ...texts),
      /«Day» 4 dates have a day up to 12.*3 that stand as text[\s\S]*again/,
    );
    // How numbers or texts are read does not say that the real dates are right.
    for (const dates of ['unix', 'excel', 'yyyy-MM-dd'])
      expectRefused(await report({ 'ads.xlsx': half, 'funnel.yaml': YAML }, '--dates', dates), /«Day» 4 dates/);
    // A real date after the 12th, or a text before it, shows that nothing was exchanged.
    expect((await read(...exchanged, row(day('46310')), ...texts)).total('spend')).toBe('8.00');
    expect((await read(...exchanged, row('01.10.2026'), ...texts)).total('spend')).toBe('8.00');
  });

  it('has its header found below titles, as any export has', async () => {
    const rows: Sheet['rows'] = [
      ['Report'],
      ['1 October 2026 - 31 October 2026'],
      [],
      HEAD,
      [day('46296'), 'VK', { n: '7' }, { n: '1' }],
    ];
    const outcome = await strictly({ 'ads.xlsx': await book([{ name: 'Spend', rows }]), 'funnel.yaml': YAML });
    expect(outcome.ledger).toMatchObject({ preamble: 3, header: 1, used: 1 });
    expect(outcome.total('spend')).toBe('7.00');
  });
});

describe('the sheets of a workbook', () => {
  const NOTES: Sheet = {
    name: 'Notes',
    rows: [
      ['Who', 'What'],
      ['Anna', 'asks for the budget'],
    ],
  };

  it('are all looked at, and the one that is an export is taken', async () => {
    const outcome = await strictly({ 'ads.xlsx': await book([NOTES, ONE]), 'funnel.yaml': YAML });
    expect(outcome.total('spend')).toBe('10.50');
    expect(outcome.ledger.file).toBe('ads.xlsx');
  });

  it('that a person does not see are not read', async () => {
    const hidden = { ...spend('Old', [day('46296'), 'VK', { n: '99' }, { n: '9' }]), state: 'hidden' as const };
    const outcome = await strictly({ 'ads.xlsx': await book([hidden, ONE]), 'funnel.yaml': YAML });
    expect(outcome.total('spend')).toBe('10.50');
  });

  it('with one header are parts of one export', { tags: 'slow' }, async () => {
    const more = spend('November', [day('46330'), 'VK', { n: '2' }, { n: '1' }]);
    const outcome = await strictly({ 'ads.xlsx': await book([ONE, more]), 'funnel.yaml': YAML });
    expect(outcome.total('spend')).toBe('12.50');
    expect(outcome.json.ledger.map(({ file }) => file)).toEqual(['ads.xlsx/Spend', 'ads.xlsx/November']);
  });

  it('of leads and of spend are read both', { tags: 'slow' }, async () => {
    const leads: Sheet = {
      name: 'Leads',
      rows: [
        ['Lead ID', 'Created', 'Status'],
        ['1', day('46296'), 'New'],
      ],
    };
    const ads: Sheet = {
      name: 'Ads',
      rows: [
        ['Date', 'Source', 'Spend', 'Clicks'],
        [day('46296'), 'VK', { n: '5' }, { n: '1' }],
      ],
    };
    const outcome = await strictly({ 'all.xlsx': await book([leads, ads]) }, '--guess');
    expect(outcome.total('spend')).toBe('5.00');
    expect(outcome.reached('lead')).toBe(1);
  });

  it('with the same money at two levels are refused, and naming one of them settles it', async () => {
    const level = (name: string, finer: string[], ...rows: Cell[][]): Sheet => ({
      name,
      rows: [['Дата', 'Название кампании', ...finer, 'Потрачено всего, ₽', 'Показы', 'Клики'], ...rows],
    });
    const file = await book([
      level('Кампании', [], [day('46296'), 'осень', { n: '5.5' }, { n: '100' }, { n: '7' }]),
      level(
        'Объявления',
        ['Название объявления', 'ID объявления'],
        [day('46296'), 'осень', 'кот', '1', { n: '2.5' }, { n: '60' }, { n: '4' }],
        [day('46296'), 'осень', 'пёс', '2', { n: '3' }, { n: '40' }, { n: '3' }],
      ),
    ]);
    expectRefused(await strictly({ 'vk.xlsx': file }), /vk\.xlsx\/(Кампании|Объявления).*twice/);
    const chosen = await strictly({ 'vk.xlsx': file, 'funnel.yaml': 'files: [{path: vk.xlsx, sheet: Объявления}]\n' });
    expect(chosen.total('spend')).toBe('5.50');
    expect(chosen.ledger.file).toBe('vk.xlsx/Объявления');
    // The other sheet is an export too: that it is not read is said.
    expect(chosen.warnings).toContain('sheets-not-read');
    expectRefused(
      await strictly({ 'vk.xlsx': file, 'funnel.yaml': 'files: [{path: vk.xlsx, sheet: Обьявления}]\n' }),
      /no sheet[\s\S]*did you mean «Объявления»/,
    );
  });

  it('of other kinds than the known export are read beside it, and what looks like a summary of it is named', {
    tags: 'slow',
  }, async () => {
    const direct: Sheet = {
      name: 'Direct',
      rows: [
        ['Дата', 'Название кампании', '№ Кампании', 'Расход, ₽', 'Показы', 'Клики'],
        [day('46296'), 'осень', '123', { n: '600.6' }, { n: '100' }, { n: '7' }],
      ],
    };
    const leads: Sheet = {
      name: 'Лиды',
      rows: [
        ['ID лида', 'Дата создания', 'Источник', 'Статус'],
        ['1', day('46296'), 'Яндекс', 'Новый'],
      ],
    };
    const sheet: Sheet = {
      name: 'Посевы',
      rows: [
        ['Дата', 'Источник', 'Клики', 'Расход'],
        [day('46296'), 'Telegram', { n: '5' }, { n: '1000' }],
      ],
    };
    const file = await book([direct, leads, sheet]);
    const outcome = await strictly({ 'all.xlsx': file }, '--guess');
    expect([outcome.total('spend'), outcome.reached('lead')]).toEqual(['600.60', 1]);
    const said = outcome.json.warnings.find(({ code }) => code === 'sheets-not-read')?.message ?? '';
    expect(said).toMatch(/«Посевы» not read.*files: \[\{path: "all\.xlsx", sheet: Посевы\}\]/);
    // What it says to type, typed for all three, reads all three.
    const entries = ['Direct', 'Лиды', 'Посевы'].map((name) => `{path: "all.xlsx", sheet: ${name}}`).join(', ');
    const all = await strictly({ 'all.xlsx': file, 'funnel.yaml': `files: [${entries}]\n` }, '--guess');
    expect([all.total('spend'), all.reached('lead'), all.warnings.includes('sheets-not-read')]).toEqual([
      '1600.60',
      1,
      false,
    ]);
  });

  it('whose formats show two currencies in a column of money are refused, where nobody names the one that is meant', {
    tags: 'slow',
  }, async () => {
    const priced = (format: string): Cell[] => [day('46296'), 'VK', { n: '10', as: format }, { n: '1' }];
    const read = async (yaml: string, ...formats: string[]) =>
      strictly({ 'ads.xlsx': await book([spend('Spend', ...formats.map(priced))]), 'funnel.yaml': yaml });
    expectRefused(await read(YAML, '[$€-407] #,##0.00', '"$"#,##0.00'), /several currencies: EUR, \$/);
    expect((await read(YAML, '[$€-407] #,##0.00', '#,##0.00"€"')).json.currency).toBe('EUR');
    expect((await read(YAML, '#,##0.00\\ "₽"', '#,##0.00" р."')).json.currency).toBe('RUB');
    // Excel puts dollars beside amounts that are none: what a person says goes before it.
    expect((await read(`currency: EUR\n${YAML}`, '"$"#,##0.00')).total('spend')).toBe('10.00');
  });

  it('with cells merged over several rows are refused: a value of each, or of all together', async () => {
    const file = await book([
      {
        ...spend('Spend', [day('46296'), 'VK', { n: '9' }, { n: '1' }], [null, 'Meta', { n: '2' }, { n: '1' }]),
        merged: ['A2:A3'],
      },
    ]);
    expectRefused(
      await strictly({ 'ads.xlsx': file, 'funnel.yaml': YAML }),
      /line 2: cells are merged over rows 2 to 3[\s\S]*unmerge/,
    );
    const titled = await book([
      { name: 'Spend', rows: [['Report'], [], HEAD, [day('46296'), 'VK', { n: '9' }, { n: '1' }]], merged: ['A1:D2'] },
    ]);
    expect((await strictly({ 'ads.xlsx': titled, 'funnel.yaml': YAML })).total('spend')).toBe('9.00');
  });

  it('are refused by what the first of them lacks where none is an export', async () => {
    expectRefused(await strictly({ 'notes.xlsx': await book([NOTES]) }), /not an export that is known.*«Who», «What»/);
  });
});

it('rows of a sheet are as wide as the widest, wherever that stands', { tags: 'slow' }, async () => {
  const row = (at: number): Cell[] => [day(String(46296 + (at % 20))), `S${at % 3}`, { n: '1' }, { n: '1' }];
  const rows: Sheet['rows'] = [
    HEAD,
    ...Array.from({ length: 12_000 }, (_, at) => (at === 11_500 ? [...row(at), 'note'] : row(at))),
  ];
  const outcome = await strictly({ 'ads.xlsx': await book([{ name: 'Spend', rows }]), 'funnel.yaml': YAML });
  expect([outcome.total('spend'), outcome.ledger.used]).toEqual(['12000.00', 12_000]);
});
