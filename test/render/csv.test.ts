import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { parseExact } from '../../src/model/exact.js';
import type { Sheet } from '../../src/model/sheet.js';
import { text } from '../../src/model/text.js';
import { RENDERERS, renderFiles, tidyCsv } from '../../src/render/renderers.js';
import { column, options, reasons, report, type Row as SheetRow, sources, stages } from './sample.js';

const { csv } = RENDERERS;

const hostile = (...texts: string[]): Sheet<SheetRow> => ({
  name: 'sources',
  title: text('Sources', 'Источники'),
  columns: [
    column('source', 'text', 'Source', 'Источник', { isKey: true }),
    column('revenue', 'money', 'Revenue', 'Выручка'),
  ],
  rows: texts.map((source) => ({ source, revenue: parseExact('-5.20') })),
  notes: [],
});

describe('the CSV of one sheet', () => {
  it('has machine names, plain decimals and empty cells for what is unknown', () => {
    const [header, ...rows] = parse(csv.renderSheet(sources(), options({ lang: 'ru' }))) as string[][];
    expect(header?.slice(0, 3)).toEqual(['source', 'spend', 'leads']);
    expect(rows[0]?.slice(0, 2)).toEqual(['Google Ads', '528000.00']);
    expect(rows[3]).toEqual(['(no source)', '', '40', '20', '3', '150000.50', '', '', '0.500000', '', '', '']);
  });

  it('is the same in every language', () => {
    for (const sheet of [stages(), sources(), reasons()])
      expect(csv.renderSheet(sheet, options({ lang: 'ru' }))).toBe(csv.renderSheet(sheet, options({ lang: 'en' })));
  });

  it('joins a list and quotes only what needs it', () => {
    expect(csv.renderSheet(reasons(), options()).split('\n')[1]).toBe(
      'Дорого,price,470,0.205000,197000.00,contact,Google Ads,0.640000,Дорого; дорого!',
    );
  });

  it('is what a report of one sheet prints, with LF and no byte order mark', () => {
    const printed = csv.render(report({ sheets: [stages()] }), options());
    expect(printed).toBe(csv.renderSheet(stages(), options()));
    expect(printed).not.toMatch(/[\r\ufeff]/);
    expect(printed.endsWith('\n')).toBe(true);
  });
});

describe('a text that begins like a formula', () => {
  const formulas = [
    '=1+1',
    '+7',
    '-a',
    '@x',
    '\t=1',
    '\rx',
    ' =1',
    '\u00a0=1',
    '\u200b=1',
    '＝1',
    '＋1',
    '－1',
    '＠1',
    '\n=1',
  ];
  it.each(formulas)('is made inert: %j', (formula) => {
    const [, row] = parse(csv.renderSheet(hostile(formula), options())) as string[][];
    expect(row).toEqual([`'${formula}`, '-5.20']);
  });

  it('is left as it is when raw is asked for', () => {
    for (const formula of formulas) {
      const [, row] = parse(csv.renderSheet(hostile(formula), options({ raw: true }))) as string[][];
      expect(row).toEqual([formula, '-5.20']);
    }
  });

  it('is not seen in a number, nor in the middle of a text', () => {
    const [, row] = parse(csv.renderSheet(hostile('a=b'), options({ excel: 'en' })), {
      bom: true,
    }) as string[][];
    expect(row).toEqual(['a=b', '-5.20']);
  });

  it('is inert in the tidy CSV too', () => {
    const [, row] = parse(tidyCsv(report({ sheets: [hostile('=1+1')] }), options())) as string[][];
    expect(row?.[2]).toBe("'=1+1");
  });
});

it('keeps quotes, delimiters and line ends, and shows what a terminal would obey', () => {
  const texts = ['a,b', 'say "no"', 'two\nlines', 'bare\rreturn', '__proto__', ''];
  const rows = parse(csv.renderSheet(hostile(...texts, '\x1b[31mx\u202e'), options())) as string[][];
  expect(rows.slice(1).map(([source]) => source)).toEqual([...texts, '\\x1b[31mx\\u202e']);
});

describe('the CSV for Excel', () => {
  it('has a byte order mark, CRLF, and in Russian a semicolon and a decimal comma', () => {
    const printed = csv.renderSheet(sources(), options({ excel: 'ru' }));
    expect(printed.startsWith('\ufeffsource;spend;')).toBe(true);
    expect(printed.split('\r\n')[4]).toBe('(no source);;40;20;3;150000,50;;;0,500000;;;');
    expect(printed.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('has a comma and a point in English', () => {
    const printed = csv.renderSheet(sources(), options({ excel: 'en' }));
    expect(printed.split('\r\n')[4]).toBe('(no source),,40,20,3,150000.50,,,0.500000,,,');
  });
});

describe('the tidy CSV', () => {
  type Row = { period: string; report: string; row: string; measure: string; value: string };
  const rowsOf = (of = report()) => parse(csv.render(of, options()), { columns: true }) as Row[];

  it('holds every measure of every sheet, as parseable rows that add up', () => {
    const rows = rowsOf();
    const expected = report().sheets.reduce((sum, sheet) => sum + sheet.rows.length * (sheet.columns.length - 1), 0);
    expect(rows).toHaveLength(expected);
    const leads = rows.filter(({ report, measure }) => report === 'sources' && measure === 'leads');
    const single = leads.filter(({ row }) => !['(paid)', '(total)'].includes(row));
    expect(single.reduce((sum, { value }) => sum + Number(value), 0)).toBe(2_440);
    expect(new Set(rows.map(({ period }) => period))).toEqual(new Set(['2026-02-01/2026-03-31']));
    expect(rows.find(({ row, measure }) => row === 'qualified' && measure === 'verdict')?.value).toBe('below');
  });

  it('takes the period of a row where it has one, and names a row by all its keys', () => {
    const sheet = stages();
    const broken: Sheet<SheetRow> = {
      ...sheet,
      columns: [
        column('period', 'period', 'Week', 'Неделя', { isKey: true }),
        column('source', 'text', 'Source', 'Источник', { isKey: true }),
        ...sheet.columns,
      ],
      rows: sheet.rows.map((row) => ({ ...row, period: '2026-W05', source: 'VK' })),
    };
    expect(rowsOf(report({ sheets: [broken, reasons()] }))[0]).toEqual({
      period: '2026-W05',
      report: 'stages',
      row: 'VK / visit',
      measure: 'level',
      value: 'aggregate',
    });
  });

  it('leaves an end of the period open, or the whole of it empty', () => {
    const periods = (from: string | null, to: string | null) => rowsOf(report({ period: { from, to } }))[0]?.period;
    expect([periods('2026-02-01', null), periods(null, '2026-02-01'), periods(null, null)]).toEqual([
      '2026-02-01/..',
      '../2026-02-01',
      '',
    ]);
  });
});

describe('a folder of output', () => {
  it('gets a CSV per sheet and run.json', () => {
    const files = renderFiles(report(), 'csv', options());
    expect([...files.keys()]).toEqual(['stages.csv', 'sources.csv', 'reasons.csv', 'run.json']);
    expect(files.get('stages.csv')).toBe(csv.renderSheet(stages(), options()));
    expect(JSON.parse(String(files.get('run.json')))).toMatchObject({ version: '0.1.0' });
  });

  it('gets one file in the other formats, and no colours', () => {
    expect([...renderFiles(report(), 'json', options()).keys()]).toEqual(['report.json']);
    const files = renderFiles(report(), 'table', options({ color: true }));
    expect([...files.keys()]).toEqual(['report.txt']);
    expect(files.get('report.txt')).not.toContain('\x1b');
  });
});
