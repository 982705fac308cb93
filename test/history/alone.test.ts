import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { orRefused, UserError } from '../../src/error.js';
import { MACHINE } from '../../src/scratch.js';
import { withFileLock } from '../../src/session/file-lock.js';
import { folder } from '../cli/run.js';

afterEach(() => void vi.useRealTimers());

describe('a list that runs add to', () => {
  it('loses nothing where several add to it at once', async () => {
    const list = join(folder({ 'list.csv': '' }), 'list.csv');
    const add = (line: string) =>
      withFileLock(list, async () => {
        const before = await readFile(list, 'utf8');
        await new Promise(setImmediate);
        await writeFile(list, `${before}${line}\n`);
      });
    await Promise.all(['a', 'b', 'c'].map(add));
    expect(readFileSync(list, 'utf8').split('\n').sort()).toEqual(['', 'a', 'b', 'c']);
    expect(readdirSync(join(list, '..'))).toEqual(['list.csv']);
  });

  it('is free again when the run that had it was killed, or failed', async () => {
    const home = folder({ '.list.csv.lock': `${MACHINE} 999999999\n` });
    const list = join(home, 'list.csv');
    const failed = withFileLock(list, async () => {
      throw new Error('full');
    });
    await expect(failed).rejects.toThrow('full');
    expect(await withFileLock(list, async () => existsSync(join(home, '.list.csv.lock')))).toBe(true);
    expect(readdirSync(home)).toEqual([]);
  });

  it('is had by one run at a time, though several find at once what a killed one left', { tags: 'slow' }, async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const home = folder({});
    let [most, now, ended] = [0, 0, 0];
    const work = async () => {
      most = Math.max(most, ++now);
      for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
      now--;
    };
    for (let round = 1; round <= 100; round++) {
      writeFileSync(join(home, '.list.csv.lock'), `${MACHINE} 999999999\n`);
      for (const late of [0, round % 10, round % 7])
        void (async () => {
          for (let turn = 0; turn < late; turn++) await new Promise(setImmediate);
          // On a busy machine one may wait in vain: it has not had the list then.
          await orRefused(() => withFileLock(join(home, 'list.csv'), work)).finally(() => ended++);
        })();
      while (ended < 3 * round) {
        await new Promise(setImmediate);
        vi.advanceTimersByTime(1);
      }
    }
    expect([most, readdirSync(home)]).toEqual([1, []]);
  });

  it('is free again after ten minutes by the clock of the file system, whatever machine held it: a container may be gone', async () => {
    const home = folder({ '.list.csv.lock': 'elsewhere 999999999\n' });
    const lock = join(home, '.list.csv.lock');
    const written = statSync(lock).mtimeMs / 1000;
    utimesSync(lock, written, written - 601);
    expect(await withFileLock(join(home, 'list.csv'), async () => readFileSync(lock, 'utf8'))).toContain(MACHINE);
    expect(readdirSync(home)).toEqual([]);
  });

  it.each([
    ['a living run', `${MACHINE} ${process.pid}\n`],
    ['a run of another machine', `elsewhere 999999999\n`],
  ])('that %s does not let go of is left as it is, in one sentence of either language', async (_, holder) => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const home = folder({ 'list.csv': 'as it was', '.list.csv.lock': holder });
    let ended: unknown;
    const asked = orRefused(() =>
      withFileLock(join(home, 'list.csv'), async () => writeFileSync(join(home, 'list.csv'), '')),
    );
    asked.then((error) => {
      ended = error;
    });
    while (ended === undefined) {
      await new Promise(setImmediate);
      vi.advanceTimersByTime(50);
    }
    const { what, hint, exit } = ended as UserError;
    expect(ended).toBeInstanceOf(UserError);
    expect([exit, what.en, what.ru].join()).toMatch(/^74,another run is writing it \(process \d+\).*другой запуск/);
    expect(hint?.ru).toContain('.list.csv.lock');
    expect(readFileSync(join(home, 'list.csv'), 'utf8')).toBe('as it was');
    expect(readFileSync(join(home, '.list.csv.lock'), 'utf8')).toBe(holder);
  });
});
