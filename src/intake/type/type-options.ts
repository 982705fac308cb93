import type { LeadStage } from '../../model/funnel-stages.js';
import type { IdSettings, Rule, Worked } from '../../model/settings.js';

export interface TypeOptions {
  dimensions: ReadonlyMap<string, string>;
  /** Dimensions whose cells hold several values → what stands between them. */
  splits?: ReadonlyMap<string, string> | undefined;
  /** Columns that stand after those of the dimensions. */
  worked: ReadonlyMap<string, Worked>;
  rules: ReadonlyMap<LeadStage, Rule>;
  exclude: Rule | undefined;
  timezone: string | undefined;
  decimal: '.' | ',' | undefined;
  dates: string | undefined;
  /** Leads created after it are no leads yet; as SQL understands a moment. */
  asOf: string | undefined;
  /** The values of cells that the configuration speaks of, folded. */
  named?: ReadonlySet<string> | undefined;
  ids?: IdSettings | undefined;
  /** That of the report, where somebody named it. */
  currency?: string | undefined;
}
