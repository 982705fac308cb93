import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { csvLines } from '../../src/model/csv-lines.js';

const SIGNS = ['a', '', ',', ';', '|', '\t', '"', '""', '\n', '\r', '\r\n', "'", ' ', '\\', 'ё', '\ufeff'];
const CELLS = SIGNS.flatMap((one) => SIGNS.map((other) => `${one}${other}x`.slice(0, one === '' ? 1 : 3)));

describe('rows as lines of CSV', () => {
  it.each([',', ';', '\t', '|'])('are read as they were, with any sign in a cell and either end: %j', (delimiter) => {
    const rows = [CELLS, ...CELLS.map((cell) => ['', cell, ''])];
    for (const end of ['\n', '\r\n']) {
      const lines = csvLines(rows, delimiter, end);
      for (const record_delimiter of [[end], ['\r\n', '\n', '\r']])
        expect(parse(lines, { delimiter, record_delimiter, relax_column_count: true })).toEqual(rows);
    }
  });

  it('quote what needs it, and nothing else', () => {
    expect(csvLines([['a b', 'c;d', 'e\rf', '"g"', '']], ';', '\r\n')).toBe('a b;"c;d";"e\rf";"""g""";\r\n');
    expect(csvLines([], ',')).toBe('');
  });
});
