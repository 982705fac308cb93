import { text, UserError } from '../error.js';
import type { StoredTable } from './stored-tables.js';

/** What a load is called: the CRM, and the version of its facts. `3_9f2c51ab`: its number, and what the facts are. */
export interface Version {
  readonly load: string;
  readonly number: number;
  readonly hash: string;
}

/** Facts are told apart by so many digits of their hash: two of one number are of two loaders at once. */
const DIGITS = 8;

export const versionName = ({ number, hash }: Version): string => `${number}_${hash.slice(0, DIGITS)}`;

/** What tables of a version begin with: `amocrm__3_9f2c51ab__`. */
const prefixOf = (version: Version): string => `${version.load}__${versionName(version)}__`;

/** `leads` of it, as its statements read it: on each node by itself, or all shards at once. */
export const storedName = (version: Version, table: string): string => `${prefixOf(version)}${table}`;
/** The part of it that lies on one shard. */
export const partName = (version: Version, table: string): string => `${prefixOf(version)}${table}_local`;

/** Of a table of the database: whose it is, where it is one of a load. */
export function versionIn(table: string): { load: string; name: string } | undefined {
  const [, load, name] = /^(.+?)__(\d+_[0-9a-f]+)__/.exec(table) ?? [];
  return load === undefined || name === undefined ? undefined : { load, name };
}

/** By which names statements read the tables of a version; `leads__beside`: what lies on the same shard as the rows it is joined to. */
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

/** @throws {UserError} Where a load cannot be called so. */
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
