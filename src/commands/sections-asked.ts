import { text, UserError } from '../error.js';
import { meantOf } from '../model/meant.js';
import { FINDINGS_SECTION, RECONCILE, REPORTS, REVIEW } from '../reports/all-reports.js';

const TOGETHER = { reconcile: RECONCILE, review: REVIEW };

/**
 * The sections of a report, by name, or all those of a command that has several.
 *
 * @throws {UserError} Where there is no such section.
 */
export function sectionsAsked(asked: readonly string[] | keyof typeof TOGETHER): readonly string[] {
  if (typeof asked === 'string') return TOGETHER[asked].map(({ name }) => name);
  const names = [...REPORTS.map(({ name }) => name), FINDINGS_SECTION];
  for (const section of asked)
    if (!names.includes(section))
      throw new UserError(text(`unknown report: ${section}`, `неизвестный отчёт: ${section}`), {
        hint: meantOf(section, names),
      });
  return asked;
}
