import type { Column, Sheet } from '../model/sheet.js';

/** The columns that name a row: the period, what `--by` asks for, and last the sheet's own. */
export const keysOf = ({ columns }: Sheet): readonly Column[] => columns.filter(({ isKey }) => isKey);

/** The column that names the rows within a group: in `stages` the stage. */
export const ownKey = (sheet: Sheet): Column | undefined => keysOf(sheet).at(-1);

/** The stages of a funnel, a row each, from top to bottom; where a row is the way between two of them there is none. */
export function funnelKey(sheet: Sheet): Column | undefined {
  const [stages, ...more] = keysOf(sheet).filter(({ kind }) => kind === 'stage');
  return more.length === 0 && stages === ownKey(sheet) ? stages : undefined;
}

/** What a row belongs to: the values of all keys but the sheet's own, as one word. */
export const groupOf = (sheet: Sheet, row: unknown): string =>
  JSON.stringify(
    keysOf(sheet)
      .slice(0, -1)
      .map(({ value }) => value(row)),
  );
