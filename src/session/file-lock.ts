import { rmSync } from 'node:fs';
import { mkdir, open, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { EXIT, text, UserError } from '../error.js';
import { isAlive, MACHINE } from '../scratch.js';

/** Another run has the list for some milliseconds: so often it is asked whether it is through, and so long is waited between. */
const [TIMES, PAUSE] = [40, 50];
/** Milliseconds: after so many nobody writes a list any more, on whatever machine that was. */
const LONGEST = 600_000;

/**
 * Does a work that reads a list and writes it anew, while no other run does: what the other one added would be lost. Who has
 * the list stands beside it meanwhile, in `.history.csv.lock`; what a run that was killed left there is taken away.
 *
 * @throws {UserError} Where another run does not let go of it.
 */
export async function withFileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  // By whatever link it is named, it is one list.
  const list = await realpath(path).catch(() => path);
  const lock = join(dirname(list), `.${basename(list)}.lock`);
  await mkdir(dirname(list), { recursive: true }).catch(() => {});
  // Where nothing may be written, whoever writes the list says so.
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
        // A full disk: what does not say whose it is would keep others out.
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
 * Takes away what a run left that is over: one run at a time, which looks again once it may. Of two that find the same one, the
 * slower would take away what the faster has made since.
 */
async function isTakenAway(lock: string): Promise<boolean> {
  if (!(await isOver(lock))) return false;
  const taking = `${lock}-taking`;
  // Who was killed right here leaves it as well.
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

/** Of another machine, or a container that is gone, nobody can ask whether it runs. By the clock of the file system, which wrote both. */
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
