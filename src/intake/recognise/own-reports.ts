import { text, UserError } from '../../error.js';
import { fold } from '../../model/fold.js';

/** Headings that stand together in what the program writes, and nowhere else. */
const REPORTS = [
  ['stage', 'level', 'reached', 'implied', 'step_rate'],
  ['source', 'spend', 'visits', 'actions', 'leads', 'not_handed_over'],
  ['reason', 'category', 'lost', 'share', 'money_spent'],
  ['period', 'report', 'row', 'measure', 'value'],
];

/**
 * Whether a file is a report of this program, saved in the folder of exports: read as an export, all of it would count
 * twice.
 */
export function isOwnReport(headings: readonly string[]): boolean {
  const there = new Set(headings.map(fold));
  return REPORTS.some((report) => report.every((heading) => there.has(heading)));
}

export const ownReport = (file: string): UserError =>
  new UserError(text('a report that funnel wrote, not an export', 'это отчёт funnel, а не выгрузка'), {
    file,
    hint: text('write reports into a folder of their own: -o reports/', 'пишите отчёты в отдельную папку: -o отчёты/'),
  });
