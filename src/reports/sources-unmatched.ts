import { add, compare } from '../model/exact.js';
import { isMuch, isPositive, type Measures, ZERO } from '../model/measures.js';
import type { ReportContext } from './report-context.js';

/**
 * Sources with statistics and without leads, if more than a tenth of all leads have sources without statistics. Then
 * names probably do not match, and it is unknown whether leads came of these sources; else it is really zero. This is
 * decided over the days of the report, without its filters and breakdown.
 */
export async function sourcesUnmatched(context: ReportContext): Promise<ReadonlySet<string>> {
  return new Set((await unmatchedIn(context)).lacking);
}

/**
 * The same sources, the most spend first, beside the sources of leads that have no statistics, and the number of these
 * leads.
 */
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
