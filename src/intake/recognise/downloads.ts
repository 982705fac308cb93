import { fold } from '../../model/fold.js';
import type { Field } from '../../model/tables.js';
import { SOURCES } from '../../sources/known-sources.js';
import { matches } from './heading-match.js';

/** What is asked of files of a CRM to tell which are downloads of one list. */
export interface Listed {
  table: string;
  source: string;
  entity: 'lead' | 'deal';
  /** The list of its platform, where that has several names for a column. */
  list: string | undefined;
  /** Headings that fields were read from. */
  headings: ReadonlyMap<string, string>;
  /** Headings that no field was read from. */
  others: readonly string[];
}

/**
 * The list that each file is a download of, as a number. Downloads of one list come from one source, read what both have
 * from the same columns, and one has all columns of the other, or both say how a row stood and when that changed. Files
 * linked so, directly or through others, are one list: the order of files does not matter.
 *
 * A column is the same if its heading is, in whatever case. A platform whose names are known may give it another one, as
 * a user's language does; and of its lists, what counts is that the ID and how a row stands are read from the same
 * columns.
 */
export function listsOf(files: readonly Listed[]): number[] {
  const lists = files.map((_, at) => at);
  for (const [at, file] of files.entries())
    for (const [before, other] of files.slice(0, at).entries()) {
      const [own, linked] = [lists[at], lists[before] as number];
      if (own !== linked && areOneList(file, other))
        for (const [place, list] of lists.entries()) if (list === own) lists[place] = linked;
    }
  return lists;
}

/** The same for files of any table. Outside of a CRM, files read from all the same headings are one sheet. */
export function sheetsOf(files: readonly Listed[]): number[] {
  const lists = listsOf(files);
  const read = files.map((file) => JSON.stringify([file.table, file.source, folded(file).sort()]));
  return files.map(({ table }, at) => (table === 'crm' ? (lists[at] as number) : read.indexOf(read[at] as string)));
}

function areOneList(a: Listed, b: Listed): boolean {
  if (a.table !== 'crm' || b.table !== 'crm' || a.source !== b.source || a.entity !== b.entity) return false;
  if (a.list !== b.list) return false;
  const [few, many] = [told(a), told(b)].sort((one, other) => one.size - other.size) as [Headings, Headings];
  const common = [...few.keys()].filter((field) => many.has(field));
  if (!common.every((field) => few.get(field) === many.get(field) || areNamesOfOne(a, b, field))) return false;
  return common.length === few.size || isDatedState(new Set(common));
}

type Headings = Listed['headings'];

/** Whether two headings of a field need not be those of two columns, since a platform has both for one. */
function areNamesOfOne(a: Listed, b: Listed, field: string): boolean {
  if (a.list === undefined) return false;
  if (!['status', 'outcome', 'pipeline', ownId(a)].includes(field)) return true;
  const [one, other] = [a, b].map(({ headings }) => headings.get(field) as string) as [string, string];
  // What stands beside it is another column; and what tells of outcomes in one file, and not in the other, is as well.
  if (has(a, other) || has(b, one) || isOutcome(a) !== isOutcome(b)) return false;
  const exports = SOURCES.flatMap(({ name, exports: all }) => (name === a.source ? all : [])).filter(
    ({ list }) => list === a.list,
  );
  const known = (heading: string, isName: boolean) =>
    exports.some(({ fields, names = [] }) =>
      (isName ? names : (fields[field as Field]?.headings ?? [])).some((wanted) => matches(wanted, heading)),
    );
  // A name that stands in for an ID is no ID.
  return [false, true].some((isName) => known(one, isName) && known(other, isName));
}

const ownId = ({ entity }: Listed): Field => (entity === 'deal' ? 'deal_id' : 'lead_id');
const has = ({ headings, others }: Listed, heading: string): boolean =>
  [...headings.values(), ...others].some((one) => fold(one) === fold(heading));
const isOutcome = ({ headings }: Listed): boolean =>
  headings.has('status') && headings.get('status') === headings.get('outcome');

/** Who edited a row tells nothing of its list. */
const told = (file: Listed): Headings => new Map(folded(file).filter(([field]) => field !== 'modified_by'));

/** Headings without their case: HubSpot writes `Deal Stage` one day and `Deal stage` another. */
const folded = ({ headings }: Listed): [field: string, heading: string][] =>
  [...headings].map(([field, heading]) => [field, fold(heading)]);

/** Two states of which the later is known: a lead that was won in one and is open in the next is not won. */
const isDatedState = (fields: ReadonlySet<string>): boolean =>
  fields.has('modified_at') && (fields.has('status') || fields.has('outcome'));
