import { formatWhole } from '../model/numbers.js';
import type { Buckets, LedgerEntry, Reject } from '../model/report.js';
import { type Lang, type Text, text } from '../model/text.js';
import { safe } from './safe.js';

/** `lines 3,848 = used 3,815 + headings 5 + blank 3 …`: what became of every line. Empty buckets are left out. */
export function lineSum(entries: readonly (Buckets & { lines: number })[], lang: Lang): string {
  const sum = (pick: (entry: Buckets & { lines: number }) => number) =>
    entries.reduce((all, one) => all + pick(one), 0);
  const parts = [...NAMES.keys()]
    .map((bucket) => ({ bucket, count: sum((entry) => entry[bucket]) }))
    .filter(({ bucket, count }) => count > 0 || bucket === 'used')
    .map(({ bucket, count }) => `${NAMES.get(bucket)?.[lang]} ${formatWhole(count, lang)}`.replaceAll(' ', '\u00a0'));
  return `${LINES[lang]} ${formatWhole(
    sum((entry) => entry.lines),
    lang,
  )} = ${parts.join(' +\u00a0')}`;
}

/** Whether some of a file could not be read. */
export const isDamaged = ({ rejected, rejects, bad_cells }: LedgerEntry): boolean =>
  rejected > 0 || rejects.length > 0 || bad_cells.size > 0;

/** `unreadable cells: Closing Date 3`; no text if all cells could be read. */
export function badCells({ bad_cells }: LedgerEntry, lang: Lang): string[] {
  if (bad_cells.size === 0) return [];
  const parts = [...bad_cells].map(([heading, count]) => `${safe(heading)} ${formatWhole(count, lang)}`);
  return [`${UNREADABLE[lang]} ${parts.join(', ')}`];
}

/** `line 21596 · Id · no lead ID`. A line number is a name, so its digits are not grouped. */
export function rejectLine({ line, column, value, reason }: Reject, lang: Lang): string {
  const shown = value === '' ? [] : [`"${value}"`];
  return [`${LINE[lang]} ${line}`, ...(column === null ? [] : [column]), ...shown, reason[lang]].map(safe).join(' · ');
}

/** Used lines come first; lines that were left out on purpose before those that could not be read. */
const NAMES: ReadonlyMap<keyof Buckets, Text> = new Map(
  Object.entries({
    used: text('used', 'данные'),
    header: text('headings', 'заголовки'),
    preamble: text('preamble', 'вступление'),
    total: text('totals', 'итоги'),
    footer: text('footers', 'подвал'),
    blank: text('blank', 'пустые'),
    duplicate: text('duplicates', 'повторы'),
    excluded: text('excluded', 'исключены'),
    rejected: text('rejected', 'не прочитаны'),
  } satisfies Record<keyof Buckets, Text>) as [keyof Buckets, Text][],
);

const LINES = text('lines', 'строк');
const LINE = text('line', 'строка');
const UNREADABLE = text('unreadable cells:', 'не прочитаны ячейки:');
