import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recognise } from '../../src/intake/recognise/recognise.js';
import { daysOf, identityOf, plainRows } from '../../src/intake/scan/plain-rows.js';
import { isTotal } from '../../src/intake/scan/totals.js';
import { findShape } from '../../src/intake/shape/file-shape.js';
import { headingsAgain } from '../../src/intake/shape/joined.js';
import { cellsOf } from '../../src/intake/shape/record-cells.js';
import { described } from './reader.js';

const HEADS = {
  ad_stats: ['Campaign', 'Day', 'Source', 'Cost', 'Clicks'],
  crm: ['Source', 'Id', 'Created', 'Stage'],
};
const SETTINGS = {
  ad_stats: described('ad_stats', {
    day: 'Day',
    campaign: 'Campaign',
    source: 'Source',
    cost: 'Cost',
    clicks: 'Clicks',
  }),
  crm: described('crm', { lead_id: 'Id', created_at: 'Created', source: 'Source', status: 'Stage' }),
};

/** A file of one table, ready to be asked of its only row. */
function asked(
  table: keyof typeof HEADS,
  delimiter: string,
  cells: readonly string[],
  blankTotal: readonly number[] = [],
) {
  const head = HEADS[table].join(delimiter);
  const row = cells.map((cell) => (/["\n\r,;]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter);
  const bytes = Buffer.from(`${head}\n${row}\n`);
  const found = findShape(bytes, () => true);
  if (!found) expect.fail('no header');
  const recognised = { ...recognise(found.headings, 'a.csv', SETTINGS[table]), blankTotal };
  const start = found.rowsStart;
  const end = bytes.length - 1;
  const names = ['source', 'campaign'].flatMap((field) => recognised.columns.get(field)?.index ?? []);
  return {
    isPlain: plainRows(bytes, found, recognised)(start, end),
    cells: cellsOf(bytes.toString('utf8', start, end), found.delimiter).map((cell) => cell.trim()),
    again: headingsAgain(found),
    context: {
      identity: identityOf(recognised),
      days: daysOf(recognised),
      pattern: /^Summe/iu,
      blank: blankTotal,
      names: table === 'ad_stats' ? names : [],
      hasCell: () => true,
      ofDays: undefined,
      hasNamed: () => true,
    },
  };
}

const WORDS = [
  ...['', ' ', '\u00a0', '--', '—', 'Total', 'Итого:', 'All', 'Все', 'Google Total', '2024 total', 'Summe', 'TOTAL: 5'],
  ...['2026-03-02', '02.03.2026 10:00', '3/2/2026 9:05 PM', 'Mar 2, 2026', '1 234,56', '17', '17a', 'a17', '0', '№ 5'],
  ...['say "2"', 'a, b', '2\n3', 'Day', 'DAY', 'Source', 'Campaign', 'Id', 'Created', 'Cost', 'Яндекс', '«Ель»'],
];

describe('a row that is data beyond doubt', () => {
  it.each(['ad_stats', 'crm'] as const)(
    'of %s is neither a total nor the heading once more',
    { tags: 'slow' },
    (table) => {
      const width = HEADS[table].length;
      const row = fc.array(fc.constantFrom(...WORDS), { minLength: width, maxLength: width });
      const blanks = fc.constantFrom<number[]>([], [0], [0, 2]);
      let plain = 0;
      fc.assert(
        fc.property(row, fc.constantFrom(',', ';', '\t'), blanks, (cells, delimiter, blankTotal) => {
          if (cells.every((cell) => cell.trim() === '')) return;
          const one = asked(table, delimiter, cells, blankTotal);
          if (!one.isPlain) return;
          plain++;
          expect(isTotal(one.cells, one.context)).toBe(false);
          expect(one.again(one.cells)).not.toBe('same');
        }),
        { numRuns: 3000, seed: 7 },
      );
      expect(plain).toBeGreaterThan(300);
    },
  );

  it('is told by its day, its ID or its moment, wherever they stand and however they are written', () => {
    for (const created of ['2026-03-02T10:00:00Z', '3/2/2026 9:05 PM', '', 'soon'])
      expect(asked('crm', ',', ['a, b', '17', created, 'New']).isPlain).toBe(true);
    expect(asked('crm', ';', ['x', 'zcrm_17', '02.03.2026', 'New']).isPlain).toBe(true);
    expect(asked('crm', ';', ['x', 'zcrm_17', 'Mar 2, 2026', 'New']).isPlain).toBe(false);
    expect(asked('ad_stats', '\t', ['Total', '', 'x', '1', '2']).isPlain).toBe(false);
    expect(asked('ad_stats', '\t', ['', '2026-03-02', 'x', '1', '2'], [0]).isPlain).toBe(false);
    expect(asked('ad_stats', '\t', ['Total', '2026-03-02', 'x', '1', '2'], [0]).isPlain).toBe(true);
  });
});
