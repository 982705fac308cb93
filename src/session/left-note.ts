import { lookalikes } from '../drafts/looks-like.js';
import { isProposal, propose } from '../drafts/propose.js';
import type { Surveyed } from '../drafts/survey.js';
import type { LeftOut } from '../intake/load-files.js';
import type { LeftNote } from '../model/checked-files.js';

/** What a left-out file may be, by its headings and its values. */
export function noteOf({ name, headings, error }: LeftOut, tables: readonly Surveyed[]): LeftNote {
  const plain: LeftNote = { file: name, headings: [], reason: error.what, mayBe: null, lacks: [], lookalikes: [] };
  const own = tables.find((one) => one.name === name);
  if (!own || headings.length === 0) return plain;
  const guess = propose(own);
  if (!isProposal(guess))
    return {
      ...plain,
      headings,
      lacks: guess.lacks,
      ...(guess.isOther ? { isOther: guess.isOther } : { lookalikes: lookalikes(own, 'crm', new Map()) }),
    };
  const columns = [...guess.columns].map(([field, column]): [string, string | null] => [
    field,
    column?.heading ?? null,
  ]);
  return { ...plain, headings, mayBe: { table: guess.table, columns: new Map(columns) } };
}
