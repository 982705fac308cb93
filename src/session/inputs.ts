import { realpath } from 'node:fs/promises';
import { basename, dirname, relative, resolve } from 'node:path';
import { findConfig } from '../config/find.js';
import { parseConfig, readConfig } from '../config/read-config.js';
import type { Config } from '../config/schema.js';
import { text, UserError } from '../error.js';
import type { InputFile } from '../intake/scan/loaded.js';
import type { FileSettings } from '../model/settings.js';
import { describedFiles, entriesOf, isLiteral, isNone, matchesAny, NOT_READ } from './described-files.js';
import { besides, expand, foldersIn, named, none, seenFrom, withoutRepeats } from './given-files.js';
import { fitsName, slashed } from './globs.js';
import { type NamedFile, noneGiven, requireNamed } from './not-there.js';
import { onDisk } from './on-disk.js';
import { refusePath } from './refused-paths.js';

export interface Inputs {
  config: Config;
  /** Where the configuration is, as messages name it; null: there is none. */
  configFile: string | null;
  files: InputFile[];
  /** The file of rates that the configuration names. */
  rates: Named | null;
  /** The same of days off. */
  holidays: Named | null;
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

interface Named {
  path: string;
  /** As messages name it. */
  name: string;
}

/** Finds the configuration and the exports: files, folders (all exports in them) and globs; else the configuration's own. */
export async function findInputs(
  typed: readonly string[],
  cwd: string,
  config: string | false | undefined,
): Promise<Inputs> {
  for (const path of typed) refusePath(path);
  const paths = await Promise.all(typed.map((path) => onDisk(path, cwd)));
  const file =
    config === false
      ? null
      : config !== undefined
        ? resolve(cwd, await onDisk(config, cwd))
        : await findConfig(paths, cwd);
  const written = file === null ? parseConfig('', 'funnel.yaml') : await readConfig(file, seenFrom(cwd, file));
  const home = file === null ? cwd : dirname(file);
  const settings = await withNamesOnDisk(written, home);
  await requireNamed(filesToRead(settings, home));
  const rates = typeof settings.rates === 'string' ? await fileAt(settings.rates, home, cwd) : null;
  const days = settings.sla?.calendar?.holidays;
  const holidays = typeof days === 'string' ? await fileAt(days, home, cwd) : null;
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
                ({ path: pattern }) => fitsName(entry, pattern) || fitsName(basename(entry), pattern),
              );
              for (const one of entries) unmatched.delete(one);
              return entries[0] ?? (matchesAny(settings.ignore, entry, '') ? NOT_READ : undefined);
            },
          })),
    ),
    rates,
    holidays,
    ignored,
    dangling: [...found.dangling, ...dangling],
    unread: beside.files.flatMap(({ path }) =>
      read.some((one) => one.path === path) || isIgnored(path) ? [] : [basename(path)],
    ),
    folders: await foldersIn(paths, cwd),
    unmatched,
  };
}

/** The files that a configuration names, as their folders have them. */
async function withNamesOnDisk(settings: Config, home: string): Promise<Config> {
  const own = (path: string) => onDisk(path, home);
  const { files, lookups, rates, sla } = settings;
  const holidays = sla?.calendar?.holidays;
  return {
    ...settings,
    files: await Promise.all(files.map(async (entry) => ({ ...entry, path: await own(entry.path) }))),
    lookups: new Map(
      await Promise.all([...lookups].map(async ([of, one]) => [of, { ...one, file: await own(one.file) }] as const)),
    ),
    ...(typeof rates === 'string' && { rates: await own(rates) }),
    ...(sla?.calendar &&
      typeof holidays === 'string' && {
        sla: { ...sla, calendar: { ...sla.calendar, holidays: await own(holidays) } },
      }),
  };
}

/** Those that are read whatever is asked for. */
const filesToRead = ({ rates, lookups, sla }: Config, home: string): NamedFile[] => [
  ...(typeof rates === 'string' ? [{ key: 'rates', written: rates, home }] : []),
  ...(typeof sla?.calendar?.holidays === 'string'
    ? [{ key: 'sla.calendar.holidays', written: sla.calendar.holidays, home }]
    : []),
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

/** File names where they tell the files apart, else paths. */
function displayNames(paths: readonly string[], cwd: string): string[] {
  const times = new Map<string, number>();
  for (const path of paths) times.set(basename(path), (times.get(basename(path)) ?? 0) + 1);
  return paths.map((path) => (times.get(basename(path)) === 1 ? basename(path) : slashed(relative(cwd, path))));
}
