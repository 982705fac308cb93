import { fold } from '../../model/fold.js';

/** What is asked of files of a CRM to tell which are downloads of one list. */
export interface Listed {
  table: string;
  source: string;
  entity: 'lead' | 'deal';
  /** Headings that fields were read from. */
  headings: ReadonlyMap<string, string>;
}

/**
 * The list that each file is a download of, as a number. Downloads of one list come from one source, read what both have
 * from the same headings in whatever case, and one has all columns of the other, or both say how a row stood and when that changed. Files
 * linked so, directly or through others, are one list: the order of files does not matter.
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
  const [few, many] = [told(a), told(b)].sort((one, other) => one.size - other.size) as [Headings, Headings];
  const common = [...few].filter(([field]) => many.has(field));
  if (!common.every(([field, heading]) => many.get(field) === heading)) return false;
  return common.length === few.size || isDatedState(new Set(common.map(([field]) => field)));
}

type Headings = Listed['headings'];

/** Who edited a row tells nothing of its list. */
const told = (file: Listed): Headings => new Map(folded(file).filter(([field]) => field !== 'modified_by'));

/** Headings without their case: HubSpot writes `Deal Stage` one day and `Deal stage` another. */
const folded = ({ headings }: Listed): [field: string, heading: string][] =>
  [...headings].map(([field, heading]) => [field, fold(heading)]);

/** Two states of which the later is known: a lead that was won in one and is open in the next is not won. */
const isDatedState = (fields: ReadonlySet<string>): boolean =>
  fields.has('modified_at') && (fields.has('status') || fields.has('outcome'));
