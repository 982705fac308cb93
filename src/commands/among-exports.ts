import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parted } from '../config/parted.js';
import { text, UserError } from '../error.js';
import { fitsGlob } from '../session/globs.js';

/** @throws {UserError} Where a file that is written would be read as one of the exports the next time. */
export function refuseAmong(files: readonly string[], paths: readonly string[], cwd: string): void {
  for (const file of files)
    if (paths.some((path) => liesAmong(resolve(cwd, file), path, cwd)))
      throw new UserError(text('would lie among the exports', 'оказался бы среди выгрузок'), {
        file,
        hint: text('name a file outside of their folder', 'укажите файл вне их папки'),
      });
}

/** In the folder that a path names, that a pattern looks into, or that an export named by itself lies in: next time all of it may be. */
function liesAmong(file: string, path: string, cwd: string): boolean {
  const { base, rest } = parted(path, cwd);
  const folder = dirname(file);
  if (rest === '') return folder === (isFolder(base) ? base : dirname(base));
  return (base === folder && !rest.includes('/')) || fitsGlob(file, path, cwd);
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
