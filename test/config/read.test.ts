import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config/read-config.js';
import { UserError } from '../../src/error.js';
import { without } from '../given.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'funnel-read-'));
});
afterAll(() => rm(folder, { recursive: true }));

const write = async (name: string, bytes: string | Uint8Array) => {
  await writeFile(join(folder, name), bytes);
  return join(folder, name);
};

test('a configuration is read from its file', async () => {
  expect(await readConfig(await write('good.yaml', '\uFEFFcurrency: RUB\n'))).toMatchObject({ currency: 'RUB' });
});

test('an error names the file and the line', async () => {
  const file = await write('bad.yaml', 'currency: RUB\ncurency: USD\n');
  await expect(readConfig(file)).rejects.toMatchObject({ file, line: 2, exit: 2 });
});

test.each([
  ['a file that is not there', async () => join(folder, 'none.yaml'), 'there is no such configuration'],
  ['a folder', async () => folder, 'is a folder, not a file'],
  ['a device without end', async () => '/dev/zero', 'is not a file'],
  ['another encoding', () => write('cp1251.yaml', Uint8Array.of(0x61, 0x3a, 0x20, 0xcf, 0xf0)), 'is not UTF-8'],
  ['something huge', () => write('huge.yaml', '#'.repeat(2 ** 20 + 1)), 'is larger than 1 MB: not a configuration'],
])('%s is refused', async (_, path, what) => {
  const error = await readConfig(await path()).catch((problem: unknown) => problem);
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).what.en).toBe(what);
});

test.skipIf(without('pipes that have a name', process.platform !== 'win32'))(
  'a pipe without a writer is not waited for',
  async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    await expect(readConfig(pipe)).rejects.toMatchObject({ what: { en: 'is not a file' } });
  },
);
