import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, funnel, small } from './run.js';

/** Exports in a folder of their own, with places beside them that a report may be sent to. */
function places(): string {
  const cwd = folder({});
  mkdirSync(join(cwd, 'in'));
  for (const [name, content] of Object.entries(small())) writeFileSync(join(cwd, 'in', name), content);
  return cwd;
}
const report = (cwd: string, out: string) => funnel(['sources', 'in', '-f', 'csv', '-q', '-o', out], { cwd });

describe('a report is written over plain files alone', () => {
  it('leaves a pipe what it is', async () => {
    const cwd = places();
    execFileSync('mkfifo', [join(cwd, 'pipe')]);
    symlinkSync('pipe', join(cwd, 'link'));
    for (const out of ['pipe', 'link']) {
      const { code, err } = await report(cwd, out);
      expect([code, err]).toEqual([2, expect.stringContaining('no plain file')]);
    }
    expect(lstatSync(join(cwd, 'pipe')).isFIFO()).toBe(true);
  });

  it.each(['/proc/self/fd/1', '/dev/fd/1', '/dev/full'])('leaves a link to %s what it is', async (target) => {
    const cwd = places();
    symlinkSync(target, join(cwd, 'link'));
    const { code, err } = await report(cwd, 'link');
    expect([code, err]).toEqual([2, expect.stringContaining('no plain file')]);
    expect(lstatSync(join(cwd, 'link')).isSymbolicLink()).toBe(true);
  });

  it('refuses a pipe among the files of a folder, and changes none of the others', async () => {
    const cwd = places();
    mkdirSync(join(cwd, 'out'));
    writeFileSync(join(cwd, 'out', 'stages.csv'), 'as it was');
    execFileSync('mkfifo', [join(cwd, 'out', 'sources.csv')]);
    const { code, err } = await funnel(['report', 'in', '-f', 'csv', '-q', '-o', 'out/'], { cwd });
    expect([code, err]).toEqual([2, expect.stringContaining('no plain file')]);
    expect(readFileSync(join(cwd, 'out', 'stages.csv'), 'utf8')).toBe('as it was');
  });

  it('follows a link to a plain file, and takes /dev/stdout for what it is', async () => {
    const cwd = places();
    writeFileSync(join(cwd, 'plain.csv'), '');
    symlinkSync('plain.csv', join(cwd, 'link'));
    expect((await report(cwd, 'link')).code).toBe(0);
    const stdout = await report(cwd, '/dev/stdout');
    expect(stdout.code).toBe(0);
    expect(stdout.out).toBe(readFileSync(join(cwd, 'plain.csv'), 'utf8'));
    expect(lstatSync(join(cwd, 'link')).isSymbolicLink()).toBe(true);
  });
});

describe('names of files', () => {
  it('never reach a terminal raw, whatever is said of them', async () => {
    const cwd = folder({});
    const { 'funnel.yaml': yaml = '', 'crm.csv': crm = '', 'ads.csv': ads = '' } = small();
    const odd = 'crm\u001b[31m\u202e.csv';
    writeFileSync(join(cwd, odd), crm.replace('4,2026-10-04', ',2026-10-04'));
    writeFileSync(join(cwd, 'ads.csv'), ads);
    writeFileSync(join(cwd, 'funnel.yaml'), yaml.replace('path: crm.csv', 'path: "crm*.csv"'));
    for (const format of ['csv', 'json', 'table']) {
      const { out, err, code } = await funnel(['report', '.', '-f', format, '--max-rejects', '50%'], { cwd });
      expect(code).toBe(0);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(out + err).not.toMatch(/[\u001b\u202e]/u);
    }
  });
});
