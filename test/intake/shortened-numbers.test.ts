import { describe, expect, it } from 'vitest';
import { text } from '../../src/error.js';
import { NO_NUMBER } from '../../src/intake/type/checks.js';
import { rejectsHint } from '../../src/session/rejects-hint.js';

const hintOf = (value: string, rejected: number, lines: number): string => {
  const one = { line: 2, column: 'cost', value, reason: text('not a number', 'не число') };
  return rejectsHint(Array<typeof one>(rejected).fill(one), rejected, lines).en;
};

describe('a column of amounts that a spreadsheet shortened', () => {
  it.each(['1E+03', '2e2', '1,2E+5', '-1.5e6', '12e-2', '4E+03'])('is told how to be saved again: %s', (cell) => {
    expect(hintOf(cell, 2, 3)).toBe(
      `«cost» is written with exponents (${cell}), as Excel shortens numbers: show the column as a number with all its digits, and save again`,
    );
  });

  it.each(['12 Mai 26', '1E', 'E+03', '1e3e4', '1.2.3E+5', 'ten', '31.12.25'])(
    'is none where a cell is only something like it: %s',
    (cell) => {
      expect(hintOf(cell, 2, 3)).not.toContain('exponents');
    },
  );

  it.each(['1234567890123', '46082', '31.12.25', '20260301'])('is told nothing of dates: %s', (value) => {
    const one = { line: 2, column: 'Cost', value, reason: NO_NUMBER };
    const hint = rejectsHint([one, one], 2, 3).en;
    expect(hint).not.toContain('--dates');
    expect(hint.includes('more than 12 digits')).toBe(value.length === 13);
  });

  it('is not the advice where other cells are the trouble', () => {
    expect(hintOf('1E+03', 1, 20)).toContain('--max-rejects 5% lets them pass');
  });
});
