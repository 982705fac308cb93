import type { DuckDBInstance } from '@duckdb/node-api';
import { joined, literal, sql, writtenOut } from '../sql.js';

/** What an instance is opened with, and cannot be given afterwards. */
interface InstanceSettings {
  /** The only files that SQL may read. */
  files: readonly string[];
  config: Readonly<Record<string, string>>;
}

/** A DuckDB that one run at a time has to itself. */
interface Instance {
  duckdb: DuckDBInstance;
  settings: InstanceSettings;
}

/** Instances that are free for the next run, the latest last; the tables of the previous run are being dropped. */
const idle: { instance: Instance; isEmpty: Promise<boolean> }[] = [];
const MOST_IDLE = 2;

/** The database of a run. */
export const RUN = 'run';

/**
 * An in-memory DuckDB without network, extensions, any file but `files`, or a way to unlock it. An instance that an
 * earlier run with the same settings gave back is used again: opening one takes a tenth of the time of a small report,
 * and getting its memory from the system as much again.
 */
export async function takeInstance(settings: InstanceSettings): Promise<Instance> {
  const at = idle.findLastIndex(({ instance }) => serves(instance.settings, settings));
  const [found] = at < 0 ? [] : idle.splice(at, 1);
  if (found && (await found.isEmpty)) return found.instance;
  // Whatever is wrong with the files is said without loading it.
  const { default: duckdb } = await import('@duckdb/node-api');
  const instance = await duckdb.DuckDBInstance.create(':memory:', settings.config);
  const connection = await instance.connect();
  await connection.run(lockedTo(settings.files));
  connection.closeSync();
  return { duckdb: instance, settings };
}

/**
 * Locks a database to these files for good, and sets the zone of all connections: that of the machine must not influence
 * a number. This cannot be part of opening it: the zone needs an extension which is loaded then, and the paths are a
 * list; and without access from the start the database would still allow itself temporary files in the working folder.
 */
export const lockedTo = (files: readonly string[]): string =>
  writtenOut(sql`set global TimeZone = 'UTC'; set allowed_paths = [${joined(files.map(literal), ', ')}];
    set enable_external_access = false; set lock_configuration = true`).text;

/** Gives an instance back. When the next run gets it, nothing of this run is left in it. */
export function giveBack(instance: Instance): void {
  idle.push({ instance, isEmpty: emptied(instance) });
  if (idle.length > MOST_IDLE) {
    const [oldest] = idle.splice(0, 1);
    void oldest?.isEmpty.then((isEmpty) => isEmpty && oldest.instance.duckdb.closeSync());
  }
}

async function emptied({ duckdb }: Instance): Promise<boolean> {
  try {
    const connection = await duckdb.connect();
    await connection.run(`detach ${RUN}`);
    connection.closeSync();
    return true;
  } catch {
    duckdb.closeSync();
    return false;
  }
}

const serves = (own: InstanceSettings, wanted: InstanceSettings): boolean =>
  wanted.files.every((file) => own.files.includes(file)) &&
  JSON.stringify(own.config) === JSON.stringify(wanted.config);
