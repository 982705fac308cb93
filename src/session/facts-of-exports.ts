import type { Config } from '../config/schema.js';
import type { UserError } from '../error.js';
import { ungrouped } from '../facts/cube-scope.js';
import { LATER_STAGES } from '../facts/evidence.js';
import { type LeadMoment, OF_ANSWERS, stageMoment } from '../facts/fact-tables.js';
import type { FactsSettings } from '../facts/facts-settings.js';
import { journalOf } from '../facts/journals.js';
import type { MoneySettings } from '../facts/money.js';
import { TIMES } from '../facts/stage-days.js';
import { LOOKBACK } from '../facts/touches.js';
import { sheetsOf } from '../intake/recognise/downloads.js';
import { entryOf } from '../intake/shape/entry.js';
import type { ExportFacts, FileFacts } from '../intake/type/export-facts.js';
import { fold } from '../model/fold.js';
import { foldWords } from '../model/reason-categories.js';
import type { Table } from '../model/tables.js';
import { SOURCES } from '../sources/known-sources.js';
import { asWarning } from './as-warning.js';
import { crmLists } from './crm-lists.js';
import { endOf } from './end-of-day.js';
import type { ReadOptions } from './read-options.js';
import { vatIfSaid, vatOf } from './vat.js';
import { workedOf } from './worked-of.js';

/** The settings by which facts are made: from the exports, the configuration and the options. */
export function factsSettings(
  facts: ExportFacts,
  config: Config,
  options: ReadOptions,
  money: Pick<MoneySettings, 'currency' | 'rates'>,
): FactsSettings {
  const asked = new Set(
    [
      ...(options.dimensions ?? []),
      ...[...config.hypotheses, ...config.decisions].flatMap(({ where }) => [...where.keys()]),
      ...config.gates.flatMap(({ where, by }) => [...where.keys(), ...(by === undefined ? [] : [by])]),
    ].map((one) => ungrouped(one, config.groups)),
  );
  return {
    reach: options.reach,
    stages: facts.stages,
    aliases: config.sources,
    reasons: config.reasons,
    noContent: new Set(config.noContent.map(foldWords)),
    fields: asked.has('keyword') ? facts.fields : withoutKeywords(facts.fields),
    asked,
    periods: facts.files.map(({ period }) => period),
    accounts: facts.files.map(({ account }) => account ?? null),
    platforms: facts.files.map(({ source, table }) => (NO_PLATFORM.has(source) || table === 'none' ? null : source)),
    watched: facts.files.flatMap(({ source, table }, at) => (table === 'ad_leads' && WATCHERS.has(source) ? [at] : [])),
    journals: facts.files.map((file) => (file.table === 'ad_leads' ? journalOf(file) : null)),
    titles: TITLES,
    sheets: sheetsOf(facts.files),
    crmFiles: crmLists(facts.files),
    tells: facts.files.map(({ tells }) => tells),
    hasCrm: facts.tables.has('crm'),
    isView: facts.files.some(({ table, isView }) => table === 'crm' && isView),
    hasLeads: facts.files.some(({ entity, table }) => table === 'crm' && entity === 'lead'),
    hasDeals: facts.files.some(({ entity, table }) => table === 'crm' && entity === 'deal'),
    hasHistory: facts.tables.has('stage_events'),
    dealsAreLeads: dealsAreLeads(facts),
    fallback: config.ids?.fallback ?? [],
    repeats: config.repeats,
    costs: config.costs,
    asOf: options.asOf === undefined ? undefined : endOf(options.asOf),
    hasAdLeads: facts.tables.has('ad_leads'),
    typed: facts.files.flatMap(({ table, rows, fills, again }, file) =>
      table === 'crm' || table === 'ad_leads' ? [{ file, table, rows, fields: fills, again }] : [],
    ),
    hasAds: facts.tables.has('ad_stats'),
    hasSums: facts.tables.has('agg'),
    hasTouches: facts.tables.has('touches'),
    hasPayments: facts.tables.has('payments'),
    hasCalls: facts.tables.has('calls'),
    areCallsContact: config.calls === 'contact',
    lookback: config.lookback ?? LOOKBACK,
    dimensions: config.dimensions.size + workedOf(config).size,
    moments: momentsFor(
      [...(options.moments ?? []), ...(facts.tables.has('touches') ? (['created_at'] as const) : [])],
      config,
    ),
    answers: {
      tells: facts.files.map(({ table, headings }) => table === 'crm' && ANSWERS.some((field) => headings.has(field))),
      none: (config.sla?.none ?? []).map((status) => status.trim().toLowerCase()),
    },
    // If only names are wanted and no sums, nothing can count twice.
    ads: options.anyCurrency ? [] : facts.files.map((file) => (file.table === 'ad_stats' ? adFile(file) : null)),
    sums: options.anyCurrency ? [] : facts.files.map((file) => (file.table === 'agg' ? sumFile(file) : null)),
    margin: config.margin,
    revenueVat: options.anyCurrency ? undefined : config.revenueVat,
    refuse: options.lenient ? asWarning : refuseAll,
    ...money,
    files: facts.files.map((file) => ({
      name: file.file,
      // Amounts without a currency are in that of funnel.yaml, even if the report is in another.
      currency: file.currency ?? config.currency,
      namesIt: file.currency !== undefined,
      vat: options.anyCurrency ? file.vat : (options.lenient ? vatIfSaid : vatOf)(file, config.vat),
    })),
  };
}

/**
 * The moments of leads that are needed: those asked for, and those without which a configured norm could be judged too
 * early.
 */
export const momentsFor = (
  asked: readonly LeadMoment[],
  { norms, sla, hypotheses, standard, stuck, kpi, gates }: Config,
): ReadonlySet<LeadMoment> =>
  new Set(
    asked.length === 0 && gates.length === 0
      ? []
      : [
          ...asked,
          ...LATER_STAGES.filter((stage) => norms.steps.has(stage)).map(stageMoment),
          ...(sla || stuck.size > 0 || kpi || gates.length > 0 ? OF_ANSWERS : []),
          ...(standard ? (['is_accepted'] as const) : []),
          // The results of a change, or of the days before it, are counted by when leads reached their stages; and no
          // gate may judge too early.
          ...(hypotheses.length > 0 || stuck.size > 0 || kpi || gates.length > 0 ? TIMES : []),
        ],
  );

const ANSWERS = ['answered_at', 'response'];

/** Fields without the tag of keywords: it holds many different words, and is carried along only if it is asked for. */
const withoutKeywords = (fields: ExportFacts['fields']): ExportFacts['fields'] => ({
  ...fields,
  crm: new Set([...fields.crm].filter((field) => field !== 'utm_term')),
});

const adFile = ({ file: name, headings, details, account, period }: FileFacts) => ({
  name,
  headings,
  details,
  account: account === undefined ? undefined : fold(account),
  period,
});

const sumFile = (file: FileFacts) => ({
  ...adFile(file),
  asStats: entryOf(file.file, {}, { table: 'ad_stats' }),
  asNone: entryOf(file.file, {}, { table: 'none' }),
});

/** Sources that only watch leads: the rows name where a lead comes from, the file does not. */
const WATCHERS = new Set(SOURCES.filter(({ watches }) => watches).map(({ name }) => name));

/** Whether deals stand for their leads: no export of this CRM is of deals, and its leads have no deal beside them. */
function dealsAreLeads({ files, fields }: ExportFacts): boolean {
  if (fields.crm.has('deal_id')) return false;
  const hasDeals = (source: string) =>
    SOURCES.some(({ name, exports }) => name === source && exports.some(({ entity }) => entity === 'deal'));
  return files.every(({ table, entity, source }) => table !== 'crm' || (entity === 'lead' && !hasDeals(source)));
}

/** Name of a source → its title. */
export const TITLES = new Map(SOURCES.map(({ name, title }) => [name, title]));

/** The title of the CRM or site builder whose leads a file holds; null: it is neither, or only watches leads. */
export const crmCalled = (source: string): string | null =>
  WATCHERS.has(source) ? null : (TITLES.get(source) ?? null);

const OF_ADS: ReadonlySet<Table> = new Set<Table>(['ad_stats', 'ad_leads', 'ad_names', 'agg']);
/**
 * Sources that are no ad platform: spend or results without a source are not theirs. CRMs and site builders are among
 * them, although funnel.yaml may say that their forms are those of ads.
 */
const NO_PLATFORM = new Set([
  'configured',
  ...SOURCES.filter(
    ({ isAnalytics, watches, exports }) => isAnalytics || watches || !exports.some(({ table }) => OF_ADS.has(table)),
  ).map(({ name }) => name),
]);

const refuseAll = (error: UserError): never => {
  throw error;
};
