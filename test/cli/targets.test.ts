import { execFileSync } from 'node:child_process';
import { linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
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

  it('refuses a pipe among the files of a folder, and changes none of the others', { tags: 'slow' }, async () => {
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

describe('whatever stands where a report is to be written', () => {
  const TARGETS: [what: string, make: (path: string) => void, codes: number[]][] = [
    ['a pipe', (path) => execFileSync('mkfifo', [path]), [2]],
    ['a link to a pipe', (path) => execFileSync('sh', ['-c', 'mkfifo "$0.pipe" && ln -s "$0.pipe" "$0"', path]), [2]],
    ['a link to a device', (path) => symlinkSync('/dev/null', path), [2]],
    ['a link to a descriptor', (path) => symlinkSync('/proc/self/fd/2', path), [2]],
    ['a link to itself', (path) => symlinkSync(path, path), [2, 74]],
    ['a link to nothing', (path) => symlinkSync(`${path}.not-there`, path), [0]],
    ['a link to an input', (path) => symlinkSync(join(path, '../../in/crm.csv'), path), [2]],
    ['a link to the configuration', (path) => symlinkSync(join(path, '../../in/funnel.yaml'), path), [0, 2]],
    ['another name of an input', (path) => linkSync(join(path, '../../in/crm.csv'), path), [2]],
    ['a folder', (path) => mkdirSync(path), [0, 2, 74]],
    ['a folder that nobody may write into', (path) => mkdirSync(path, 0o500), [0, 2, 74]],
    ['a plain file', (path) => writeFileSync(path, 'as it was'), [0]],
  ];
  const WAYS: [how: string, argv: (path: string) => string[], name: string][] = [
    ['a report into a file', (path) => ['sources', 'in', '-f', 'csv', '-q', '-o', path], 'x.csv'],
    [
      'reports into a folder',
      (path) => ['report', 'in', '-f', 'csv', '-q', '-o', `${join(path, '..')}/`],
      'sources.csv',
    ],
    ['a draft', (path) => ['init', 'in', '-q', '--force', '-o', path], 'x.yaml'],
  ];
  const cases = TARGETS.flatMap(([what, make, codes]) =>
    WAYS.map(([how, argv, name]) => ({ what, how, make, codes, argv, name })),
  );

  it.each(cases)(
    '$what stays what it is, or is replaced whole: $how',
    { tags: 'slow' },
    async ({ what, how, make, codes, argv, name }) => {
      const cwd = places();
      const out = join(cwd, 'out');
      mkdirSync(out);
      const path = join(out, name);
      make(path);
      const kindOf = (one: string) => lstatSync(one).mode & 0o170000;
      const kind = kindOf(path);
      const inputs = Object.fromEntries(
        Object.keys(small()).map((file) => [file, readFileSync(join(cwd, 'in', file))]),
      );
      const { code, err } = await funnel(argv(path), { cwd });
      expect([[...codes], code, err]).toEqual([
        expect.arrayContaining([code]),
        code,
        code === 0 ? '' : expect.stringContaining('funnel: '),
      ]);
      expect(kindOf(path)).toBe(kind);
      // A configuration is written over where that is asked for: no export is.
      const kept =
        what === 'a link to the configuration' && how === 'a draft' ? ['crm.csv', 'ads.csv'] : Object.keys(inputs);
      for (const file of kept) expect(readFileSync(join(cwd, 'in', file))).toEqual(inputs[file]);
      expect(readdirSync(out).filter((file) => file.includes('.tmp-'))).toEqual([]);
    },
  );
});

describe('names of files', () => {
  it('never reach a terminal raw, whatever is said of them', { tags: 'slow' }, async () => {
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

describe('a report that goes to several places in one run', () => {
  const to = (...out: string[]) => out.flatMap((one) => ['-o', one]);

  it('is written to each in the format of its name, as if it were there alone', { tags: 'slow' }, async () => {
    const cwd = places();
    const run = (...more: string[]) => funnel(['report', 'in', '--title', 'Ours', ...more], { cwd });
    expect(await run(...to('page.html', 'data.json', 'x.md', 'tables/', '-'), '-f', 'table')).toMatchObject({
      code: 0,
      out: (await run()).out,
    });
    expect(readFileSync(join(cwd, 'data.json'), 'utf8')).toBe((await run('-f', 'json')).out);
    expect(readFileSync(join(cwd, 'page.html'), 'utf8')).toBe((await run('-f', 'html')).out);
    expect(readFileSync(join(cwd, 'x.md'), 'utf8')).toBe((await run('-f', 'md')).out);
    expect(readdirSync(join(cwd, 'tables'))).toEqual(['report.txt']);
    expect(readFileSync(join(cwd, 'page.html'), 'utf8')).toContain('<h1>Funnel · Ours</h1>');
  });

  it('is written to none where one cannot be, or where two are one', async () => {
    const cwd = places();
    for (const [out, said] of [
      [['a.html', 'in/crm.csv'], 'is one of the inputs'],
      [['a.html', 'b/../a.html'], 'one place'],
      [['a.html', 'a.pdf'], 'not written as .pdf'],
    ] as const) {
      const { code, err } = await funnel(['report', 'in', ...to(...out)], { cwd });
      expect([code, err]).toEqual([2, expect.stringContaining(said)]);
      expect(readdirSync(cwd)).toEqual(['in']);
    }
  });

  it('says where it lies to whoever sits at a terminal', async () => {
    const cwd = places();
    const { err } = await funnel(['report', 'in', ...to('page.html')], { cwd, isTerminal: true });
    expect(err).toContain(`→ file://${cwd}/page.html\n`);
  });
});
