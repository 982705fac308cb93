import type { CrmFile } from '../facts/facts-settings.js';
import type { FileFacts } from '../intake/type/export-facts.js';

/**
 * Which files of a CRM are downloads of one list: of one source, what both read they read from the same headings, and
 * one has all that the other has, or both say how a row stood and when that changed. Whatever is so linked, directly or by way of others, is one list, so that the order of
 * files decides nothing. Others that bear the same IDs are second files: they fill what is lacking.
 */
export function crmLists(files: readonly FileFacts[]): (CrmFile | null)[] {
  const lists = files.map((_, at) => at);
  for (const [at, file] of files.entries())
    for (const [before, other] of files.slice(0, at).entries()) {
      const [own, linked] = [lists[at], lists[before] as number];
      if (own !== linked && areOneList(file, other))
        for (const [place, list] of lists.entries()) if (list === own) lists[place] = linked;
    }
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

function areOneList(a: FileFacts, b: FileFacts): boolean {
  if (a.table !== 'crm' || b.table !== 'crm' || a.source !== b.source || a.entity !== b.entity) return false;
  const [few, many] = a.headings.size <= b.headings.size ? [a, b] : [b, a];
  const common = [...few.headings].filter(([field]) => many.headings.has(field));
  if (!common.every(([field, heading]) => many.headings.get(field) === heading)) return false;
  return common.length === few.headings.size || isDatedState(new Set(common.map(([field]) => field)));
}

/** Two states of which the later one is known: what was won in one and is open in the next is no longer won. */
const isDatedState = (fields: ReadonlySet<string>): boolean =>
  fields.has('modified_at') && (fields.has('status') || fields.has('outcome'));

/** Whether what is read as the creation is the date of something that came later: `created_at: won_date, deal_at: won_date`. */
const isCreationBorrowed = ({ headings }: FileFacts): boolean =>
  [...headings].some(
    ([field, heading]) => field !== 'created_at' && field.endsWith('_at') && heading === headings.get('created_at'),
  );
