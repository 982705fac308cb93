import { NO_SOURCE } from '../facts/lead-source.js';
import { add } from '../model/exact.js';
import { isMuch, isPositive, type Measures, ZERO } from '../model/measures.js';
import type { ReportContext } from './report-context.js';

/**
 * Sources that have statistics and not one lead, where more than a tenth of all leads bear sources without statistics: then
 * names do not match, and that no lead came of them is not known. Else they are a true zero. Looked for over the days of
 * the report, whatever it is filtered by or broken down into. Statistics that name no source are of some source, and leads of
 * which nothing tells theirs are of any: beside sources that are named the two are not one.
 */
export async function sourcesUnmatched(context: ReportContext): Promise<ReadonlySet<string>> {
  return new Set((await unmatchedIn(context)).lacking);
}

/** The same beside the sources whose leads have no statistics, the most leads first, and how many leads these are. */
export async function unmatchedIn(context: ReportContext) {
  const rows = (await context.within({ ...context.scope, by: [], period: null, where: [] }).cube(['source'])).map(
    ({ keys, measures }) => ({ source: keys.get('source') ?? '', measures, leads: measures.leads ?? ZERO }),
  );
  const isApart = isNobodysApart(rows);
  const hasOwn = ({ source, measures }: (typeof rows)[number]) =>
    hasStatistics(measures) && !(isApart && source === NO_SOURCE);
  const strays = rows.filter((row) => !hasOwn(row) && row.leads.num > 0n);
  const [all, stray] = [rows, strays].map((some) => some.reduce((sum, { leads }) => add(sum, leads), ZERO)) as [
    typeof ZERO,
    typeof ZERO,
  ];
  const lacking = rows.filter((row) => hasStatistics(row.measures) && !(hasOwn(row) && isPositive(row.leads)));
  return isMuch(stray, all)
    ? { lacking: lacking.map(({ source }) => source), strays, stray, all }
    : { lacking: [], strays, stray, all };
}

/** Whether some source is named, by leads or by statistics: then whose those without a name are is not known. */
export const isNobodysApart = (rows: readonly { source: string | undefined; measures: Measures }[]): boolean =>
  rows.some(({ source, measures }) => source !== NO_SOURCE && (isPositive(measures.leads) || hasStatistics(measures)));

const hasStatistics = ({ spend, visits, actions }: Measures): boolean =>
  [spend, visits, actions].some((one) => one !== null);
