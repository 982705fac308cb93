import { orRefused } from '../error.js';
import type { Period } from '../model/scope.js';
import type { Sheet } from '../model/sheet.js';
import { text } from '../model/text.js';
import { reasons } from '../reports/reasons.js';
import type { ReportContext } from '../reports/report-context.js';
import { trend } from '../reports/trend.js';

/**
 * Further tables that the charts of a whole report need: reasons by source, and weeks. If the exports do not tell these,
 * or have spend without days (refused by `requireDays`), there is one chart less; the report itself is the same.
 */
export async function drawnSheets(
  context: ReportContext,
  requireDays: (by: Period) => Promise<void>,
): Promise<Sheet[]> {
  const { scope, events } = context;
  if (scope.by.length > 0 || scope.period || events || !context.has.leads) return [];
  const drawn: Sheet[] = [];
  const bySource = await orRefused(() => reasons.compute(context.within({ ...scope, by: ['source'] })));
  if ('rows' in bySource) drawn.push({ ...bySource, name: 'reasons_by_source', title: BY_SOURCE, isDrawn: true });
  const weeks = await orRefused(async () => {
    await requireDays('week');
    return trend.compute(context);
  });
  if ('rows' in weeks) drawn.push({ ...weeks, isDrawn: true });
  return drawn;
}

const BY_SOURCE = text('Why each source loses its leads', 'Причины отказа по источникам');
