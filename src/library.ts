import { orRefused, type Text, text, UserError } from './error.js';
import { clock, DEFAULT_WIDTH, type Io } from './io.js';
import type { Attribution } from './model/attribution.js';
import type { Bridge } from './model/bridge.js';
import { isExact } from './model/exact.js';
import type { Level, Stage } from './model/funnel-stages.js';
import type { GateResult } from './model/gate.js';
import type { Basis } from './model/lead-events.js';
import { meantOf } from './model/meant.js';
import { BUCKETS, type Buckets, type Finding, type LedgerEntry, type Reach, type Report } from './model/report.js';
import type { Period } from './model/scope.js';
import { type Cell, type Kind, kindIn, type Sheet } from './model/sheet.js';
import { join, type Lang } from './model/text.js';
import { SHARED_OPTIONS, type SharedOptions } from './options/all-options.js';
import { type Check, TEXT, TEXTS, valuesOf } from './options/define-option.js';
import { figure } from './render/plain-figure.js';
import { errorWithoutPeople } from './render/without-people.js';
import type { ReportRows, Value } from './reports/report-rows.js';

export type {
  CompareRow,
  HypothesesRow,
  LeakRow,
  PlanRow,
  ReasonsRow,
  ReportName,
  ScorecardRow,
  SlaRow,
  SourcesRow,
  StagesRow,
  StandardMatrixRow,
  StandardRow,
  StuckRow,
  TrendRow,
  Value,
} from './reports/report-rows.js';
export { type Basis, type Lang, type Level, type Period, type Reach, type Stage, type Text, UserError };

/** The options of `--month`, `--as-of`, …: the same names, meaning and checks as on the command line. */
export interface FunnelOptions extends SharedOptions {
  /** The folder that relative paths start from. Default: the working directory. */
  readonly cwd?: string | undefined;
}

/** A key of a report's rows, in their order, and what it holds. */
export interface Column {
  readonly name: string;
  /**
   * `money` is a string with two decimals, `unit_cost` one with four; `count`, `quantity`, `rank`, `seconds` are
   * numbers, `rate`, `points` and `ratio` fractions; `list` is a list of strings; all others are strings.
   */
  readonly kind: Kind;
}

/** What one file is, how it was read, and where each of its physical lines ended: the buckets add up to `lines`. */
export interface FileLedger extends Readonly<Buckets> {
  readonly file: string;
  /** The known export it was recognised as, or `configured`. */
  readonly source: string;
  readonly table: string;
  readonly encoding: string;
  readonly delimiter: string;
  readonly lines: number;
  /** Records, below the header. */
  readonly rows: number;
  /** Cells that could not be read; their rows stay, the value is unknown. */
  readonly badCells: readonly { readonly column: string; readonly count: number }[];
  readonly rejects: readonly {
    readonly line: number;
    readonly column: string | null;
    readonly value: string;
    readonly reason: string;
  }[];
}

export interface FunnelReport {
  /** The version of `funnel`. */
  readonly version: string;
  /** ISO days, both included; null: no bound. */
  readonly period: { readonly from: string | null; readonly to: string | null };
  readonly basis: Basis;
  readonly reach: Reach;
  /** Whom sources give a lead to. */
  readonly attribution: Attribution;
  /** `2026-05-31` or `2026-05-31T18:42:00`, in `timezone`. */
  readonly asOf: string | null;
  /** An IANA name, or `as exported`. */
  readonly timezone: string;
  readonly currency: string | null;
  /** The filters, as they were understood: `source=VK`. */
  readonly where: readonly string[];
  /** With `guess`: unknown statuses, and what each was taken for. */
  readonly guessed: readonly { readonly status: string; readonly meaning: string }[];
  /** Stages, sources and reasons; and what the configuration has a section for (`sla`, `plan`, …). */
  readonly reports: ReportRows;
  readonly columns: { readonly [Name in keyof ReportRows]: readonly Column[] };
  /** What came of the money of these days, in a sentence; null: there is nothing to say. */
  readonly result: string | null;
  /** What is to be decided, at most three. */
  readonly toDecide: readonly string[];
  /**
   * What a person should act on, most money first. `codes`: its own, and those of findings that its sentence covers as
   * well.
   */
  readonly findings: readonly {
    readonly code: string;
    readonly codes: readonly string[];
    readonly tone: Finding['tone'];
    readonly owner: Finding['owner'];
    /** A decimal string, an upper bound where the sentence says so. */
    readonly money: string | null;
    /** A column by the name that `explain` takes, and the rows that it is of. */
    readonly figure: string;
    readonly scope: string | null;
    /** Leads. */
    readonly n: number | null;
    readonly command: string;
    readonly text: string;
    readonly detail: string | null;
  }[];
  /** What became of the gates of the configuration; `value` and its limits are written as in rows of `kind`. */
  readonly gates: readonly {
    readonly name: string;
    readonly figure: string;
    readonly kind: Kind;
    readonly outcome: GateResult['outcome'];
    readonly why: GateResult['why'];
    readonly value: Value;
    readonly min: Value;
    readonly max: Value;
    /** For a gate that is checked on each value of a dimension: which value. */
    readonly row: string | null;
    readonly text: string;
  }[];
  /** Leads that somebody talked to, qualified or not, and their share of all leads; null where no export tells. */
  readonly contacted: number | null;
  readonly contacted_rate: number | null;
  /**
   * Won deals that were closed in the report's days, beside those of its leads; null where no export tells when a deal
   * was won.
   */
  readonly bridge: Bridge | null;
  readonly ledger: readonly FileLedger[];
  readonly warnings: readonly { readonly code: string; readonly message: string; readonly count: number }[];
}

/**
 * Reads exports and computes the reports: what `funnel report -f json` prints, as typed rows. Prints nothing, and
 * leaves nothing behind.
 *
 * ```ts
 * import { readFunnel, UserError } from '@leadfunnel/cli';
 *
 * try {
 *   const { reports, currency } = await readFunnel('exports/', { month: '2026-10', by: 'campaign' });
 *   for (const { source, campaign, leads, cpl } of reports.sources) console.log(source, campaign, leads, cpl, currency);
 * } catch (error) {
 *   if (!(error instanceof UserError)) throw error;
 *   console.error(error.code, error.file, error.line, error.what.en, error.hint?.en);
 * }
 * ```
 *
 * Simultaneous calls run one after another, since each uses all threads of the machine and a memory limit of its own.
 *
 * @param paths Files, folders (all exports in them) and globs; `[]`: the `files` of the configuration.
 * @returns The reports. In a row null is unknown, counts and rates are numbers, money is a decimal string with two
 *   decimals and an amount per one of something with four: money never passes through a double.
 * @throws {UserError} Where input, options or configuration must be put right: `what` and `hint` in both languages,
 *   `file` and physical `line` where there is one (the English `message` names them too), `exit` as the command line
 *   would exit and `code` as a word (2, `FUNNEL_INPUT`; 3, `FUNNEL_REJECTS`: too many rejected lines). Its messages
 *   name options as the command line does (`--month`). Anything else that is thrown is a fault of the program.
 */
export function readFunnel(paths: string | readonly string[], options: FunnelOptions = {}): Promise<FunnelReport> {
  return inTurn(async () => {
    const given = givenPaths(paths);
    const { cwd, ...handed } = checked(options);
    const values = valuesOf(SHARED_OPTIONS, handed);
    const { computeReport } = await import('./commands/at-work.js');
    const report = await orRefused(() =>
      computeReport({ ...values, paths: given, sections: [], isWide: true, gates: true }, silent(cwd ?? process.cwd())),
    );
    if ('what' in report) throw values.personal ? report : errorWithoutPeople(report);
    return plain(report, values.lang ?? 'en');
  });
}

let last: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work);
  last = mine.catch(() => {});
  return mine;
}

const silent = (cwd: string): Io => ({
  now: clock,
  out: () => {},
  err: () => {},
  width: DEFAULT_WIDTH,
  isTerminal: false,
  env: process.env,
  cwd,
});

/** Code without types may pass anything: what would otherwise be ignored is an error. */
const CHECKS: { readonly [Name in keyof FunnelOptions]-?: Check } = {
  ...(Object.fromEntries(Object.entries(SHARED_OPTIONS).map(([name, { given }]) => [name, given])) as {
    [Name in keyof SharedOptions]-?: Check;
  }),
  cwd: TEXT,
};

const wrong = (name: string, { wanted }: Pick<Check, 'wanted'>): UserError =>
  new UserError(text(`readFunnel, ${name}: expected ${wanted.en}`, `readFunnel, ${name}: ожидается ${wanted.ru}`));

function givenPaths(paths: unknown): string[] {
  const list: unknown[] = [paths].flat();
  const given = list.filter((path) => typeof path === 'string' && path !== '') as string[];
  if (given.length < list.length) throw wrong('paths', TEXTS);
  return given;
}

function checked(options: FunnelOptions): FunnelOptions {
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(CHECKS, name)) throw unknownOption(name);
    const check = CHECKS[name as keyof FunnelOptions];
    if (value !== undefined && !check.holds(value)) throw wrong(name, check);
  }
  return options;
}

function unknownOption(name: string): UserError {
  return new UserError(text(`readFunnel: unknown option ${name}`, `readFunnel: неизвестный параметр ${name}`), {
    hint: meantOf(name, Object.keys(CHECKS)),
  });
}

function plain(report: Report, lang: Lang): FunnelReport {
  const { version, period, basis, reach, asOf, timezone, currency, where, guessed, sheets } = report;
  return {
    version,
    period,
    basis,
    reach,
    attribution: report.attribution?.model ?? 'recorded',
    asOf,
    timezone,
    currency,
    where,
    guessed: [...guessed].map(([status, meaning]) => ({ status, meaning })),
    // A test checks that each sheet fits the type of its rows.
    reports: Object.fromEntries(sheets.map((sheet) => [sheet.name, rowsOf(sheet)])) as unknown as ReportRows,
    columns: Object.fromEntries(
      sheets.map(({ name, columns }) => [name, columns.map(({ name: column, kind }) => ({ name: column, kind }))]),
    ) as unknown as FunnelReport['columns'],
    result: report.result.length === 0 ? null : join(report.result, '. ')[lang],
    toDecide: report.toDecide.map((one) => one[lang]),
    findings: report.findings.map(({ money, n, text: sentence, detail, decide: _, ...finding }) => ({
      ...finding,
      money: plainValue(money, 'money') as string | null,
      n: plainValue(n, 'quantity') as number | null,
      text: sentence[lang],
      detail: detail?.[lang] ?? null,
    })),
    gates: report.gates.map(({ name, figure: of, kind, outcome, why, value, min, max, row, text: said }) => ({
      ...{ name, figure: of, kind, outcome, why, row, text: said[lang] },
      ...{ value: plainValue(value, kind), min: plainValue(min, kind), max: plainValue(max, kind) },
    })),
    contacted: plainValue(report.contacted.count, 'count') as number | null,
    contacted_rate: plainValue(report.contacted.rate, 'rate') as number | null,
    bridge: report.bridge,
    ledger: report.ledger.map((entry) => fileOf(entry, lang)),
    warnings: report.warnings.map(({ code, message, count }) => ({ code, message: message[lang], count })),
  };
}

// `fromEntries` defines keys and never assigns them: a dimension called `__proto__` is a key like any other.
const rowsOf = ({ columns, rows }: Sheet) =>
  rows.map((row) =>
    Object.fromEntries(columns.map((column) => [column.name, plainValue(column.value(row), kindIn(column, row))])),
  );

function plainValue(cell: Cell, kind: Kind): Value {
  if (!isExact(cell)) return cell;
  const written = figure(cell, kind);
  return kind === 'money' || kind === 'unit_cost' ? written : Number(written);
}

function fileOf(entry: LedgerEntry, lang: Lang): FileLedger {
  const { file, source, table, encoding, delimiter, lines, rows, bad_cells, rejects } = entry;
  return {
    file,
    source,
    table,
    encoding,
    delimiter,
    lines,
    rows,
    ...(Object.fromEntries(BUCKETS.map((bucket) => [bucket, entry[bucket]])) as unknown as Buckets),
    badCells: [...bad_cells].map(([column, count]) => ({ column, count })),
    rejects: rejects.map(({ line, column, value, reason }) => ({ line, column, value, reason: reason[lang] })),
  };
}
