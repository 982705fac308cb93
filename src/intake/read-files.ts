import type { Engine } from '../engines/engine.js';
import { joined, name, raw, sql } from '../engines/sql.js';
import { Bug, type Text, text, UserError } from '../error.js';
import { columnTypes, rowsOf } from '../model/canonical.js';
import { nearest } from '../model/nearest.js';
import type { LedgerEntry, Warning } from '../model/report.js';
import type { StatusMeaning } from '../model/settings.js';
import { TABLE_NAMES, type Table } from '../model/tables.js';
import type { Scratch } from '../scratch.js';
import { choose } from './choose.js';
import { warningsOf } from './ledger/file-warnings.js';
import { load } from './load.js';
import { type Opened, open, refuseChanged } from './open/opened.js';
import type { InputFile, Loaded, LoadOptions } from './scan/loaded.js';
import { columnsOf } from './type/conditions.js';
import { refuseBareIds } from './type/events.js';
import { collectFacts, type Facts } from './type/export-facts.js';
import { checkIds } from './type/id-checks.js';
import { defaultsOfCrm, mapStatuses, type StatusSource } from './type/status-map.js';
import { type Typed, typeFile } from './type/type.js';
import type { TypeOptions } from './type/type-options.js';

export interface IntakeOptions extends LoadOptions, TypeOptions {
  statuses: ReadonlyMap<string, StatusMeaning>;
  guess: boolean;
}

export interface Intake {
  ledger: LedgerEntry[];
  warnings: Warning[];
  facts: Facts;
  /** Moves lines of these rows to the bucket `duplicate`: rows that another row of the same lead replaces. */
  markDuplicates(rows: readonly { file: number; record: number }[]): void;
}

/** Loads every file: open → shape → recognise → scan. Needs no engine, so that the engine can be locked to the results. */
export async function loadFiles(
  files: readonly InputFile[],
  options: IntakeOptions,
  scratch: Scratch,
): Promise<Loaded[]> {
  const ruled = [...options.rules.values(), options.exclude ?? []].flatMap((rule) => [...columnsOf(rule).all]);
  const headings = [...options.dimensions.values(), ...ruled];
  const loaded: Loaded[] = [];
  for (const file of files) {
    const settingsOf = (entry: string | undefined) =>
      (entry === undefined ? undefined : file.inside?.(entry)) ?? file.settings;
    const opened = await open(file.path, file.name, (entry) => settingsOf(entry)?.encoding ?? options.encoding);
    for (const own of groups(opened)) {
      const input = { ...file, settings: settingsOf(own[0]?.entry) };
      const { exports, left, passedOver } = choose(own, input, { ...options, headings });
      for (const [at, one] of exports.entries()) {
        const next = await load(one, input, loaded.length, { ...options, headings }, scratch);
        // What was left out is said once, with the first of the sheets that are read.
        loaded.push(at === 0 ? { ...next, leftOut: left, passedOver } : next);
      }
    }
  }
  return loaded;
}

/** The texts of one file: of an archive those of each entry. */
function groups(opened: readonly Opened[]): Opened[][] {
  const found = new Map<string | undefined, Opened[]>();
  for (const one of opened) found.set(one.entry, [...(found.get(one.entry) ?? []), one]);
  return [...found.values()];
}

/** Types the loaded files into `crm_rows`, `ad_stats_rows`, `ad_leads_rows`, `stage_events_rows` and `status_map`. */
export async function readFiles(engine: Engine, loaded: readonly Loaded[], options: IntakeOptions): Promise<Intake> {
  refuseBareIds(loaded);
  const typed: Typed[] = [];
  for (const [index, one] of loaded.entries())
    try {
      typed.push(await typeFile(engine, one, index, options));
    } finally {
      // Whatever else is said of a file that changed meanwhile would be wrong.
      if (one.clean.path === one.file.path)
        await refuseChanged({ path: one.file.path, name: one.file.name, stamp: one.stamp });
    }
  for (const table of TABLE_NAMES) await unite(engine, table, loaded, typed, options.dimensions.size);
  requireHeadings(loaded, typed, options);
  const statuses = await mapStatuses(engine, statusSources(loaded), options.statuses, options.guess);
  const ledger = loaded.map((one, index) => entry(one, typed[index] as Typed));
  const facts = collectFacts(loaded, typed, options, statuses);
  return {
    ledger,
    warnings: [
      ...warningsOf(loaded, typed, ledger),
      ...(await checkIds(
        engine,
        loaded.map(({ file }) => file.name),
      )),
    ],
    facts,
    markDuplicates(rows) {
      for (const { file, record } of rows) {
        const line = ledger[file];
        if (!line) throw new Bug(`no file ${file}`);
        const lines = loaded[file]?.scan.spans.get(record) ?? 1;
        line.duplicate += lines;
        line.used -= lines;
      }
    },
  };
}

/** Per file: the default statuses of the CRM that it comes from, and the statuses that its headings name. */
const statusSources = (loaded: readonly Loaded[]): StatusSource[] =>
  loaded.map(({ recognised }) => ({
    defaults: recognised.statuses ?? defaultsOfCrm(recognised, loaded),
    entered: recognised.entered,
  }));

/** One view over the rows of all files of a table; what a file does not have is unknown. */
async function unite(
  engine: Engine,
  table: Table,
  loaded: readonly Loaded[],
  typed: readonly Typed[],
  dimensions: number,
): Promise<void> {
  const types = columnTypes(table, dimensions);
  const select = (present: readonly string[]) =>
    joined(
      types.map(([column, type]) => {
        const known = present.includes(column) ? name(column) : raw(column.startsWith('rule_') ? 'false' : 'null');
        return sql`cast(${known} as ${raw(type)}) as ${name(column)}`;
      }),
      ', ',
    );
  const parts = typed
    .flatMap(({ rows, present, events }, index) => [
      ...(loaded[index]?.recognised.table === table ? [{ rows, present }] : []),
      ...(table === 'stage_events' && events ? [events] : []),
    ])
    .map(({ rows, present }) => sql`select ${select(present)} from ${name(rows)}`);
  const none = sql`select ${select([])} where false`;
  await engine.run(
    sql`create view ${name(rowsOf(table))} as ${joined(parts.length > 0 ? parts : [none], ' union all ')}`,
  );
}

/** A rule, exclusion or dimension over a column that no export has is a slip of the pen: its figure would be silently empty. */
function requireHeadings(loaded: readonly Loaded[], typed: readonly Typed[], options: IntakeOptions): void {
  const there = new Set(typed.flatMap(({ headings }) => [...headings]));
  const wanted: [string, string][] = [
    ...[...options.dimensions].map(([dim, heading]): [string, string] => [`dimensions.${dim}`, heading]),
    ...[...options.rules].flatMap(([stage, rule]) =>
      [...columnsOf(rule).all].map((h): [string, string] => [`rules.${stage}`, h]),
    ),
    ...[...columnsOf(options.exclude ?? []).all].map((heading): [string, string] => ['exclude', heading]),
  ];
  for (const [key, heading] of wanted) {
    if (there.has(heading)) continue;
    const near = nearest(
      heading,
      loaded.flatMap(({ shape }) => shape.headings),
    );
    throw new UserError(
      text(`${key}: no export has a column «${heading}»`, `${key}: ни в одной выгрузке нет столбца «${heading}»`),
      near ? { hint: text(`did you mean «${near}»?`, `возможно, «${near}»?`) } : {},
    );
  }
}

function entry(loaded: Loaded, typed: Typed): LedgerEntry {
  const { shape, scan, file, recognised } = loaded;
  const rejects = [...loaded.rejects, ...typed.rejects].sort((a, b) => a.line - b.line);
  const rejected = loaded.rejects.length + typed.rejectedLines;
  return {
    file: file.name,
    source: recognised.source,
    table: recognised.table,
    encoding: loaded.encoding,
    delimiter: loaded.isTable ? '' : shape.delimiter,
    lines: scan.nextLine - 1,
    rows: scan.records + scan.blankRecords + loaded.rejects.length,
    header: shape.headerLines + loaded.repeatedHeaders,
    preamble: loaded.preambleLines,
    total: loaded.totalLines,
    footer: loaded.footerLines,
    blank: scan.blankLines,
    duplicate: 0,
    excluded: typed.excludedLines,
    rejected,
    used: scan.recordLines - typed.rejectedLines - typed.excludedLines,
    bad_cells: typed.badCells,
    rejects,
    readings: [...leftOut(loaded), ...loaded.said, ...typed.said],
  };
}

/** Sheets that are not read are named: one of them may be what a person meant. */
const leftOut = ({ leftOut: names }: Loaded): Text[] =>
  names.length === 0
    ? []
    : [
        text(
          `not read, being no exports: ${names.join(', ')}`,
          `не прочитаны, так как это не выгрузки: ${names.join(', ')}`,
        ),
      ];
