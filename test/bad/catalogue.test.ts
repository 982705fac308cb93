import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

// The catalogue of bad input, line by line: each line has tests under its name, and an export if a file can show it.

const root = fileURLToPath(new URL('../..', import.meta.url));
const lines = (section: string, last: number) => Array.from({ length: last }, (_, at) => `${section}${at + 1}`);
const ALL = [...lines('A', 13), ...lines('B', 20), ...lines('C', 15), ...lines('D', 13), ...lines('F', 9)];
// F10 is of a store that does not exist yet.

/** What no file in a folder can show: links to files, signals, full disks, sums, files of hundreds of megabytes. */
const SHOWN_BY_TESTS = new Set(['A12', 'A13', 'B17', 'C7', 'F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9']);

it('has tests under the name of every line', () => {
  const folder = join(root, 'test');
  const tests = (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => name.endsWith('.test.ts') && !name.includes('node_modules'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  const named = new Set(
    tests.flatMap((code) =>
      [...code.matchAll(/describe.*['"`]((?:[A-F]\d+(?:, | and )?)+):/g)].flatMap(
        ([, ids = '']) => ids.match(/[A-F]\d+/g) ?? [],
      ),
    ),
  );
  expect(ALL.filter((line) => !named.has(line))).toEqual([]);
});

it('has a fixture named for every line that a file can show', () => {
  const fixtures = readdirSync(join(root, 'fixtures/bad'));
  const named = new Set(fixtures.map((name) => name.split('-')[0]));
  expect(ALL.filter((line) => !named.has(line) && !SHOWN_BY_TESTS.has(line))).toEqual([]);
});
