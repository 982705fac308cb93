import type { Warning } from '../model/report.js';
import { asWarning } from './as-warning.js';
import { coverOf } from './cover.js';
import { daysOfBoth } from './days.js';
import type { Session } from './session.js';
import { undatedWarnings } from './undated-spend.js';

/** What a report of the days that are meant where none are asked for would say of them, or why there would be none. */
export async function warningsOfDays(session: Session): Promise<Warning[]> {
  const cover = await coverOf(session);
  const days = daysOfBoth(cover);
  if ('refused' in days) return [asWarning(days.refused)];
  const scope = { ...days, by: [], where: [], period: null };
  return [...(await session.doubtsOfDays(scope)), ...undatedWarnings(cover.undated, days)];
}
