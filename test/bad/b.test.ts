import { describe, expect, it } from 'vitest';
import { folder, funnel } from '../cli/run.js';
import { AD_COLUMNS, adsYaml, makeHarness } from '../intake/harness.js';
import { workOf } from '../work.js';
import { bucketsIn, countOf, expectError, messageOf, over } from './over.js';

// Section B of the catalogue of bad input: dialect and shape. Each line has a file named for it in fixtures/bad; files
// with one row damaged in every way are in test/intake/polluted.test.ts.

/** Options that let unreadable lines pass, so that the ledger can be looked at. */
const lenient = (folder: string, ...flags: string[]) => over(folder, '--max-rejects', '100%', ...flags);

/** The buckets of the only file, and the spend that was read from it. */
const readAs = async (folder: string, ...flags: string[]) => {
  const outcome = await lenient(folder, ...flags);
  return { outcome, seen: [outcome.buckets, outcome.total('spend')] };
};

describe('B1: lines above the header', () => {
  it('are no rows, and the days in them are the days of the export', async () => {
    const { outcome, seen } = await readAs('B1-title-and-dates-above');
    expect([seen, outcome.warnings]).toEqual([[{ preamble: 3, header: 1, used: 3 }, '4.50'], []]);
  });
});

describe('B2: sep=;', () => {
  it('is obeyed, and is no row', async () => {
    const { outcome, seen } = await readAs('B2-separator-line');
    expect([seen, outcome.ledger.delimiter]).toEqual([[{ preamble: 1, header: 1, used: 3 }, '4.50'], ';']);
  });
});

describe('B3: rows of totals', () => {
  it.each(['B3-total-last', 'B3-total-first'])(
    '%s: left out, counted, and agrees with the rows',
    { tags: 'slow' },
    async (folder) => {
      const { outcome, seen } = await readAs(folder);
      expect([seen, outcome.warnings]).toEqual([[{ header: 1, total: 1, used: 3 }, '4.50'], []]);
    },
  );

  it('a total that the rows do not add up to is told', async () => {
    const { outcome, seen } = await readAs('B3-total-differs');
    expect(seen).toEqual([{ header: 1, total: 1, used: 3 }, '4.50']);
    expect(messageOf(outcome, 'total-differs')).toBe(
      'a.csv: its rows add up to 4.50, its own total says 7.50: rows are missing or too many',
    );
  });

  it('a campaign that is called Total and has a day is a row', { tags: 'slow' }, async () => {
    expect((await readAs('B3-campaign-called-total')).seen).toEqual([{ header: 1, used: 3 }, '4.50']);
  });
});

describe('B4: lines below the rows', () => {
  it('are left out and counted', async () => {
    expect((await readAs('B4-footer')).seen).toEqual([{ header: 1, blank: 1, footer: 2, used: 3 }, '4.50']);
  });
});

describe('B5: a header that comes again', () => {
  it('is an error with its line and the setting that allows it', async () => {
    expectError(await over('B5-header-again'), [/a\.csv: line 4: the heading stands here again/, /concatenated: true/]);
  });

  it('is a header where the setting allows it', { tags: 'slow' }, async () => {
    expect((await readAs('B5-header-again-allowed')).seen).toEqual([{ header: 2, used: 4 }, '6.00']);
  });

  it('is the same header where a column has no heading', async () => {
    expect((await readAs('B5-header-again-unnamed-column')).seen).toEqual([{ header: 2, used: 4 }, '6.00']);
  });

  it('with other columns is an error, whatever is allowed', async () => {
    expectError(await over('B5-another-header'), [/a\.csv: line 5: another header stands here/]);
  });
});

describe('B6: two rows of headings', () => {
  it('merged headings over a second row: an error that shows both', async () => {
    expectError(await over('B6-second-row-of-headings'), [
      /line 2: two rows of headings: «Day», «Source», «Cost», «column_4», .*; and below them «», «», «Plan», «Fact»/,
      /→ leave one row, with one heading for each column/,
    ]);
  });

  it('units below the headings too', async () => {
    expectError(await over('B6-units-below-the-headings'), [/«Day», .*; and below them «\(date\)», /]);
  });
});

describe('B7: no header', () => {
  it('is an error that says how to name columns by their place', async () => {
    expectError(await over('B7-no-header'), [
      /has no column «Day» \(day\)/,
      /→ is there no header\?.*columns: \{day: \$1/,
    ]);
    expectError(await over('B7-no-header', '--no-config'), [/not an export that is known/, /day: \$1/]);
  });

  it('columns by their place: every line is a row, from the first on', async () => {
    const { outcome, seen } = await readAs('B7-no-header-columns-by-place');
    expect([seen, outcome.total('visits')]).toEqual([[{ used: 3 }, '4.50'], 3]);
    // Of a file of three columns the fourth is no place.
    const yaml = 'files: [{path: a.csv, table: ad_stats, columns: {day: $1, source: $2, clicks: $4}}]\n';
    const path = folder({ 'a.csv': '2026-03-02,mail,1\n2026-03-03,mail,1\n', 'funnel.yaml': yaml });
    expect((await funnel(['report', path])).err).toMatch(/a\.csv: has no column \$4 \(clicks\)/);
  });
});

describe('B8: a heading that stands twice', () => {
  it('is an error where something is read from it', async () => {
    expectError(await over('B8-heading-twice'), [
      /the heading «Cost» stands 2 times with different cells, and cost is read from it/,
    ]);
  });

  it('is told where nothing is', async () => {
    const { outcome, seen } = await readAs('B8-heading-twice-not-read');
    expect(seen).toEqual([{ header: 1, used: 3 }, '4.50']);
    expect(messageOf(outcome, 'repeated-headings')).toBe(
      'a.csv: headings that stand more than once are not read: «note»',
    );
  });
});

describe('B9: a heading that is empty', () => {
  it('is told where the column holds something', async () => {
    const { outcome, seen } = await readAs('B9-heading-empty');
    expect([seen, countOf(outcome, 'unnamed-columns')]).toEqual([[{ header: 1, used: 3 }, '4.50'], 1]);
  });

  it('is no name to read a column by: an error that says how to', async () => {
    expectError(await over('B9-heading-empty-and-read'), [
      /column 3 has no heading \(source\)/,
      /→ give it one in the file, or write source: \$3/,
    ]);
  });

  it('can be read by its place', async () => {
    const { outcome } = await readAs('B9-heading-empty-read-by-place');
    expect(outcome.figures('sources', 'spend')).toMatchObject({ x: '4.50' });
  });

  it('is nothing to speak of where every line ends with a separator', async () => {
    const { outcome, seen } = await readAs('B9-separator-at-every-end');
    expect([seen, outcome.warnings]).toEqual([[{ header: 1, used: 3 }, '4.50'], []]);
  });
});

describe('B10: rows of another width', () => {
  it('are rejected one by one, never padded, never cut', { tags: 'slow' }, async () => {
    const { outcome, seen } = await readAs('B10-ragged-rows');
    expect(seen).toEqual([{ header: 1, rejected: 4, used: 3 }, '4.50']);
    expect(outcome.ledger.rejects.map(({ line, reason }) => [line, reason])).toEqual([
      [4, '3 cells, the header has 4'],
      [5, '5 cells, the header has 4'],
      [6, '5 cells, the header has 4'],
      [7, '5 cells, the header has 4'],
    ]);
  });
});

describe('B11: a quote that is left open', () => {
  it('costs its line, and reading goes on at the next', { tags: 'slow' }, async () => {
    const { outcome, seen } = await readAs('B11-quote-left-open');
    expect([seen, outcome.rejected]).toEqual([[{ header: 1, rejected: 1, used: 5 }, '7.50'], [4]]);
  });

  it('that swallows more than a tenth of the file is an error', async () => {
    expectError(await over('B11-two-quotes-around-rows'), [/a quote may have swallowed 16 of 40 lines/]);
  });
});

describe('B12: a newline in a quoted cell', () => {
  it('is part of the cell; the lines of its row count as one row', { tags: 'slow' }, async () => {
    const { outcome, seen } = await readAs('B12-newline-in-a-quoted-cell');
    expect([seen, outcome.ledger.rows, outcome.warnings]).toEqual([[{ header: 1, used: 3 }, '3.00'], 2, []]);
  });

  it('with a line that would itself be a row is told', { tags: 'slow' }, async () => {
    const { outcome, seen } = await readAs('B12-cell-that-looks-like-rows');
    expect([seen, countOf(outcome, 'rows-in-cells')]).toEqual([[{ header: 1, used: 4 }, '3.00'], 1]);
  });
});

describe('B13: a quote inside a cell', () => {
  it('costs its line', async () => {
    const { outcome, seen } = await readAs('B13-quote-inside-a-cell');
    expect([seen, outcome.rejected]).toEqual([
      [{ header: 1, rejected: 2, used: 3 }, '4.50'],
      [4, 5],
    ]);
  });
});

describe('B14: other ways to quote', () => {
  it('backslashes in all of a file are read, and said', async () => {
    const { outcome, seen } = await readAs('B14-backslashes-everywhere');
    expect(seen).toEqual([{ header: 1, used: 4 }, '6.00']);
    expect(outcome.figures('sources', 'spend')).toMatchObject({ 'say "yes"': '1.50', '24"': '1.50', 'a, b': '1.50' });
  });

  it('a backslash in one row of many is no way to write: its line is rejected', async () => {
    const { outcome, seen } = await readAs('B14-backslashes-in-one-row');
    expect([seen, outcome.rejected]).toEqual([[{ header: 1, rejected: 1, used: 3 }, '4.50'], [4]]);
  });

  it('apostrophes in all of a file are read, header and all', { tags: 'slow' }, async () => {
    const { outcome, seen } = await readAs('B14-apostrophes-everywhere');
    expect(seen).toEqual([{ header: 1, used: 3 }, '4.50']);
    expect(outcome.figures('sources', 'spend')).toMatchObject({ 'a, b': '1.50', "Men's": '1.50', '24"': '1.50' });
  });

  it('apostrophes round some cells are quotes or text: those lines are rejected, and no other', async () => {
    const { outcome, seen } = await readAs('B14-apostrophes-in-some-rows');
    expect(seen).toEqual([{ header: 1, rejected: 2, used: 5 }, '7.50']);
    expect(outcome.ledger.rejects.map(({ line, reason }) => [line, reason])).toEqual([
      [4, 'a cell in apostrophes: quotes or text?'],
      [5, '5 cells, the header has 4'],
    ]);
  });
});

describe('B15: newlines', () => {
  it.each([
    ['B15-carriage-returns', 3, '4.50'],
    ['B15-mixed-newlines', 4, '6.00'],
  ])('%s are newlines', { tags: 'slow' }, async (folder, used, spend) => {
    expect((await readAs(folder)).seen).toEqual([{ header: 1, used }, spend]);
  });

  it('signs that only look like one are text', async () => {
    const { outcome, seen } = await readAs('B15-signs-that-look-like-newlines');
    expect([seen, outcome.warnings]).toEqual([[{ header: 1, used: 2 }, '3.00'], []]);
  });
});

describe('B16: a comma and a blank', () => {
  it('stand between the cells; blanks round values and headings are no part of them', async () => {
    const { outcome, seen } = await readAs('B16-comma-and-blank');
    expect(seen).toEqual([{ header: 1, used: 3 }, '4.50']);
    expect(outcome.figures('sources', 'spend')).toMatchObject({ 'a, b': '1.50', mail: '1.50', post: '1.50' });
  });
});

// Made here: they are too large to be kept.
describe('B17: what is too large', () => {
  const harness = makeHarness();
  const head = Object.values(AD_COLUMNS).join();
  const report = (...lines: string[]) => harness.report({ 'a.csv': `${lines.join('\n')}\n`, 'funnel.yaml': adsYaml() });

  it('a cell of more than 1 MiB costs its line, quoted or not', { tags: 'slow' }, async () => {
    const cell = 'x'.repeat(1_100_000);
    const row = '2026-03-04,mail,1.50,1';
    const outcome = await report(head, `2026-03-02,${cell},1.50,1`, `2026-03-03,"${cell}",1.50,1`, row);
    expect([outcome.buckets, outcome.rejected]).toEqual([{ header: 1, rejected: 2, used: 1 }, [2, 3]]);
    const reasons = (one: typeof outcome) => one.ledger.rejects.map(({ reason }) => reason);
    expect(reasons(outcome)).toEqual(['a cell of more than 1 MiB', 'a cell of more than 1 MiB']);
    // Where its line ends before it does, nothing tells what else the quote has swallowed.
    for (const end of ['', '\n"', ' "x"'])
      expect(reasons(await report(head, `2026-03-03,"${cell}${end},1.50,1`, row))[0]).toContain(
        'not closed within 1 MiB',
      );
    expect(reasons(await report(head, `2026-03-03,"""${cell}""",1.50,1`, row))).toEqual(['a cell of more than 1 MiB']);
  });

  it.each([2001, 100_001])('%i columns are an error before an engine sees them', async (count) => {
    const columns = Array.from({ length: count - 4 }, (_, at) => `h${at}`).join();
    const work = await workOf(async () =>
      expectError(await report(`${head},${columns}`, '2026-03-02,mail,1.50,1'), [`${count} columns`]),
    );
    expect(work).toBeLessThan(4000);
    harness.remove();
  });
});

describe('B18: files of one set with other delimiters', () => {
  it('are each read by their own, and the ledger says which', { tags: 'slow' }, async () => {
    const outcome = await over('B18-delimiters-of-two-files');
    expect(outcome.json.ledger.map(({ delimiter }) => delimiter)).toEqual([',', ';']);
    expect([bucketsIn(outcome, 'b.csv'), outcome.total('spend')]).toEqual([{ header: 1, used: 1 }, '4.50']);
  });
});

describe('B19: columns that differ between files of one set', () => {
  it('are read by name, whatever their order', { tags: 'slow' }, async () => {
    const outcome = await over('B19-columns-in-another-order');
    expect([outcome.total('spend'), outcome.total('visits'), outcome.warnings]).toEqual(['4.50', 3, []]);
  });

  it('a mapped one that is missing is an error with the file', async () => {
    expectError(await over('B19-mapped-column-missing'), [/b\.csv: has no column «Cost» \(cost\)/]);
  });

  it('one that only some exports of a platform have makes a figure incomplete: told', { tags: 'slow' }, async () => {
    const outcome = await over('B19-column-only-in-one');
    expect(messageOf(outcome, 'column-missing')).toBe(
      'b.csv: has no «Conversions», which a.csv has: such figures are not complete',
    );
    expect([outcome.total('spend'), outcome.total('actions')]).toEqual(['3.00', 1]);
  });

  it('a new one is told', { tags: 'slow' }, async () => {
    const outcome = await over('B19-new-column');
    expect(messageOf(outcome, 'new-column')).toBe(
      'b.csv: columns that the other exports of its kind do not have: «Placement»',
    );
    expect(outcome.total('spend')).toBe('4.50');
  });
});

describe('B20: a type that changes far below', () => {
  it('costs the line where it does: nothing is guessed from the first rows', { tags: 'slow' }, async () => {
    const outcome = await lenient('B20-words-after-a-thousand-numbers');
    expect([outcome.buckets, outcome.total('spend')]).toEqual([{ header: 1, rejected: 1, used: 2_999 }, '4498.50']);
    expect(outcome.ledger.rejects).toEqual([
      { line: 2_502, column: 'Cost', value: 'a lot', reason: 'not a number that can be read' },
    ]);
  });
});
