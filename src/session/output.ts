import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { lstat, mkdir, open, readdir, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EXIT, type Text, text, UserError } from '../error.js';
import { isAlive, MACHINE } from '../scratch.js';

/** Words of `--out` that mean stdout. */
export const STDOUT: ReadonlySet<string> = new Set(['-', '/dev/stdout']);

/** Whether `--out` points to a folder: one that exists, or a name that ends with a slash or has no ending. */
export async function isFolder(path: string, cwd: string): Promise<boolean> {
  if (/[/\\]$/.test(path)) return true;
  const there = await stat(resolve(cwd, path)).catch(() => null);
  return there ? there.isDirectory() : extname(path) === '' && !OF_A_SYSTEM.test(resolve(cwd, path));
}

/**
 * Refuses to write over an input, before anything is read. Links are followed.
 *
 * @throws {UserError}
 */
export async function refuseInputs(outputs: readonly string[], inputs: readonly string[]): Promise<void> {
  const identity = async (path: string) => {
    const info = await stat(path).catch(() => null);
    return info ? `${info.dev}:${info.ino}` : null;
  };
  const taken = new Set(await Promise.all(inputs.map(identity)));
  for (const output of outputs)
    if (taken.has(await identity(output)) && (await identity(output)) !== null)
      throw new UserError(text('the output is one of the inputs', 'файл результата совпадает с входным'), {
        file: output,
        hint: text('choose another name for --out', 'выберите для --out другое имя'),
      });
}

/**
 * Refuses to replace anything but a plain file, before anything is read; links are followed. Renaming a file over a
 * pipe, a device or an open file would take it away from everybody else. `system` is for tests.
 *
 * @throws {UserError}
 */
export async function refuseOddTargets(outputs: readonly string[], system: string = process.platform): Promise<void> {
  for (const output of outputs) {
    const odd = system === 'win32' ? noNameOfWindows(output) : undefined;
    if (odd !== undefined)
      throw new UserError(text(`«${odd}» is no name of a file on Windows`, `в Windows нет имени файла «${odd}»`), {
        file: output,
        hint: text('choose another name for --out', 'выберите для --out другое имя'),
      });
    const end = await followed(output);
    const info = await lstat(end).catch(() => null);
    if (!OF_A_SYSTEM.test(end) && (info === null || info.isFile() || info.isDirectory())) continue;
    throw new UserError(text('is no plain file: nothing is written over it', 'не обычный файл: поверх него не пишем'), {
      file: output,
      hint: text(
        'name a file or a folder; without --out the report goes to stdout',
        'укажите файл или папку; без --out отчёт идёт в stdout',
      ),
    });
  }
}

/**
 * The part of a path that is no name of a file on Windows; undefined: none. A device has its name in every folder and
 * with every ending (NUL.csv). A colon would hide the content behind another file. A dot or blank at the end is
 * dropped: «report.» would be written over «report».
 */
function noNameOfWindows(path: string): string | undefined {
  const steps = path.replace(/^(?:[\\/]{2}[?.][\\/])?(?:[a-z]:)?/i, '').split(/[\\/]/);
  return steps.find(
    (step) =>
      /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(?:\.|$)/i.test(step) ||
      /[<>:"|?*]/.test(step) ||
      (/[. ]$/.test(step) && !/^\.\.?$/.test(step)),
  );
}

/** Where devices and open files have their names. */
const OF_A_SYSTEM = /^\/(?:dev(?!\/shm\/)|proc|sys)\//;

/**
 * Where a path leads, link by link, up to the first one that belongs to the system, which `realpath` would hide. For
 * links in a circle it gives one of them.
 */
async function followed(path: string, left = 40): Promise<string> {
  const at = join(await realpath(dirname(path)).catch(() => dirname(path)), basename(path));
  const link = OF_A_SYSTEM.test(at) || left === 0 ? null : await readlink(at).catch(() => null);
  return link === null ? at : followed(resolve(dirname(at), link), left - 1);
}

/** The functions that put files in place, and the system; tests use others. */
const DISK = { rename, pause, system: process.platform as string };

/**
 * Writes files (path → content), all or none: each is written beside its target, flushed, and then renamed over it.
 *
 * @throws {UserError} Where one cannot be written.
 */
export async function writeFiles(files: ReadonlyMap<string, string | Uint8Array>, disk = DISK): Promise<void> {
  const written: [temporary: string, target: string][] = [];
  const renamed: string[] = [];
  const remove = () => {
    for (const [temporary] of written) rmSync(temporary, { force: true });
  };
  process.once('exit', remove);
  try {
    for (const [path, content] of files) {
      await mkdir(dirname(path), { recursive: true });
      // A link is followed, so that its target is replaced and not the link itself.
      const target = await followed(path);
      const temporary = await besideIt(target);
      written.push([temporary, target]);
      const file = await open(temporary, 'wx');
      try {
        await file.writeFile(content);
        await file.sync();
      } finally {
        await file.close();
      }
    }
    for (const [temporary, target] of written) {
      await put(temporary, target, disk);
      renamed.push(target);
    }
    for (const home of new Set(written.map(([, target]) => dirname(target)))) await flushed(home);
  } catch (error) {
    remove();
    const { code, path, dest } = error as NodeJS.ErrnoException & { dest?: string };
    if (code === undefined) throw error;
    if (dest !== undefined && isHeld(code, disk)) throw heldOpen(dest, code, renamed);
    throw new UserError(text(`could not be written (${code})`, `не удалось записать (${code})`), {
      file: path === undefined || path.includes('.tmp-') ? dirname(path ?? [...files.keys()][0] ?? '') : path,
      exit: EXIT.output,
      hint: IN_THE_WAY.has(code)
        ? NO_FOLDER
        : renamed.length === 0
          ? UNCHANGED
          : changedOnly(renamed.map((path) => basename(path)).join(', ')),
    });
  } finally {
    process.off('exit', remove);
  }
}

/** Codes of a path through a file. */
const IN_THE_WAY = new Set(['EEXIST', 'ENOTDIR']);
const NO_FOLDER = text(
  'a file lies where a folder should be, and nothing was changed: name another place',
  'на месте папки лежит файл, ничего не изменено: укажите другое место',
);

/** Milliseconds between attempts: a virus scanner looks at a new file first, and then lets go of it. */
const PAUSES = [10, 20, 50, 100, 200, 400];

/** Renames a file over another, with several attempts: Windows refuses while somebody reads that file. */
async function put(temporary: string, target: string, disk: typeof DISK): Promise<void> {
  for (const milliseconds of PAUSES)
    try {
      return await disk.rename(temporary, target);
    } catch (error) {
      if (!isHeld((error as NodeJS.ErrnoException).code, disk)) throw error;
      await disk.pause(milliseconds);
    }
  await disk.rename(temporary, target);
}

const isHeld = (code: string | undefined, { system }: typeof DISK): boolean =>
  system === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(code ?? '');

function heldOpen(file: string, code: string, renamed: readonly string[]): UserError {
  const [en, ru] = renamed.length === 0 ? ['', ''] : listed(renamed);
  return new UserError(text(`could not be written (${code})${en}`, `не удалось записать (${code})${ru}`), {
    file,
    exit: EXIT.output,
    hint: text(
      'another program may have it open, as Excel does: close it there, then run again',
      'возможно, он открыт в другой программе, например в Excel: закройте его там и запустите снова',
    ),
  });
}

const listed = (renamed: readonly string[]): [string, string] => {
  const list = renamed.map((path) => basename(path)).join(', ');
  return [`; new are only ${list}`, `; новые только ${list}`];
};

const UNCHANGED = text(
  'nothing was changed; check the folder and the free space',
  'ничего не изменено; проверьте папку и свободное место',
);
const changedOnly = (list: string): Text =>
  text(
    `only these are new, all others are as they were: ${list}; check the folder, then run again`,
    `новые только ${list}, остальные прежние; проверьте папку и запустите снова`,
  );

/** Flushes a folder, so that a new name in it survives a power cut. Not every system can. */
async function flushed(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

/**
 * A path beside the target for making a file or folder before it is put in place. Removes what killed runs have left
 * there.
 */
export async function besideIt(target: string): Promise<string> {
  await removeLeftovers(target);
  return join(dirname(target), `.${basename(target)}.tmp-${MACHINE}-${process.pid}-${randomUUID().slice(0, 8)}`);
}

async function removeLeftovers(target: string): Promise<void> {
  const start = `.${basename(target)}.tmp-${MACHINE}-`;
  for (const name of await readdir(dirname(target)).catch(() => [])) {
    const pid = name.startsWith(start) ? /^(\d+)-[0-9a-f]{8}$/.exec(name.slice(start.length))?.[1] : undefined;
    if (pid !== undefined && !isAlive(Number(pid)))
      await rm(join(dirname(target), name), { recursive: true, force: true });
  }
}
