import { stringify } from 'csv-stringify/sync';
import { describe, expect, it } from 'vitest';
import { csvLines } from '../../src/model/csv-lines.js';

const SIGNS = ['a', '', ',', ';', '|', '\t', '"', '""', '\n', '\r', '\r\n', "'", ' ', '\\', 'ё', '\ufeff'];
const CELLS = SIGNS.flatMap((one) => SIGNS.map((other) => `${one}${other}x`.slice(0, one === '' ? 1 : 3)));

describe('rows as lines of CSV', () => {
  it.each([',', ';', '\t', '|'])('are those of a library that writes it, with any sign in a cell: %j', (delimiter) => {
    const rows = [CELLS, ...CELLS.map((cell) => ['', cell, '']), ['']];
    for (const end of ['\n', '\r\n'])
      expect(csvLines(rows, delimiter, end)).toBe(
        stringify(rows, { delimiter, record_delimiter: end, quote_record_delimiter: true }),
      );
  });

  it('are nothing where there are no rows', () => {
    expect(csvLines([], ',')).toBe('');
  });
});
