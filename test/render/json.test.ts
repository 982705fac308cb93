import { describe, expect, it } from 'vitest';
import { exact, parseExact } from '../../src/model/exact.js';
import type { Cell, Kind, Sheet } from '../../src/model/sheet.js';
import { text } from '../../src/model/text.js';
import { RENDERERS, runJson } from '../../src/render/renderers.js';
import { column, entry, options, type Row, report, stages } from './sample.js';

const parsed = (of = report(), lang: 'en' | 'ru' = 'en') => JSON.parse(RENDERERS.json.render(of, options({ lang })));

describe('the JSON of a report', () => {
  it('has the keys of the interface in their order', () => {
    const json = parsed();
    expect(Object.keys(json)).toEqual([
      'schema',
      'period',
      'basis',
      'reach',
      'as_of',
      'timezone',
      'currency',
      'reports',
      'ledger',
      'warnings',
      'where',
      'guessed',
      'outside',
      'contacted',
      'contacted_rate',
      'bridge',
      'result',
      'to_decide',
      'findings',
      'gates',
    ]);
    expect(json).toMatchObject({
      schema: 'funnel/1',
      period: { from: '2026-02-01', to: '2026-03-31' },
      as_of: '2026-05-31T18:00:00',
      currency: 'RUB',
    });
    expect(Object.keys(json.reports)).toEqual(['stages', 'sources', 'reasons']);
    expect(json.reports.stages.columns[0]).toEqual({ name: 'stage', kind: 'stage' });
    expect(Object.keys(json.ledger[0])).toEqual(
      'file source table encoding delimiter lines rows header preamble total footer blank duplicate excluded rejected used bad_cells rejects days'.split(
        ' ',
      ),
    );
    expect(json.warnings[0]).toMatchObject({ code: 'spend-unmatched', count: 42 });
  });

  it('carries hidden columns, and machine values in every language', () => {
    const { columns, rows } = parsed(report(), 'ru').reports.stages;
    expect(columns.map((one: { name: string }) => one.name)).toContain('level');
    expect(rows[0].slice(0, 4)).toEqual(['visit', 'aggregate', 45_400, null]);
    expect(rows.every((row: unknown[]) => row.length === columns.length)).toBe(true);
    expect(parsed(report(), 'ru').reports.sources.rows.at(-1)[0]).toBe('(total)');
  });

  it('changes only messages with the language', () => {
    const strip = (json: ReturnType<typeof parsed>) => ({ ...json, warnings: [], ledger: [] });
    expect(strip(parsed(report(), 'ru'))).toEqual(strip(parsed(report(), 'en')));
    expect(parsed(report(), 'ru').ledger[0].rejects[0]).toEqual({
      line: 17,
      column: null,
      value: '',
      reason: 'нет ID лида',
    });
    expect(parsed(report(), 'ru').warnings[0].message).toContain('Этап отказа');
  });

  it('writes each kind of cell as promised', () => {
    const cells: [Kind, Cell][] = [
      ['money', parseExact('149523.445')],
      ['unit_cost', parseExact('6.92455')],
      ['rate', exact(1, 8)],
      ['points', parseExact('-0.1574')],
      ['ratio', exact(-2, 3)],
      ['count', exact(9_007_199_254_740_993n)],
      ['quantity', parseExact('0.0000014')],
      ['list', ['a', 'b']],
      ['text', null],
    ];
    const sheet: Sheet<Row> = {
      name: 'odd',
      title: text('Odd', 'Разное'),
      columns: cells.map(([kind]) => column(kind, kind, kind, kind)),
      rows: [Object.fromEntries(cells)],
      notes: [],
    };
    const line = RENDERERS.json
      .renderSheet(sheet, options())
      .split('\n')
      .find((one) => one.includes('149523'));
    expect(line?.trim()).toBe(
      '["149523.45", "6.9246", 0.125000, -0.157400, -0.666667, 9007199254740993, 0.000001, ["a", "b"], null]',
    );
  });

  it('puts each row on one line, indents by two and ends with a newline', () => {
    const json = RENDERERS.json.render(report({ sheets: [stages()] }), options());
    expect(json.endsWith('}\n')).toBe(true);
    expect(json).toContain(
      '\n  "reports": {\n    "stages": {\n      "columns": [\n        {"name": "stage", "kind": "stage"},',
    );
    expect(json.split('\n').filter((line) => /^ {8}\["\w+", "(aggregate|lead)"/.test(line))).toHaveLength(8);
  });

  it('keeps a heading called __proto__ as a key like any other', () => {
    const bad_cells = new Map([
      ['__proto__', 1],
      ['constructor', 2],
    ]);
    const cells = parsed(report({ ledger: [entry({ bad_cells })] })).ledger[0].bad_cells;
    expect(Object.entries(cells)).toEqual([...bad_cells]);
    expect(Object.getPrototypeOf(cells)).toBe(Object.prototype);
  });

  it('returns hostile text unchanged to a parser and harmless to a terminal', () => {
    const file = 'a\x1b[31m\x9b\u202e"\n\u2028😀\u{e0061}.csv';
    const json = RENDERERS.json.render(report({ ledger: [entry({ file })] }), options());
    expect(JSON.parse(json).ledger[0].file).toBe(file);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must be absent
    expect(json).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u2028]/);
  });

  it('is whole without files, warnings and rows', () => {
    const empty = report({ sheets: [{ ...stages(), rows: [] }], ledger: [], warnings: [], asOf: null, currency: null });
    expect(parsed(empty)).toMatchObject({ as_of: null, currency: null, reports: { stages: { rows: [] } }, ledger: [] });
  });
});

it('says in run.json what the head and the foot say, with the version', () => {
  const run = JSON.parse(runJson(report(), 'en'));
  expect(Object.keys(run).slice(0, 3)).toEqual(['schema', 'version', 'period']);
  expect(run).toMatchObject({ version: '0.1.0', basis: 'cohort', ledger: [{ lines: 3_848 }] });
  expect(run).not.toHaveProperty('reports');
});
