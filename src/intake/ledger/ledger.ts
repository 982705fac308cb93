import type { Engine } from '../../engines/engine.js';
import { Bug, type Text, text } from '../../error.js';
import { BUCKETS, type LedgerEntry, type Warning } from '../../model/report.js';
import { counted as countedIn } from '../../model/text.js';
import type { Loaded } from '../scan/loaded.js';
import type { Mark } from '../type/marks.js';
import { statedDays } from '../type/stated-days.js';
import type { Typed } from '../type/type.js';
import { type Aside, tableOf } from './aside.js';
import { checkSums } from './breakdown-checks.js';
import { checkTotals } from './checksum.js';
import { clockChanges } from './clock-changes.js';
import { equalLines } from './equal-lines.js';
import { namedOnce } from './named-once.js';
import { requireSums } from './nameless-rows.js';
import { notLeads } from './not-leads.js';
import { rowsLikeTotals } from './rows-like-totals.js';
import type { Lines } from './set-aside.js';
import { sumsOfNames } from './sums-of-names.js';
import { countLater, countMarked, type Tally, tallyWithout } from './tally.js';

/** What became of every line of a file. Each bucket is counted by itself, and if they do not add up, a line was lost. */
export function entryOf(loaded: Loaded, typed: Typed, counted: Tally, lines: Lines): LedgerEntry {
  const { shape, scan, file, recognised } = loaded;
  const rejects = [...loaded.rejects, ...lines.rejects].sort((a, b) => a.line - b.line);
  const cleaned = sumOf('cleaned', typed, counted);
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
    excluded: lines.excluded,
    rejected: loaded.rejects.length + lines.rejected,
    used: lines.used,
    bad_cells: badCells(typed, counted),
    rejects,
    days: daysOf(loaded, counted),
    readings: [...leftOut(loaded), ...loaded.said, ...typed.said, ...(cleaned > 0 ? [cleanedIds(cleaned)] : [])],
  };
}

/**
 * What a file's own totals, and the forms of its cells, say of its rows. Totals are compared with the rows that count: of
 * running totals the last ones, and no rows that are sums of others.
 */
export async function warningsOfRows(
  engine: Engine,
  loaded: Loaded,
  typed: Typed,
  counted: Tally,
  without: Aside,
): Promise<Warning[]> {
  const aside = tableOf(without);
  const last = aside === null ? counted : await tallyWithout(engine, loaded, typed, aside);
  requireSums(loaded, typed, last);
  return [
    ...notLeads(loaded, typed, counted),
    ...(await checkTotals(engine, loaded, typed, last, aside)),
    ...checkSums(loaded, typed),
    ...(await rowsLikeTotals(engine, loaded, typed, last, aside)),
    ...(await sumsOfNames(engine, loaded, typed)),
    // In running totals an equal line is the same reading again, which the last one replaces.
    ...(last.perhapsAlike && without.older === null ? await equalLines(engine, loaded, typed, aside) : []),
    ...(await namedOnce(engine, loaded, typed)),
    ...typed.warnings,
    ...afterAsOf(loaded.file.name, typed, counted),
    ...clockChanges(loaded.file.name, typed, counted),
  ];
}

/** The days of its rows, and those that it states itself. */
function daysOf(loaded: Loaded, { days }: Tally): LedgerEntry['days'] {
  const stated = statedDays(loaded);
  const ends = [days, stated].flatMap((span) => (span ? [span.from, span.to] : [])).sort();
  const [from, to] = [ends[0], ends.at(-1)];
  return from === undefined || to === undefined ? null : { from, to };
}

/** Every physical line of a file is in exactly one bucket, or the run ends here: a lost line is a wrong number. */
export function assertLedger(ledger: readonly LedgerEntry[]): void {
  for (const entry of ledger) {
    const sum = BUCKETS.reduce((total, bucket) => total + entry[bucket], 0);
    if (sum !== entry.lines) throw new Bug(`${entry.file}: ${entry.lines} lines, but the buckets hold ${sum}`);
  }
}

const sumOf = (what: Mark['of'], { marks }: Typed, counted: Tally): number =>
  marks.reduce((sum, mark) => (mark.of === what ? sum + countMarked(counted, mark) : sum), 0);

/** Cells of used rows that cannot be read, by heading. Of two columns of one field the last is counted; of dates, all. */
function badCells({ marks }: Typed, counted: Tally): Map<string, number> {
  const fields = new Map<string, number>();
  const dates = new Map<string, number>();
  for (const mark of marks) {
    const count = countMarked(counted, mark);
    if (count === 0) continue;
    if (mark.of === 'unreadable') fields.set(mark.heading, count);
    if (mark.of === 'unread-entered') dates.set(mark.heading, count + (dates.get(mark.heading) ?? 0));
  }
  return new Map([...fields, ...dates]);
}

const cleanedIds = (count: number): Text =>
  text(
    `${countedIn(count, 'lead ID')} freed of decorations or invisible characters`,
    `ID лидов, очищенных от служебных знаков: ${count}`,
  );

/** Rows that no rule of their own leaves out. */
export const excludedWithLeads = (count: number): Text =>
  text(
    `${countedIn(count, 'row')} excluded: the CRM has their leads in excluded rows`,
    `строк, исключённых вместе с их лидами: ${count} (строки этих лидов в CRM исключены)`,
  );

/** Left out, and no fault of theirs. */
function afterAsOf(file: string, typed: Typed, counted: Tally): Warning[] {
  const count = countLater(typed, counted);
  if (count === 0) return [];
  return [
    {
      code: 'after-as-of',
      count,
      message: text(
        `${file}: ${countedIn(count, 'row')} of after the as-of moment left out`,
        `${file}: строк позже даты среза, не учтены: ${count}`,
      ),
    },
  ];
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
