import type { ColumnProfile } from './column-profile.js';
import { wordsOf } from './field-words.js';
import { SAYS_STAGE } from './lead-words.js';
import { likeliestField } from './propose.js';
import { type Leads, linkTo, type Related } from './relate.js';
import type { Surveyed } from './survey.js';

/**
 * Reads a table with unknown headings as the stage history of leads: it has the IDs of these leads, repeated, one
 * column of stages, and one of dates. Undefined: it has not.
 */
export function historyOf(of: Surveyed, leads: readonly Leads[]): Related | undefined {
  const link = leads.flatMap((list) => linkTo(of, list) ?? [])[0];
  const [at, ...otherDates] = of.columns.filter(({ kind }) => kind === 'date');
  const [stage, ...otherStages] = of.columns.filter(
    (column) => SAYS_STAGE.test(wordsOf(column.heading)) && likeliestField(column, 'crm') === 'status',
  );
  if (!link || link.isUnique || !at || !stage || otherDates.length > 0 || otherStages.length > 0) return undefined;
  return {
    ...{ of, table: 'stage_events', entity: 'lead', others: new Map(), stage: undefined, isSpare: false },
    columns: new Map<string, ColumnProfile>([
      ['lead_id', link],
      ['entered_at', at],
      ['status', stage],
    ]),
    linked: undefined,
  };
}
