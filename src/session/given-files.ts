import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { type Text, text, UserError } from '../error.js';
import { cannotRead } from '../intake/open/opened.js';
import type { Loaded } from '../intake/scan/loaded.js';
import { compareWords } from '../model/compare-words.js';
import { shellWord } from '../model/shell-word.js';
import { exportsInFolder, isExport } from './exports-in-folder.js';
import { filesOf, isGlob } from './globs.js';
import { noMatch, notThere } from './not-there.js';
import { STDIN } from './standard-input.js';

/** Files that were found, and links that lead nowhere. */
export interface Files {
  /** The real path of each, the path by which it was found, and whether it was named itself. */
  files: { path: string; as: string; isNamed: boolean }[];
  dangling: string[];
}

/**
 * The files that paths stand for: files, the exports in folders, and what patterns find.
 *
 * @throws {UserError} Where a path leads nowhere, or a pattern finds nothing.
 */
export async function expandPaths(paths: readonly string[], cwd: string): Promise<Files> {
  const found = noFiles();
  for (const path of paths) {
    if (path === STDIN) {
      found.files.push({ path, as: path, isNamed: true });
      continue;
    }
    const { files, dangling } = await matching(path, cwd, { above: true });
    if (files.length === 0 && dangling.length === 0)
      throw isGlob(path) ? await noMatch(path, cwd) : await notThere(path, paths, cwd);
    found.files.push(...files);
    found.dangling.push(...dangling);
  }
  return found;
}

/** The exports in the configuration's folder. */
export async function exportsBeside(home: string): Promise<Files> {
  return ofFolder((await exportsInFolder(home)).map((name) => join(home, name)));
}

/** The real paths of the folders among these paths. */
export async function realFolders(paths: readonly string[], cwd: string): Promise<Set<string>> {
  const found = new Set<string>();
  for (const path of paths) {
    const full = resolve(cwd, path);
    if (path !== STDIN && (await stat(full).catch(() => null))?.isDirectory()) found.add(await realOf(full));
  }
  return found;
}

/** Adds the files that the configuration describes and that lie in a given folder, whatever their names. */
export function withDescribed(given: Files, folders: ReadonlySet<string>, described: Iterable<string>): Files {
  const has = new Set(given.files.map(({ path }) => path));
  const more = [...described].filter((path) => !has.has(path) && folders.has(dirname(path)));
  return { ...given, files: [...given.files, ...namedFiles(more).files] };
}

/**
 * The files of one path: a file, the exports of a folder, or what a glob finds, in the order of their names. `reach`:
 * as in `filesOf`.
 */
export async function matching(path: string, home: string, reach: { above: boolean }): Promise<Files> {
  const full = resolve(home, path);
  const info = await stat(full).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw cannotRead(path, error);
  });
  if (info?.isDirectory()) return ofFolder(await exportsOf(full, path));
  if (info) return { files: [{ path: await realOf(full), as: full, isNamed: true }], dangling: [] };
  return isGlob(path) ? ofFolder(await filesOf(path, home, reach)) : noFiles();
}

export const noFiles = (): Files => ({ files: [], dangling: [] });
export const namedFiles = (paths: readonly string[]): Files => ({
  files: paths.map((path) => ({ path, as: path, isNamed: false })),
  dangling: [],
});

async function exportsOf(folder: string, path: string): Promise<string[]> {
  const names = await exportsInFolder(folder).catch((error: NodeJS.ErrnoException) => {
    throw cannotRead(path, error);
  });
  const inside = names.length === 0 ? await foldersIn([folder], '/') : [];
  const folders = inside.map((one) => shellWord(join(path, basename(one))));
  if (names.length === 0)
    throw new UserError(text('no exports in this folder', 'в этой папке нет выгрузок'), {
      file: path,
      hint:
        folders.length > 0
          ? text(
              `its folders hold some: funnel report ${folders.join(' ')}`,
              `они есть в её папках: funnel report ${folders.join(' ')}`,
            )
          : text(
              'put the CSV files of the ad platforms and the CRM there',
              'положите туда CSV рекламных площадок и CRM',
            ),
    });
  return names.map((name) => join(folder, name));
}

/** The files of a folder or pattern by their real paths; links that lead nowhere are listed separately. */
async function ofFolder(paths: readonly string[]): Promise<Files> {
  const found = noFiles();
  for (const path of paths) {
    const real = await realpath(path).catch(() => null);
    if (real === null) found.dangling.push(basename(path));
    else found.files.push({ path: real, as: path, isNamed: false });
  }
  return found;
}

/** Folders with exports inside the given folders, in a form that can be given as a path. */
export async function foldersIn(paths: readonly string[], cwd: string): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const entries = await readdir(resolve(cwd, path), { withFileTypes: true }).catch(() => []);
    for (const entry of entries.filter((one) => one.isDirectory() && !one.name.startsWith('.'))) {
      const inside = await readdir(resolve(cwd, path, entry.name), { withFileTypes: true }).catch(() => []);
      if (inside.some(isExport)) found.push(join(path, entry.name));
    }
  }
  return found.sort(compareWords);
}

/**
 * The real path.
 *
 * @throws {UserError} For a link that leads nowhere.
 */
const realOf = (path: string): Promise<string> =>
  realpath(path).catch((error: NodeJS.ErrnoException) => {
    throw cannotRead(path, error);
  });

/**
 * Refuses a file that is given twice, by another path or a link: everything in it would count twice. Copies are found
 * later, by their content. Files in `known` are no exports and may be met any number of times. Gives
 * each file once.
 *
 * @throws {UserError} For a file that is given twice.
 */
export async function withoutRepeats(
  files: Files['files'],
  known: ReadonlySet<string>,
  cwd: string,
): Promise<Files['files']> {
  const typed = ({ as }: Files['files'][number]) => seenFrom(cwd, resolve(cwd, as));
  const seen = new Map<string, Files['files'][number]>();
  for (const file of files) {
    const before = seen.get(file.path);
    if (before && !known.has(file.path)) {
      const link = [file, before].find(({ as, isNamed }) => !isNamed && basename(as) !== basename(file.path));
      throw givenTwice(typed(file), typed(before), link ? unlinked(typed(link)) : ONCE);
    }
    seen.set(file.path, before ?? file);
  }
  return [...seen.values()];
}

/** The error for one file by two paths, or for two files with the same content. */
const givenTwice = (name: string, before: string, hint: Text): UserError =>
  new UserError(
    name === before
      ? text('is given twice', 'указан дважды')
      : text(`is given twice (the other time as ${before})`, `указан дважды (второй раз как ${before})`),
    { file: name, hint },
  );

const ONCE = text(
  'give it once: else everything in it would count twice',
  'укажите один раз: иначе всё посчитается дважды',
);

/**
 * The hint for a link beside its file in one folder: `give it once` would not help there, since a folder gives both.
 */
const unlinked = (link: string): Text =>
  text(
    `${link} is a link to it: delete the link, else everything in it would count twice`,
    `${link} — ссылка на него: удалите ссылку, иначе всё посчитается дважды`,
  );

const oneOfTwo = (other: string): Text => {
  const again = JSON.stringify(basename(other));
  return text(
    `else everything in it would count twice: delete one of the two, or say ignore: [${again}] in funnel.yaml`,
    `иначе всё посчитается дважды: удалите один из двух или впишите в funnel.yaml ignore: [${again}]`,
  );
};

/**
 * Refuses a copy of a file under another name, which would count everything twice; it is found by its content.
 *
 * @throws {UserError} For the second one.
 */
export function refuseCopies(loaded: readonly Pick<Loaded, 'digest' | 'file'>[]): void {
  const seen = new Map<string, string>();
  for (const { digest, file } of loaded) {
    const before = seen.get(digest);
    if (before !== undefined) throw givenTwice(file.name, before, oneOfTwo(before));
    seen.set(digest, file.name);
  }
}

/** A path as a person would type it: relative to the current folder, or in full if it lies outside. */
export function seenFrom(cwd: string, file: string): string {
  const path = relative(cwd, file);
  return path.startsWith('..') ? file : path;
}
