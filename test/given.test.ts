import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { numberFrom } from './given.js';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

describe('what the environment names', () => {
  it.each(['FUNNEL_CASES', 'FUNNEL_ENGINE'])(
    'and is not there is an error, and nothing is skipped: %s',
    async (name) => {
      vi.resetModules();
      vi.stubEnv(name, '/no/such/path');
      await expect(import('./given.js')).rejects.toThrow(`${name}=/no/such/path: there is no such path`);
    },
  );

  it.each(['', 'x', '0', '-1', '1.5', '1e3', ' 7'])(
    'and is no number is an error, and not a run of nothing: «%s»',
    (word) => {
      vi.stubEnv('FUNNEL_RUNS', word);
      expect(() => numberFrom('FUNNEL_RUNS', 5)).toThrow(`FUNNEL_RUNS=${word}: expected a whole number`);
    },
  );

  it('is taken, else the usual number', () => {
    expect(numberFrom('FUNNEL_RUNS', 5)).toBe(5);
    vi.stubEnv('FUNNEL_RUNS', '700');
    expect(numberFrom('FUNNEL_RUNS', 5)).toBe(700);
  });
});

it('no test is skipped without a word', () => {
  const root = fileURLToPath(new URL('.', import.meta.url));
  const silent = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .flatMap((path) =>
      readFileSync(join(root, path), 'utf8')
        .split('\n')
        .filter((line) => /\b(?:describe|it|test|context)\.(?:skip|skipIf|runIf|todo|only)\(/.test(line))
        .filter((line) => !/(?:skipIf|skip)\((?:without\(|no[A-Z])/.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    );
  expect(silent).toEqual([]);
});

it('no path is that of a URL, which begins with a slash on Windows and has %20 for a blank', () => {
  const root = fileURLToPath(new URL('.', import.meta.url));
  const named = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:ts|mjs)$/.test(path) && !path.includes('node_modules'))
    .filter((path) => /import\.meta\.url\)\s*\.pathname/.test(readFileSync(join(root, path), 'utf8')));
  expect(named).toEqual([]);
});
