import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import { findConfig } from '../config/find.js';
import { parseConfig, readConfig } from '../config/read-config.js';
import type { Config } from '../config/schema.js';
import { text, UserError } from '../error.js';
import { isExportName } from '../intake/open/containers.js';
import { cannotRead } from '../intake/open/opened.js';
import type { InputFile } from '../intake/scan/loaded.js';
import type { Io } from '../io.js';
import type { FileSettings } from '../model/settings.js';
import { shellWord } from '../model/shell-word.js';
import type { Scratch } from '../scratch.js';
import { filesOf, fitsGlob, isGlob, looksInto } from './globs.js';
import { type NamedFile, noMatch, noneGiven, notThere, requireNamed } from './not-there.js';
import { refusePath } from './refused-paths.js';

/** The path that means standard input. */
export const STDIN = '-';

export interface Inputs {
  config: Config;
  /** Where the configuration is, as messages name it; null: there is none. */
  configFile: string | null;
  files: InputFile[];
  /** The file of rates that the configuration names. */
  rates: Named | null;
  /** Files that are no exports, as the configuration says: `ignore`, `table: none`, files that another key of it names. */
  ignored: string[];
  /** Links of a folder that lead nowhere. */
  dangling: string[];
  /** Exports beside the configuration that it does not name, where it alone said what to read. */
  unread: string[];
  /** Folders with exports inside the folders that were given: only what lies in these themselves is read. */
  folders: string[];
  /** Entries of `files` that no file has matched so far; those inside of archives are found when they are opened. */
  unmatched: Set<FileSettings>;
}

/** As a person would type it; by its whole path where it lies above, or elsewhere. */
function seenFrom(cwd: string, file: string): string {
  const path = relative(cwd, file);
  return path.startsWith('..') ? file : path;
}

interface Named {
  path: string;
  /** As messages name it. */
  name: string;
}

/** Finds the configuration and the exports: files, folders (all exports in them) and globs; else the configuration's own. */
export async function findInputs(
  paths: readonly string[],
  cwd: string,
  config: string | false | undefined,
): Promise<Inputs> {
  for (const path of paths) refusePath(path);
  const file =
    config === false ? null : config !== undefined ? resolve(cwd, config) : await findConfig([...paths], cwd);
  const settings = file === null ? parseConfig('', 'funnel.yaml') : await readConfig(file, seenFrom(cwd, file));
  const home = file === null ? cwd : dirname(file);
  await requireNamed(filesToRead(settings, home));
  const rates = typeof settings.rates === 'string' ? await fileAt(settings.rates, home, cwd) : null;
  const known = new Set((await filesIn(settings, home, cwd)).map(({ path }) => path));
  const unmatched = new Set(settings.files);
  const given = paths.length === 0 ? undefined : await expand(paths, cwd);
  const { described, dangling, elsewhere } = await describedFiles(settings.files, home, given);
  for (const entry of [...[...described.values()].flat(), ...elsewhere]) unmatched.delete(entry);
  const isIgnored = (path: string) =>
    known.has(path) || isNone(described.get(path)) || matchesAny(settings.ignore, path, home);
  // Without paths the configuration says what to read; where it names no file, the exports beside it are meant.
  const beside = paths.length === 0 && file !== null ? await besides(home) : none();
  const own = described.size > 0 ? named([...described.keys()]) : beside;
  const found = given ?? own;
  const once = await withoutRepeats(found.files, known, cwd);
  const read = once.filter(({ path }) => !isIgnored(path));
  const names = displayNames(
    once.map(({ path }) => path),
    cwd,
  );
  const ignored = once.flatMap(({ path }, at) => (isIgnored(path) ? [names[at] as string] : []));
  if (read.length === 0) throw await nothingGiven(ignored, found.dangling, cwd);
  return {
    config: settings,
    configFile: file === null ? null : relative(cwd, file) || basename(file),
    files: once.flatMap(({ path, isNamed }, index) =>
      isIgnored(path)
        ? []
        : entriesOf(described.get(path)).map((own) => ({
            path,
            name: names[index] as string,
            settings: own,
            isNamed: isNamed || isLiteral(own),
            sheets: (described.get(path) ?? []).flatMap(({ sheet }) => sheet ?? []),
            without: (described.get(path) ?? []).flatMap((one) => (isNone([one]) ? (one.sheet ?? []) : [])),
            inside: (entry: string) => {
              const entries = settings.files.filter(
                ({ path: pattern }) => picomatch.isMatch(entry, pattern) || picomatch.isMatch(basename(entry), pattern),
              );
              for (const one of entries) unmatched.delete(one);
              return entries[0] ?? (matchesAny(settings.ignore, entry, '') ? NOT_READ : undefined);
            },
          })),
    ),
    rates,
    ignored,
    dangling: [...found.dangling, ...dangling],
    unread: beside.files.flatMap(({ path }) =>
      read.some((one) => one.path === path) || isIgnored(path) ? [] : [basename(path)],
    ),
    folders: await foldersIn(paths, cwd),
    unmatched,
  };
}

/** Those that are read whatever is asked for. */
const filesToRead = ({ rates, lookups }: Config, home: string): NamedFile[] => [
  ...(typeof rates === 'string' ? [{ key: 'rates', written: rates, home }] : []),
  ...[...lookups].map(([of, { file }]) => ({ key: `lookups.${of}`, written: file, home })),
];

const fileAt = async (written: string, home: string, cwd: string): Promise<Named> => {
  const path = resolve(home, written);
  return { path: await realpath(path).catch(() => path), name: relative(cwd, path) || basename(path) };
};

/** The files that keys of the configuration name: what each is is known, and none of them is an export. */
function filesIn({ rates, lookups, sla }: Config, home: string, cwd: string): Promise<Named[]> {
  const named = [rates, sla?.calendar?.holidays, ...[...lookups.values()].map(({ file }) => file)];
  return Promise.all(named.flatMap((one) => (typeof one === 'string' ? [fileAt(one, home, cwd)] : [])));
}

/** As if it were written `table: none`. */
const NOT_READ: FileSettings = {
  path: '',
  table: ['none'],
  entity: 'lead',
  columns: new Map(),
  set: new Map(),
  concatenated: false,
};

/** A file as a whole: of a workbook each sheet has an entry of its own. */
const isNone = (entries: readonly FileSettings[] | undefined): boolean =>
  entries?.some(({ table, sheet }) => table.includes('none') && sheet === undefined) ?? false;

/** The entries of a file that say what to read of it; where they only say what not to, the rest of it is meant. */
function entriesOf(entries: readonly FileSettings[] | undefined): (FileSettings | undefined)[] {
  const read = (entries ?? []).filter(({ table }) => !table.includes('none'));
  return read.length > 0 ? read : [undefined];
}

const isLiteral = (entry: FileSettings | undefined): boolean => entry !== undefined && !isGlob(entry.path);

/** By its own name, or by its path from the configuration on. */
function matchesAny(patterns: readonly string[], path: string, home: string): boolean {
  const near = relative(home, path).split(sep).join('/');
  return patterns.some((pattern) => picomatch.isMatch(basename(path), pattern) || picomatch.isMatch(near, pattern));
}

async function nothingGiven(ignored: readonly string[], dangling: readonly string[], cwd: string): Promise<UserError> {
  const [link] = dangling;
  if (ignored.length === 0 && link !== undefined)
    return new UserError(text('there is no such file or folder', 'такого файла или папки нет'), { file: link });
  if (ignored.length === 0) return noneGiven(cwd);
  const list = ignored.join(', ');
  return new UserError(
    text(
      `no exports were given: funnel.yaml says of all of them that they are none: ${list}`,
      `выгрузок нет: по funnel.yaml ими не является ни один файл: ${list}`,
    ),
    { hint: text('see `ignore` and `table: none` in it', 'проверьте в нём `ignore` и `table: none`') },
  );
}

/** Files as they were found, and links among them that lead nowhere. */
interface Files {
  /** Where each really is, how it was found, and whether by its own name. */
  files: { path: string; as: string; isNamed: boolean }[];
  dangling: string[];
}

const none = (): Files => ({ files: [], dangling: [] });
const named = (paths: readonly string[]): Files => ({
  files: paths.map((path) => ({ path, as: path, isNamed: false })),
  dangling: [],
});

/** The exports in the folder of the configuration. */
async function besides(home: string): Promise<Files> {
  const names = (await readdir(home, { withFileTypes: true })).filter(isExport).map(({ name }) => name);
  return ofFolder(names.sort(byName).map((name) => join(home, name)));
}

/** The files of a folder, or of a pattern, by where they really are. */
async function ofFolder(paths: readonly string[]): Promise<Files> {
  const found = none();
  for (const path of paths) {
    const real = await realpath(path).catch(() => null);
    if (real === null) found.dangling.push(basename(path));
    else found.files.push({ path: real, as: path, isNamed: false });
  }
  return found;
}

const isExport = (entry: Dirent): boolean => (entry.isFile() || entry.isSymbolicLink()) && isExportName(entry.name);

/**
 * The files that the configuration describes, each with the first entry that names it, or with one for each sheet. Patterns
 * are held against the files that were given; `elsewhere`: those that look into other folders.
 */
async function describedFiles(entries: readonly FileSettings[], home: string, given: Files | undefined) {
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
    return path === STDIN ? named([STDIN]) : matching(path, home, { above: false });
  }
}

const among = ({ files }: Files, pattern: string, home: string): Files => ({
  files: files.filter(({ as, path }) => fitsGlob(as, pattern, home) || fitsGlob(path, pattern, home)),
  dangling: [],
});

async function expand(paths: readonly string[], cwd: string): Promise<Files> {
  const found = none();
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

/** A file, the exports of a folder, or what a glob matches; in the order of their names. */
async function matching(path: string, home: string, reach: { above: boolean }): Promise<Files> {
  const full = resolve(home, path);
  const info = await stat(full).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw cannotRead(path, error);
  });
  if (info?.isDirectory()) return ofFolder(await exportsOf(full, path));
  if (info) return { files: [{ path: await realOf(full), as: full, isNamed: true }], dangling: [] };
  return isGlob(path) ? ofFolder(await filesOf(path, home, reach)) : none();
}

async function exportsOf(folder: string, path: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    throw cannotRead(path, error);
  });
  const names = entries.filter(isExport).map(({ name }) => name);
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
  return names.sort(byName).map((name) => join(folder, name));
}

/** Where a path leads; a link that leads nowhere is named as such. */
const realOf = (path: string): Promise<string> =>
  realpath(path).catch((error: NodeJS.ErrnoException) => {
    throw cannotRead(path, error);
  });

/** Folders inside those that were given, as they can be given themselves, where they hold exports. */
async function foldersIn(paths: readonly string[], cwd: string): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const entries = await readdir(resolve(cwd, path), { withFileTypes: true }).catch(() => []);
    for (const entry of entries.filter((one) => one.isDirectory() && !one.name.startsWith('.'))) {
      const inside = await readdir(resolve(cwd, path, entry.name), { withFileTypes: true }).catch(() => []);
      if (inside.some(isExport)) found.push(join(path, entry.name));
    }
  }
  return found.sort(byName);
}

const byName = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The same file twice would count everything twice: by another path, by a link. Copies are found by their bytes, later.
 * What is `known` is no export, however often it is met.
 */
async function withoutRepeats(files: Files['files'], known: ReadonlySet<string>, cwd: string): Promise<Files['files']> {
  const typed = ({ as }: Files['files'][number]) => seenFrom(cwd, resolve(cwd, as));
  const seen = new Map<string, Files['files'][number]>();
  for (const file of files) {
    const before = seen.get(file.path);
    if (before && !known.has(file.path)) throw givenTwice(typed(file), typed(before));
    seen.set(file.path, before ?? file);
  }
  return [...seen.values()];
}

/** The same file by two paths, or two files of the same bytes. */
export function givenTwice(name: string, before: string, isCopy = false): UserError {
  const again = JSON.stringify(basename(before));
  return new UserError(
    name === before
      ? text('is given twice', 'указан дважды')
      : text(`is given twice (the other time as ${before})`, `указан дважды (второй раз как ${before})`),
    {
      file: name,
      hint: isCopy
        ? text(
            `else everything in it would count twice: delete one of the two, or say ignore: [${again}] in funnel.yaml`,
            `иначе всё посчитается дважды: удалите один из двух или впишите в funnel.yaml ignore: [${again}]`,
          )
        : text(
            'give it once: else everything in it would count twice',
            'укажите один раз: иначе всё посчитается дважды',
          ),
    },
  );
}

/** Writes standard input down once, so that everything after it is a file; the inputs with the path of that. */
export async function spool(files: readonly InputFile[], io: Io, scratch: Scratch): Promise<InputFile[]> {
  if (!files.some(({ path }) => path === STDIN)) return [...files];
  const input = io.input?.();
  if (!input)
    throw new UserError(text('nothing is piped into standard input', 'в стандартный ввод ничего не передано'), {
      hint: text(
        'for example: zcat deals.csv.gz | funnel report - spend.csv',
        'например: zcat deals.csv.gz | funnel report - spend.csv',
      ),
    });
  const path = await scratch.write('stdin', input);
  return files.map((file) => (file.path === STDIN ? { ...file, path } : file));
}

/** File names where they tell the files apart, else paths. */
function displayNames(paths: readonly string[], cwd: string): string[] {
  const names = paths.map((path) => basename(path));
  return paths.map((path, index) =>
    names.filter((name) => name === names[index]).length > 1 ? relative(cwd, path) : (names[index] as string),
  );
}
