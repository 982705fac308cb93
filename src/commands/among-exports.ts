import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { splitPattern } from '../config/split-pattern.js';
import { text, UserError } from '../error.js';
import { fitsGlob } from '../session/globs.js';

/** @throws {UserError} Where a file to be written would be read as an export the next time. */
export function refuseAmong(files: readonly string[], paths: readonly string[], cwd: string): void {
  for (const file of files)
    if (paths.some((path) => liesAmong(resolve(cwd, file), path, cwd)))
      throw new UserError(text('would lie among the exports', 'оказался бы среди выгрузок'), {
        file,
        hint: text('name a file outside of their folder', 'укажите файл вне их папки'),
      });
}

/**
 * Whether a file lies in a given folder, or a given pattern finds it. Beside an export given by its own name nothing else
 * is read.
 */
function liesAmong(file: string, path: string, cwd: string): boolean {
  const { base, rest } = splitPattern(path, cwd);
  return rest === '' ? isFolder(base) && dirname(file) === base : fitsGlob(file, path, cwd);
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
