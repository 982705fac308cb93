import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CASES, without } from '../given.js';
import { makeHarness } from './harness.js';
import { described, isRefused, makeReader } from './reader.js';
import { cellsOf, linesOf } from './text.js';

// The twelve files of max-mapper/csv-spectrum (BSD-2), read where they lie: none of them is part of the project.
const folder = join(CASES, 'csv-spectrum');
const names = existsSync(folder) ? readdirSync(join(folder, 'csvs')).map((file) => file.replace(/\.csv$/, '')) : [];

const harness = makeHarness();
afterAll(harness.remove);
const read = makeReader(harness.base);

/** The `_crlf` ones have lost their CR on the way. */
function textOf(name: string): string {
  const text = readFileSync(join(folder, 'csvs', `${name}.csv`), 'utf8');
  return name.endsWith('_crlf') ? text.replace(/\r?\n/g, '\r\n') : text;
}

const rowsOf = (name: string): Record<string, string>[] =>
  [JSON.parse(readFileSync(join(folder, 'json', `${name}.json`), 'utf8'))].flat();

describe.skipIf(without(folder, names.length > 0))('csv-spectrum', () => {
  it('has its twelve files', () => {
    expect(names).toHaveLength(12);
  });

  it.each(names)('%s', async (name) => {
    const text = textOf(name);
    const right = rowsOf(name);
    const [first = '', second = ''] = Object.keys(right[0] ?? {});
    const settings = described('ad_stats', { campaign: first, source: second });
    const result = await read(Buffer.from(text), settings);
    if (isRefused(result)) throw new Error(`refused: ${result.message}`);
    const { loaded, rows } = result;
    const found = rows.map(({ cells }) =>
      Object.fromEntries(loaded.shape.headings.map((heading, at) => [heading, cells[at]])),
    );
    const lost = right.filter((row) => !found.some((one) => JSON.stringify(one) === JSON.stringify(row)));
    expect(found).toEqual(right.filter((row) => !lost.includes(row)));
    // What is not read is refused, line by line.
    expect(loaded.rejects.length).toBeGreaterThanOrEqual(lost.length);
    expect(loaded.rejects.length === 0 ? lost : []).toEqual([]);
    const { scan, shape } = loaded;
    expect(shape.headerLines + scan.recordLines + scan.blankLines + loaded.rejects.length).toBe(linesOf(text).length);
  });

  it('is read the same by csv-parse, but for what is refused', async () => {
    for (const name of names) {
      const text = textOf(name);
      const [heading = ''] = Object.keys(rowsOf(name)[0] ?? {});
      const result = await read(Buffer.from(text), described('ad_stats', { campaign: heading }));
      if (isRefused(result)) throw new Error(`${name}: ${result.message}`);
      if (result.loaded.rejects.length > 0) continue;
      const [, ...right] = cellsOf(text, ',');
      const isBlank = (row: string[]) => row.every((cell) => cell.trim() === '');
      expect([name, result.rows.map(({ cells }) => cells)]).toEqual([name, right.filter((row) => !isBlank(row))]);
    }
  });
});
