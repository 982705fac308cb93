import type { Config } from '../config/schema.js';
import type { Dimensions, NamedDimensions } from '../facts/cube-scope.js';
import type { SumSheets } from '../facts/sum-counts.js';
import type { ExportFacts } from '../intake/type/export-facts.js';
import { OF_COLUMNS, SEGMENT } from '../model/dimensions.js';
import { RESULTS, type Result } from '../model/tables.js';
import type { Session } from '../session/session.js';

/** Those that a configuration names. */
export const dimensionsIn = ({ dimensions, segments, groups }: Config): NamedDimensions => ({
  configured: [...dimensions.keys(), ...(segments.size > 0 ? [SEGMENT] : [])],
  groups,
});

/** The dimensions of the exports, and which of them can tell spend apart. */
export const dimensionsOf = ({ facts, config }: Session): Dimensions => ({
  ...dimensionsIn(config),
  splits: config.splits,
  onSpend: new Set([...facts.dimensions.ad_stats, ...columnsOf(facts, 'ad_stats')]),
});

/** What is known of sheets of sums; null: there are none. */
export function sheetsOf({ facts }: Session): SumSheets | null {
  if (!facts.tables.has('agg')) return null;
  const lacking = (result: Result) =>
    facts.files.flatMap(({ table, fills }, at) => (table === 'agg' && !fills.has(result) ? [at] : []));
  return {
    dimensions: new Set([...facts.dimensions.agg, ...columnsOf(facts, 'agg')]),
    lacking: Object.fromEntries(RESULTS.map((result) => [result, lacking(result)])) as unknown as SumSheets['lacking'],
  };
}

/** The dimensions by which the rows of a table can be told apart, among those that need a column. */
function columnsOf({ fields, files }: ExportFacts, table: 'ad_stats' | 'agg'): string[] {
  const has = (field: string) => fields[table].has(field);
  const hasAccount = files.some((file) => file.table === table && file.account !== undefined);
  return [...OF_COLUMNS].filter(
    (field) => has(field) || (field === 'campaign' && has('campaign_id')) || (field === 'account' && hasAccount),
  );
}
