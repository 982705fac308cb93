import { basename, dirname } from 'node:path';
import type { FileSettings } from '../model/settings.js';
import { type Files, matching, namedFiles } from './given-files.js';
import { fitsGlob, fitsName, isGlob, looksInto } from './globs.js';
import { STDIN } from './standard-input.js';

/**
 * The files that `files` of the configuration describes, each with the first entry that names it, or with one entry per
 * sheet. Patterns are compared with the `given` files. `elsewhere`: entries whose patterns look into other folders.
 */
export async function describedFiles(entries: readonly FileSettings[], home: string, given: Files | undefined) {
  const described = new Map<string, FileSettings[]>();
  const lost: string[] = [];
  const elsewhere: FileSettings[] = [];
  for (const entry of entries) {
    const { files, dangling } = given && isGlob(entry.path) ? among(given, entry.path, home) : await found(entry.path);
    lost.push(...dangling);
    if (given && isGlob(entry.path) && !given.files.some(({ as }) => looksInto(dirname(as), entry.path, home)))
      elsewhere.push(entry);
    for (const { path } of files) {
      const before = described.get(path) ?? [];
      const isAnother = before.every(({ sheet }) => sheet !== undefined && sheet !== entry.sheet);
      if (before.length === 0 || (isAnother && entry.sheet !== undefined)) described.set(path, [...before, entry]);
    }
  }
  return { described, dangling: lost, elsewhere };

  function found(path: string): Promise<Files> | Files {
    return path === STDIN ? namedFiles([STDIN]) : matching(path, home, { above: false });
  }
}

const among = ({ files }: Files, pattern: string, home: string): Files => ({
  files: files.filter(({ as, path }) => fitsGlob(as, pattern, home) || fitsGlob(path, pattern, home)),
  dangling: [],
});

/** The entries that say how to read a file. If its entries only say what not to read, the rest is read without one. */
export function entriesOf(entries: readonly FileSettings[] | undefined): (FileSettings | undefined)[] {
  const read = (entries ?? []).filter(({ table }) => !table.includes('none'));
  return read.length > 0 ? read : [undefined];
}

/** Whether funnel.yaml says that a file is no export. An entry with `sheet` says so for that sheet only. */
export const isNone = (entries: readonly FileSettings[] | undefined): boolean =>
  entries?.some(({ table, sheet }) => table.includes('none') && sheet === undefined) ?? false;

export const isLiteral = (entry: FileSettings | undefined): boolean => entry !== undefined && !isGlob(entry.path);

/** Whether a file fits one of these patterns, by its name or by its path from the configuration's folder. */
export function matchesAny(patterns: readonly string[], path: string, home: string): boolean {
  return patterns.some((pattern) => fitsName(basename(path), pattern) || fitsGlob(path, pattern, home));
}

/** The entry for a file that `ignore` names: the same as `table: none`. */
export const NOT_READ: FileSettings = {
  path: '',
  table: ['none'],
  entity: 'lead',
  columns: new Map(),
  set: new Map(),
  concatenated: false,
};
