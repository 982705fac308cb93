import type { Field } from '../model/tables.js';
import type { ColumnProfile } from './column-profile.js';
import { AD_FIELDS, type FieldWords, idWeight, LEAD_FIELDS, PERSONAL, RESULT_FIELDS, wordsOf } from './field-words.js';
import type { Surveyed } from './survey.js';

/** What a table that nobody knows may be: never more than a guess, by its headings and by what stands under them. */
export interface Proposal {
  of: Surveyed;
  table: 'crm' | 'ad_stats' | 'agg';
  entity: 'lead' | 'deal';
  /** The column of each field; null: each row is a lead. */
  columns: ReadonlyMap<Field, ColumnProfile | null>;
  /** What else a field could be read from. */
  others: ReadonlyMap<Field, readonly ColumnProfile[]>;
}

/** What a table lacks to be leads or spend: no columns of these fields. */
export interface Useless {
  of: Surveyed;
  lacks: readonly Field[];
}

export const isProposal = (one: Proposal | Useless): one is Proposal => 'table' in one;

export function propose(of: Surveyed): Proposal | Useless {
  const ads = fieldsIn(of, AD_FIELDS);
  const isSpend = ads.columns.has('cost') || ads.columns.has('clicks');
  const isShown = isSpend && ads.columns.has('impressions');
  const isSheet =
    ads.columns.has('cost') &&
    (['clicks', 'day', 'campaign', 'source'] as const).some((field) => ads.columns.has(field));
  const leads = fieldsIn(of, LEAD_FIELDS);
  const id = idOf(of, leads.columns);
  const says = (['status', 'created_at', 'source', 'closed_at', 'manager', 'reason'] as const).filter((field) =>
    leads.columns.has(field),
  );
  const areLeads = id
    ? says.length > 1 ||
      says.includes('created_at') ||
      says.includes('closed_at') ||
      (says.includes('status') && !leads.columns.get('status')?.isUnique)
    : isYesOrNo(leads.columns.get('status'));
  const sums = sumsIn(of, ads);
  // Nobody counts impressions of a lead, nor leads of one.
  if (sums && (isShown || !areLeads)) return { of, table: 'agg', entity: 'lead', ...sums };
  if (isShown || (isSheet && !areLeads)) return { of, table: 'ad_stats', entity: 'lead', ...ads };
  if (!areLeads)
    return { of, lacks: isSheet || says.length === 0 ? ['cost', 'status'] : id ? ['status'] : ['lead_id'] };
  const columns = new Map<Field, ColumnProfile | null>([['lead_id', id ?? null], ...leads.columns]);
  // What is only ever closed was created then, as far as anybody can tell.
  const closed = leads.columns.get('closed_at');
  if (!columns.has('created_at') && closed) columns.set('created_at', closed);
  return { of, table: 'crm', entity: 'lead', columns, others: leads.others };
}

/** Two results of a source, a campaign or a day. */
function sumsIn(of: Surveyed, { columns, others }: ReturnType<typeof fieldsIn>) {
  const results = fieldsIn(of, RESULT_FIELDS);
  const isOfSomething = (['source', 'campaign', 'day'] as const).some((field) => columns.has(field));
  if (results.columns.size < 2 || !isOfSomething) return undefined;
  const taken = new Set(results.columns.values());
  const rest = [...columns].filter(([, column]) => !taken.has(column));
  return { columns: new Map([...rest, ...results.columns]), others: new Map([...others, ...results.others]) };
}

const isYesOrNo = (column: ColumnProfile | undefined): boolean => column?.isFlag ?? false;

/** Each field with the column that fits it best; a column is one field. */
function fieldsIn({ columns }: Surveyed, wanted: readonly FieldWords[]) {
  const taken = new Set<ColumnProfile>();
  const found = new Map<Field, ColumnProfile>();
  const others = new Map<Field, ColumnProfile[]>();
  for (const words of wanted) {
    const fitting = columns
      .map((column) => ({ column, weight: weightOf(column, words) }))
      .filter(({ column, weight }) => weight > 0 && !taken.has(column))
      .sort((a, b) => b.weight - a.weight || a.column.index - b.column.index);
    const [first, ...rest] = fitting;
    if (!first) continue;
    taken.add(first.column);
    found.set(words.field, first.column);
    if (rest.length > 0)
      others.set(
        words.field,
        rest.map(({ column }) => column),
      );
  }
  return { columns: found, others };
}

/** The field that a column looks like, by its heading and its values: the most telling that it fits. */
export const likeliest = (column: ColumnProfile, table: Proposal['table']): Field | undefined =>
  (table === 'crm' ? LEAD_FIELDS : AD_FIELDS).find((words) => weightOf(column, words) > 0)?.field;

/** How well a column fits a field; 0: not at all. */
function weightOf(column: ColumnProfile, { field, kind, isFew, words, not, values }: FieldWords): number {
  const heading = wordsOf(column.heading);
  if (column.filled === 0 || not?.test(heading)) return 0;
  // 0 and 1 are a status where the heading says so.
  const isKind =
    column.kind === kind ||
    (field === 'status' && column.isFlag) ||
    (field === 'campaign_id' && column.kind === 'text');
  if (!isKind || (isFew && !column.words)) return 0;
  const telling = values && column.words ? [...column.words.keys()].filter((word) => values.test(word)).length : 0;
  const share = column.words && telling > 1 ? telling / column.words.size : 0;
  const [match] = words.exec(heading) ?? [];
  // A heading that is nothing but the word says most; then the share of it that the word is.
  const byHeading = match === undefined ? 0 : 2 + (2 * match.length) / heading.length;
  return byHeading + (share >= 0.3 ? 2 + share : 0) + (byHeading > 0 ? column.filled / 1e9 : 0);
}

/** The column that tells the rows apart: unique, and called like it; a person's address only where nothing else does. */
function idOf({ columns }: Surveyed, taken: ReadonlyMap<Field, ColumnProfile>): ColumnProfile | undefined {
  const used = new Set(taken.values());
  return columns
    .filter((column) => column.isUnique && !used.has(column) && column.kind !== 'date')
    .map((column) => ({
      column,
      weight:
        idWeight(column.heading) + (column.index === 0 ? 1 : 0) - (PERSONAL.test(wordsOf(column.heading)) ? 2 : 0),
    }))
    .filter(({ weight, column }) => weight > 1 || PERSONAL.test(wordsOf(column.heading)))
    .sort((a, b) => b.weight - a.weight || a.column.index - b.column.index)[0]?.column;
}
