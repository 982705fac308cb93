import { realpath } from 'node:fs/promises';
import { basename, dirname, relative, resolve } from 'node:path';
import { findConfig } from '../config/find.js';
import { parseConfig, readConfig } from '../config/read-config.js';
import type { Config } from '../config/schema.js';
import { seenFrom } from './given-files.js';
import { filesOf, isGlob } from './globs.js';
import { requireNamed } from './not-there.js';
import { onDisk } from './on-disk.js';

/** A configuration and the files that its keys name. */
interface ConfigFiles {
  config: Config;
  /** Its path; null: there is no configuration. */
  file: string | null;
  /** The folder that its paths are relative to. */
  home: string;
  rates: NamedByKey | null;
  holidays: NamedByKey | null;
  /** The paths of all files that a key names. None of them is an export. */
  known: ReadonlySet<string>;
}

export interface NamedByKey {
  path: string;
  /** Its name in messages. */
  name: string;
}

/**
 * Reads the configuration that was asked for (`false`: none), else the one beside the paths.
 *
 * @throws {UserError} Where it cannot be read, or a file that a key names is not there.
 */
export async function configFiles(
  paths: readonly string[],
  cwd: string,
  asked: string | false | undefined,
): Promise<ConfigFiles> {
  const file = await placeOf(asked, paths, cwd);
  const written = file === null ? parseConfig('', 'funnel.yaml') : await readConfig(file, seenFrom(cwd, file));
  const home = file === null ? cwd : dirname(file);
  const config = await withNamesOnDisk(written, home);
  const keyed = namedByKeys(config);
  await requireNamed(keyed.map(([key, path]) => ({ key, written: path, home })));
  const named = new Map(
    await Promise.all(keyed.map(async ([key, path]) => [key, await fileAt(path, home, cwd)] as const)),
  );
  return {
    ...{ config, file, home },
    rates: named.get(RATES) ?? null,
    holidays: named.get(HOLIDAYS) ?? null,
    known: new Set([...named.values()].map(({ path }) => path)),
  };
}

async function placeOf(
  asked: string | false | undefined,
  paths: readonly string[],
  cwd: string,
): Promise<string | null> {
  if (asked === false) return null;
  if (asked !== undefined) return resolve(cwd, await onDisk(asked, cwd));
  return findConfig((await Promise.all(paths.map((path) => withFound(path, cwd)))).flat(), cwd);
}

/**
 * A path, and for a glob the folders of what it finds. A shell writes `client-?/crm.csv` out, so that the configuration
 * beside the files counts; where one leaves it to us (quoted, or on Windows), it counts as well.
 */
const withFound = async (path: string, cwd: string): Promise<string[]> =>
  isGlob(path) ? [path, ...new Set((await filesOf(path, cwd, { above: true })).map((file) => dirname(file)))] : [path];

/** The same configuration, with paths spelt as their folders have them. */
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

const RATES = 'rates';
const HOLIDAYS = 'sla.calendar.holidays';

/** The keys that name a file, with the file. Each of these is read, whatever was asked for. */
function namedByKeys({ rates, lookups, sla }: Config): [key: string, path: string][] {
  const holidays = sla?.calendar?.holidays;
  return [
    ...(typeof rates === 'string' ? [[RATES, rates] as [string, string]] : []),
    ...(typeof holidays === 'string' ? [[HOLIDAYS, holidays] as [string, string]] : []),
    ...[...lookups].map(([of, { file }]): [string, string] => [`lookups.${of}`, file]),
  ];
}

const fileAt = async (written: string, home: string, cwd: string): Promise<NamedByKey> => {
  const path = resolve(home, written);
  return { path: await realpath(path).catch(() => path), name: relative(cwd, path) || basename(path) };
};
