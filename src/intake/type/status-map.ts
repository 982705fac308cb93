import type { Engine } from '../../engines/engine.js';
import { layDown } from '../../engines/lay-down.js';
import { joined, name, type Param, sql } from '../../engines/sql.js';
import { LATER_EVENTS, rowsOf, STATUS_MAP } from '../../model/canonical.js';
import { fold } from '../../model/fold.js';
import { LEAD_STAGES, type LeadStage } from '../../model/funnel-stages.js';
import { groupBy } from '../../model/group-by.js';
import type { Guess, StatusMeaning } from '../../model/settings.js';
import type { Table } from '../../model/tables.js';
import { usualMeaning } from '../../sources/usual-statuses.js';
import type { Entered, Recognised } from '../recognise/recognised.js';
import { outcomeOf } from './outcome-words.js';
import { suggest } from './status-words.js';
import { type UnknownStatus, unknownStatuses, written } from './unknown-statuses.js';

export interface StatusFacts {
  /** Stages that some status of the CRM or of the configuration stands for. What a history adds depends on its IDs. */
  stages: Set<LeadStage>;
  /** Per file, those that its own statuses stand for. */
  ofFile: Map<number, Set<LeadStage>>;
  /** Statuses whose meaning is a guess, with their counts: `--guess` allowed it, or the configuration has it as a draft. */
  guessed: Guessed[];
  /** Per file, the stages for which rows have a date under the name of a status. */
  entered: Map<number, Set<LeadStage>>;
  /** Files in which some row says how it ended, or that it is open, apart from its status. */
  withOutcomes: Set<number>;
}

interface Guessed {
  status: string;
  count: number;
  meaning: string;
  drafted: boolean;
}

/** What a file says of statuses: the default meanings of its CRM, and the statuses in its headings. */
export interface StatusSource {
  table: Recognised['table'];
  defaults: Readonly<Record<string, StatusMeaning>>;
  entered: readonly Entered[];
  /** Whether statuses of such exports may have their pipeline before them, in one cell. */
  mayBePaths: boolean;
  /** The name of the file, where its headings alone make leads of it, beside a known CRM. */
  perhaps: string | undefined;
}

/**
 * Decides what every status of the CRM and its history means, and lays that down in `status_map`. A status that nobody
 * has explained is an error which lists all such with counts and suggestions: dropping one silently would make a stage
 * too small.
 */
export async function mapStatuses(
  engine: Engine,
  files: readonly StatusSource[],
  statuses: ReadonlyMap<string, StatusMeaning>,
  guess: Guess,
): Promise<StatusFacts> {
  const rows = await statusesIn(engine, files);
  const facts: StatusFacts = {
    stages: new Set([...statuses.values()].flatMap((meaning) => stageOf(meaning) ?? [])),
    ofFile: new Map(),
    guessed: [],
    withOutcomes: new Set(),
    entered: new Map(),
  };
  const known = knownMeanings(files, statuses);
  const { explained, unknown, drafted } = guesses(files, statuses, guess);
  const values: Param[][] = [];
  const paths = filesOfPaths(rows.filter(({ file }) => files[file]?.mayBePaths));
  for (const { file, pipeline, status, outcome, count, isOwn } of rows) {
    let meaning: StatusMeaning | undefined;
    if (status !== null) {
      const bare = paths.has(file) ? endOfPath(status) : status;
      meaning = known.ofStatus(file, pipeline, status) ?? known.ofStatus(file, pipeline, bare);
      // A heading that no row has a date under needs no meaning.
      if (!meaning && count === 0) continue;
      meaning = explained(file, bare, pipeline === null ? status : `${pipeline} / ${status}`, count, meaning);
    }
    let said: StatusMeaning | undefined;
    if (outcome !== null) {
      facts.withOutcomes.add(file);
      said = explained(file, outcome, outcome, count, known.ofOutcome(file, outcome));
    }
    const isEnd = said?.kind === 'lost' || (said?.kind === 'stage' && said.stage === 'deal');
    const result = isEnd ? said : undefined;
    // Where the outcome is apart, the status tells how far the lead came, and both are evidence.
    const stage = further(meaning ? stageOf(meaning) : null, result?.kind === 'lost' ? result.after : null);
    const won = result?.kind === 'stage';
    const lost = result ? result.kind === 'lost' : meaning?.kind === 'lost';
    for (const told of [...(stage && isOwn ? [stage] : []), ...(won ? (['deal'] as const) : [])]) {
      facts.stages.add(told);
      tell(facts.ofFile, file, told);
    }
    if (stage && files[file]?.entered.some((one) => one.status === status && one.pipeline === pipeline))
      tell(facts.entered, file, stage);
    const knownDepth = stage !== null && (meaning?.kind === 'lost' || result?.kind === 'lost');
    const place = stage === null ? null : LEAD_STAGES.indexOf(stage);
    values.push([file, pipeline, status, outcome, place, won, lost ?? false, knownDepth]);
  }
  if (unknown.size > 0 && !guess) throw unknownStatuses(unknown);
  facts.guessed.push(...drafted.values());
  for (const [status, { count, suggestion }] of unknown)
    facts.guessed.push({ status, count, meaning: suggestion ? written(suggestion) : 'ignore', drafted: false });
  await layDown(engine, STATUS_MAP, COLUMNS, values);
  return facts;
}

/** What statuses and outcomes mean by the configuration, else by the CRM of their file; undefined: neither says it. */
function knownMeanings(files: readonly StatusSource[], statuses: ReadonlyMap<string, StatusMeaning>) {
  const meanings = new Map([...statuses].map(([status, meaning]) => [foldPath(status), meaning]));
  const inAll = meaningsInEveryPipeline(meanings);
  const own = files.map(
    ({ defaults }) => new Map(Object.entries(defaults).map(([status, meaning]) => [fold(status), meaning])),
  );
  return {
    ofStatus: (file: number, pipeline: string | null, status: string): StatusMeaning | undefined =>
      meanings.get(foldPath(`${pipeline ?? ''} / ${status}`)) ??
      meanings.get(fold(status)) ??
      (pipeline === null ? inAll.get(fold(status)) : undefined) ??
      own[file]?.get(fold(withoutPipeline(status, pipeline))),
    // The configuration and the CRM's own words come before general words: HubSpot says lost as "Unqualified".
    ofOutcome: (file: number, outcome: string): StatusMeaning | undefined =>
      meanings.get(fold(outcome)) ?? own[file]?.get(fold(outcome)) ?? outcomeOf(outcome),
  };
}

/** Suggests a meaning for words that have none, and collects these, and those whose meaning is only drafted. */
function guesses(files: readonly StatusSource[], statuses: ReadonlyMap<string, StatusMeaning>, guess: Guess) {
  const unknown = new Map<string, UnknownStatus>();
  const drafted = new Map<string, Guessed>();
  return {
    unknown,
    drafted,
    explained(file: number, words: string, label: string, count: number, known: StatusMeaning | undefined) {
      if (known?.drafted) draft(drafted, label, count, known);
      if (known) return known;
      const suggestion = guess === 'lead' ? OPEN_LEAD : (usualMeaning(words) ?? suggest(words, statuses));
      const { perhaps } = files[file] ?? {};
      const of = new Set([...(unknown.get(label)?.perhaps ?? []), ...(perhaps === undefined ? [] : [perhaps])]);
      unknown.set(label, { count: count + (unknown.get(label)?.count ?? 0), suggestion, perhaps: of });
      return suggestion;
    },
  };
}

const OPEN_LEAD: StatusMeaning = { kind: 'stage', stage: 'lead' };

const COLUMNS = {
  ...{ file: 'integer', pipeline: 'varchar', status: 'varchar', outcome: 'varchar', stage: 'integer' },
  ...{ won: 'boolean', lost: 'boolean', known_depth: 'boolean' },
};

const tell = (of: Map<number, Set<LeadStage>>, file: number, stage: LeadStage) =>
  of.set(file, (of.get(file) ?? new Set()).add(stage));

/** The same status of several files and outcomes is one guess. */
function draft(drafted: Map<string, Guessed>, status: string, count: number, meaning: StatusMeaning): void {
  const seen = drafted.get(status);
  if (seen) seen.count += count;
  else drafted.set(status, { status, count, meaning: written(meaning), drafted: true });
}

/**
 * All combinations of file, pipeline, status and outcome with their rows, the most frequent first, and whether the CRM
 * itself has them: in a row, or as a heading that may have no row.
 */
async function statusesIn(engine: Engine, files: readonly StatusSource[]) {
  const [crm, events] = [name(rowsOf('crm')), name(rowsOf('stage_events'))];
  const named = files.flatMap(({ entered }, file) =>
    entered.map(({ status, pipeline }) => sql`select ${file}, ${pipeline}, ${status}, null, 0, true`),
  );
  const has = (table: Table) => files.some((file) => file.table === table);
  const ofCrm = [sql`select file, pipeline, status, outcome, 1, true from ${crm}`];
  const ofHistory = [
    sql`select file, pipeline, status, null, 1, false from ${events}`,
    sql`select file, pipeline, from_status, null, 1, false from ${events} where from_status is not null`,
    // What came after the as-of moment is nothing that must be explained.
    sql`select file, pipeline, status, null, 0, false from ${name(LATER_EVENTS)}`,
  ];
  // A list of leads with a column per stage is a history as well.
  const hasHistory = has('stage_events') || files.some(({ entered }) => entered.length > 0);
  const counted = [...(has('crm') ? ofCrm : []), ...(hasHistory ? ofHistory : []), ...named];
  if (counted.length === 0) return [];
  const rows = await engine.query(sql`select file, pipeline, status, outcome, sum(n), bool_or(is_own)
    from (${joined(counted, ' union all ')}) as s (file, pipeline, status, outcome, n, is_own)
    group by 1, 2, 3, 4 order by 5 desc, 1, 2, 3, 4`);
  return rows.map(([file, pipeline, status, outcome, count, isOwn]) => ({
    ...{ file: Number(file), count: Number(count), isOwn: isOwn === true },
    ...{ pipeline: pipeline as string | null, status: status as string | null, outcome: outcome as string | null },
  }));
}

/** The meaning of a status without a pipeline, where it means the same in all pipelines. */
function meaningsInEveryPipeline(meanings: ReadonlyMap<string, StatusMeaning>): Map<string, StatusMeaning> {
  const found = new Map<string, StatusMeaning>();
  const open = new Set<string>();
  for (const [path, meaning] of meanings) {
    // A status may contain the separator itself: any tail of the path may be the status.
    for (let at = path.indexOf(SEPARATOR); at >= 0; at = path.indexOf(SEPARATOR, at + 1)) {
      const status = path.slice(at + SEPARATOR.length);
      const seen = found.get(status);
      if (seen && written(seen) !== written(meaning)) open.add(status);
      else if (!seen) found.set(status, meaning);
    }
  }
  for (const status of open) found.delete(status);
  return found;
}

const SEPARATOR = ' / ';

/**
 * The default statuses for a history that belongs to no known CRM: those of the CRM whose leads or deals are read beside
 * it. A status that means different things there is left open.
 */
export function defaultsOfCrm(
  { table, columns }: Recognised,
  loaded: readonly { recognised: Recognised }[],
): Readonly<Record<string, StatusMeaning>> {
  if (table !== 'stage_events') return {};
  const crms = loaded.flatMap(({ recognised }) => (recognised.table === 'crm' ? [recognised] : []));
  const own = crms.filter(({ entity }) => columns.has(entity === 'deal' ? 'deal_id' : 'lead_id'));
  const all = (own.length > 0 ? own : crms).flatMap(({ statuses = {} }) => Object.entries(statuses));
  const meanings = new Map<string, Set<string>>();
  for (const [status, meaning] of all)
    meanings.set(fold(status), (meanings.get(fold(status)) ?? new Set()).add(written(meaning)));
  return Object.fromEntries(all.filter(([status]) => meanings.get(fold(status))?.size === 1));
}

/**
 * The files in which each status has its pipeline before it, as widgets of amoCRM write it into one cell: «Продажи /
 * Первичный контакт». A name of a pipeline says nothing of how far a lead has come. Elsewhere what stands before may be
 * the status itself: «Отказ / Дорого».
 */
function filesOfPaths(rows: readonly { file: number; pipeline: string | null; status: string | null }[]): Set<number> {
  const files = groupBy(
    rows.filter(({ status }) => status !== null),
    ({ file }) => file,
  );
  const arePaths = (all: typeof rows) =>
    all.length > 1 && all.every(({ pipeline, status }) => pipeline === null && status?.includes(SEPARATOR));
  return new Set([...files].flatMap(([file, all]) => (arePaths(all) ? [file] : [])));
}
const endOfPath = (status: string): string => status.slice(status.lastIndexOf(SEPARATOR) + SEPARATOR.length);

/** Bitrix24's codes of the stages of further pipelines: `C2:LOSE`. */
const PIPELINE_PREFIX = /^C\d+:/;

/** A stage as it is called inside its pipeline: `C2:LOSE`, `Closed Won (Sales Pipeline)`. */
function withoutPipeline(status: string, pipeline: string | null): string {
  const open = status.lastIndexOf('(');
  if (pipeline !== null && open > 0 && status.endsWith(')') && fold(status.slice(open + 1, -1)) === fold(pipeline))
    return status.slice(0, open).trimEnd();
  return status.replace(PIPELINE_PREFIX, '');
}

const foldPath = (path: string): string => path.split(SEPARATOR).map(fold).join(SEPARATOR);

/** The stage that a status is evidence of. A status of lost leads may name the stage they were lost after. */
const stageOf = (meaning: StatusMeaning): LeadStage | null =>
  meaning.kind === 'stage' ? meaning.stage : meaning.kind === 'lost' ? meaning.after : null;

const further = (a: LeadStage | null, b: LeadStage | null): LeadStage | null =>
  a === null || (b !== null && LEAD_STAGES.indexOf(b) > LEAD_STAGES.indexOf(a)) ? b : a;
