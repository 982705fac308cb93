import type { Field } from '../model/tables.js';
import type { ColumnProfile } from './column-profile.js';
import { wordsOf } from './field-words.js';
import { PERSONAL } from './id-words.js';
import type { Surveyed } from './survey.js';

/** A list of leads, with the column of each field. */
interface List {
  of: Surveyed;
  table: string;
  entity: 'lead' | 'deal';
  columns: ReadonlyMap<string, ColumnProfile | null>;
}

/**
 * Whether two lists are parts of one, such as a sheet per month. They are if they have the same headings and IDs. Others
 * are if all leads of the one came before those of the other, and both call it the same when leads came, how they stand
 * and whence they came.
 */
export const areParts = (a: List, b: List): boolean =>
  ([a, b].every(({ columns }) => columns.get('lead_id')) && haveSameHeadings(a.of, b.of)) ||
  (areOfOtherDays(a, b) && tellTheSame(a, b));

const tellTheSame = (a: List, b: List): boolean =>
  isCalledSame('created_at', a, b) &&
  TELLING.some((field) => a.columns.has(field)) &&
  TELLING.every((field) => isCalledSame(field, a, b));

const TELLING: readonly Field[] = ['status', 'source'];
const isCalledSame = (field: Field, a: List, b: List): boolean =>
  a.columns.get(field)?.heading === b.columns.get(field)?.heading;

export function haveSameHeadings(a: Surveyed, b: Surveyed): boolean {
  const headings = new Set(b.columns.map(({ heading }) => heading));
  return a.columns.length === headings.size && a.columns.every(({ heading }) => headings.has(heading));
}

/** Whether all leads of one list came before those of the other: a lead is created once, so none is in both. */
function areOfOtherDays(a: List, b: List): boolean {
  const [one, other] = [a, b].map(({ columns }) => columns.get('created_at')?.days);
  return one !== undefined && other !== undefined && (one.to < other.from || other.to < one.from);
}

/**
 * Where each sheet numbers its leads from 1 on, the numbers are no IDs, and each row is a lead. It is so where sheets of
 * other days share most of their numbers. Nor are phones and addresses, where somebody came on other days again, unless
 * another list, of deals say, is linked to the leads by them alone.
 */
export function withoutOwnNumbers<T extends List>(
  lists: readonly T[],
  isLinkedBy: (id: ColumnProfile, sheets: readonly Surveyed[]) => boolean,
): (T & { noId?: ColumnProfile })[] {
  const numbered = lists.filter(({ table, entity }) => table === 'crm' && entity === 'lead');
  return lists.map((one) => {
    const id = one.columns.get('lead_id');
    const sheets = numbered.includes(one) ? numbered.filter((other) => other === one || areSheets(one, other)) : [];
    if (!id || !sheets.some((other) => startAgain(one, other))) return one;
    const ids = sheets.flatMap(({ columns }) => columns.get('lead_id') ?? []);
    const tables = sheets.map(({ of }) => of);
    if (isContact(id) && ids.some((each) => isLinkedBy(each, tables))) return one;
    return { ...one, columns: new Map([...one.columns, ['lead_id', null] as const]), noId: id };
  });
}

const isContact = ({ heading }: ColumnProfile): boolean => PERSONAL.test(wordsOf(heading));

/** Whether two lists are sheets of one. Deals with the numbers or phones of leads are none, though they came later. */
const areSheets = (a: List, b: List): boolean =>
  areOfOtherDays(a, b) && (haveSameHeadings(a.of, b.of) || tellTheSame(a, b));

function startAgain(a: List, b: List): boolean {
  const [own, others] = [a, b].map(({ columns }) => columns.get('lead_id'));
  if (a === b || !own?.values || !others?.values) return false;
  const [few, many] = own.values.size < others.values.size ? [own.values, others.values] : [others.values, own.values];
  const shared = [...few].filter((id) => many.has(id)).length;
  return isContact(own) ? shared > 0 : own.kind === 'number' && shared * 2 > few.size;
}
