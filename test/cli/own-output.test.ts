import { describe, expect, it } from 'vitest';
import { folder, funnel, rowsOf, small } from './run.js';

const spendOf = (out: string): unknown => rowsOf(out, 'sources').at(-1)?.get('spend');

describe('reports that were written beside the exports', () => {
  const alone = funnel(['report', folder(small()), '-f', 'json']);

  it.each([
    ['a file each', ['-f', 'csv', '-o', '.']],
    ['by campaign and month', ['--by', 'campaign', '--period', 'month', '-f', 'csv', '-o', '.']],
    ['for Excel', ['--excel=ru', '-o', '.']],
    ['tidy', ['-o', 'report.csv']],
    ['a table', ['-o', 'report.txt']],
    ['a Russian one', ['--lang', 'ru', '-o', 'отчёт.txt']],
  ])('are no exports: %s', { tags: 'slow' }, async (_, argv) => {
    const cwd = folder(small());
    expect((await funnel(['report', '.', ...argv], { cwd })).code).toBe(0);
    const after = await funnel(['report', '.', '-f', 'json'], { cwd });
    expect([after.code, spendOf(after.out)]).toEqual([0, spendOf((await alone).out)]);
    expect(after.err).toContain('report that funnel wrote');
    expect(JSON.parse(after.out).ledger).toHaveLength(2);
  });

  it('are written in the format that their name says', { tags: 'slow' }, async () => {
    const cwd = folder(small());
    for (const name of ['a.csv', 'a.json']) await funnel(['report', '.', '-q', '-o', `out/${name}`], { cwd });
    const stated = await funnel(['report', '.', '-q', '-f', 'json'], { cwd });
    const { readFileSync } = await import('node:fs');
    expect(readFileSync(`${cwd}/out/a.json`, 'utf8')).toBe(stated.out);
    expect(readFileSync(`${cwd}/out/a.csv`, 'utf8')).toMatch(/^period,report,row,measure,value\n/);
  });
});
