import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { unpack } from '../../src/intake/open/containers.js';
import { exact, isExact, parseExact } from '../../src/model/exact.js';
import type { Report } from '../../src/model/report.js';
import { makePage } from '../../src/render/page.js';
import { figure } from '../../src/render/plain-figure.js';
import { bytesOf } from '../../src/render/renderers.js';
import { CellStyles } from '../../src/render/xlsx/cell-styles.js';
import { sheetNames } from '../../src/render/xlsx/sheet-names.js';
import { workbookParts } from '../../src/render/xlsx/workbook-parts.js';
import { worksheetXml } from '../../src/render/xlsx/worksheet-xml.js';
import { folder, funnel, small } from '../cli/run.js';
import { column, reasons, report, row, sources, stages } from './sample.js';

/** A workbook as our own reader reads it: name of a sheet → its cells. */
async function read(bytes: string | Uint8Array): Promise<Map<string, string[][]>> {
  const found = await unpack(Buffer.from(bytes), 'x.xlsx', () => undefined);
  return new Map(found.map(({ table, bytes: csv }) => [table?.name ?? '', cellsOf(csv.toString('utf8'))]));
}
const cellsOf = (csv: string): string[][] => parse(csv, { relax_column_count: true, skip_empty_lines: false });
const parts = (of: Report, lang: 'en' | 'ru' = 'en') => workbookParts(of, lang);
const written = (of: Report, lang: 'en' | 'ru' = 'en') => bytesOf(parts(of, lang));
const sheetOf = (of: Report, at = 1) => parts(of).get(`xl/worksheets/sheet${at}.xml`) ?? '';

const NAMES = [
  '=1+1',
  "=cmd|' /C calc'!A0",
  '+7',
  '-2',
  '@SUM(A1)',
  '90210000000000000001',
  '007',
  '_x000D_ a',
  'a\u0007b\u202ec',
  ']]><v>1</v>',
  '"q", & <b>',
  '\ufffe',
  'я'.repeat(5000),
];
const named = (names: readonly string[]) => {
  const first = sources().rows[0] ?? {};
  return report({ sheets: [{ ...sources(), rows: names.map((source) => ({ ...first, source })) }] });
};

describe('the workbook', () => {
  it.each(['en', 'ru'] as const)(
    'is read back in %s as what the report says: figures, words, and nothing for the unknown',
    async (lang) => {
      const sheets = await read(await written(report(), lang));
      const page = makePage(report(), lang);
      expect([...sheets.keys()]).toEqual([
        ...page.sheets.map(({ title }) => title),
        lang === 'ru' ? 'На чём основано' : 'What this stands on',
      ]);
      for (const { title, columns, rows } of page.sheets) {
        const [headings, ...lines] = sheets.get(title) ?? [];
        expect(headings).toEqual(columns.map(({ heading }) => heading));
        for (const at of rows.keys())
          for (const [place, { values, kinds, cells }] of columns.entries()) {
            const [value, kind, found] = [values[at] ?? null, kinds[at] ?? 'text', lines[at]?.[place] ?? ''];
            if (isExact(value)) expect(figure(parseExact(found), kind)).toBe(figure(value, kind));
            else expect(found).toBe(value === null ? '' : cells[at]?.text);
          }
      }
      const last = [...sheets.values()].at(-1)?.flat() ?? [];
      const { head, foot } = page;
      for (const words of [head.title, head.scope, ...foot.lines, ...foot.alerts.map((alert) => alert.words), '0.1.0'])
        expect(last).toContain(words);
    },
  );

  it('is the same to the byte, wherever and whenever it is made', async () => {
    const zone = process.env.TZ;
    const made: Buffer[] = [];
    for (process.env.TZ of ['UTC', 'Asia/Tokyo', 'America/New_York']) made.push(Buffer.from(await written(report())));
    process.env.TZ = zone ?? '';
    if (zone === undefined) delete process.env.TZ;
    expect(made.map((one) => one.equals(made[0] as Buffer))).toEqual([true, true, true]);
  });

  it('takes names for text, whatever they begin with and however long they are', async () => {
    const own = named(NAMES);
    const [, ...lines] = [...(await read(await written(own))).values()][0] ?? [];
    const shown = NAMES.map((name) =>
      name.replace('\u0007', '\\x07').replace('\u202e', '\\u202e').replace('\ufffe', '\\ufffe'),
    );
    expect(lines.slice(0, NAMES.length).map(([name]) => name)).toEqual(shown);
    const cells = [...sheetOf(own).matchAll(/<c r="A\d+" s="\d+"( t="\w+")?>(<\w+>)/g)].map(
      ([, type, inside]) => `${type}${inside}`,
    );
    expect(new Set(cells)).toEqual(new Set([' t="inlineStr"<is>']));
    expect(() => parts(named(['я'.repeat(32_767)]))).not.toThrow();
    expect(() => parts(named(['я'.repeat(32_768)]))).toThrow(/32,768 characters/);
  });

  it('says of more rows than Excel has that they are too many', () => {
    const laid = { widths: [9], frozen: [0, 1], filteredTo: null, colours: [] } as const;
    const rows = (count: number) => () =>
      worksheetXml('leads', { ...laid, rows: Array(count).fill([]) }, new CellStyles());
    expect(rows(1_048_577)).toThrow(/leads has 1,048,577 rows/);
    expect(() =>
      worksheetXml('leads', { ...laid, widths: Array(20).fill(9), rows: Array(250_001).fill([]) }, new CellStyles()),
    ).toThrow(/leads has 5,000,020 cells/);
  });

  it('knows days as days, times as times, the least as the least, and a number that Excel would cut as words', async () => {
    const columns = [
      column('lead', 'text', 'Lead', 'Лид', { isKey: true }),
      column('made', 'moment', 'Made', 'Создан'),
      column('waited', 'seconds', 'Waited', 'Ждал'),
      column('seen', 'count', 'Seen', 'Видели', { isAtLeast: () => true }),
      column('paid', 'money', 'Paid', 'Оплата'),
      column('gap', 'points', 'Gap', 'Разница'),
    ];
    const cells = [
      ['1', '2026-03-09', exact(100_000), exact(251), parseExact('1234567.5'), parseExact('0.025')],
      ['2', '2026-03-09T09:05:07', exact(-60), exact(3), parseExact('12345678901234567.89'), parseExact('-0.1')],
      ['3', '1899-01-01', exact(59), null, exact(1, 3), exact(0)],
    ] as const;
    const sheet = { ...reasons(), name: 'leads', columns, rows: cells.map((one) => row(columns, one)) };
    const [lines] = (await read(await written(report({ sheets: [sheet] })))).values();
    expect(lines?.slice(1, 4)).toEqual([
      ['1', '2026-03-09', '27:46:40', '251', '1234567.5', '0.0250'],
      ['2', '2026-03-09 09:05:07', '−1\u00a0min', '3', '12,345,678,901,234,567.89', '-0.1'],
      ['3', '1899-01-01', '0:00:59', '', '0.33', '0'],
    ]);
    const styles = parts(report({ sheets: [sheet] })).get('xl/styles.xml') ?? '';
    for (const code of ['yyyy-mm-dd hh:mm', '[h]:mm:ss', '&#34;≥ &#34;#,##0', '#,##0.00', '+0.0%;-0.0%;0.0%'])
      expect(styles).toContain(`formatCode="${code}"`);
  });

  it('freezes and filters the headings, leaves totals out of the filter, and colours a verdict by its very letters', () => {
    const turned = {
      ...stages(),
      rows: stages().rows.map((one, at) => ({
        ...one,
        verdict: at === 5 ? 'below' : at === 6 ? 'below, and less is better' : null,
      })),
    };
    const [funnelSheet, sourcesSheet] = [1, 2].map((at) => sheetOf(report({ sheets: [turned, sources()] }), at));
    expect(sourcesSheet).toContain(
      '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>',
    );
    expect(sourcesSheet).toContain('<autoFilter ref="A1:L5"/>');
    expect(funnelSheet).toContain('<autoFilter ref="A1:L9"/>');
    expect(
      [...(funnelSheet?.matchAll(/dxfId="(\d)"[^>]*><formula>(.*?)<\/formula>/g) ?? [])].map(([, id, asked]) => [
        id,
        asked,
      ]),
    ).toEqual([
      ['1', 'EXACT(L2,&#34;BELOW NORM&#34;)'],
      ['0', 'EXACT(L2,&#34;below norm&#34;)'],
    ]);
  });
});

describe('what sheets are called', () => {
  it('is what Excel takes, and no two alike', () => {
    const long = 'Слишком длинное название отчёта для Excel';
    const names = sheetNames(["'A/B: [x]?*'", 'a b x', long, long, 'History', '', `${'x'.repeat(29)}😀y`]);
    expect(names).toEqual([
      'A B x',
      'a b x (2)',
      'Слишком длинное название отчёт…',
      'Слишком длинное название о… (2)',
      'History (2)',
      '–',
      `${'x'.repeat(29)}…`,
    ]);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(31);
  });
});

describe('a formula of the workbook', () => {
  // One lead of VK is of a day after its spend ends: what a lead costs is not divided by it.
  const late = `${small()['crm.csv']}5,2026-10-09 10:00,New,VK,,\n`;
  const path = folder({
    ...small(),
    'crm.csv': late,
    'funnel.yaml': `${small()['funnel.yaml']}norms: {qualified: 0.3}\n`,
  });
  const made = async (...more: string[]) => {
    const { out, code } = await funnel(['report', path, '--all', '-f', 'xlsx', '-q', ...more]);
    expect(code).toBe(0);
    return Buffer.from(out, 'latin1');
  };

  /** The formulas by sheet and cell, each of which comes to the value beside it. */
  async function formulasIn(bytes: Buffer): Promise<Map<string, string>> {
    const { openZip } = await import('../../src/intake/open/zip.js');
    const { Budget } = await import('../../src/intake/open/unpack.js');
    const zip = await openZip(bytes, 'x.xlsx');
    const found = new Map<string, string>();
    for (const name of zip.names.filter((one) => one.includes('worksheets/'))) {
      const xml = (await zip.read(name, new Budget(bytes.length))).toString('utf8');
      const numbers = new Map(
        [...xml.matchAll(/<c r="(\w+)"[^>]*>(?:<f>.*?<\/f>)?<v>(.*?)<\/v>/g)].map(([, at, v]) => [at, Number(v)]),
      );
      for (const [, at = '', formula = '', value] of xml.matchAll(/<c r="(\w+)"[^>]*><f>(.*?)<\/f><v>(.*?)<\/v>/g)) {
        found.set(`${name.at(-5)} ${at}`, formula);
        const asked = formula.replace(/[A-Z]+\d+/g, (cell) => `(${numbers.get(cell)})`);
        expect(Function(`return ${asked}`)()).toBeCloseTo(Number(value), 10);
      }
    }
    return found;
  }

  it('comes to the figure over the cells that stand there, and is not where it would not', {
    tags: 'slow',
  }, async () => {
    const bytes = await made();
    const found = await formulasIn(bytes);
    const sheets = await read(bytes);
    const [lines = [], headings = []] = [sheets.get('Sources'), sheets.get('Sources')?.[0]];
    const at = (name: string, heading: string) =>
      `2 ${String.fromCharCode(65 + headings.indexOf(heading))}${lines.findIndex(([first]) => first === name) + 1}`;
    expect(found.get(at('Google', 'CPL'))).toMatch(/^B\d\/[A-Z]\d$/);
    expect(found.get(at('Google', 'ROMI'))).toMatch(/^\((\w+)-(B\d)\)\/\2$/);
    expect(found.has(at('VK', 'CPL'))).toBe(false);
    expect(found.has(at('VK', 'Deal rate'))).toBe(true);
    // A stage over another.
    expect([...found].filter(([cell]) => cell.startsWith('1 ')).map(([, formula]) => formula)).toContain('B9/B4');
  });

  it('of a stage is over the stage before it of the same period and source, and is read back as the figure', async () => {
    const broken = ['--by', 'source', '--period', 'month'];
    const bytes = await made(...broken);
    const found = await formulasIn(bytes);
    const [headings = [], ...lines] = (await read(bytes)).get('Stages') ?? [];
    const at = (name: string) => headings.indexOf(name);
    const letter = (name: string) => String.fromCharCode(65 + at(name));
    const told = lines.flatMap((line, row) => {
      const formula = found.get(`1 ${letter('From prev.')}${row + 2}`);
      return formula === undefined ? [] : [{ line, formula, below: lines[Number(/\d+$/.exec(formula)?.[0]) - 2] }];
    });
    expect(told.length).toBeGreaterThan(1);
    for (const { line, formula, below } of told) {
      expect(formula).toMatch(new RegExp(`^${letter('Reached')}\\d+/${letter('Reached')}\\d+$`));
      expect(line.slice(0, 2)).toEqual(below?.slice(0, 2));
      expect(Number(line[at('From prev.')])).toBeCloseTo(
        Number(line[at('Reached')]) / Number(below?.[at('Reached')]),
        9,
      );
    }
  });

  it('goes with the bytes to a file, a folder or a pipe, and to no terminal', { tags: 'slow' }, async () => {
    const bytes = await made();
    expect(
      (await funnel(['report', path, '--all', '-q', '-o', join(path, 'a.xlsx'), '-o', join(path, 'b/'), '-f', 'xlsx']))
        .code,
    ).toBe(0);
    expect(readFileSync(join(path, 'a.xlsx')).equals(bytes)).toBe(true);
    expect(readdirSync(join(path, 'b'))).toEqual(['report.xlsx']);
    expect(await funnel(['report', path, '-f', 'xlsx'], { isTerminal: true })).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('-o report.xlsx'),
    });
    expect(await funnel(['report', path, '-f', 'xlsx', '--personal'])).toMatchObject({ code: 2, out: '' });
    expect(await funnel(['report', path, '-o', 'x.xls'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('x.xlsx'),
    });
  });

  it('names managers by their number, unless funnel.yaml says otherwise', { tags: 'slow' }, async () => {
    const crm =
      'ID,Created,Status,Source,Budget,Reason,Owner\n1,2026-10-01 10:00,Lost,VK,,call +7 999 123-45-67,Anna Petrova\n';
    const yaml = small()['funnel.yaml']?.replace('reason: Reason}', 'reason: Reason, manager: Owner}') ?? '';
    const texts = async (config: string) => {
      const own = folder({ ...small(), 'crm.csv': crm, 'funnel.yaml': config });
      const { out, err } = await funnel(['report', own, '-f', 'xlsx', '--by', 'manager', '--lang', 'ru']);
      return [JSON.stringify([...(await read(Buffer.from(out, 'latin1')))]), err];
    };
    const [words, said] = await texts(yaml);
    expect(words).toContain('Менеджер 1');
    expect(words).not.toMatch(/Anna|Petrova|999/);
    expect(said).toContain('Менеджер 1 = Anna Petrova');
    expect((await texts(`managers: names\n${yaml}`))[0]).toContain('Anna Petrova');
  });
});
