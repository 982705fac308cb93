import { mkdirSync, mkdtempSync, readlinkSync, rmSync } from 'node:fs';
import { lstat, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { EXIT, type Text, text, UserError } from './error.js';

/** A private folder (mode 0700) for the clean copies of one run, and for what its engine spills. */
export interface Scratch {
  /** Writes a file that nobody else may read, and gives its path. */
  write(name: string, chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<string>;
  /** A path in the folder, for an engine that writes there by itself. */
  path(name: string): Promise<string>;
  remove(): void;
}

/**
 * Makes the folder of one run; it appears on the disk only once something is written. `note` is called if it lies
 * elsewhere than it should, or could not be removed.
 *
 * @throws {UserError} On writing, where no place can be written to.
 */
export async function makeScratch(note?: (said: Text) => void): Promise<Scratch> {
  await removeLeftovers();
  let folder: string | undefined;
  const remove = () => {
    process.off('exit', remove);
    if (folder === undefined) return;
    const own = folder;
    folder = undefined;
    try {
      rmSync(own, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
      removed.push(own);
    } catch {
      // The report is right all the same.
      leftBehind.add(own);
      note?.(staysIn(own));
    }
  };
  const path = async (name: string) => {
    if (!folder) {
      folder = makeFolder(note);
      process.once('exit', remove);
    }
    return join(folder, name);
  };
  return {
    async write(name, chunks) {
      const target = await path(name);
      let size = 0;
      const counting = async function* () {
        for await (const chunk of chunks) {
          size += chunk.length;
          yield chunk;
        }
      };
      await writeFile(target, counting(), { mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
        throw FULL.has(error.code) ? cannotWrite(target, error, size) : error;
      });
      return target;
    },
    path,
    remove,
  };
}

/** Folders to try: that for temporary files, else the one for shared memory. */
const places = (): string[] => (process.platform === 'win32' ? [tmpdir()] : [tmpdir(), '/dev/shm']);

/** The environment variable that names the folder for temporary files. */
export const temporaryVariable = (system: string = process.platform): string =>
  system === 'win32' ? 'TEMP' : 'TMPDIR';

const staysIn = (folder: string): Text =>
  text(
    `${folder}: temporary files could not be removed; the next run removes them`,
    `${folder}: временные файлы не удалились; их удалит следующий запуск`,
  );

/** Folders that could not be removed because an engine holds a file of them open. The next start removes them. */
export const leftBehind = new Set<string>();

/**
 * Folders of earlier runs of this process, the latest last. A name is used again, since the engine of the next run may
 * know its files by their paths.
 */
const removed: string[] = [];

function makeFolder(note?: (said: Text) => void): string {
  const again = removed.pop();
  if (again !== undefined && dirname(again) === tmpdir())
    try {
      mkdirSync(again, { mode: 0o700 });
      return again;
    } catch {
      // Another process has it now.
    }
  let reason: unknown;
  for (const place of places())
    try {
      // Synchronous: otherwise a folder made while the program is being stopped would stay.
      const folder = mkdtempSync(join(place, `${PREFIX}${process.pid}-`));
      if (reason !== undefined) note?.(elsewhere(place, reason as NodeJS.ErrnoException));
      return folder;
    } catch (error) {
      reason ??= error;
    }
  throw cannotWrite(tmpdir(), reason as NodeJS.ErrnoException);
}

const FULL = new Set<string | undefined>(['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EFBIG']);

const elsewhere = (place: string, { code }: NodeJS.ErrnoException): Text =>
  text(
    `${tmpdir()}: no temporary files can be written there (${code}); they lie in ${place}, which is memory`,
    `${tmpdir()}: временные файлы туда не записать (${code}); они лежат в ${place}, то есть в памяти`,
  );

/** The namespace in which process IDs are unique. A container has its own, though it may have the name of its host. */
function processesOf(): string {
  try {
    return readlinkSync('/proc/self/ns/pid').replace(/\D/g, '');
  } catch {
    return '';
  }
}

/**
 * Part of the names of temporary files. It tells machines apart: on a shared folder the processes of another machine
 * would look dead.
 */
export const MACHINE =
  hostname()
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 24) + processesOf();

const PREFIX = `funnel-${MACHINE}-`;

/**
 * Removes folders of runs that were killed before they could do so. Those of another user or of a running process stay.
 */
async function removeLeftovers(): Promise<void> {
  const found = await Promise.all(
    places().map(async (place) => (await readdir(place).catch(() => [])).map((name) => join(place, name))),
  );
  for (const left of found.flat()) {
    const name = basename(left);
    if (!name.startsWith(PREFIX)) continue;
    const [, pid] = /^(\d+)-\w+$/.exec(name.slice(PREFIX.length)) ?? [];
    if (pid === undefined || isAlive(Number(pid))) continue;
    const info = await lstat(left).catch(() => null);
    if (info?.isDirectory() && info.uid === (process.getuid?.() ?? info.uid))
      await rm(left, { recursive: true, force: true }).catch(() => {});
  }
}

/** Whether a process runs. One that we may not ask about does run. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function cannotWrite(path: string, { code }: NodeJS.ErrnoException, size?: number): UserError {
  const [en, ru] = size === undefined ? ['', ''] : [`, ${size} bytes`, `, байт: ${size}`];
  return new UserError(text(`could not be written (${code}${en})`, `не удалось записать (${code}${ru})`), {
    file: path,
    exit: EXIT.output,
    hint: FULL.has(code)
      ? text(
          `free some space there, or set ${temporaryVariable()} to another folder`,
          `освободите там место или укажите другую папку в ${temporaryVariable()}`,
        )
      : text(
          `set ${temporaryVariable()} to a folder that you may write to`,
          `укажите в ${temporaryVariable()} папку, куда можно писать`,
        ),
  });
}
