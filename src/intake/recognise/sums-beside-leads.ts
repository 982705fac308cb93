import { text } from '../../model/text.js';
import { isDescribed } from './described.js';
import type { Recognised } from './recognised.js';

/**
 * Sums without source or campaign say nothing of either. Beside single leads they are a plan, or the same leads again,
 * and are not read. What funnel.yaml describes stays what it says.
 */
export function sumsBesideLeads<File extends { recognised: Recognised }>(files: readonly File[]): readonly File[] {
  if (!files.some(({ recognised }) => recognised.table === 'crm')) return files;
  return files.map((one) =>
    isNobodys(one.recognised)
      ? { ...one, recognised: { ...one.recognised, table: 'none', columns: new Map(), unread: A_PLAN } }
      : one,
  );
}

const isNobodys = ({ table, source, columns, settings }: Recognised): boolean =>
  table === 'agg' && source === 'guess' && !isDescribed(settings) && namesNobody([...columns.keys()]);

/** Whether sums are of no source and no campaign in particular. */
export const namesNobody = (fields: readonly string[]): boolean => !NAMES.some((field) => fields.includes(field));

const NAMES = ['source', 'platform', 'medium', 'campaign', 'campaign_id', 'ad_group', 'ad'];

const A_PLAN = text(
  'sums that name no source, beside leads one by one: a plan, or the same leads once more: left out; to take its spend, put into funnel.yaml: files: [{path: …, table: ad_stats}]; if it is of other days than the leads, table: agg; a plan is written under plan',
  'суммы без источника рядом с самими лидами: план или те же лиды ещё раз: не учтены; чтобы взять из них расход, впишите в funnel.yaml: files: [{path: …, table: ad_stats}]; если они за другие дни, чем лиды, table: agg; план записывают в plan',
);
