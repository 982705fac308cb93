import { text, UserError } from '../error.js';
import type { StoredTable } from './stored-tables.js';

/**
 * A version of a load: the load's name, its number, and the hash of its facts. `3_9f2c51ab` is number 3 with the hash
 * 9f2c51ab….
 */
export interface Version {
  readonly load: string;
  readonly number: number;
  readonly hash: string;
}

/** Digits of the hash in the name. Two versions with the same number come from two loads at the same time. */
const DIGITS = 8;

export const versionName = ({ number, hash }: Version): string => `${number}_${hash.slice(0, DIGITS)}`;

/** The prefix of the tables of a version: `amocrm__3_9f2c51ab__`. */
const prefixOf = (version: Version): string => `${version.load}__${versionName(version)}__`;

/** The name by which statements read a table: on each node by itself, or on all shards at once. */
export const storedName = (version: Version, table: string): string => `${prefixOf(version)}${table}`;
/** The name of the part of a table that lies on one shard. */
export const partName = (version: Version, table: string): string => `${prefixOf(version)}${table}_local`;

/** The load and the version that a table of the database belongs to; undefined: none. */
export function versionIn(table: string): { load: string; name: string } | undefined {
  const [, load, name] = /^(.+?)__(\d+_[0-9a-f]+)__/.exec(table) ?? [];
  return load === undefined || name === undefined ? undefined : { load, name };
}

/**
 * Name of a table → its name in the store for a version. `leads__beside` is the part that lies on the same shard as the
 * rows it is joined to.
 */
export function namesIn(
  version: Version,
  tables: readonly Pick<StoredTable, 'name' | 'spread'>[],
  hasShards: boolean,
): ReadonlyMap<string, string> {
  return new Map(
    tables.flatMap(({ name, spread }) => {
      const stored = storedName(version, name);
      const beside = hasShards && spread !== 'whole' ? partName(version, name) : stored;
      return [
        [name, stored],
        [`${name}__beside`, beside],
      ];
    }),
  );
}

/**
 * Checks the name of a load.
 *
 * @throws {UserError} Where it cannot be used.
 */
export function requireLoadName(name: string): void {
  if (/^[a-z\d]+(?:[-_][a-z\d]+)*$/i.test(name) && name.length <= 40) return;
  throw new UserError(
    text(
      `--crm ${name}: a load is called by Latin letters and digits, with - or _ between`,
      `--crm ${name}: имя — латинские буквы и цифры, между ними - или _`,
    ),
    { hint: text('--crm amocrm', '--crm amocrm') },
  );
}
