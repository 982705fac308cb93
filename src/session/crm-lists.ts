import type { CrmFile } from '../facts/facts-settings.js';
import type { FileFacts } from '../intake/type/export-facts.js';

/**
 * Which files of a CRM are downloads of one list: of one source, with the same fields read from the same headings. Others
 * that bear the same IDs are second files, which fill what is lacking: a column that a file does not have is no blank.
 * To be alike so is the same from either side, so that the order of files decides nothing.
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
  return (
    a.headings.size === b.headings.size &&
    [...a.headings].every(([field, heading]) => b.headings.get(field) === heading)
  );
}

/** Whether what is read as the creation is the date of something that came later: `created_at: won_date, deal_at: won_date`. */
const isCreationBorrowed = ({ headings }: FileFacts): boolean =>
  [...headings].some(
    ([field, heading]) => field !== 'created_at' && field.endsWith('_at') && heading === headings.get('created_at'),
  );
