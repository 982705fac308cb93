import { basename, relative } from 'node:path';
import type { Config } from '../config/schema.js';
import { text, UserError } from '../error.js';
import type { InputFile } from '../intake/scan/loaded.js';
import type { FileSettings } from '../model/settings.js';
import { configFiles, type NamedByKey } from './config-files.js';
import { describedFiles, entriesOf, isLiteral, isNone, matchesAny, NOT_READ } from './described-files.js';
import {
  expandPaths,
  exportsBeside,
  foldersIn,
  namedFiles,
  noFiles,
  realFolders,
  withDescribed,
  withoutRepeats,
} from './given-files.js';
import { fitsName, withSlashes } from './globs.js';
import { noneGiven } from './not-there.js';
import { onDisk } from './on-disk.js';
import { refusePath } from './refused-paths.js';

export interface Inputs {
  config: Config;
  /** The path of the configuration as messages show it; null: there is none. */
  configFile: string | null;
  files: InputFile[];
  /** The file of rates that the configuration names; null: none. */
  rates: NamedByKey | null;
  /** The file of days off that it names; null: none. */
  holidays: NamedByKey | null;
  /** Files that are no exports by the configuration: `ignore`, `table: none`, and files that another key names. */
  ignored: string[];
  /** Links in a folder that lead nowhere. */
  dangling: string[];
  /** Exports beside the configuration that it does not name, if it alone said what to read. */
  unread: string[];
  /** Folders with exports inside the given folders: they are not read. */
  folders: string[];
  /**
   * Entries of `files` that no file has matched so far. Those for files in archives are matched when the archives are
   * opened.
   */
  unmatched: Set<FileSettings>;
}

/**
 * Finds the configuration and the exports: those of the given files, folders (all exports in them) and globs; without
 * paths, those that the configuration names.
 *
 * @throws {UserError} Where a path leads nowhere, or nothing is given.
 */
export async function findInputs(
  typed: readonly string[],
  cwd: string,
  asked: string | false | undefined,
): Promise<Inputs> {
  for (const path of typed) refusePath(path);
  const paths = await Promise.all(typed.map((path) => onDisk(path, cwd)));
  const { config, file, home, rates, holidays, known } = await configFiles(paths, cwd, asked);
  const unmatched = new Set(config.files);
  const given = paths.length === 0 ? undefined : await expandPaths(paths, cwd);
  const { described, dangling, elsewhere } = await describedFiles(config.files, home, given);
  for (const entry of [...[...described.values()].flat(), ...elsewhere]) unmatched.delete(entry);
  const isIgnored = (path: string) =>
    known.has(path) || isNone(described.get(path)) || matchesAny(config.ignore, path, home);
  // Without paths the configuration says what to read. If it names no file, the exports beside it are meant.
  const beside = paths.length === 0 && file !== null ? await exportsBeside(home) : noFiles();
  const found =
    (given && withDescribed(given, await realFolders(paths, cwd), described.keys())) ??
    (described.size > 0 ? namedFiles([...described.keys()]) : beside);
  const once = await withoutRepeats(found.files, known, cwd);
  const names = displayNames(
    once.map(({ path }) => path),
    cwd,
  );
  const all = once.map((one, at) => ({ ...one, name: names[at] as string }));
  const read = all.filter(({ path }) => !isIgnored(path));
  const ignored = all.filter(({ path }) => isIgnored(path)).map(({ name }) => name);
  if (read.length === 0) throw await nothingGiven(ignored, found.dangling, cwd);
  const isRead = new Set(read.map(({ path }) => path));
  const inside = (entry: string) => {
    const entries = config.files.filter(({ path }) => fitsName(entry, path) || fitsName(basename(entry), path));
    for (const one of entries) unmatched.delete(one);
    return entries[0] ?? (matchesAny(config.ignore, entry, '') ? NOT_READ : undefined);
  };
  return {
    config,
    configFile: file === null ? null : relative(cwd, file) || basename(file),
    files: read.flatMap(({ path, name, isNamed }) => {
      const own = described.get(path) ?? [];
      return entriesOf(own).map((settings) => ({
        ...{ path, name, settings, inside },
        isNamed: isNamed || isLiteral(settings),
        sheets: own.flatMap(({ sheet }) => sheet ?? []),
        without: own.flatMap((one) =>
          one.table.includes('none') && one.sheet !== undefined
            ? [{ sheet: one.sheet, isOfPattern: !isLiteral(one) }]
            : [],
        ),
      }));
    }),
    ...{ rates, holidays, ignored },
    dangling: [...found.dangling, ...dangling],
    unread: beside.files.flatMap(({ path }) => (isRead.has(path) || isIgnored(path) ? [] : [basename(path)])),
    folders: await foldersIn(paths, cwd),
    unmatched,
  };
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

/** Names for messages: the file's name if it is the only one of that name, else its path. */
function displayNames(paths: readonly string[], cwd: string): string[] {
  const times = new Map<string, number>();
  for (const path of paths) times.set(basename(path), (times.get(basename(path)) ?? 0) + 1);
  return paths.map((path) => (times.get(basename(path)) === 1 ? basename(path) : withSlashes(relative(cwd, path))));
}
