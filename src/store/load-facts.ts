import type { ClickHouse } from '../engines/clickhouse/open-clickhouse.js';
import { orRefused, type Text, text, UserError } from '../error.js';
import { formatWhole } from '../model/numbers.js';
import { inTurn } from './in-turn.js';
import { type Load, loadsIn, prepareLoads, type TypedPaths, writeState } from './loads.js';
import { makeTable } from './make-tables.js';
import { hashOf, prepare } from './prepare-table.js';
import { requireSame } from './require-same.js';
import { type Sending, sendRows } from './send-rows.js';
import { AT_ONCE, shardsOf } from './shards.js';
import type { StoredTable } from './stored-tables.js';
import { sweep } from './sweep.js';
import { requireLoadName, type Version } from './versions.js';

export interface Loading extends Sending {
  readonly tables: readonly StoredTable[];
  /** The name of the load. */
  readonly load: string;
  /** The program and its version: facts depend on these too. */
  readonly program: string;
  readonly typed?: TypedPaths;
  begin?(rows: number): void;
}

export interface LoadedFacts {
  readonly version: Version;
  /** A version of the same facts was in force already. */
  readonly isSame: boolean;
  readonly rows: number;
  /** How many of the rows are leads, and how many the replaced version had. */
  readonly leads: number;
  readonly leadsBefore: number;
  /** The version that was in force before. */
  readonly before: Version | undefined;
  /** A later version is in force: another load was faster. */
  readonly isOvertaken: boolean;
  /** Pieces that an earlier run had sent already. */
  readonly resumed: number;
  /** Why older versions could not be removed; null: they were. */
  readonly left: Text | null;
}

/**
 * Brings the facts into a store as a new version of their load. The last row that it writes puts the version in force;
 * until then reports read the version before. A run that was broken off goes on where it stopped; for the same facts
 * nothing changes.
 *
 * @throws {UserError} Where the store refuses, does not answer, or holds something else than was sent.
 */
export async function loadFacts(store: ClickHouse, loading: Loading): Promise<LoadedFacts> {
  requireLoadName(loading.load);
  const shards = await shardsOf(store);
  await prepareLoads(store, shards);
  const prepared = await inTurn(loading.tables, 1, (table) => prepare(loading.engine, table));
  const hash = hashOf(loading.program, prepared);
  const known = (await loadsIn(store)).filter(({ load }) => load === loading.load);
  const before = known.find(({ state }) => state === 'ready');
  const rows = prepared.reduce((sum, { count }) => sum + count, 0);
  const leads = prepared.find((table) => table.name === LEADS)?.count ?? 0;
  const leadsBefore = before?.tables.find((table) => table.name === LEADS)?.rows ?? 0;
  const counts = { rows, leads, leadsBefore };
  if (before?.hash === hash)
    return { version: before, isSame: true, ...counts, before, isOvertaken: false, resumed: 0, left: null };
  requireLeads(before, counts);
  const version = versionFor(loading.load, hash, known, before);
  await writeState(store, version, 'loading', { program: loading.program });
  loading.begin?.(rows);
  await inTurn(prepared, AT_ONCE, (table) => makeTable(store, shards, version, table));
  const resumed = await sendRows(store, shards, version, prepared, { ...loading, rows });
  await requireSame(store, shards, version, prepared);
  const tables = prepared.map(({ name, spread, count }) => ({ name, spread, rows: count }));
  const { program, typed } = loading;
  await writeState(store, version, 'ready', { tables, program, ...(typed && { typed }) });
  const isOvertaken = await requireThere(store, version);
  // The new version is in force even if older ones cannot be removed.
  const swept = await orRefused(() => sweep(store, shards, loading.load));
  return {
    version,
    isSame: false,
    ...counts,
    before,
    isOvertaken,
    resumed,
    left: swept instanceof Error ? swept.what : null,
  };
}

/**
 * A load is replaced as a whole, so calls or spend alone under its name would leave it without leads.
 *
 * @throws {UserError} Where the version in force has leads, and the one that is to replace it has none.
 */
function requireLeads(
  before: Load | undefined,
  { leads, leadsBefore }: Pick<LoadedFacts, 'leads' | 'leadsBefore'>,
): void {
  if (before === undefined || leadsBefore === 0 || leads > 0) return;
  const { load, number } = before;
  throw new UserError(
    text(
      `${load}: version ${number} has leads (${formatWhole(leadsBefore, 'en')}), and these exports have none: it stays in force`,
      `${load}: в версии ${number} лидов ${formatWhole(leadsBefore, 'ru')}, а в этих выгрузках лидов нет: действует прежняя`,
    ),
    {
      hint: text(
        `load the exports of the CRM as well; or another --crm NAME; or first funnel load --drop ${load} --into …`,
        `добавьте выгрузки CRM, или назовите иначе: --crm ИМЯ, или сначала funnel load --drop ${load} --into …`,
      ),
    },
  );
}

const LEADS = 'leads';

/** The version to write: one of the same facts that was begun goes on, unless a later version has been put in force. */
function versionFor(load: string, hash: string, known: readonly Load[], before: Load | undefined): Version {
  const begun = known.find((one) => one.state === 'loading' && one.hash === hash && one.number > (before?.number ?? 0));
  const latest = Math.max(0, ...known.map(({ number }) => number));
  return { load, hash, number: begun?.number ?? latest + 1 };
}

/**
 * Whether another version is in force although this one is ready: another load was faster.
 *
 * @throws {UserError} Where this version was removed before it was ready, and no later one is there.
 */
async function requireThere(store: ClickHouse, version: Version): Promise<boolean> {
  const { load, number, hash } = version;
  const known = (await loadsIn(store)).filter((one) => one.load === load);
  const latest = known.find(({ state }) => state === 'ready');
  const own = known.find((one) => one.number === number && one.hash === hash);
  if (own?.state === 'ready' || (latest?.number ?? 0) >= number) return own !== latest;
  throw new UserError(
    text(
      `${load}: version ${number} has been taken away meanwhile, by --drop or another load`,
      `${load}: версию ${number} тем временем убрали: --drop или другая загрузка`,
    ),
    { hint: text('run the same command again', 'повторите ту же команду') },
  );
}
