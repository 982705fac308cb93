import { rmSync } from 'node:fs';
import { mkdir, open, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { EXIT, text, UserError } from '../error.js';
import { isAlive, MACHINE } from '../scratch.js';

/**
 * How often another run is waited for, and how many milliseconds each time. It holds the lock for a few milliseconds
 * only.
 */
const [TIMES, PAUSE] = [40, 50];
/** Milliseconds after which a lock is held by nobody any more, on whatever machine it was made. */
const LONGEST = 600_000;

/**
 * Runs `work`, which reads a file and writes it anew, while no other run does the same: otherwise what the other one
 * added would be lost. The lock is a file beside it, `.history.csv.lock`. A lock left by a killed run is removed.
 *
 * @throws {UserError} Where another run holds the lock for too long.
 */
export async function withFileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  // One lock for all links to the same file.
  const list = await realpath(path).catch(() => path);
  const lock = join(dirname(list), `.${basename(list)}.lock`);
  await mkdir(dirname(list), { recursive: true }).catch(() => {});
  // If no lock can be made, `work` will say itself what it cannot write.
  if (!(await isTaken(lock, path))) return work();
  const release = () => rmSync(lock, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

async function isTaken(lock: string, path: string): Promise<boolean> {
  for (let time = 1; ; time++) {
    try {
      const file = await open(lock, 'wx');
      try {
        await file.writeFile(`${MACHINE} ${process.pid}\n`);
      } catch {
        // The disk is full. A lock that does not say whose it is would keep others out.
        await rm(lock, { force: true });
        return false;
      } finally {
        await file.close();
      }
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
    if (await isTakenAway(lock)) continue;
    const [, pid] = (await readFile(lock, 'utf8').catch(() => '')).trim().split(' ');
    if (time < TIMES) await new Promise((done) => setTimeout(done, PAUSE));
    else throw heldBy(path, lock, pid ?? '?');
  }
}

/**
 * Removes the lock of a run that is over; gives whether it did. One run at a time may do so, and it looks again before
 * it does: otherwise the slower of two runs would remove the new lock of the faster one.
 */
async function isTakenAway(lock: string): Promise<boolean> {
  if (!(await isOver(lock))) return false;
  const taking = `${lock}-taking`;
  // A run killed at this point leaves this file as well.
  if (await isOver(taking)) await rm(taking, { force: true });
  try {
    await writeFile(taking, `${MACHINE} ${process.pid}\n`, { flag: 'wx' });
  } catch {
    return false;
  }
  try {
    const isStill = await isOver(lock);
    if (isStill) await rm(lock, { force: true });
    return isStill;
  } finally {
    await rm(taking, { force: true });
  }
}

async function isOver(lock: string): Promise<boolean> {
  const [machine, pid] = (await readFile(lock, 'utf8').catch(() => '')).trim().split(' ');
  return (machine === MACHINE && !isAlive(Number(pid))) || isForgotten(lock);
}

/**
 * Whether a lock is so old that its run must be over. A run on another machine, or in a container that is gone, cannot
 * be asked. Both times are by the clock of the file system.
 */
async function isForgotten(lock: string): Promise<boolean> {
  const beside = `${lock}-${process.pid}`;
  try {
    await writeFile(beside, '');
    const [theirs, now] = await Promise.all([stat(lock), stat(beside)]);
    return now.mtimeMs - theirs.mtimeMs > LONGEST;
  } catch {
    return false;
  } finally {
    await rm(beside, { force: true });
  }
}

const heldBy = (path: string, lock: string, pid: string): UserError =>
  new UserError(
    text(
      `another run is writing it (process ${pid}); nothing was added`,
      `её пишет другой запуск (процесс ${pid}); ничего не добавлено`,
    ),
    {
      file: path,
      exit: EXIT.output,
      hint: text(
        `run again once that one is over; if there is none, delete ${lock}`,
        `повторите, когда он закончится; если его нет, удалите ${lock}`,
      ),
    },
  );
