import type { ColumnProfile } from '../drafts/column-profile.js';
import type { Related } from '../drafts/relate.js';
import { tags } from '../sources/crm/crm-words.js';
import { looselyFits } from '../sources/loosely-fits.js';

/** Adds to a drafted list of leads its columns of client IDs of web analytics. They are of use beside touches. */
export function withClients(one: Related): Related {
  if (one.table !== 'crm') return one;
  const clients = (['client_id', 'google_client_id'] as const).flatMap((field): [string, ColumnProfile][] => {
    const column = one.of.columns.find(({ heading }) =>
      tags[field].headings.some((wanted) => looselyFits(wanted, heading, 'id')),
    );
    return column && !one.columns.has(field) ? [[field, column]] : [];
  });
  return { ...one, columns: new Map([...one.columns, ...clients]) };
}
