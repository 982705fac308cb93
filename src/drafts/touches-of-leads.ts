import { idOfWhat } from '../model/activities.js';
import type { Field } from '../model/tables.js';
import type { ColumnProfile } from './column-profile.js';
import { anyOfWords, wordsOf } from './field-words.js';
import { likeliestField } from './propose.js';
import { type Leads, linkTo, type Related } from './relate.js';
import type { Surveyed } from './survey.js';

/**
 * Reads a table with unknown headings as touches of leads: it has the IDs of these leads, repeated, one column of
 * dates, and a source. Undefined where it has further dates or numbers: it is something else then, unless its own IDs
 * are called those of touches.
 */
export function touchesOf(of: Surveyed, leads: readonly Leads[]): Related | undefined {
  const link = leads.flatMap((list) => linkTo(of, list) ?? [])[0];
  const [at, ...otherDates] = of.columns.filter(({ kind }) => kind === 'date');
  const fields = new Map(of.columns.map((column) => [likeliestField(column, 'crm'), column]));
  const from = (['source', 'utm_source'] as const).find((field) => fields.has(field));
  const isMoreNumbers = of.columns.some((column) => column !== link && column.kind === 'number');
  const isMore = (otherDates.length > 0 || isMoreNumbers) && !saysTouches(of);
  if (!link || link.isUnique || !at || from === undefined || isMore) return undefined;
  const further = (['source', 'medium', 'campaign', 'utm_source', 'utm_medium', 'utm_campaign'] as const).flatMap(
    (field): [Field, ColumnProfile][] => {
      const column = fields.get(field);
      return column && column !== link ? [[field, column]] : [];
    },
  );
  return {
    ...{ of, table: 'touches', entity: 'lead', others: new Map(), stage: undefined, isSpare: false },
    columns: new Map<string, ColumnProfile>([['lead_id', link], ['touched_at', at], ...further]),
    linked: undefined,
  };
}

/** Whether the rows are numbered as touches: their order, their cost or what they are credited with stands beside them. */
export const saysTouches = ({ columns: [head] }: Surveyed): boolean =>
  TOUCH.test(wordsOf(idOfWhat(head?.heading ?? '') ?? ''));
const TOUCH = anyOfWords('touch|touch ?points?|касани\\p{L}*');
