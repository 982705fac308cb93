import { rmSync } from 'node:fs';
import { mkdir, open, readFile, realpath, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { EXIT, text, UserError } from '../error.js';
import { isAlive, MACHINE } from '../scratch.js';

/** Another run has the list for some milliseconds: so often it is asked whether it is through, and so long is waited between. */
const [TIMES, PAUSE] = [40, 50];

/**
 * Does a work that reads a list and writes it anew, while no other run does: what the other one added would be lost. Who has
 * the list stands beside it meanwhile, in `.history.csv.lock`; what a run that was killed left there is taken away.
 *
 * @throws {UserError} Where another run does not let go of it.
 */
export async function alone<T>(path: string, work: () => Promise<T>): Promise<T> {
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
      await file.writeFile(`${MACHINE} ${process.pid}\n`);
      await file.close();
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
    const [machine, pid] = (await readFile(lock, 'utf8').catch(() => '')).trim().split(' ');
    if (machine === MACHINE && !isAlive(Number(pid))) await rm(lock, { force: true });
    else if (time < TIMES) await new Promise((done) => setTimeout(done, PAUSE));
    else throw heldBy(path, lock, pid ?? '?');
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
