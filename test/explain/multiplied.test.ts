import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { orRefused } from '../../src/error.js';
import { folder, small } from '../cli/run.js';
import { inContext, madeOf, multipliedOut, once, PLAIN } from './multiplied.js';

const fixtures = new URL('../../fixtures/', import.meta.url).pathname;
const foldersIn = (room: string): string[] =>
  readdirSync(join(fixtures, room), { withFileTypes: true })
    .filter((one) => one.isDirectory())
    .map(({ name }) => join(room, name));
const of = (path: string) => ({ ...PLAIN, all: true, paths: [join(fixtures, path)] });

/** What no report can be made of, as its own tests say. */
const REFUSED = [
  ...['crm-meta-leads-center', 'crm-pipedrive-status-twice', 'crm-zoho-home-made-sheet'],
  'yandex-direct-api-cost-in-micros',
].map((name) => join('sources', name));

describe('every printed number', () => {
  it.each(['demo', ...foldersIn('sources')])('of %s is what the rows behind it come to', async (path) => {
    const found = await orRefused(() => inContext(of(path), multipliedOut));
    expect('off' in found ? found.off : found.what.en).toEqual(REFUSED.includes(path) ? expect.any(String) : []);
  });

  it.each([
    ['by month and campaign', { period: 'month', by: ['campaign'] }],
    ['by manager, seen alone', { by: ['manager'], reach: 'observed' }],
    [
      'of some sources, strictly',
      { where: [{ dimension: 'source', values: ['VK Реклама'], not: true }], reach: 'strict' },
    ],
  ] as const)('of the demo %s is what the rows behind it come to', async (_, asked) => {
    const { count, off } = await inContext({ ...PLAIN, paths: [join(fixtures, 'demo')], ...asked }, multipliedOut);
    expect(off).toEqual([]);
    expect(count).toBeGreaterThan(500);
  });

  it('has as many rows listed as it counts, and no lead twice', async () => {
    const files = folder(small());
    for (const path of [join(fixtures, 'demo'), files])
      await inContext({ ...PLAIN, paths: [path] }, async (context) => {
        const wanted = once((await madeOf(context)).made);
        const tallied = await context.tallied(wanted);
        for (const [at, one] of wanted.entries()) {
          const listed = await context.rowsBehind(one);
          expect(listed.length).toBe(tallied[at]?.count);
          const keys = listed.flatMap(({ key }) => key ?? []);
          expect(new Set(keys).size).toBe(keys.length);
        }
      });
  });
});
