import fs from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import { text, UserError } from '../error.js';

/** Whether a path is a pattern of paths: `exports/*.csv`. */
export const isGlob = (path: string): boolean => /[*?[{]/.test(path);

/** Whether a file fits a pattern that is meant from `home` on. */
export function fitsGlob(file: string, pattern: string, home: string): boolean {
  const plain = pattern.replaceAll('\\', '/');
  return picomatch.isMatch(isAbsolute(plain) ? file : slashed(relative(home, file)), plain.replace(/^(?:\.\/)+/, ''));
}

/** Whether a pattern looks at a folder at all. */
export function looksInto(folder: string, pattern: string, home: string): boolean {
  const base = baseOf(pattern, home);
  return folder === base || (goesDown(pattern) && folder.startsWith(base + sep));
}

/** More folders than anybody keeps exports in; so a pattern has an end wherever it begins. */
const MOST_FOLDERS = 10_000;

/**
 * The files that a pattern finds. `above`: it may go down without an end from a folder outside of `home` too.
 *
 * @throws {UserError} Where it would go through the half of a disk.
 */
export async function filesOf(pattern: string, home: string, { above }: { above: boolean }): Promise<string[]> {
  if (!above && goesDown(pattern) && relative(home, baseOf(pattern, home)).startsWith('..'))
    throw tooWide(
      pattern,
      text('goes through all folders outside of the one with funnel.yaml', 'обходит все папки вне папки с funnel.yaml'),
    );
  const { glob } = await import('tinyglobby');
  let folders = 0;
  const readdir = (path: string, options: object, done: (error: Error | null, found?: never) => void) => {
    if (++folders > MOST_FOLDERS) done(new Error('too many'));
    else fs.readdir(path, options, done as () => void);
  };
  const found = await glob([pattern.replaceAll('\\', '/')], {
    cwd: home,
    absolute: true,
    onlyFiles: true,
    expandDirectories: false,
    fs: { readdir: readdir as unknown as typeof fs.readdir },
  });
  if (folders > MOST_FOLDERS)
    throw tooWide(pattern, text('goes through more than 10,000 folders', 'обходит больше 10 000 папок'));
  // On Windows it answers with slashes: a file by two of its paths would be read twice.
  return found.map((file) => resolve(file)).sort();
}

const slashed = (path: string): string => path.split(sep).join('/');
const goesDown = (pattern: string): boolean => pattern.includes('**');
const baseOf = (pattern: string, home: string): string =>
  resolve(home, picomatch.scan(pattern.replaceAll('\\', '/')).base);

const tooWide = (pattern: string, what: { en: string; ru: string }): UserError =>
  new UserError(text(`this pattern ${what.en}`, `этот шаблон ${what.ru}`), {
    file: pattern,
    hint: text('name the folder of the exports: exports/*.csv', 'укажите папку с выгрузками: выгрузки/*.csv'),
  });
