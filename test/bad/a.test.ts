import { appendFileSync, truncateSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openDuckDb } from '../../src/engines/duckdb/open.js';
import { loadFiles } from '../../src/intake/load-files.js';
import { type IntakeOptions, readFiles } from '../../src/intake/read-files.js';
import { columnsFile } from '../../src/intake/type/lay-out.js';
import { makeScratch } from '../../src/scratch.js';
import { folder, funnel } from '../cli/run.js';
import { described } from '../intake/reader.js';
import { bucketsIn, countOf, expectError, messageOf, over } from './over.js';

// Section A of the catalogue of bad input: bytes. Containers (A3, A4) and standard input (A13) are in test/intake.

/** Options that let unreadable lines pass, so that the ledger can be looked at. */
const lenient = (folder: string, ...flags: string[]) => over(folder, '--max-rejects', '100%', ...flags);

const fixtures = fileURLToPath(new URL('../../fixtures/bad', import.meta.url));
const check = (name: string, ...flags: string[]) => funnel(['check', `${fixtures}/${name}`, ...flags]);

const OPTIONS: IntakeOptions = {
  ...{ headings: [], encoding: undefined, delimiter: undefined, timezone: undefined, decimal: undefined },
  ...{ dates: undefined, asOf: undefined, exclude: undefined, guess: false },
  ...{ dimensions: new Map(), worked: new Map(), rules: new Map(), statuses: new Map() },
};

describe('A1: an empty file', () => {
  it.each(['A1-empty', 'A1-blank'])('%s is an error', async (folder) => {
    expectError(await over(folder), [/^funnel: a\.csv: the file is empty\n {2}→ download the export again/]);
  });
});

describe('A2: a header and no rows', () => {
  it('is told, and stands in the list of files', { tags: 'slow' }, async () => {
    const outcome = await over('A2-header-only');
    expect([bucketsIn(outcome, 'a.csv'), bucketsIn(outcome, 'b.csv')]).toEqual([{ header: 1 }, { header: 1, used: 2 }]);
    expect(messageOf(outcome, 'no-rows')).toBe('a.csv: a header and no rows');
    expect(outcome.total('spend')).toBe('3.00');
  });
});

describe('A5: byte order marks', () => {
  it.each(['A5-mark', 'A5-mark-twice'])(
    '%s: at the start they are no part of the first heading',
    { tags: 'slow' },
    async (folder) => {
      const outcome = await over(folder);
      expect([outcome.buckets, outcome.total('spend'), outcome.warnings]).toEqual([{ header: 1, used: 3 }, '4.50', []]);
    },
  );

  it('in mid-file they are taken out, and told: files were joined', { tags: 'slow' }, async () => {
    const outcome = await over('A5-mark-in-mid-file');
    expect([outcome.buckets, outcome.total('spend')]).toEqual([{ header: 1, used: 4 }, '6.00']);
    expect(countOf(outcome, 'marks-inside')).toBe(1);
  });
});

describe('A6, A7: UTF-16', () => {
  it.each([
    ['A6-utf-16le', 'utf-16le'],
    ['A6-utf-16be', 'utf-16be'],
    ['A7-utf-16le-without-mark', 'utf-16le'],
    ['A7-utf-16be-without-mark', 'utf-16be'],
  ])('%s is read to the letter', { tags: 'slow' }, async (folder, encoding) => {
    const outcome = await over(folder);
    expect([outcome.ledger.encoding, outcome.buckets]).toEqual([encoding, { header: 1, used: 2 }]);
    expect(outcome.figures('sources', 'spend')).toMatchObject({ Осень: '1.50', почта: '1.50' });
  });

  it('zero bytes at odd and even places are no UTF-16: an error', async () => {
    expectError(await over('A7-zero-bytes-at-both-places'), [/a\.csv: line 2: holds NUL bytes: this is not text/]);
  });
});

describe('A8: one byte for a letter', () => {
  it.each([
    ['A8-windows-1251', 'windows-1251', 'Осенние скидки', 'Осенние'],
    ['A8-windows-1252', 'windows-1252', 'Été à Genève', 'Été'],
  ])(
    '%s: the guess stands in check with one word of the file',
    { tags: 'slow' },
    async (folder, encoding, source, word) => {
      const outcome = await over(folder);
      expect([outcome.ledger.encoding, outcome.total('spend')]).toEqual([
        encoding,
        outcome.buckets.used === 3 ? '4.50' : '3.00',
      ]);
      expect(outcome.figures('sources', 'spend')).toHaveProperty([source], '1.50');
      expect((await check(folder)).out).toContain(`read as ${encoding}: «${word}»`);
    },
  );

  it('--encoding goes before the guess, and then nothing is guessed', async () => {
    expectError(await over('A8-windows-1252', '--encoding', 'utf-8'), [/byte \d+ is not utf-8/]);
    expect((await check('A8-windows-1251', '--encoding', 'cp1251')).out).not.toContain('read as');
  });

  it.each(['A8-koi8-r', 'A8-shift-jis'])('%s is not guessed: an error that names the option', async (folder) => {
    expectError(await over(folder), [/--encoding/]);
  });
});

describe('A9: letters that nobody can read', () => {
  it('two encodings in one file: an error with the line and the byte', async () => {
    expectError(await over('A9-two-encodings'), [/a\.csv: line 3: byte 63 is not utf-8: encodings are mixed/]);
  });

  it('U+FFFD that was there before is counted', { tags: 'slow' }, async () => {
    const outcome = await over('A9-letters-lost-before');
    expect([outcome.buckets, countOf(outcome, 'lost-characters')]).toEqual([{ header: 1, used: 2 }, 3]);
  });
});

describe('A10: no text', () => {
  it.each([
    ['A10-zero-bytes', /a\.csv: line 4: holds NUL bytes/],
    ['A10-control-characters', /a\.csv: line 3: holds control characters \(\\x1b\)/],
  ])('%s is an error with its line', async (folder, words) => {
    expectError(await over(folder), [words]);
  });
});

describe('A11: a download that was cut off', () => {
  it.each([
    ['A11-short-last-row', '2 cells, the header has 4'],
    ['A11-quote-open-at-the-end', 'a quote is opened and never closed'],
    ['A11-half-a-character', 'the download was cut off here'],
  ])('%s: its last row is rejected, the others count, and it is told', { tags: 'slow' }, async (folder, reason) => {
    const outcome = await lenient(folder);
    expect([outcome.buckets, outcome.total('spend')]).toEqual([{ header: 1, rejected: 1, used: 3 }, '4.50']);
    expect(outcome.ledger.rejects).toEqual([{ line: 5, column: null, value: '', reason }]);
    expect(messageOf(outcome, 'looks-truncated')).toMatch(/looks truncated: download it again/);
  });
});

describe('A12: a file that changes during the run', () => {
  const head = 'Day,Source,Cost,Clicks\n';
  const row = '2026-03-02,mail,1.50,1\n';

  it('is an error, though it changed only after it was scanned', async () => {
    const path = folder({ 'a.csv': head + row.repeat(3) });
    const settings = described('ad_stats', { day: 'Day', source: 'Source', cost: 'Cost', clicks: 'Clicks' });
    const scratch = await makeScratch();
    const file = join(path, 'a.csv');
    const { loaded } = await loadFiles([{ path: file, name: 'a.csv', settings }], OPTIONS, scratch);
    // A clean file is read where it lies, once more.
    expect(loaded[0]?.clean.path).toBe(file);
    for (const change of [
      () => appendFileSync(file, row),
      () => truncateSync(file, 40),
      () => utimesSync(file, 1, 1),
    ]) {
      change();
      const engine = await openDuckDb({ files: [await scratch.path(columnsFile('0'))] });
      await expect(readFiles(engine, loaded, OPTIONS, scratch)).rejects.toThrow('changed while it was read');
      engine.close();
    }
    scratch.remove();
  });
});
