import fs from 'node:fs';
import path, { type PlatformPath } from 'node:path';
import picomatch from 'picomatch';
import { splitPattern } from '../config/split-pattern.js';
import { text, UserError } from '../error.js';

/** Whether a path is a pattern of paths: `exports/*.csv`. */
export const isGlob = (path: string): boolean => /[*?[{]/.test(path);

/** Whether a name, or a path with slashes as in an archive, fits a pattern. */
export const fitsName = (name: string, pattern: string, system: PlatformPath = path): boolean =>
  picomatch.isMatch(name.normalize('NFC'), plainly(pattern).normalize('NFC'), { nocase: isBlindToCase(system) });

/** Whether a file fits a pattern that is relative to `home`. */
export function fitsGlob(file: string, pattern: string, home: string, system: PlatformPath = path): boolean {
  const { base, rest } = splitPattern(pattern.normalize('NFC'), home.normalize('NFC'), system);
  const near = system.relative(base, file.normalize('NFC'));
  if (rest === '') return near === '';
  return !isOutside(near, system) && fitsName(withSlashes(near, system), rest, system);
}

/** Whether a pattern may find files in this folder. */
export function looksInto(folder: string, pattern: string, home: string): boolean {
  const { base, rest } = splitPattern(pattern, home);
  const near = path.relative(base.normalize('NFC'), folder.normalize('NFC'));
  return near === '' || (goesDown(rest) && !isOutside(near, path));
}

/** A path as it is shown on every system. */
export const withSlashes = (shown: string, { sep }: PlatformPath = path): string => shown.split(sep).join('/');

/** On Windows `*.csv` finds EXPORT.CSV, as in every other program. */
const isBlindToCase = ({ sep }: PlatformPath): boolean => sep === '\\';

/** Whether a relative path leads out of its folder. On Windows another drive is outside too. */
const isOutside = (near: string, { isAbsolute }: PlatformPath): boolean => near.startsWith('..') || isAbsolute(near);

/** Downloads have names like «report (1).csv»: parentheses without a choice in them are part of a name. */
const plainly = (pattern: string): string => pattern.replace(/(?<![@+!?*])\(([^()|]*)\)/g, '[(]$1[)]');

/** A pattern that fits both Unicode forms of its letters: a folder gives names as they are. */
const eitherForm = (pattern: string): string =>
  pattern.replace(/\[[^\]]*\]|(?:[a-z](?=\p{M})|\P{ASCII})+/giu, (word) => {
    const [nfc, nfd] = [word.normalize('NFC'), word.normalize('NFD')];
    return word.startsWith('[') || nfc === nfd ? word : `{${nfc},${nfd}}`;
  });

/** A pattern may go through so many folders, wherever it begins: nobody keeps exports in more. */
const MOST_FOLDERS = 10_000;

/**
 * The files that a pattern finds, sorted. `above`: `**` is allowed outside of `home` too.
 *
 * @throws {UserError} Where it would go through half of a disk.
 */
export async function filesOf(pattern: string, home: string, { above }: { above: boolean }): Promise<string[]> {
  const { base, rest } = splitPattern(pattern, home);
  if (rest === '') return [];
  if (!above && goesDown(rest) && isOutside(path.relative(home, base), path))
    throw tooWide(
      pattern,
      text('goes through all folders outside of the one with funnel.yaml', 'обходит все папки вне папки с funnel.yaml'),
    );
  const { glob } = await import('tinyglobby');
  let folders = 0;
  const readdir = (folder: string, options: object, done: (error: Error | null, found?: never) => void) => {
    if (++folders > MOST_FOLDERS) done(new Error('too many'));
    else fs.readdir(folder, options, done as () => void);
  };
  const found = await glob([eitherForm(plainly(rest))], {
    cwd: base,
    caseSensitiveMatch: !isBlindToCase(path),
    absolute: true,
    onlyFiles: true,
    expandDirectories: false,
    fs: { readdir: readdir as unknown as typeof fs.readdir },
  });
  if (folders > MOST_FOLDERS)
    throw tooWide(pattern, text('goes through more than 10,000 folders', 'обходит больше 10 000 папок'));
  // On Windows the paths have slashes: the same file by two spellings would be read twice.
  return found.map((file) => path.resolve(file)).sort();
}

const goesDown = (pattern: string): boolean => pattern.includes('**');

const tooWide = (pattern: string, what: { en: string; ru: string }): UserError =>
  new UserError(text(`this pattern ${what.en}`, `этот шаблон ${what.ru}`), {
    file: pattern,
    hint: text('name the folder of the exports: exports/*.csv', 'укажите папку с выгрузками: выгрузки/*.csv'),
  });
