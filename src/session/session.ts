import type { Config } from '../config/schema.js';
import { DOUBTS_OF_DAYS, DOUBTS_OF_IDENTITY, raiseDoubts } from '../doubts/all-doubts.js';
import type { Doubtful } from '../doubts/define-doubt.js';
import type { Engine } from '../engines/engine.js';
import type { Sql } from '../engines/sql.js';
import { text } from '../error.js';
import { buildFacts } from '../facts/build.js';
import type { Built } from '../facts/built.js';
import { assertLedger } from '../intake/ledger/ledger.js';
import { type LeftOut, loadFiles } from '../intake/load-files.js';
import { type Intake, readFiles } from '../intake/read-files.js';
import { lineOf } from '../intake/scan/line-of.js';
import type { Loaded } from '../intake/scan/loaded.js';
import type { Scan } from '../intake/scan/scan-tally.js';
import type { ExportFacts } from '../intake/type/export-facts.js';
import type { Io } from '../io.js';
import { exact } from '../model/exact.js';
import type { LedgerEntry, Warning } from '../model/report.js';
import type { Scope } from '../model/scope.js';
import type { WorkingTime } from '../model/working-time.js';
import { makeScratch } from '../scratch.js';
import { currenciesIn } from './assumed-currency.js';
import { asOfBy, clockIn } from './clock.js';
import { exportWarnings, type Money } from './export-warnings.js';
import { crmCalled, factsSettings, TITLES } from './facts-of-exports.js';
import { refuseCopies } from './given-files.js';
import { handOnBy } from './hand-on.js';
import { findInputs, type Inputs } from './inputs.js';
import { intakeOptionsOf } from './intake-options.js';
import type { LaidInStore } from './laid-in-store.js';
import { linkColumns } from './link-columns.js';
import { lookupsOf } from './lookups-of.js';
import { refuseOtherCurrency } from './other-currency.js';
import { refuseWithoutPeople } from './people-missing.js';
import { ratesOf } from './rates.js';
import type { ReadOptions } from './read-options.js';
import { refuseTooManyRejects } from './reject-limit.js';
import { engineOf } from './run-engine.js';
import { spool } from './standard-input.js';
import { workingTimeOf } from './working-time-of.js';

export type { ReadOptions };

/** The exports, read into an engine together with the tables that reports read. */
export interface Session {
  engine: Engine;
  inputs: Inputs;
  config: Config;
  facts: ExportFacts;
  ledger: LedgerEntry[];
  /** Files that seem to be no exports. */
  left: readonly LeftOut[];
  warnings: Warning[];
  /** What is known of the facts besides the tables. */
  built: Built;
  currency: string | null;
  asOf: string | null;
  /** The as-of moment as it was asked for. */
  asked: string | undefined;
  /** The time zone of moments; undefined: as exported. */
  zone: string | undefined;
  /** Today by the clock, in the session's time zone. Called only if an age is asked for. */
  today(): string;
  /** The working time of the company; null: unknown. */
  workingTime: WorkingTime | null;
  /** Gives the rows of a statement as a Parquet file, in a session that was asked to hand rows on. */
  handOn(rows: Sql): Promise<Uint8Array>;
  /** The physical line of a record in a file; both by their numbers. */
  lineOf(file: number, record: number): number;
  /** The tables by which lines are found, one per file. */
  lineMaps: readonly Scan['lineMap'][];
  /** The warnings that depend on the days of a report. */
  doubtsOfDays(scope: Scope): Promise<Warning[]>;
  /**
   * What is known of the tables that reports make, if the facts come from a store; undefined: reports make them on
   * demand.
   */
  laid?: LaidInStore;
}

/**
 * Reads everything, passes the session to `work`, and leaves no temporary files behind. `adjust` changes what is read,
 * and as what.
 *
 * @throws {UserError} Where the exports cannot be read, or `work` throws.
 */
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
      // Loaded only now: a report should not wait for the code that makes drafts.
      (await import('./nothing-usable.js')).nothingUsable(out, files),
    );
    refuseCopies(loaded);
    engine = await engineOf(loaded, options, io, scratch);
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

const OF_COSTS = {
  what: text('costs of funnel.yaml are', 'затраты (costs) в funnel.yaml'),
  without: text('costs', 'затрат'),
};

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
  const money = await moneyOf(engine, facts, config, options);
  // If a run goes on in several currencies, each amount counts as one in the first.
  const codes = options.anyCurrency || money.isOpen ? money.found : undefined;
  const settings = factsSettings(facts, config, options, {
    currency: money.named ?? codes?.[0],
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
    crms: facts.files.map(({ source }) => crmCalled(source)),
  };
  const identity = await raiseDoubts(DOUBTS_OF_IDENTITY, doubtful);
  options.requireAsked?.({ config, asOf });
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
    warnings: await exportWarnings({ engine, inputs, intake, options, built, doubtful, identity, money }),
    built,
    currency: built.currency,
    asOf,
    asked: options.asOf,
    zone: options.timezone ?? config.timezone,
    workingTime: await workingTimeOf(config, inputs.holidays),
    lineMaps: intake.loaded.map(({ scan }) => scan.lineMap),
    lineOf: (file, record) => lineOf((intake.loaded[file] as Loaded).scan.lineMap, record),
    doubtsOfDays: (scope) => raiseDoubts(DOUBTS_OF_DAYS, { ...doubtful, scope }),
  };
}

async function moneyOf(engine: Engine, facts: ExportFacts, config: Config, options: ReadOptions): Promise<Money> {
  const named = options.currency ?? config.currency;
  const found = options.anyCurrency || options.lenient ? await currenciesIn(engine, facts) : [];
  return { named, found, isOpen: options.lenient === true && named === undefined && found.length > 1 };
}
