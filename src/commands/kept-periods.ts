import type { HistorySide } from '../model/kept-groups.js';
import { isMuch } from '../model/measures.js';
import { periodsIn } from '../model/periods.js';
import type { Kept, KeptPeriod } from '../model/report.js';
import type { Period } from '../model/scope.js';
import type { Table } from '../model/tables.js';
import { earlyPeriods } from '../reports/define-report.js';
import { stateOfDays, stateOfPeriod } from '../reports/report-columns.js';
import type { ReportContext } from '../reports/report-context.js';
import { totalOf } from '../reports/source-tables.js';

/** What a history of a report needs to know besides. */
export async function keptOf(
  context: ReportContext,
  { by, period }: { by: readonly string[]; period: Period | null },
  tables: ReadonlySet<Table>,
): Promise<Kept> {
  return { by, isPeriodic: period !== null, periods: await keptPeriods(context), lacks: lackedBy(tables) };
}

/** The periods of a report, including those without rows; without `--period` its days are one period. */
async function keptPeriods(context: ReportContext): Promise<KeptPeriod[]> {
  const { from, to, period } = context.scope;
  if (period) {
    const early = await earlyPeriods(context);
    return periodsIn({ from, to }, period).map((name) => ({
      name,
      state: stateOfPeriod(context, name, early.has(name)) ?? 'partial',
    }));
  }
  const { young, leads } = totalOf(await context.cube([]), context);
  const name = from || to ? `${from ?? '..'}/${to ?? '..'}` : '';
  const state = from && to ? stateOfDays(context, { from, to }, isMuch(young, leads)) : 'partial';
  return [{ name, state }];
}

/** What no table of the exports tells; sheets of sums hold both. */
function lackedBy(tables: ReadonlySet<Table>): HistorySide[] {
  const has = (...some: readonly Table[]) => some.some((table) => tables.has(table));
  return [
    ...(has('crm', 'ad_leads', 'agg') ? [] : (['leads'] as const)),
    ...(has('crm', 'agg') ? [] : (['crm'] as const)),
    ...(has('ad_stats', 'agg') ? [] : (['spend'] as const)),
  ];
}
