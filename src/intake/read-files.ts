import type { Engine } from '../engines/engine.js';
import { joined, sql } from '../engines/sql.js';
import { Bug, text, UserError } from '../error.js';
import { UNREAD } from '../model/canonical.js';
import { SEGMENT } from '../model/dimensions.js';
import { mask } from '../model/fold.js';
import { meant, thereAre } from '../model/meant.js';
import { nearest } from '../model/nearest.js';
import type { LedgerEntry, Warning } from '../model/report.js';
import type { Guess, StatusMeaning } from '../model/settings.js';
import type { Scratch } from '../scratch.js';
import { tableOf } from './ledger/aside.js';
import { currencyOf } from './ledger/file-currency.js';
import { warningsOf } from './ledger/file-warnings.js';
import { checkIds } from './ledger/id-checks.js';
import { entryOf, excludedWithLeads, warningsOfRows } from './ledger/ledger.js';
import { leftWithLeads, type WithLeads } from './ledger/left-with-leads.js';
import { refuseMicros } from './ledger/micros.js';
import { areNamesShared, withoutNames } from './ledger/names-as-ids.js';
import { placeholderIds } from './ledger/placeholders.js';
import { requireSameCells } from './ledger/repeats.js';
import { type Lines, linesOf } from './ledger/set-aside.js';
import { countMarked, type Tally, tally } from './ledger/tally.js';
import { type Meaning, meaningOf } from './meaning.js';
import { refuseChanged } from './open/opened.js';
import { clientsOfTouches } from './recognise/clients-of-touches.js';
import { contactsBesideLeads } from './recognise/contacts-beside-leads.js';
import { dealsBesideLeads } from './recognise/deals-beside-leads.js';
import { isDescribed } from './recognise/described.js';
import { type Listed, listsOf } from './recognise/downloads.js';
import { sumsBesideLeads } from './recognise/sums-beside-leads.js';
import { withoutIds } from './recognise/without-ids.js';
import type { Loaded, LoadOptions } from './scan/loaded.js';
import { columnsOf } from './type/conditions.js';
import { refuseBareIds } from './type/events.js';
import { collectFacts, type Facts } from './type/export-facts.js';
import { namesOf } from './type/lay-out.js';
import { type Lookup, lookUp, notFound } from './type/look-up.js';
import { bearsMark } from './type/marks.js';
import { comeAgain, shareIds } from './type/shared-ids.js';
import { defaultsOfCrm, mapStatuses, type StatusSource } from './type/status-map.js';
import { type Typed, typeFile } from './type/type.js';
import type { TypeOptions } from './type/type-options.js';
import { type UsedRows, unite } from './type/unite.js';
import { columnsBehind, dimensionsIn } from './type/worked.js';

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
  facts: Facts;
  /** Moves the lines of these rows to the bucket `duplicate`: another row of the same lead replaces them. */
  markDuplicates(rows: readonly { file: number; record: number }[]): void;
  /** Moves them to the bucket `excluded`: another file has their leads in rows that a rule leaves out. */
  markExcluded(rows: readonly { file: number; record: number }[]): void;
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
  const files = loaded.map((one, index) => ({
    loaded: one,
    typed: typed[index] as Typed,
    counted: tallies[index] as Tally,
    entry: entryOf(one, typed[index] as Typed, tallies[index] as Tally, lines[index] as Lines),
  }));
  const meant = await meaningOf(engine, loaded, typed, tallies);
  const currencies: (string | undefined)[] = [];
  const rowWarnings: Warning[][] = [];
  for (const [index, { loaded: one, typed: rows, counted }] of files.entries()) {
    await requireSameCells(engine, one, rows, counted);
    refuseMicros(one, counted);
    rowWarnings.push(await warningsOfRows(engine, one, rows, counted, meant[index] as Meaning));
    currencies.push(await currencyOf(engine, one, rows, options.currency));
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
  const move = (rows: readonly { file: number; record: number }[], bucket: 'duplicate' | 'total' | 'excluded') => {
    for (const { file, record } of rows) {
      const line = ledger[file];
      if (!line) throw new Bug(`no file ${file}`);
      const lines = loaded[file]?.scan.spans.get(record) ?? 1;
      line[bucket] += lines;
      line.used -= lines;
    }
  };
  const markDuplicates: Intake['markDuplicates'] = (rows) => move(rows, 'duplicate');
  const markExcluded: Intake['markExcluded'] = (rows) => {
    move(rows, 'excluded');
    for (const [index, entry] of ledger.entries()) {
      const own = rows.filter(({ file }) => file === index).length;
      if (own > 0) entry.readings.push(excludedWithLeads(own));
    }
  };
  for (const { records } of withLeads.values()) markExcluded(records);
  for (const { older, subtotals } of meant) {
    markDuplicates(older?.records ?? []);
    move(subtotals?.left ?? [], 'total');
  }
  const facts = collectFacts(loaded, typed, currencies, options, statuses);
  return {
    ledger,
    warnings: [
      ...warningsOf(loaded, rowWarnings, ledger),
      ...(await notFound(engine, lookups, dimensions)),
      ...meant.flatMap(({ warnings }) => warnings),
      ...(await checkIds(engine, loaded, typed, tallies)),
    ],
    facts,
    markDuplicates,
    markExcluded,
  };
}

/**
 * Types and counts the rows of every file; those files again whose IDs turn out to be placeholders, or whose names are
 * shared.
 */
async function typeFiles(engine: Engine, given: readonly Loaded[], options: IntakeOptions, scratch: Scratch) {
  const loaded = [...given];
  const typed: Typed[] = [];
  for (const [index, one] of loaded.entries())
    try {
      typed.push(await typeFile(engine, one, namesOf(index)[0], options, scratch));
    } finally {
      // Whatever else is said of a file that changed meanwhile would be wrong.
      if (one.clean.path === one.file.path)
        await refuseChanged({ path: one.file.path, name: one.file.name, stamp: one.stamp });
    }
  const tallies = await tally(engine, loaded, typed);
  let isAgain = false;
  // If a name identifies nobody in one download of a list, it does so in none: else the same lead would count twice.
  const lists = listsOf(loaded.map(listed));
  const shared = new Set<number | undefined>();
  for (const [index, one] of loaded.entries())
    if (one.recognised.nameIsId && (await areNamesShared(engine, typed[index] as Typed, one.recognised)))
      shared.add(lists[index]);
  for (const [index, { perhapsPlaceholders }] of tallies.entries()) {
    const given = loaded[index] as Loaded;
    const areShared = given.recognised.nameIsId && shared.has(lists[index]);
    const one = areShared ? withoutNames(given) : given;
    const placeholders =
      perhapsPlaceholders && !areShared ? await placeholderIds(engine, typed[index] as Typed, one.recognised) : [];
    if (placeholders.length === 0 && !areShared) continue;
    loaded[index] = one;
    typed[index] = await typeFile(engine, one, namesOf(index)[1], options, scratch, placeholders);
    isAgain = true;
  }
  return { loaded, typed, tallies: isAgain ? await tally(engine, loaded, typed) : tallies };
}

const listed = ({ recognised }: Loaded): Listed => ({
  ...recognised,
  headings: new Map([...recognised.columns].map(([field, { heading }]) => [field, heading])),
});

/** What of a typed file its table shows to the rest of the program. */
function usedRows(
  { loaded, typed, counted }: { loaded: Loaded; typed: Typed; counted: Tally },
  meaning: Meaning,
  withLeads: WithLeads | undefined,
): UsedRows {
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
    perhaps: hasCrm && recognised.table === 'crm' && isGuess(recognised) ? file.name : undefined,
  }));
}

/** As many headings as a person reads. */
const MOST_HEADINGS = 12;

/** A rule, exclusion or dimension over a column that no export has is a mistake: its figure would silently be empty. */
function requireHeadings(loaded: readonly Loaded[], typed: readonly Typed[], options: IntakeOptions): void {
  const there = new Set(typed.flatMap(({ headings }) => [...headings]));
  const wanted: [string, string][] = [
    ...[...options.dimensions].map(([dim, heading]): [string, string] => [`dimensions.${dim}`, heading]),
    ...[...options.rules].flatMap(([stage, rule]) =>
      [...columnsOf(rule).all].map((h): [string, string] => [`rules.${stage}`, h]),
    ),
    ...[...options.worked].flatMap(([name, worked]) =>
      [...columnsBehind(worked)].map((heading): [string, string] => [name === SEGMENT ? 'segments' : name, heading]),
    ),
    ...[...columnsOf(options.exclude ?? []).all].map((heading): [string, string] => ['exclude', heading]),
  ];
  for (const [key, heading] of wanted) {
    if (there.has(heading)) continue;
    const headings = [...new Set(loaded.flatMap(({ shape }) => shape.headings))];
    const near = nearest(heading, headings);
    throw new UserError(
      text(`${key}: no export has a column «${heading}»`, `${key}: ни в одной выгрузке нет столбца «${heading}»`),
      {
        hint: near
          ? meant(`«${near}»`)
          : thereAre(
              headings.map((one) => `«${mask(one)}»`),
              MOST_HEADINGS,
            ),
      },
    );
  }
  requireTogether(typed, options);
}

/** A rule is tested on rows of one file. Over columns that no single file has together it would silently be false. */
function requireTogether(typed: readonly Typed[], { rules }: IntakeOptions): void {
  for (const [stage, rule] of rules)
    for (const conditions of rule) {
      const wanted = [...new Set(conditions.map(({ column }) => column))];
      if (typed.some(({ headings }) => wanted.every((heading) => headings.has(heading)))) continue;
      const list = wanted.map((heading) => `«${heading}»`).join(', ');
      throw new UserError(
        text(
          `rules.${stage}: no one export has all of ${list}`,
          `rules.${stage}: ни в одной выгрузке нет сразу ${list}`,
        ),
        {
          hint: text(
            'export them together; or, where each of them is enough, write a list of rules',
            'выгрузите их вместе или, если достаточно любого из них, запишите правила списком',
          ),
        },
      );
    }
}
