import type { Column, Sheet } from '../model/sheet.js';

/** The columns that name a row: the period, what `--by` asks for, and last the sheet's own. */
export const keysOf = ({ columns }: Sheet): readonly Column[] => columns.filter(({ isKey }) => isKey);

/** The column that names the rows within a group: in `stages` the stage. */
export const ownKey = (sheet: Sheet): Column | undefined => keysOf(sheet).at(-1);

/**
 * The column of stages, if each row is a stage of the funnel, from top to bottom. None if a row is the way between two
 * stages.
 */
export function funnelKey(sheet: Sheet): Column | undefined {
  const [stages, ...more] = keysOf(sheet).filter(({ kind }) => kind === 'stage');
  return more.length === 0 && stages === ownKey(sheet) ? stages : undefined;
}

/** The group of a row: the values of all keys except the sheet's own, as one text. */
export const groupOf = (sheet: Sheet, row: unknown): string =>
  JSON.stringify(
    keysOf(sheet)
      .slice(0, -1)
      .map(({ value }) => value(row)),
  );
