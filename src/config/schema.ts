import * as z from 'zod';
import { ATTRIBUTIONS, type Attribution } from '../model/attribution.js';
import type { LeadStage } from '../model/funnel-stages.js';
import type { Hypothesis } from '../model/hypothesis.js';
import type { Kpi } from '../model/kpis.js';
import type { Bonus, Plan } from '../model/plans.js';
import type { Decision } from '../model/review.js';
import type {
  Bound,
  Costs,
  FileSettings,
  Grouping,
  IdSettings,
  Norms,
  Repeats,
  Rule,
  Sla,
  Standard,
  StatusMeaning,
  Vat,
} from '../model/settings.js';
import type { Lang } from '../model/text.js';
import { accept } from './accept.js';
import { conversions } from './conversions-section.js';
import { costs } from './costs-section.js';
import { decisions, links, questions } from './decisions-section.js';
import { columnsIn, dimensions, groupsIn } from './dimensions-section.js';
import { fileSchema } from './file.js';
import { type Gate, gate } from './gates.js';
import { hypotheses } from './hypothesis-section.js';
import { ids, repeats } from './ids.js';
import { toJsonSchema } from './json-schema.js';
import { knownKpis, kpi } from './kpi-section.js';
import { knownLookups, type Lookup, lookups } from './lookups-section.js';
import { NO_CONTENT, reasons, sources } from './names-section.js';
import { maturity, norms, rules, stuck } from './norms.js';
import { days, rate, share } from './number-values.js';
import { bonus, knownBonus, plan } from './plan-section.js';
import { rule } from './rule.js';
import { type Json, listOf, mapOf, oneOf, oneOrMore, section } from './schema-parts.js';
import { sla } from './sla-section.js';
import { standard } from './standard-section.js';
import { statuses } from './status-section.js';
import { anyText, currency, language, path, ratesFile, timezone } from './values.js';
import { revenueVat, vat } from './vat-section.js';
import { knownDimensions } from './where.js';

export type { Condition, Matcher, Norms, Rule, StatusMeaning } from '../model/settings.js';
export type { Filter, Gate } from './gates.js';
export type { Lookup } from './lookups-section.js';

type FileConfig = FileSettings;

/**
 * `funnel.yaml`, checked and normalised. Decimal numbers are literals in their own digits; what was left out is empty
 * or undefined.
 */
export interface Config {
  /** The time zone of the report, an IANA name; undefined: times stay as exported. */
  timezone?: string | undefined;
  /** The currency of the report, an ISO code. */
  currency?: string | undefined;
  /**
   * Code → the price of one unit in the report's currency; or the path of a file with date,currency,rate, relative to
   * the configuration.
   */
  rates: ReadonlyMap<string, string> | string;
  /** The VAT in spend, and in revenue. */
  vat?: Vat | undefined;
  revenueVat?: Vat | undefined;
  /** The margin as a fraction: `0.40`. */
  margin?: string | undefined;
  /** Costs that ROMI counts in addition to spend. */
  costs: Costs;
  files: readonly FileConfig[];
  /** Names or patterns of files that are no exports. */
  ignore: readonly string[];
  /** A field or a dimension → the file that says what its words stand for. */
  lookups: ReadonlyMap<string, Lookup>;
  ids?: IdSettings | undefined;
  repeats?: Repeats | undefined;
  /**
   * Name → heading; name → separator, for those whose cells hold several values; name → groups of the values of another
   * dimension.
   */
  dimensions: ReadonlyMap<string, string>;
  splits: ReadonlyMap<string, string>;
  groups: ReadonlyMap<string, Grouping>;
  /** Status of the CRM, or "Pipeline / Status", as written → its meaning. */
  statuses: ReadonlyMap<string, StatusMeaning>;
  rules: ReadonlyMap<LeadStage, Rule>;
  /** The stage that a call with a talk is evidence of; undefined: calls are evidence of none. */
  calls?: 'contact' | undefined;
  /** Which rows are left out; empty: none. */
  exclude: Rule;
  /** Name of a source → its other spellings. */
  sources: ReadonlyMap<string, readonly string[]>;
  /** Category of reasons → texts of the CRM. */
  reasons: ReadonlyMap<string, readonly string[]>;
  /** Further texts that stand in the place of a reason and say nothing. */
  noContent: readonly string[];
  norms: Norms;
  /** Stage → days. */
  stuck: ReadonlyMap<LeadStage, number>;
  maturity: ReadonlyMap<LeadStage, number>;
  /** How a lead is given to sources; undefined: to the source that is recorded. */
  attribution?: Attribution | undefined;
  /** Days before a lead within which a touch counts. */
  lookback?: number | undefined;
  sla?: Sla | undefined;
  standard?: Standard | undefined;
  /** Name of a segment → its rule. A lead is in the first segment whose rule holds. */
  segments: ReadonlyMap<string, Rule>;
  /** The figures by which departments are measured; undefined: the usual ones. Their norms are in `norms`. */
  kpi?: readonly Kpi[] | undefined;
  /** What each period should bring; empty: there is no plan. */
  plan: readonly Plan[];
  bonus?: Bonus | undefined;
  /** The code of a warning → the number or share up to which it needs nobody. */
  accept: ReadonlyMap<string, Bound>;
  /** `names`: files that are handed on name managers. */
  managers?: 'names' | undefined;
  /** The language of the report, unless another is asked for. */
  lang?: Lang | undefined;
  /** The heading of the report: a company, a product. */
  title?: string | undefined;
  gates: readonly Gate[];
  hypotheses: readonly Hypothesis[];
  /** `apart`: what is configured here has a report of its own, and is not part of the common one. */
  sections?: 'apart' | undefined;
  /** What was agreed in meetings, in the order of the file. */
  decisions: readonly Decision[];
  /** Questions to ask in the next meeting. */
  questions: readonly string[];
  /** The address at which the CRM shows a lead, with `{lead_id}` in the place of the ID. */
  links?: { readonly lead?: string | undefined } | undefined;
  /** What goes back to ad platforms: leads of at most `maxAge` days, and the platform's names of the conversions. */
  conversions?:
    | {
        readonly maxAge?: number | undefined;
        readonly names: { readonly qualified?: string | undefined; readonly deal?: string | undefined };
      }
    | undefined;
}

/** The schema of the configuration: its keys, their documentation and their checks. It takes what `parseYaml` gives. */
export const schema: z.ZodType<Config> = section({
  timezone: timezone.optional().describe('The time zone of the report; without it times stay as exported'),
  currency: currency.optional().describe('The one currency of the report'),
  rates: z
    .union([ratesFile, mapOf(rate, currency)])
    .describe('What one unit of another currency is worth, or a file with date,currency,rate'),
  vat: vat
    .optional()
    .describe(
      'The rate of the VAT that spend in the exports includes, as a percentage, or by the day from which it holds: {2019-01-01: 20%, 2026-01-01: 22%}; excluded (the default); added for who cannot deduct it, added 22% where amounts come without it',
    ),
  revenue_vat: revenueVat.optional().describe('The same of revenue and of what is hoped for'),
  margin: share.optional().describe('Gross margin, for ROMI of gross profit; without it ROMI is of revenue'),
  costs: costs.describe(
    'What marketing costs besides advertising, for ROMI: {per: month, agency: 100000, by: {source: {VK: 30000}}}, or month by month: {2026-10: 100000}',
  ),
  files: listOf(fileSchema).describe('Exports that are not recognised, or must be told apart'),
  ignore: oneOrMore(path)
    .nullish()
    .transform((found) => found ?? [])
    .describe('Files of the folder that are no exports: names or patterns like *.txt'),
  lookups: lookups.describe(
    'Words by words: a field or a dimension: the file, its column of words, and the one of what they stand for',
  ),
  ids: ids.optional().describe('How IDs are read where a spreadsheet changed them on the way'),
  repeats: repeats
    .optional()
    .describe('When a lead is of somebody who has come before: it stays a lead and is counted apart'),
  dimensions: dimensions.describe(
    'Columns for --by and --where: name: heading; of several values a cell: name: {column: heading, split: ","}; or groups of values: name: {campaign: {Brand: [/brand/, Our shop]}}',
  ),
  statuses: statuses.describe(
    'CRM status, or "Pipeline / Status": a stage, lost, {lost: stage} (lost after it), or ignore',
  ),
  rules: rules.describe(
    'Evidence of a stage in a row: column: condition, all of them; a list of such maps, any of them. A condition is a value, a list of values, present, absent, "> 0" or {not: […]}',
  ),
  calls: oneOf(['contact'] as const)
    .optional()
    .describe('contact: a call with a talk, made by a person, is evidence of that stage; without it calls are of none'),
  exclude: rule
    .nullish()
    .describe(
      'Rows that are left out, and counted: like a rule; with a lead its deals, payments, calls, forms and history',
    ),
  sources: sources.describe('The name to show: spellings that are equal to it'),
  reasons: reasons.describe('Category: texts of the CRM that belong to it; under no_content those that are no reason'),
  norms: norms.describe('Expected step rates, by stage'),
  stuck: stuck.describe(
    'How long an open lead may stay in a stage (proposal: 7d); without it as long as nine of ten did',
  ),
  maturity: maturity.describe('How long a lead may take to a stage (60d)'),
  attribution: oneOf(ATTRIBUTIONS)
    .optional()
    .describe('Whom sources give a lead to: as recorded (the default), or by the touches before it'),
  lookback: days.optional().describe('How long before its lead a touch counts (90d)'),
  sla: sla.optional().describe('How fast sales must answer'),
  standard: standard
    .optional()
    .describe(
      'What a lead must hold to be passed on to sales: role, need, budget, deadline, interest, and criteria of one’s own; a column that is filled, or a rule',
    ),
  segments: mapOf(rule).describe('Leads by rules, for --by segment: name: rule; the first that holds counts'),
  kpi: kpi.describe(
    'By what departments are measured, in the scorecard: {marketing: {qualified_of_worked: 60%, cpql: 5000}, sales: [within_rate]}',
  ),
  plan: plan.describe(
    'What periods should bring: {per: month, revenue: 5000000, by: {source: {VK: {leads: 300}}}}, or period by period: {2026-11: {deals: 80}}',
  ),
  bonus: bonus.optional().describe('Which share of a bonus is paid from which share of the plan on'),
  accept: accept.describe(
    'Warnings that are known, by their code, up to a share (2%) or a number: check says them and no longer fails, and --strict lets them pass',
  ),
  managers: oneOf(['names'] as const)
    .optional()
    .describe('names: files that are written with --out name managers; without it they are Manager 1, Manager 2, …'),
  lang: language.optional().describe('The language of tables and messages, unless --lang asks for another'),
  title: anyText.optional().describe('What stands above the report: the name of a company or a product'),
  gates: listOf(gate).describe('Figures that must stay within limits, else the exit code is 1'),
  hypotheses: hypotheses.describe('Changes, and the figure by which each is judged'),
  sections: oneOf(['apart'] as const)
    .optional()
    .describe(
      'apart: sla, plan, standard, hypotheses and stuck are printed by their commands, and not in the report of all',
    ),
  decisions: decisions.describe('What was agreed in meetings: funnel review shows the figure then and now'),
  questions: questions.describe('What is to be asked in the next meeting, in free lines'),
  links: links.optional().describe('Where the CRM shows a lead'),
  conversions: conversions
    .optional()
    .describe('What funnel conversions sends back: {max_age: 60d, names: {deal: Purchase}}'),
})
  .superRefine(knownDimensions)
  .superRefine(knownLookups)
  .superRefine(knownBonus)
  .superRefine(knownKpis)
  .transform(({ exclude, revenue_vat, reasons: all, kpi: own, norms: agreed, dimensions: named, ...config }) => ({
    ...{ ...config, revenueVat: revenue_vat, exclude: exclude ?? [], noContent: all.get(NO_CONTENT) ?? [] },
    dimensions: new Map(columnsIn(named).map(([name, { column }]) => [name, column])),
    splits: new Map(columnsIn(named).flatMap(([name, { split }]) => (split === undefined ? [] : [[name, split]]))),
    groups: new Map(groupsIn(named)),
    kpi: own?.kpis,
    norms: { ...agreed, figures: new Map([...agreed.figures, ...(own?.norms ?? [])]) },
    reasons: new Map([...all].filter(([category]) => category !== NO_CONTENT)),
  }));

/** The JSON Schema for completion in editors: `# yaml-language-server: $schema=…`. */
export const jsonSchema = (): Json => ({ title: 'funnel.yaml', ...toJsonSchema(schema) });
