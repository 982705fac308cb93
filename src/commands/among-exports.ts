import { dirname, resolve } from 'node:path';
import { text, UserError } from '../error.js';

/** @throws {UserError} Where a file that is written would be read as one of the exports the next time. */
export function refuseAmong(files: readonly string[], paths: readonly string[], cwd: string): void {
  for (const file of files)
    if (paths.some((path) => resolve(cwd, path) === dirname(resolve(cwd, file))))
      throw new UserError(text('would lie among the exports', 'оказался бы среди выгрузок'), {
        file,
        hint: text('name a file outside of their folder', 'укажите файл вне их папки'),
      });
}
