import type { CrmFile } from '../facts/facts-settings.js';
import { listsOf } from '../intake/recognise/downloads.js';
import type { FileFacts } from '../intake/type/export-facts.js';

/**
 * What is known of each file of the CRM; null for other files. A file of another list with the same IDs is a second
 * file: it fills what the first lacks.
 */
export function crmLists(files: readonly FileFacts[]): (CrmFile | null)[] {
  const lists = listsOf(files);
  return files.map((file, at) =>
    file.table === 'crm'
      ? {
          list: lists[at] as number,
          fills: file.fills,
          knows: file.knows,
          isCreationBorrowed: isCreationBorrowed(file),
        }
      : null,
  );
}

/** Whether the date of creation is read from the column of a later event: `created_at: won_date, deal_at: won_date`. */
const isCreationBorrowed = ({ headings }: FileFacts): boolean =>
  [...headings].some(
    ([field, heading]) => field !== 'created_at' && field.endsWith('_at') && heading === headings.get('created_at'),
  );
