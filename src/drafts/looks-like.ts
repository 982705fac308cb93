import type { Lookalike } from '../model/checked-files.js';
import type { LeadStage } from '../model/funnel-stages.js';
import type { Field } from '../model/tables.js';
import { likeliestField, stageDated } from './propose.js';
import type { Surveyed } from './survey.js';

/** Fields without which a report is poorer or wrong. For the others, one more column or one less changes nothing. */
const MATTER = new Set<Field>([
  'status',
  'source',
  'revenue',
  'amount',
  'reason',
  'created_at',
  'closed_at',
  'cost',
  'clicks',
  'day',
]);

/**
 * Columns of an export that are not read, but look like a field that the export lacks or like the date of a stage it
 * says nothing of. `read`: field → heading. `tells`: whether the export tells of a stage.
 */
export function lookalikes(
  of: Surveyed,
  table: string,
  read: ReadonlyMap<string, string>,
  tells: (stage: LeadStage) => boolean = () => true,
): Lookalike[] {
  const taken = new Set([...read.values()].map((heading) => heading.trim()));
  const has = (field: Field) =>
    read.has(field) || (field === 'revenue' && read.has('amount')) || (field === 'source' && read.has('utm_source'));
  return of.columns.flatMap((column): Lookalike[] => {
    if (taken.has(column.heading)) return [];
    const dated = table === 'crm' ? stageDated(column) : null;
    if (dated && !tells(dated)) return [{ heading: column.heading, field: `${dated}_at` }];
    const field = likeliestField(column, table === 'ad_stats' || table === 'agg' ? 'ad_stats' : 'crm');
    return field && MATTER.has(field) && !has(field) ? [{ heading: column.heading, field }] : [];
  });
}
