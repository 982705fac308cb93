import { text } from '../../error.js';
import type { Delimiter } from '../../model/dialect.js';
import type { Work } from '../../model/give-way.js';
import { areSums, type Field, type Table } from '../../model/tables.js';
import type { Opened } from '../open/opened.js';
import type { Recognised } from '../recognise/recognised.js';
import { doubtOf } from '../shape/apostrophes.js';
import type { FileShape } from '../shape/file-shape.js';
import { areBlankSums, blankInSums } from './blank-sums.js';
import { breakdownSums } from './breakdowns.js';
import { lookUp, type Others, otherRows } from './other-rows.js';
import { daysOf, identityOf, plainBy, plainRows } from './plain-rows.js';
import { plainRuns } from './plain-runs.js';
import { type FoundApart, rowsApart } from './rows-apart.js';
import { type Dialect, scan } from './scan.js';
import type { BrokenLine, Scan } from './scan-tally.js';
import { totalsOfDaysFrom } from './totals-of-days.js';

interface ScannedRows extends FoundApart {
  scan: Scan;
}

/**
 * Scans the rows of an export and sets totals and repeated headers apart. Whether a row is a total may depend on other
 * rows: the first scan collects such questions, they are looked up, and the next scan knows the answers.
 */
export function* scanRows(
  opened: Opened,
  shape: FileShape,
  recognised: Recognised,
  concatenated: boolean,
): Work<ScannedRows> {
  const others: Others = new Map();
  for (;;) {
    const before = others.size;
    const found = yield* scanKnowing(others, opened, shape, recognised, concatenated);
    if (others.size === before) return found;
    yield* lookUp(others, opened.bytes, shape, namesOf(recognised));
  }
}

/** One scan with the answers that are known so far. New questions about other rows are added to `others`. */
function* scanKnowing(
  others: Others,
  opened: Opened,
  shape: FileShape,
  recognised: Recognised,
  concatenated: boolean,
): Work<ScannedRows> {
  const { bytes } = opened;
  const { columns } = recognised;
  const blank = yield* blankInSums(bytes, shape, recognised);
  const names = groupsOf(recognised.table).flatMap((field) => columns.get(field)?.index ?? []);
  const bottom = yield* totalsOfDaysFrom(bytes, shape, recognised, names);
  const isPerDay = bottom !== undefined;
  const isUsual = plainRows(bytes, shape, recognised);
  const of = blank.filter((index) => !recognised.breakdowns.includes(index));
  const sums = yield* breakdownSums(bytes, shape, {
    ...{ by: recognised.breakdowns, day: columns.get('day')?.index, of },
    areBlankSums: yield* areBlankSums(bytes, shape, recognised, of),
  });
  const apart = rowsApart(opened, shape, {
    ...{ recognised, sums, concatenated },
    isPlain: isPerDay ? (start, end) => start < bottom && isUsual(start, end) : isUsual,
    context: {
      ...{ identity: identityOf(recognised), days: daysOf(recognised), pattern: recognised.total, blank, names },
      ofDays: isPerDay ? recognised.totalsPerDay?.label : undefined,
      ...otherRows(others),
    },
  });
  const doubt = yield* doubtIn(opened, shape.delimiter);
  const delimiter = shape.delimiter.charCodeAt(0);
  const width = shape.headings.length;
  // Where each row is looked at, none goes by in a run.
  const runs =
    sums || doubt || isPerDay ? undefined : plainRuns(bytes, { delimiter, width, ...plainBy(shape, recognised) });
  const dialect = { delimiter, width, doubt, linePerRecord: opened.table !== undefined };
  const firstLine = shape.headerLine + shape.headerLines;
  const result = yield* scan(bytes, shape.rowsStart, firstLine, dialect, apart.takes, runs);
  const broken: BrokenLine[] = [];
  for (const [at, one] of result.broken.entries()) {
    if (!apart.takesBroken(one)) broken.push(one);
    if (at % MANY === MANY - 1) yield;
  }
  return { scan: { ...result, broken }, ...apart.found() };
}

/** So many broken lines are looked at once more between two turns. */
const MANY = 10_000;

/** Doubts about records: those with two readings, and the last one of a download that was cut off within a character. */
function* doubtIn({ bytes, table, cutOff }: Opened, delimiter: Delimiter): Work<Dialect['doubt']> {
  const apostrophes = table ? undefined : yield* doubtOf(bytes, delimiter.charCodeAt(0));
  if (!cutOff) return apostrophes;
  return (start, end) => (end === bytes.length ? CUT_OFF : apostrophes?.(start, end));
}

const CUT_OFF = text('the download was cut off here', 'загрузка оборвалась здесь');

/** The columns that name a row of ad statistics. */
export const NAMES = ['source', 'medium', 'platform', 'campaign', 'ad_group', 'ad'] as const;

/** The columns by which people group leads: `Ann total` is no lead, below those of Ann. */
const GROUPS = ['manager', 'source', 'medium', 'campaign', 'pipeline', 'status', 'reason'] as const;

const groupsOf = (table: Table): readonly Field[] => (areSums(table) ? NAMES : table === 'crm' ? GROUPS : []);

/** The columns that tell a row apart: its day, its ID, its names. */
const namesOf = (recognised: Recognised): readonly number[] => [
  ...identityOf(recognised),
  ...NAMES.flatMap((field) => recognised.columns.get(field)?.index ?? []),
];
