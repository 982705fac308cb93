import type { SortedWarnings } from '../model/checked-files.js';
import { compare, exact, multiply, parseExact } from '../model/exact.js';
import { formatWhole, number } from '../model/numbers.js';
import type { LedgerEntry, Warning } from '../model/report.js';
import type { Bound } from '../model/settings.js';
import { type Text, text } from '../model/text.js';
import type { WarningCode } from '../model/warnings.js';

/** Warnings that count lines of files. All others count rows of the CRM, so a share is taken of these. */
const OF_LINES: ReadonlySet<WarningCode> = new Set<WarningCode>([
  ...(['rejected-lines', 'bad-cells', 'left-out', 'rows-in-cells', 'marks-inside', 'lost-characters'] as const),
  ...(['clock-changes', 'scientific-numbers', 'overlapping-exports', 'equal-lines'] as const),
]);

/**
 * Sorts the warnings into those that need a person (`open`) and those that `accept` covers (`known`). All warnings of
 * one code count together against its limit. A share is taken of the lines of all files, or of the rows of the CRM:
 * with `duplicate-leads: 2%` six of three hundred rows are accepted.
 */
export function accepted(
  warnings: readonly Warning[],
  accept: ReadonlyMap<string, Bound>,
  ledger: readonly LedgerEntry[],
): SortedWarnings {
  const sum = (code: string) => warnings.reduce((all, one) => all + (one.code === code ? one.count : 0), 0);
  const lines = ledger.reduce((all, one) => all + one.lines, 0);
  const rows = ledger.reduce((all, one) => all + (one.table === 'crm' ? one.rows : 0), 0);
  const isWithin = (code: WarningCode, bound: Bound) =>
    'count' in bound
      ? sum(code) <= bound.count
      : compare(exact(sum(code)), multiply(parseExact(bound.share), exact(OF_LINES.has(code) ? lines : rows))) <= 0;
  const open: Warning[] = [];
  const known: SortedWarnings['known'][number][] = [];
  for (const warning of warnings) {
    const bound = accept.get(warning.code);
    if (bound && isWithin(warning.code, bound)) known.push({ warning, bound: inWords(bound) });
    else open.push(warning);
  }
  return { open, known };
}

function inWords(bound: Bound): Text {
  if ('count' in bound) return text(formatWhole(bound.count, 'en'), formatWhole(bound.count, 'ru'));
  const share = parseExact(bound.share);
  return text(number(share, 'rate', 'en'), number(share, 'rate', 'ru'));
}
