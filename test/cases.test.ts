import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { funnel, rowsOf } from './cli/run.js';
import { CASES, without } from './given.js';

const school = join(CASES, 'it-school');
const ringostat = join(CASES, 'ringostat');
/** The body of a skipped suite runs all the same, so this must not throw. */
const hasSchool = existsSync(school);

describe.skipIf(without(school, hasSchool))('the online school', () => {
  const expected = (
    hasSchool
      ? JSON.parse(readFileSync(join(school, 'expected.json'), 'utf8'))
      : { stages: [], sources: [], reasons: {} }
  ) as {
    stages: Record<string, unknown>[];
    sources: Record<string, string | number>[];
    reasons: Record<string, number>;
  };
  const folders = (hasSchool ? readdirSync(school) : []).filter((name) => ['comma', 'ru', 'xlsx'].includes(name));

  /** Each folder is read once. */
  const runs = new Map<string, ReturnType<typeof funnel>>();
  function reportOf(name: string): ReturnType<typeof funnel> {
    const run = runs.get(name) ?? funnel(['report', join(school, name), '-f', 'json']);
    runs.set(name, run);
    return run;
  }

  it.each(folders)('comes out to the digit from %s', async (name) => {
    const { out, code } = await reportOf(name);
    expect(code).toBe(0);
    const stages = new Map(rowsOf(out, 'stages').map((row) => [row.get('stage'), row]));
    for (const wanted of expected.stages)
      for (const [key, value] of Object.entries(wanted)) {
        // No export tells which of the lost leads had reached a decision.
        const isUntold = key === 'lost' && ['proposal', 'decision'].includes(String(wanted.stage));
        expect([wanted.stage, key, stages.get(wanted.stage)?.get(key)]).toEqual([
          wanted.stage,
          key,
          isUntold ? null : value,
        ]);
      }
    const sources = new Map(rowsOf(out, 'sources').map((row) => [row.get('source'), row]));
    for (const wanted of expected.sources)
      for (const [key, value] of Object.entries(wanted)) {
        const found = sources.get(wanted.source)?.get(key);
        const isMoney = key === 'spend' || key === 'revenue';
        expect([wanted.source, key, isMoney ? Number(found) : found]).toEqual([
          wanted.source,
          key,
          isMoney ? Number(value) : value,
        ]);
      }
    expect(Object.fromEntries(rowsOf(out, 'reasons').map((row) => [row.get('reason'), row.get('lost')]))).toEqual(
      expected.reasons,
    );
    expect(sources.get('(total)')?.get('cpl')).toBe('6.9246');
    expect(JSON.parse(out).warnings).toContainEqual(expect.objectContaining({ code: 'destroyed-ids', count: 2 }));
  });

  it('gives the same reports to the byte from every folder', async () => {
    const reports = new Set<string>();
    for (const name of folders) reports.add(JSON.stringify(JSON.parse((await reportOf(name)).out).reports));
    expect(reports.size).toBe(1);
  });
});

describe.skipIf(without(ringostat, existsSync(ringostat)))('the deals without lead IDs', () => {
  it('count row by row', async () => {
    const { out, code } = await funnel(['report', ringostat, '-f', 'json']);
    expect(code).toBe(0);
    const sources = new Map(rowsOf(out, 'sources').map((row) => [row.get('source'), row]));
    const of = (source: string) => [sources.get(source)?.get('leads'), sources.get(source)?.get('deals')];
    expect(of('Partner')).toEqual([274, 89]);
    expect(of('Inbound call')).toEqual([187, 40]);
    expect(of('Registration')).toEqual([124, 26]);
    expect(of('Facebook PPC')).toEqual([69, 4]);
    expect([of('(total)'), sources.get('(total)')?.get('lost')]).toEqual([[895, 216], 431]);
    const lost = rowsOf(out, 'reasons')
      .slice(0, 4)
      .map((row) => row.get('lost'));
    expect(lost).toEqual([45, 44, 40, 39]);
  });
});
