import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIMENSIONS } from '../../src/model/dimensions.js';
import { exact } from '../../src/model/exact.js';
import type { Report } from '../../src/model/report.js';
import type { Sheet } from '../../src/model/sheet.js';
import { text } from '../../src/model/text.js';
import { RENDERERS } from '../../src/render/renderers.js';
import { cutting, showCell } from '../../src/render/shown-cell.js';
import { displayWidth } from '../../src/render/width.js';
import { column, entry, options, type Row, reasons, report, sources, stages } from './sample.js';

const print = (of: Report, changes = {}) => RENDERERS.table.render(of, options(changes));
/** No-break blanks as blanks, to read the expectations. */
const lines = (printed: string) => printed.replaceAll('\u00a0', ' ').split('\n');
const named = (source: string): Sheet<Row> => ({ ...sources(), rows: [{ ...sources().rows[0], source }] });

describe.each(['en', 'ru'] as const)('a table in %s', (lang) => {
  it.each([40, 60, 80, 100, 120, 200])('has no line wider than %i columns', (width) => {
    for (const color of [false, true])
      for (const line of print(report(), { lang, width, color }).split('\n'))
        expect(displayWidth(stripVTControlCharacters(line)), line).toBeLessThanOrEqual(width);
  });

  it('has no escape without colour, and the same words with it', () => {
    const plain = print(report(), { lang });
    const coloured = print(report(), { lang, color: true });
    expect(plain).not.toContain('\x1b');
    expect(coloured).toContain('\x1b[31m');
    expect(stripVTControlCharacters(coloured)).toBe(plain);
  });

  it('says nothing that no person says', () => {
    expect(print(report(), { lang, width: 200 })).not.toMatch(/undefined|NaN|null|Infinity|\[object/);
  });

  it('counts a terminal without a width as a narrow one', () => {
    for (const width of [0, 12, Number.NaN])
      expect(print(report(), { lang, width })).toBe(print(report(), { lang, width: 40 }));
  });
});

it('of what is known at least says so, and of what is not known nothing', () => {
  const columns = [
    column('source', 'text', 'Source', 'Источник', { isKey: true }),
    column('qualified', 'count', 'Qualified', 'Квалы', { isAtLeast: () => true }),
  ];
  const sheet = { ...sources(), columns, rows: [{ source: 'VK', qualified: exact(7) }, { source: 'Fair' }] };
  const printed = lines(print(report({ sheets: [sheet] })));
  expect(printed).toContainEqual(expect.stringMatching(/^ *VK +≥ 7$/));
  expect(printed).toContainEqual(expect.stringMatching(/^ *Fair +—$/));
});

describe('the head', () => {
  it('says which leads, until when, in what money, time and mode', () => {
    expect(lines(print(report())).slice(0, 4)).toEqual([
      'Funnel · leads created 2026-02-01 to 2026-03-31, followed to 2026-05-31 18:00',
      'Amounts in RUB · time zone Europe/Moscow',
      'Spend without VAT · revenue = field Budget of won deals',
      '─'.repeat(100),
    ]);
    expect(lines(print(report(), { lang: 'ru' }))[0]).toBe(
      'Воронка · лиды, созданные 01.02–31.03.2026, прослежены до 31.05.2026 18:00',
    );
  });

  it('says so where a period, a currency or a time zone is not known', () => {
    const silent = report({ period: { from: null, to: null }, asOf: null, currency: null, timezone: 'as exported' });
    expect(lines(print(silent)).slice(0, 2)).toEqual(['Funnel · all leads', 'Currency not stated · times as exported']);
    const open = report({ reach: 'strict', period: { from: '2026-02-01', to: null } });
    expect(lines(print(open, { lang: 'ru' }))[0]).toBe(
      'Воронка · лиды, созданные с 01.02.2026, прослежены до 31.05.2026 18:00',
    );
  });
});

describe('the stages', () => {
  it('are numbered and named, with a seam between sums and leads', () => {
    const printed = lines(print(report({ sheets: [stages()] }), { lang: 'ru', width: 120 }));
    const first = printed.findIndex((line) => line.startsWith('1 Переход на сайт'));
    expect(printed[first]).toMatch(/^1 Переход на сайт {8}45 400 {2}█{6,}/);
    expect(printed[first + 2]).toMatch(/^- - выше: суммы из рекламы; ниже: каждый лид из CRM( -)+$/);
    expect(printed[first + 3]).toMatch(/^3 Лид/);
    expect(printed[first + 4]).toMatch(/34,3 %.*−15,7 {2}НИЖЕ НОРМЫ$/);
    expect(printed[first - 1]).toMatch(/^ЭТАПЫ/);
  });

  it('have no seam where nothing is known of any of them', () => {
    const sheet = stages();
    const rows = sheet.rows.map(({ stage, level }) => ({ stage, level }));
    const printed = lines(print(report({ sheets: [{ ...sheet, rows }] })));
    expect(printed).toContain('3 Lead');
    expect(printed.filter((line) => line.startsWith('- -'))).toEqual([]);
  });

  it('shout only where something is bad', () => {
    const printed = print(report({ sheets: [stages()] }));
    expect(printed).toMatch(/BELOW NORM/);
    expect(printed).toMatch(/above norm/);
    expect(printed).not.toMatch(/ABOVE|TOO FEW/);
  });

  it('explain the dash and the abbreviations that are shown, and name what is hidden', () => {
    const wide = print(report({ sheets: [stages()] }), { width: 200 });
    expect(wide).toContain('Implied = not marked itself');
    expect(wide).toContain('"—" = not in the exports');
    expect(wide).toContain('bars: share of leads');
    expect(wide).not.toContain('no room for');
    const narrow = print(report({ sheets: [stages()] }), { width: 60 });
    expect(narrow).not.toContain('Implied = not marked itself');
    expect(narrow.replaceAll(/\s+/g, ' ')).toContain(
      'no room for: Implied, From first, From lead, Moved on, Lost, Open, Gap; --format csv has all columns',
    );
    const [row] = sources().rows;
    expect(print(report({ sheets: [{ ...sources(), rows: row ? [row] : [] }] }))).not.toContain('—" =');
  });

  it('draw no bar where a count is unknown, and each group against its own leads', () => {
    const sheet = stages();
    const group = (name: string, factor: number) =>
      sheet.rows.map((row) => ({
        ...row,
        source: name,
        reached: row.stage === 'visit' || row.reached === null ? null : exact(100 * factor),
      }));
    const broken = {
      ...sheet,
      columns: [column('source', 'text', 'Source', 'Источник', { isKey: true }), ...sheet.columns],
      rows: [...group('VK', 1), ...group('Google', 7)],
    };
    const printed = lines(print(report({ sheets: [broken] }), { width: 200 }));
    expect(printed.filter((line) => line.includes('█'))).toHaveLength(12);
    expect(printed.filter((line) => line.startsWith('- - above'))).toHaveLength(2);
    expect(printed.find((line) => /^VK +1 Visit +—/.test(line))).toBeDefined();
    // A source is named once, on the first of its rows.
    expect(printed.filter((line) => line.startsWith('VK'))).toHaveLength(1);
    expect(printed).toContain('STAGES');
  });
});

describe('words', () => {
  it('are said in the language for values that the program gives', () => {
    const ru = print(report(), { lang: 'ru', width: 120 });
    for (const word of [
      '(без источника)',
      'Всего',
      'Платные',
      '(причина не указана)',
      'цена',
      'передумал',
      'ДЁШЕВО И БЕЗ ОТДАЧИ',
    ])
      expect(ru).toContain(word);
    expect(ru).not.toMatch(/\((total|paid|no .*)\)|cheap_/);
    const en = print(report(), { width: 120 });
    for (const word of ['(no source)', 'Total', 'Paid', '(no reason given)', 'changed mind', 'CHEAP, NO RETURN'])
      expect(en).toContain(word);
  });

  it('stay as they are where they are not known', () => {
    const sheet = { ...reasons(), rows: reasons().rows.map((row) => ({ ...row, category: 'own category' })) };
    expect(print(report({ sheets: [sheet] }))).toContain('own category');
  });
});

describe('a hostile name', () => {
  it.each([
    ['\x1b[2J\x1b[31m', '\\x1b[2J\\x1b[31m'],
    ['abc\u202efdp', 'abc\\u202efdp'],
    ['two\nlines', 'two\\nlines'],
    ['__proto__', '__proto__'],
    ['=1+1', '=1+1'],
    ['$& $1', '$& $1'],
    ['\ue000\ue000', '\ue000\ue000'],
  ])('%j is shown as %j', (source, shown) => {
    expect(lines(print(report({ sheets: [named(source)] })))).toContainEqual(
      expect.stringMatching(startingWith(shown)),
    );
  });

  it('never reaches the terminal out of a file name, a heading, a warning, a note or the head', () => {
    const bad = '\x1b]0;x\x07\u2028\u202e';
    const said = text(bad, bad);
    const printed = print(
      report({
        head: [said],
        timezone: bad,
        sheets: [
          {
            ...named(bad),
            title: said,
            notes: [said],
            columns: sources().columns.map((c) => ({ ...c, label: said, note: said })),
          },
        ],
        ledger: [
          entry({
            file: bad,
            bad_cells: new Map([[bad, 1]]),
            rejects: [{ line: 1, column: bad, value: bad, reason: said }],
          }),
        ],
        warnings: [{ code: 'bad-cells', message: said, count: 1 }],
      }),
      { width: 200 },
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must be absent
    expect(printed).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]/);
  });

  it('keeps columns straight in scripts that are wide or narrow', () => {
    const rows = ['广告平台 A', '한국어 광고', 'हिन्दी विज्ञापन', 'Acme™ ©', '😀🇷🇺', 'e\u0301te\u0301', 'plain'];
    const sheet = { ...sources(), rows: rows.flatMap((source) => named(source).rows) };
    const printed = lines(print(report({ sheets: [sheet] }))).filter((line) =>
      line.includes('lead dearer, but pays off'),
    );
    const starts = printed.map((line) => displayWidth(line.slice(0, line.indexOf('528,000'))));
    expect(new Set(starts).size).toBe(1);
  });
});

it('fits any text into any width', { tags: 'slow' }, () => {
  const anything = fc.string({ unit: 'grapheme', maxLength: 90 });
  fc.assert(
    fc.property(anything, anything, fc.integer({ min: 40, max: 160 }), fc.boolean(), (name, label, width, color) => {
      const sheet = {
        ...named(name),
        columns: sources().columns.map((one, i) => (i % 4 ? one : { ...one, label: text(label, label) })),
      };
      for (const line of print(report({ sheets: [sheet], head: [text(name, name)] }), { width, color }).split('\n')) {
        expect(displayWidth(line)).toBeLessThanOrEqual(width);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must be absent
        expect(stripVTControlCharacters(line)).not.toMatch(/[\x00-\x1f\x7f-\x9f]/);
      }
    }),
    { numRuns: 150 },
  );
});

it('cuts a long name rather than give up columns', () => {
  const printed = lines(print(report({ sheets: [named('campaign '.repeat(30))] })));
  expect(printed.find((line) => line.includes('…'))).toMatch(/^campaign campaign.*… +528,000/);
});

it('prints an empty sheet as such, also where a row would say what a column means', () => {
  const romi = column('romi', 'ratio', 'ROMI', 'ROMI', { noteOf: (row) => text(String(row.own), '') });
  const empty = report({ sheets: [{ ...stages(), columns: [...stages().columns, romi], rows: [] }] });
  expect(print(empty)).toContain('STAGES\nno rows\n');
});

it('prints thousands of rows in a moment', { tags: 'slow' }, () => {
  const rows = Array.from({ length: 3_000 }, (_, i) => ({ ...sources().rows[0], source: `Campaign ${i}` }));
  const sheet = { ...sources(), rows };
  // The processor's time: a busy machine makes everything else last.
  const before = process.cpuUsage();
  expect(lines(print(report({ sheets: [sheet] }))).filter((line) => line.startsWith('Campaign'))).toHaveLength(3_000);
  expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
});

it('prints one sheet alone without head and foot', () => {
  const printed = RENDERERS.table.renderSheet(sources(), options());
  expect(printed).toMatch(/^SOURCES/);
  expect(printed).not.toMatch(/Funnel|STANDS/);
});

const startingWith = (words: string) => new RegExp(`^${words.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')} `, 'u');

describe.each(['table', 'md'] as const)('a list, as %s', (format) => {
  const long = {
    ...sources(),
    name: 'stuck',
    most: 10,
    rows: Array.from({ length: 1_012 }, (_, at) => ({ source: `S${at}` })),
  };
  const printed = (sheets: readonly Sheet<Row>[]) =>
    RENDERERS[format].render(report({ sheets }), options()).replaceAll('\u00a0', ' ');
  const listed = (text: string) => text.match(/\bS\d+\b/g)?.length;

  it('is its beginning beside other reports, and says how many more there are', () => {
    expect(listed(printed([stages(), long]))).toBe(10);
    expect(printed([stages(), long])).toContain('and 1,002 more: funnel stuck lists all 1,012');
  });

  it('is whole where it alone is asked for, and where it is no longer than its beginning', () => {
    expect(listed(printed([long]))).toBe(1_012);
    const short = { ...long, rows: long.rows.slice(0, 10) };
    expect(listed(printed([stages(), short]))).toBe(10);
    expect(printed([stages(), short])).not.toContain('more: funnel stuck');
  });
});

it('says in words what named the source of a lead', () => {
  const { kind, label } = DIMENSIONS.match;
  expect([label.ru, showCell('click', kind, 'ru').text, showCell('not_in_crm', kind, 'en').text]).toEqual([
    'Откуда источник',
    'ID клика',
    'not in the CRM',
  ]);
});

it('cuts names of others before what figures are called, which is short and ends in what matters', () => {
  expect([cutting('text'), cutting('figure'), cutting('count')]).toEqual(['first', 'last', 'never']);
});
