import { add, compare } from '../model/exact.js';
import { isMuch, isPositive, type Measures, ZERO } from '../model/measures.js';
import type { ReportContext } from './report-context.js';

/**
 * Sources that have statistics and not one lead, where more than a tenth of all leads bear sources without statistics: then
 * names do not match, and that no lead came of them is not known. Else they are a true zero. Looked for over the days of
 * the report, whatever it is filtered by or broken down into.
 */
export async function sourcesUnmatched(context: ReportContext): Promise<ReadonlySet<string>> {
  return new Set((await unmatchedIn(context)).lacking);
}

/** The same, the most spend first, beside the sources whose leads have no statistics, and how many leads these are. */
export async function unmatchedIn(context: ReportContext) {
  const rows = (await context.within({ ...context.scope, by: [], period: null, where: [] }).cube(['source'])).map(
    ({ keys, measures }) => ({ source: keys.get('source') ?? '', measures, leads: measures.leads ?? ZERO }),
  );
  const strays = rows.filter(({ measures, leads }) => !hasStatistics(measures) && leads.num > 0n);
  const [all, stray] = [rows, strays].map((some) => some.reduce((sum, { leads }) => add(sum, leads), ZERO)) as [
    typeof ZERO,
    typeof ZERO,
  ];
  const lacking = rows
    .filter(({ measures, leads }) => hasStatistics(measures) && !isPositive(leads))
    .sort((a, b) => compare(b.measures.spend ?? ZERO, a.measures.spend ?? ZERO));
  return isMuch(stray, all)
    ? { lacking: lacking.map(({ source }) => source), strays, stray, all }
    : { lacking: [], strays, stray, all };
}

const hasStatistics = ({ spend, visits, actions }: Measures): boolean =>
  [spend, visits, actions].some((one) => one !== null);
