import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import { book, zip } from '../intake/book.js';
import { folder } from './run.js';

// The program as shipped: what is loaded on demand is found in the bundle too.

const CSV = 'Day,Source,Cost,Clicks\n2026-10-01,VK,10.50,3\n2026-10-02,VK,2.25,1\n';
const rows = CSV.trim()
  .split('\n')
  .map((line) => line.split(','));
const cells = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('');
/** A frame with one raw block, as zstd writes what it cannot make smaller. */
const zstd = Buffer.concat([
  Buffer.from('28b52ffd20', 'hex'),
  Buffer.from([CSV.length]),
  Buffer.from([(CSV.length << 3) | 1, (CSV.length << 3) >> 8, 0]),
  Buffer.from(CSV),
]);

let run: (argv: string[], io: object) => Promise<number>;
beforeAll(async () => {
  ({ run } = await import(new URL('../../dist/main.cjs', import.meta.url).href));
});

it.each<[string, () => Promise<Buffer> | Buffer]>([
  ['spend.csv', () => Buffer.from(CSV)],
  ['spend.csv.gz', () => gzipSync(CSV)],
  ['spend.csv.zst', () => zstd],
  ['spend.zip', () => zip({ 'spend.csv': CSV })],
  ['spend.xlsx', () => book([{ name: 'Spend', rows }])],
  ['spend.xls', () => Buffer.from(`<html><body><table>${cells}</table></body></html>`)],
])('reads %s, which a glob finds', { tags: 'slow' }, async (name, content) => {
  const cwd = folder({ [name]: await content() });
  const [out, err]: [string[], string[]] = [[], []];
  const code = await run(['sources', join(cwd, 'sp*'), '--currency', 'RUB', '-f', 'csv', '--lang', 'en'], {
    ...{ out: (chunk: string) => out.push(chunk), err: (chunk: string) => err.push(chunk) },
    ...{ width: 100, isTerminal: false, env: {}, cwd },
  });
  expect([code, err.filter((line) => line.includes('fault'))]).toEqual([0, []]);
  expect(out.join('')).toMatch(/^VK,12\.75,4,/m);
});

it.each([
  ['is of another engine', 'of no engine'],
  ['is not there', undefined],
])(
  'starts where what was kept of the build %s; only what is not there is left there by a report, and by a help its own',
  (_, kept) => {
    const root = fileURLToPath(new URL('../..', import.meta.url));
    const house = folder({ 'a.csv': CSV });
    for (const path of ['bin', 'dist/main.cjs', 'dist/help.cjs', 'package.json'])
      cpSync(join(root, path), join(house, path), { recursive: true });
    const own = `main.cjs.${process.platform}-${process.arch}-${process.version}.v8`;
    if (kept) writeFileSync(join(house, 'dist', own), kept);
    symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'));
    const args = ['report', 'a.csv', '--section', 'sources', '--currency', 'RUB', '-f', 'csv', '--lang', 'en'];
    const ran = spawnSync(process.execPath, ['bin/funnel.js', ...args], { cwd: house, encoding: 'utf8' });
    expect([ran.status, ran.stdout]).toEqual([0, expect.stringMatching(/^VK,12\.75,4,/m)]);
    expect(readdirSync(join(house, 'dist'))).toEqual(['help.cjs', 'main.cjs', own]);
    expect(readFileSync(join(house, 'dist', own)).length > 1_000_000).toBe(kept === undefined);
    const help = own.replace(/^main/, 'help');
    if (kept) writeFileSync(join(house, 'dist', help), kept);
    expect(spawnSync(process.execPath, ['bin/funnel.js', '--help'], { cwd: house }).status).toBe(0);
    expect(readdirSync(join(house, 'dist'))).toEqual(['help.cjs', help, 'main.cjs', own]);
    expect(readFileSync(join(house, 'dist', help)).length > 100_000).toBe(kept === undefined);
  },
);

it('answers a help without the program that computes, and leaves to it what only looks like one', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const house = folder({});
  for (const path of ['bin', 'dist/help.cjs', 'package.json'])
    cpSync(join(root, path), join(house, path), { recursive: true });
  writeFileSync(join(house, 'dist/main.cjs'), "exports.run = async () => (console.log('computed'), 3);");
  const ran = (...args: string[]) => {
    const { status, stdout } = spawnSync(process.execPath, ['bin/funnel.js', ...args], {
      cwd: house,
      encoding: 'utf8',
    });
    return [status, stdout];
  };
  expect(ran('report', '--help', '--lang', 'en')).toEqual([0, expect.stringContaining('Usage: funnel report')]);
  expect(ran('--version')).toEqual([0, expect.stringMatching(/^\d/)]);
  for (const args of [
    ['report', 'help'],
    ['sql', '-h=1', 'help'],
    ['help', 'reprot'],
    ['complete', '--', '--help'],
  ])
    expect(ran(...args)).toEqual([3, 'computed\n']);
});

it('keeps what it is built of, and never what it was before', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const house = folder({});
  for (const path of ['bin', 'dist/main.cjs', 'dist/help.cjs', 'package.json'])
    cpSync(join(root, path), join(house, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'));
  const node = (...args: string[]) => spawnSync(process.execPath, args, { cwd: house, encoding: 'utf8' });
  const keep = () => node('-e', "import('./bin/load.js').then(({ keep }) => keep())");
  const text = readFileSync(join(house, 'dist/main.cjs'), 'utf8');
  keep();
  // Of the same length: by that alone the engine tells texts apart.
  writeFileSync(join(house, 'dist/main.cjs'), text.replaceAll('unknown command', 'unknown COMMAND'));
  keep();
  expect(node('bin/funnel.js', 'explode', '--lang', 'en').stderr).toContain('unknown COMMAND');
});
