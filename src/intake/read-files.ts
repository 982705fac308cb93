import type { Engine } from '../engines/engine.js';
import { joined, sql } from '../engines/sql.js';
import { Bug } from '../error.js';
import { UNREAD } from '../model/canonical.js';
import type { LedgerEntry, Warning } from '../model/report.js';
import type { Guess, StatusMeaning } from '../model/settings.js';
import type { Scratch } from '../scratch.js';
import { amocrm } from '../sources/crm/amocrm.js';
import { tableOf } from './ledger/aside.js';
import { currencyOf } from './ledger/file-currency.js';
import { warningsOf } from './ledger/file-warnings.js';
import { checkIds } from './ledger/id-checks.js';
import { entryOf, excludedWithLeads, warningsOfRows } from './ledger/ledger.js';
import { leftWithLeads, type WithLeads } from './ledger/left-with-leads.js';
import { refuseMicros } from './ledger/micros.js';
import { requireSameCells } from './ledger/repeats.js';
import { type Lines, linesOf } from './ledger/set-aside.js';
import { countLater, countMarked, type Tally } from './ledger/tally.js';
import { type Meaning, meaningOf } from './meaning.js';
import { clientsOfTouches } from './recognise/clients-of-touches.js';
import { contactsBesideLeads } from './recognise/contacts-beside-leads.js';
import { dealsBesideLeads } from './recognise/deals-beside-leads.js';
import { isDescribed } from './recognise/described.js';
import { sumsBesideLeads } from './recognise/sums-beside-leads.js';
import { withoutIds } from './recognise/without-ids.js';
import type { Loaded, LoadOptions } from './scan/loaded.js';
import { refuseBareIds } from './type/events.js';
import { collectFacts, type ExportFacts } from './type/export-facts.js';
import { type Lookup, lookUp, notFound } from './type/look-up.js';
import { bearsMark } from './type/marks.js';
import { requireHeadings } from './type/required-headings.js';
import { comeAgain, shareIds } from './type/shared-ids.js';
import { defaultsOfCrm, mapStatuses, type StatusSource } from './type/status-map.js';
import type { Typed } from './type/type.js';
import type { TypeOptions } from './type/type-options.js';
import { type UsedRows, unite } from './type/unite.js';
import { dimensionsIn } from './type/worked.js';
import { typeFiles } from './type-files.js';

export interface IntakeOptions extends LoadOptions, TypeOptions {
  statuses: ReadonlyMap<string, StatusMeaning>;
  guess: Guess;
  lookups?: readonly Lookup[];
  /** Whether the client IDs of leads are wanted even without a list of touches. */
  clients?: boolean | undefined;
}

export interface Intake {
  ledger: LedgerEntry[];
  warnings: Warning[];
  facts: ExportFacts;
  /** Moves the lines of these rows to the bucket `duplicate`: another row of the same lead replaces them. */
  markDuplicates(rows: Rows): void;
  /** Moves them to the bucket `excluded`: another file has their leads in rows that a rule leaves out. */
  markExcluded(rows: Rows): void;
}

/** Types the loaded files into `crm_rows`, `ad_stats_rows`, `ad_leads_rows`, `stage_events_rows` and `status_map`. */
export async function readFiles(
  engine: Engine,
  given: readonly Loaded[],
  options: IntakeOptions,
  scratch: Scratch,
): Promise<Intake> {
  const withoutContacts = await contactsBesideLeads(sumsBesideLeads(withoutIds(given)), {
    headingsOf: ({ shape }) => shape.headings,
    shareIds,
    comeAgain,
  });
  const deals = dealsBesideLeads(withoutContacts);
  const beside = options.clients ? deals : clientsOfTouches(deals);
  refuseBareIds(beside);
  const { loaded, typed, tallies } = await typeFiles(engine, beside, options, scratch);
  options.goingOn?.begin('join');
  const lines = await linesOf(engine, loaded, typed, tallies);
  const meant = await meaningOf(engine, loaded, typed, tallies);
  const rowWarnings: Warning[][] = [];
  const files: ReadFile[] = [];
  for (const [index, one] of loaded.entries()) {
    const [rows, counted, meaning] = [typed[index] as Typed, tallies[index] as Tally, meant[index] as Meaning];
    const entry = entryOf(one, rows, counted, lines[index] as Lines);
    await requireSameCells(engine, one, rows, counted);
    refuseMicros(one, counted);
    rowWarnings.push(await warningsOfRows(engine, one, rows, counted, meaning));
    const currency = await currencyOf(engine, one, rows, options.currency);
    const goesOn = counted.used > 0 && countLater(rows, counted) > 0;
    files.push({ loaded: one, typed: rows, counted, entry, currency, goesOn });
  }
  const { lookups = [] } = options;
  const dimensions = dimensionsIn(options);
  const lookedUp = await lookUp(engine, lookups, dimensions);
  const withLeads = await leftWithLeads(engine, files, options.asOf);
  const used = files.map((file, index) => usedRows(file, meant[index] as Meaning, withLeads.get(index)));
  await unite(engine, used, dimensions.length, options.asOf, lookedUp);
  requireHeadings(loaded, typed, options);
  const statuses = await mapStatuses(engine, statusSources(loaded), options.statuses, options.guess);
  const ledger = files.map(({ entry }) => entry);
  const { markDuplicates, markExcluded, markTotals } = movesOf(files);
  for (const { records } of withLeads.values()) markExcluded(records);
  for (const { older, subtotals } of meant) {
    markDuplicates(older?.records ?? []);
    markTotals(subtotals?.left ?? []);
  }
  return {
    ledger,
    warnings: [
      ...warningsOf(loaded, rowWarnings, ledger),
      ...(await notFound(engine, lookups, dimensions)),
      ...meant.flatMap(({ warnings }) => warnings),
      ...(await checkIds(engine, loaded, typed, tallies)),
    ],
    facts: collectFacts(files, options, statuses),
    markDuplicates,
    markExcluded,
  };
}

/** A file as it was loaded and typed, with what its rows add up to. */
interface ReadFile {
  readonly loaded: Loaded;
  readonly typed: Typed;
  readonly counted: Tally;
  readonly entry: LedgerEntry;
  readonly currency: string | undefined;
  /** Whether it has rows of before the as-of moment and of after it. */
  readonly goesOn: boolean;
}

type Rows = readonly { file: number; record: number }[];

/** Moves the lines of rows out of `used`, once it shows that these do not count. */
function movesOf(
  files: readonly ReadFile[],
): Record<'markDuplicates' | 'markExcluded' | 'markTotals', (rows: Rows) => void> {
  const move = (rows: Rows, bucket: 'duplicate' | 'total' | 'excluded') => {
    for (const { file, record } of rows) {
      const own = files[file];
      if (!own) throw new Bug(`no file ${file}`);
      const lines = own.loaded.scan.spans.get(record) ?? 1;
      own.entry[bucket] += lines;
      own.entry.used -= lines;
    }
  };
  return {
    markDuplicates: (rows) => move(rows, 'duplicate'),
    markTotals: (rows) => move(rows, 'total'),
    markExcluded: (rows) => {
      move(rows, 'excluded');
      for (const [index, { entry }] of files.entries()) {
        const own = rows.filter(({ file }) => file === index).length;
        if (own > 0) entry.readings.push(excludedWithLeads(own));
      }
    },
  };
}

/** What of a typed file its table shows to the rest of the program. */
function usedRows({ loaded, typed, counted }: ReadFile, meaning: Meaning, withLeads: WithLeads | undefined): UsedRows {
  const lost = typed.marks.find((mark) => mark.of === 'destroyed' && countMarked(counted, mark) > 0);
  return {
    loaded,
    typed,
    areAll: counted.excluded + counted.rejected === 0,
    isLost: lost && bearsMark(typed.marks, lost),
    unread: unreadIn(loaded, typed, counted),
    stride: meaning.stride,
    aside: tableOf(meaning) ?? withLeads?.table ?? null,
  };
}

function unreadIn({ recognised }: Loaded, { marks }: Typed, counted: Tally): UsedRows['unread'] {
  return Object.entries(UNREAD).flatMap(([column, fields]) => {
    const places = fields.map((field) => recognised.columns.get(field)?.index);
    const own = marks.filter(
      (mark) => mark.of === 'unreadable' && places.includes(mark.index) && countMarked(counted, mark),
    );
    const any = joined(
      own.map((mark) => bearsMark(marks, mark)),
      ' or ',
    );
    return own.length > 0 ? [[column, sql`case when ${any} then true end`] as const] : [];
  });
}

/** Per file: the default statuses of the CRM that it comes from, and the statuses that its headings name. */
function statusSources(loaded: readonly Loaded[]): StatusSource[] {
  const isGuess = ({ source, settings }: Loaded['recognised']) => source === 'guess' && !isDescribed(settings);
  const hasCrm = loaded.some(({ recognised }) => recognised.table === 'crm' && !isGuess(recognised));
  return loaded.map(({ file, recognised }) => ({
    table: recognised.table,
    defaults: recognised.statuses ?? defaultsOfCrm(recognised, loaded),
    entered: recognised.entered,
    mayBePaths: recognised.source === amocrm.name,
    perhaps: hasCrm && recognised.table === 'crm' && isGuess(recognised) ? file.name : undefined,
  }));
}
