import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
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

  it.each([',', ';', '\t', '|'])('are those of the library, of any sign there is: %j', (delimiter) => {
    const signs = Array.from({ length: 0xffff }, (_, code) => String.fromCharCode(code));
    const rows = signs.flatMap((sign) => [[sign], ['a', `${sign}b`, '']]);
    const options = { delimiter, record_delimiter: '\n', quoted_match: /[\r\n]/ };
    expect(csvLines(rows, delimiter) === stringify(rows, options)).toBe(true);
  });

  it('quote what needs it, and nothing else', () => {
    expect(csvLines([['a b', 'c;d', 'e\rf', '"g"', '']], ';', '\r\n')).toBe('a b;"c;d";"e\rf";"""g""";\r\n');
    expect(csvLines([], ',')).toBe('');
  });
});
