import { PERIOD } from '../model/dimensions.js';
import { hasUnknownDepth } from '../model/figures/scoped.js';
import { text } from '../model/text.js';
import { defineReport } from './define-report.js';
import { figure, key, words } from './report-columns.js';
import type { ReportContext } from './report-context.js';
import { notesOnSources } from './source-notes.js';
import { type SourceLine, sourceTables } from './source-tables.js';

export const sources = defineReport({
  name: 'sources',
  title: text('Sources', 'Источники'),
  question: text(
    'What does a lead of each source cost, and what does it earn?',
    'Сколько стоит лид каждого источника и сколько приносит?',
  ),
  keys: ['source'],
  columns: {
    source: key('source'),
    spend: figure('spend'),
    visits: figure('visits', { yields: 14 }),
    /** May be fractional: platforms divide a conversion among several ads. */
    actions: figure('actions', { yields: 15 }),
    leads: figure('leads'),
    not_handed_over: figure('not_handed_over', { yields: 12 }),
    lost: figure('lost', { yields: 11 }),
    qualified: { ...figure('qualified', { yields: 3 }), isAtLeast: hasUnknownDepth },
    deals: figure('deals'),
    revenue: figure('revenue', { yields: 2 }),
    average_deal: figure('average_deal', { yields: 16 }),
    /** Amounts of open leads. */
    pipeline: figure('pipeline', { yields: 13 }),
    cpl: figure('cpl'),
    cpql: figure('cpql', { yields: 4 }),
    cost_per_deal: figure('cost_per_deal', { yields: 8 }),
    revenue_per_lead: figure('revenue_per_lead', { yields: 17 }),
    qualified_rate: figure('qualified_rate', { yields: 9 }),
    deal_rate: figure('deal_rate', { yields: 10 }),
    /** Revenue / spend, a fraction. */
    roas: figure('roas', { yields: 1 }),
    /** (Revenue − spend) / spend, a fraction; of gross profit where the configuration has a margin. */
    romi: figure('romi', { yields: 7 }),
    spend_share: figure('spend_share', { yields: 18 }),
    revenue_share: figure('revenue_share', { yields: 19 }),
    /** 1 is the best; equal values share a rank. */
    cpl_rank: figure('cpl_rank', { yields: 5 }),
    romi_rank: figure('romi_rank', { yields: 5 }),
    verdict: figure('quadrant'),
    /** The number of deals: one lead may have several. */
    won_deals: figure('won_deals', { yields: 'hidden' }),
    /** What the row is, so that nobody adds totals to rows. */
    row: words({
      kind: 'text',
      label: text('Row', 'Строка'),
      sentence: text(
        'row = what the row is: a source, deals without a lead, all paid sources, all of them, or what a sheet counts',
        'строка = что это за строка: источник, сделки без лида, все платные источники, все источники или суммы из таблицы',
      ),
      yields: 'hidden',
      value: ({ row }: SourceLine) => row,
    }),
    /** What spend is divided by: leads that its days cover. */
    costed_leads: figure('costed_leads', { yields: 'hidden' }),
    costed_qualified: figure('costed_qualified', { yields: 'hidden' }),
    costed_deals: figure('costed_deals', { yields: 'hidden' }),
    costed_revenue: figure('costed_revenue', { yields: 'hidden' }),
    /** Spend / actions. */
    cpa: figure('cpa', { yields: 'hidden' }),
    /** Spend / revenue, a fraction. */
    drr: figure('drr', { yields: 'hidden' }),
    /** Whether gross profit is at least as high as spend; unknown without a margin. */
    pays: figure('pays', { yields: 'hidden' }),
    /** Leads of people who had come before, and lost leads that are duplicates. */
    repeats: figure('repeats', { yields: 'hidden' }),
    duplicates: figure('duplicates', { yields: 'hidden' }),
    /** Spend / leads that are neither of the two. */
    cpl_unique: figure('cpl_unique', { yields: 'hidden' }),
  },
  order: [{ falling: 'spend' }, { falling: 'leads' }, 'keys'],
  areCredits: (context: ReportContext) => context.ofSources().has.credits,
  blocks: (context: ReportContext, by: readonly string[]) => sourceTables(context.ofSources(), by),
  notes: (context: ReportContext, rows: readonly SourceLine[]) => notesOnSources(context.ofSources(), rows),
  behind: ({ row, keys, sources: own }: SourceLine) =>
    row === 'source'
      ? {}
      : row === 'aggregate'
        ? { table: 'sums' }
        : {
            table: row === 'deals_without_lead' ? 'deals_alone' : 'leads',
            keys: new Map([...keys].filter(([key]) => key === PERIOD)),
            sources: own,
          },
});
