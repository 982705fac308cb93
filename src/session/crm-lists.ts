import type { CrmFile } from '../facts/facts-settings.js';
import type { FileFacts } from '../intake/type/export-facts.js';

/**
 * Which files of a CRM are downloads of one list: of one source, and the columns that both have are read from the same
 * headings, where one has all that the other has. Others that bear the same IDs are second files: they fill what is
 * lacking.
 */
export function crmLists(files: readonly FileFacts[]): (CrmFile | null)[] {
  const lists: number[] = [];
  return files.map((file, at) => {
    if (file.table !== 'crm') {
      lists.push(-1);
      return null;
    }
    const same = files.findIndex((other, before) => before < at && other.table === 'crm' && areOneList(file, other));
    lists.push(same < 0 ? at : (lists[same] as number));
    return { list: lists[at] as number, isCreationBorrowed: isCreationBorrowed(file) };
  });
}

function areOneList(a: FileFacts, b: FileFacts): boolean {
  if (a.source !== b.source || a.entity !== b.entity) return false;
  const [few, many] = a.headings.size <= b.headings.size ? [a, b] : [b, a];
  return [...few.headings].every(([field, heading]) => many.headings.get(field) === heading);
}

/** Whether what is read as the creation is the date of something that came later: `created_at: won_date, deal_at: won_date`. */
const isCreationBorrowed = ({ headings }: FileFacts): boolean =>
  [...headings].some(
    ([field, heading]) => field !== 'created_at' && field.endsWith('_at') && heading === headings.get('created_at'),
  );
