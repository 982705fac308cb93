import type { Config } from '../config/schema.js';
import { DOUBTS_OF_DAYS, DOUBTS_OF_IDENTITY, DOUBTS_OF_VALUES, raise } from '../doubts/all-doubts.js';
import type { Doubtful } from '../doubts/define-doubt.js';
import { openDuckDb } from '../engines/duckdb/open.js';
import type { Engine } from '../engines/engine.js';
import { EXIT, text, UserError } from '../error.js';
import { type Built, buildFacts, type FactsSettings } from '../facts/build.js';
import type { LeadMoment } from '../facts/fact-tables.js';
import { journalOf } from '../facts/journals.js';
import { severalCurrencies } from '../facts/money.js';
import { assertLedger } from '../intake/ledger/ledger.js';
import { type Intake, type IntakeOptions, loadFiles, readFiles } from '../intake/read-files.js';
import type { Loaded } from '../intake/scan/loaded.js';
import type { Facts, FileFacts } from '../intake/type/export-facts.js';
import type { Io } from '../io.js';
import { exact } from '../model/exact.js';
import type { LedgerEntry, Reach, Warning } from '../model/report.js';
import type { Scope } from '../model/scope.js';
import { plural } from '../model/text.js';
import { makeScratch } from '../scratch.js';
import { SOURCES } from '../sources/known-sources.js';
import { assumedCurrency, currenciesIn } from './assumed-currency.js';
import { guessedColumns } from './guessed-columns.js';
import { findInputs, givenTwice, type Inputs, spool } from './inputs.js';
import { ratesOf } from './rates.js';
import { rejectsHint } from './rejects-hint.js';
import { unreadFiles } from './unread-files.js';
import { vatOf } from './vat.js';

/** What one run needs to know of the command line to read the exports. */
export interface ReadOptions {
  paths: readonly string[];
  config: string | false | undefined;
  timezone?: string | undefined;
  currency?: string | undefined;
  /** Amounts in several currencies are no error: names are wanted, no sums. */
  anyCurrency?: boolean | undefined;
  /** What a report would refuse for the sake of its sums is a warning: so `check` can say everything at once. */
  lenient?: boolean | undefined;
  encoding?: IntakeOptions['encoding'];
  delimiter?: IntakeOptions['delimiter'];
  decimal?: '.' | ',' | undefined;
  dates?: string | undefined;
  asOf?: string | undefined;
  guess: boolean;
  /** When things happened to a lead: what is asked for; nothing, unless a report is about time. */
  moments?: readonly LeadMoment[] | undefined;
  reach: Reach;
  /** A share (`0.01`) of a file's lines, or null: as many as there are. */
  maxRejects: { share: number } | { lines: number };
  memory?: string | undefined;
  threads?: number | undefined;
}

/** The exports, read into an engine with the two views that reports read. */
export interface Session {
  engine: Engine;
  inputs: Inputs;
  config: Config;
  facts: Facts;
  ledger: LedgerEntry[];
  warnings: Warning[];
  /** What is known of its facts, besides the tables. */
  built: Built;
  currency: string | null;
  asOf: string | null;
  /** What there is to say of the days of a report. */
  doubtsOfDays(scope: Scope): Promise<Warning[]>;
}

const adFile = ({ file: name, headings, details, account, period }: FileFacts) => ({
  name,
  headings,
  details,
  account,
  period,
});

/** Reads everything, hands the session to `work`, and leaves nothing behind. */
export async function withSession<T>(options: ReadOptions, io: Io, work: (session: Session) => Promise<T>): Promise<T> {
  const inputs = await findInputs(options.paths, io.cwd, options.config);
  const scratch = await makeScratch();
  let engine: Engine | undefined;
  const release = io.onInterrupt?.(() => engine?.interrupt());
  try {
    const intakeOptions = intakeOptionsOf(inputs.config, options);
    const files = await spool(inputs.files, io, scratch);
    const loaded = await loadFiles(files, intakeOptions, scratch);
    refuseCopies(loaded);
    engine = await openDuckDb({
      files: loaded.map(({ clean }) => clean.path),
      // Without a folder to write into the engine keeps to its memory.
      spill: await scratch.path('spill').catch(() => undefined),
      memory: options.memory,
      tell: io.env.FUNNEL_SQL === '1' ? io.err : undefined,
      threads: options.threads ?? (loaded.reduce((sum, { size }) => sum + size, 0) < SMALL ? 1 : undefined),
    });
    const intake = await readFiles(engine, loaded, intakeOptions);
    const session = await makeSession(engine, inputs, intake, options);
    return await work(session);
  } finally {
    release?.();
    engine?.close();
    scratch.remove();
  }
}

/** Below this many bytes a second thread costs more, in time and in memory, than it brings. */
const SMALL = 32 * 2 ** 20;

function intakeOptionsOf(config: Config, options: ReadOptions): IntakeOptions {
  return {
    headings: [],
    encoding: options.encoding,
    delimiter: options.delimiter,
    dimensions: config.dimensions,
    rules: config.rules,
    exclude: config.exclude.length > 0 ? config.exclude : undefined,
    timezone: options.timezone ?? config.timezone,
    currency: options.currency ?? config.currency,
    decimal: options.decimal,
    dates: options.dates,
    asOf: options.asOf === undefined ? undefined : endOf(options.asOf),
    statuses: config.statuses,
    ids: config.ids,
    guess: options.guess,
  };
}

/** Sources that only watch leads: their rows name where a lead comes from, their files do not. */
const WATCHERS = new Set(SOURCES.filter(({ watches }) => watches).map(({ name }) => name));

/** A day given as the as-of moment means all of that day. */
const endOf = (moment: string): string =>
  moment.length === 10 ? `${moment} 23:59:59.999999` : moment.replace('T', ' ');

function refuseCopies(loaded: readonly Loaded[]): void {
  const seen = new Map<string, string>();
  for (const { digest, file } of loaded) {
    const before = seen.get(digest);
    if (before !== undefined) throw givenTwice(file.name, before);
    seen.set(digest, file.name);
  }
}

async function makeSession(engine: Engine, inputs: Inputs, intake: Intake, options: ReadOptions): Promise<Session> {
  const { config } = inputs;
  const { facts } = intake;
  const rates = await ratesOf(config, inputs.rates);
  const named = options.currency ?? config.currency;
  const found = options.anyCurrency || options.lenient ? await currenciesIn(engine, facts) : [];
  const isOpen = options.lenient === true && named === undefined && found.length > 1;
  const codes = options.anyCurrency || isOpen ? found : undefined;
  const settings: FactsSettings = {
    reach: options.reach,
    stages: facts.stages,
    aliases: config.sources,
    reasons: config.reasons,
    fields: facts.fields,
    periods: facts.files.map(({ period }) => period),
    platforms: facts.files.map(({ source }) => (NO_PLATFORM.has(source) ? null : source)),
    watched: facts.files.flatMap(({ source, table }, at) => (table === 'ad_leads' && WATCHERS.has(source) ? [at] : [])),
    journals: facts.files.map(journalOf),
    titles: TITLES,
    hasCrm: facts.tables.has('crm'),
    hasLeads: facts.files.some(({ entity, table }) => table === 'crm' && entity === 'lead'),
    hasDeals: facts.files.some(({ entity, table }) => table === 'crm' && entity === 'deal'),
    hasHistory: facts.tables.has('stage_events'),
    dealsAreLeads: dealsAreLeads(facts),
    asOf: options.asOf === undefined ? undefined : endOf(options.asOf),
    hasAdLeads: facts.tables.has('ad_leads'),
    dimensions: config.dimensions.size,
    moments: new Set(options.moments),
    // Where names are wanted and no sums, nothing can count twice.
    ads: options.anyCurrency ? [] : facts.files.map((file) => (file.table === 'ad_stats' ? adFile(file) : null)),
    refuse: options.lenient ? asWarning : refuseAll,
    currency: named ?? codes?.[0],
    rates: codes ? codes.map((currency) => ({ currency, day: null, worth: exact(1) })) : rates,
    files: facts.files.map((file) => ({
      currency: file.currency,
      vat: options.anyCurrency ? file.vat : vatOf(file, config.vat),
    })),
  };
  const built = await buildFacts(engine, settings);
  intake.markDuplicates(built.replaced);
  assertLedger(intake.ledger);
  const asOf = options.asOf ?? built.census.latest;
  const doubtful: Doubtful = {
    ...built,
    ...{ engine, settings, asked: options.asOf, asOf },
    files: facts.files.map(({ file }) => file),
    crms: settings.platforms.map((platform) => (platform === null ? null : (TITLES.get(platform) ?? null))),
  };
  const identity = await raise(DOUBTS_OF_IDENTITY, doubtful);
  refuseTooManyRejects(intake.ledger, options.maxRejects);
  return {
    engine,
    inputs,
    config,
    facts: { ...facts, stages: built.stages },
    ledger: intake.ledger,
    warnings: [
      ...unreadFiles(inputs),
      ...guessedColumns(facts.files),
      ...intake.warnings,
      ...identity,
      ...built.overlaps,
      ...(await raise(DOUBTS_OF_VALUES, doubtful)),
      ...(isOpen ? [asWarning(severalCurrencies(found))] : []),
      ...(named || isOpen ? [] : await assumedCurrency(engine, facts, built.currency)),
      ...unevaluated(config),
    ],
    built,
    currency: built.currency,
    asOf,
    doubtsOfDays: (scope) => raise(DOUBTS_OF_DAYS, { ...doubtful, scope }),
  };
}

/** A CRM of which no export is of deals, and whose leads have no deal beside them: there a deal stands for its lead. */
function dealsAreLeads({ files, fields }: Facts): boolean {
  if (fields.crm.has('deal_id')) return false;
  const hasDeals = (source: string) =>
    SOURCES.some(({ name, exports }) => name === source && exports.some(({ entity }) => entity === 'deal'));
  return files.every(({ table, entity, source }) => table !== 'crm' || (entity === 'lead' && !hasDeals(source)));
}

/** What each source is called. */
const TITLES = new Map(SOURCES.map(({ name, title }) => [name, title]));

/** Sources that name no platform: what rows without a source cost or brought is nobody's. */
const NO_PLATFORM = new Set([
  'configured',
  ...SOURCES.filter(({ isAnalytics, watches }) => isAnalytics || watches).map(({ name }) => name),
]);

const refuseAll = (error: UserError): never => {
  throw error;
};

/** Of an error what a person should read of it, beside everything else that is wrong. */
const asWarning = ({ file, what, hint }: UserError): Warning => {
  const say = (lang: 'en' | 'ru') => `${file ? `${file}: ` : ''}${what[lang]}${hint ? `; ${hint[lang]}` : ''}`;
  return { code: 'no-report', count: 1, message: text(say('en'), say('ru')) };
};

function refuseTooManyRejects(ledger: readonly LedgerEntry[], limit: ReadOptions['maxRejects']): void {
  for (const { file, lines, rejected, rejects } of ledger) {
    const most = 'share' in limit ? lines * limit.share : limit.lines;
    if (rejected <= most) continue;
    const shown = rejects.slice(0, 3);
    const list = (lang: 'en' | 'ru') =>
      shown
        .map(
          ({ line, column, reason }) =>
            `  ${lang === 'en' ? 'line' : 'строка'} ${line}${column ? `, «${column}»` : ''}: ${reason[lang]}`,
        )
        .join('\n');
    throw new UserError(
      text(
        `${rejected} of ${lines} lines could not be read, more than is allowed:\n${list('en')}`,
        `не прочитано ${rejected} ${plural(rejected, 'строка', 'строки', 'строк')} из ${lines}, больше допустимого:\n${list('ru')}`,
      ),
      {
        file,
        exit: EXIT.rejects,
        hint: rejectsHint(rejects, rejected, lines),
      },
    );
  }
}

/** What the configuration asks for and this version does not work out yet: said, never passed over. */
function unevaluated(config: Config): Warning[] {
  const parts: [string, boolean][] = [
    ['maturity', config.maturity.size > 0],
    ['sla', config.sla !== undefined],
    ['standard', config.standard !== undefined],
    ['plan', Object.keys(config.plan).length > 0],
    ['gates', config.gates.length > 0],
    ['hypotheses', config.hypotheses.length > 0],
  ];
  return parts
    .filter(([, there]) => there)
    .map(([key]) => ({
      code: 'not-evaluated',
      count: 1,
      message: text(
        `${key} in funnel.yaml is not worked out by this version yet`,
        `${key} в funnel.yaml эта версия ещё не считает`,
      ),
    }));
}
