import { randomBytes } from 'node:crypto';
import type { Config } from '../config/schema.js';
import { DOUBTS_OF_DAYS, DOUBTS_OF_IDENTITY, DOUBTS_OF_VALUES, raise } from '../doubts/all-doubts.js';
import type { Doubtful } from '../doubts/define-doubt.js';
import { openDuckDb } from '../engines/duckdb/open.js';
import type { Engine } from '../engines/engine.js';
import type { Sql } from '../engines/sql.js';
import { text } from '../error.js';
import { type Built, buildFacts } from '../facts/build.js';
import { severalCurrencies, whichDollar } from '../facts/money.js';
import { assertLedger } from '../intake/ledger/ledger.js';
import { type LeftOut, loadFiles } from '../intake/load-files.js';
import { type Intake, type IntakeOptions, readFiles } from '../intake/read-files.js';
import { lineOf } from '../intake/scan/line-of.js';
import type { Loaded } from '../intake/scan/loaded.js';
import type { Scan } from '../intake/scan/scan.js';
import type { Facts } from '../intake/type/export-facts.js';
import { columnsFile, namesOf } from '../intake/type/lay-out.js';
import type { Io } from '../io.js';
import { exact } from '../model/exact.js';
import type { LedgerEntry, Warning } from '../model/report.js';
import type { Scope } from '../model/scope.js';
import type { WorkingTime } from '../model/working-time.js';
import { makeScratch } from '../scratch.js';
import { asWarning } from './as-warning.js';
import { assumedCurrency, currenciesIn } from './assumed-currency.js';
import { asOfBy, clockIn } from './clock.js';
import { costsUnmatched } from './costs-unmatched.js';
import { endOf } from './end-of-day.js';
import { factsSettings, TITLES } from './facts-of-exports.js';
import { givenTwice } from './given-files.js';
import { guessedColumns, guessedStatuses, unknownStatuses } from './guessed-columns.js';
import { HANDED_ON, handOnBy } from './hand-on.js';
import { findInputs, type Inputs } from './inputs.js';
import type { LaidInStore } from './laid-in-store.js';
import { leftOutFiles } from './left-out-files.js';
import { linkColumns } from './link-columns.js';
import { lookupsOf } from './lookups-of.js';
import { normsUnmatched } from './norms-unmatched.js';
import { refuseOtherCurrency } from './other-currency.js';
import { peopleUntold, refuseWithoutPeople } from './people-missing.js';
import { ratesOf } from './rates.js';
import type { ReadOptions } from './read-options.js';
import { refuseTooManyRejects } from './reject-limit.js';
import { slaUnmatched } from './sla-unmatched.js';
import { spool } from './standard-input.js';
import { unreadFiles } from './unread-files.js';
import { vatUnsaid } from './vat.js';
import { winnersUnknown } from './winners-unknown.js';
import { workedOf } from './worked-of.js';
import { workingTimeOf } from './working-time-of.js';
import { zonesApart } from './zones-apart.js';

export type { ReadOptions };

/** The exports, read into an engine with the tables that reports read. */
export interface Session {
  engine: Engine;
  inputs: Inputs;
  config: Config;
  facts: Facts;
  ledger: LedgerEntry[];
  /** Files that are no exports, as far as can be told. */
  left: readonly LeftOut[];
  warnings: Warning[];
  /** What is known of its facts, besides the tables. */
  built: Built;
  currency: string | null;
  asOf: string | null;
  /** As it was asked for. */
  asked: string | undefined;
  /** The zone that moments are in; undefined: as exported. */
  zone: string | undefined;
  /** The day that it is by the clock, in its time zone: asked only where an age is. */
  today(): string;
  /** When the company works; null: nothing says it. */
  workingTime: WorkingTime | null;
  /** The rows of a statement as a Parquet file; of a session that was asked to hand on. */
  handOn(rows: Sql): Promise<Uint8Array>;
  /** The physical line of a record of a file, both by their numbers. */
  lineOf(file: number, record: number): number;
  /** What that is told by, per file. */
  lineMaps: readonly Scan['lineMap'][];
  /** What there is to say of the days of a report. */
  doubtsOfDays(scope: Scope): Promise<Warning[]>;
  /** What is known of all that reports lay down, where its facts come out of a store; undefined: they lay it down when they want it. */
  laid?: LaidInStore;
}

/** Reads everything, hands the session to `work`, and leaves nothing behind. `adjust`: what is read, and as what. */
export async function withSession<T>(
  given: ReadOptions,
  io: Io,
  work: (session: Session) => Promise<T>,
  adjust: (inputs: Inputs) => Inputs = (inputs) => inputs,
): Promise<T> {
  const inputs = adjust(await findInputs(given.paths, io.cwd, given.config));
  const clock = () => clockIn(io, given.timezone ?? inputs.config.timezone);
  const options = { ...given, asOf: asOfBy(clock, given.asOf) };
  if (inputs.config.lang) io.speak?.(inputs.config.lang);
  const scratch = await makeScratch(io.note);
  let engine: Engine | undefined;
  const release = io.onInterrupt?.(() => engine?.interrupt());
  try {
    const intakeOptions = {
      ...intakeOptionsOf(inputs.config, options),
      goingOn: io.goingOn,
      lookups: await lookupsOf(inputs.config, inputs.configFile, io.cwd),
    };
    const files = await spool(inputs.files, io, scratch);
    const { loaded, left } = await loadFiles(files, intakeOptions, scratch, async (out) =>
      // Whoever gets a report does not wait for what proposes drafts.
      (await import('./nothing-usable.js')).nothingUsable(out, files),
    );
    refuseCopies(loaded);
    const isSmall = loaded.reduce((sum, { size }) => sum + size, 0) < SMALL;
    engine = await openDuckDb({
      files: await Promise.all([
        ...Array.from({ length: Math.max(loaded.length, FEW) }, (_, index) =>
          namesOf(index).map((own) => scratch.path(columnsFile(own))),
        ).flat(),
        ...(options.handsOn ? [scratch.path(HANDED_ON)] : []),
      ]),
      // Without a folder to write into the engine keeps to its memory.
      spill: await scratch.path('spill').catch(() => undefined),
      memory: options.memory,
      tell: io.env.FUNNEL_SQL === '1' ? io.err : undefined,
      threads: options.threads ?? (isSmall ? 1 : undefined),
      isSmall,
    });
    const intake = await readFiles(engine, loaded, intakeOptions, scratch);
    const session = await makeSession(engine, inputs, { ...intake, left, loaded }, options);
    io.goingOn?.begin('count');
    const handOn = handOnBy(engine, scratch);
    return await work({ ...session, handOn, today: () => clock().slice(0, 10) });
  } finally {
    release?.();
    engine?.close();
    scratch.remove();
  }
}

/** Below this many bytes a second thread costs more, in time and in memory, than it brings. */
const SMALL = 32 * 2 ** 20;
/** For so many files there are names in any case: whoever reads as many next may have the same engine. */
const FEW = 8;

/** What files are opened and read by. */
export function intakeOptionsOf(config: Config, options: ReadOptions): IntakeOptions {
  return {
    headings: [],
    encoding: options.encoding,
    delimiter: options.delimiter,
    dimensions: config.dimensions,
    splits: config.splits,
    worked: workedOf(config),
    rules: config.rules,
    exclude: config.exclude.length > 0 ? config.exclude : undefined,
    timezone: options.timezone ?? config.timezone,
    currency: options.currency ?? config.currency,
    decimal: options.decimal,
    dates: options.dates,
    asOf: options.asOf === undefined ? undefined : endOf(options.asOf),
    statuses: config.statuses,
    ids: config.ids,
    people: peopleOf(config),
    clients: options.clients,
    guess: options.guess || options.lenient === true,
  };
}

/** Whoever asks for people is given keys, by a secret that nobody keeps. */
function peopleOf({ ids, repeats }: Config): IntakeOptions['people'] {
  const fields = new Set([...(ids?.fallback ?? []), ...(repeats?.by ?? [])]);
  return fields.size === 0 ? undefined : { fields, country: ids?.country, secret: randomBytes(32) };
}

const OF_COSTS = {
  what: text('costs of funnel.yaml are', 'затраты (costs) в funnel.yaml'),
  without: text('costs', 'затрат'),
};

function refuseCopies(loaded: readonly Loaded[]): void {
  const seen = new Map<string, string>();
  for (const { digest, file } of loaded) {
    const before = seen.get(digest);
    if (before !== undefined) throw givenTwice(file.name, before, true);
    seen.set(digest, file.name);
  }
}

async function makeSession(
  engine: Engine,
  inputs: Inputs,
  intake: Intake & { left: readonly LeftOut[]; loaded: readonly Loaded[] },
  options: ReadOptions,
): Promise<Omit<Session, 'today' | 'handOn'>> {
  const { config } = inputs;
  const { facts } = intake;
  refuseWithoutPeople(config, facts);
  if (config.costs.length > 0) refuseOtherCurrency(config, options.currency, OF_COSTS);
  const rates = await ratesOf(config, inputs.rates);
  const named = options.currency ?? config.currency;
  const found = options.anyCurrency || options.lenient ? await currenciesIn(engine, facts) : [];
  const isOpen = options.lenient === true && named === undefined && found.length > 1;
  const codes = options.anyCurrency || isOpen ? found : undefined;
  const settings = factsSettings(facts, config, options, {
    currency: named ?? codes?.[0],
    rates: codes ? codes.map((currency) => ({ currency, day: null, worth: exact(1) })) : rates,
  });
  const built = await buildFacts(engine, settings);
  intake.markDuplicates(built.replaced);
  intake.markExcluded(built.matching.leftOut);
  assertLedger(intake.ledger);
  const asOf = options.asOf ?? built.census.latest;
  const doubtful: Doubtful = {
    ...built,
    ...{ engine, settings, asked: options.asOf, asOf },
    files: facts.files.map(({ file }) => file),
    links: built.census.dealsAlone > 0 ? linkColumns(facts.files) : [],
    format: facts.files.find(({ table, source }) => table === 'crm' && TITLES.has(source))?.source,
    crms: settings.platforms.map((platform) => (platform === null ? null : (TITLES.get(platform) ?? null))),
  };
  const identity = await raise(DOUBTS_OF_IDENTITY, doubtful);
  refuseTooManyRejects(intake.ledger, options.maxRejects, (name) => ({
    ...options,
    ...intake.loaded.find(({ file }) => file.name === name)?.file.settings,
  }));
  return {
    engine,
    inputs,
    config,
    facts: { ...facts, stages: built.stages },
    ledger: intake.ledger,
    left: intake.left,
    warnings: [
      ...unreadFiles(inputs),
      ...leftOutFiles(intake.left, inputs.dangling),
      ...guessedColumns(facts.files),
      ...peopleUntold(config, facts),
      ...(options.lenient && !options.guess ? unknownStatuses(facts.guessed) : []),
      ...guessedStatuses(facts.guessed.filter(({ drafted }) => drafted || options.guess)),
      ...intake.warnings,
      ...identity,
      ...built.overlaps,
      ...(await raise(DOUBTS_OF_VALUES, doubtful)),
      ...(isOpen ? [asWarning(whichDollar(settings.files, found) ?? severalCurrencies(found))] : []),
      ...(named || isOpen ? [] : await assumedCurrency(engine, facts, built.currency)),
      ...(options.lenient || options.anyCurrency ? vatUnsaid(facts.files, config.vat).map(asWarning) : []),
      ...winnersUnknown(facts, built.ofLeads),
      ...(await normsUnmatched(engine, config, built.sources.apart)),
      ...costsUnmatched(built),
      ...(await slaUnmatched(engine, facts, config)),
      ...zonesApart(facts),
    ],
    built,
    currency: built.currency,
    asOf,
    asked: options.asOf,
    zone: options.timezone ?? config.timezone,
    workingTime: await workingTimeOf(config, inputs.holidays),
    lineMaps: intake.loaded.map(({ scan }) => scan.lineMap),
    lineOf: (file, record) => lineOf((intake.loaded[file] as Loaded).scan.lineMap, record),
    doubtsOfDays: (scope) => raise(DOUBTS_OF_DAYS, { ...doubtful, scope }),
  };
}
