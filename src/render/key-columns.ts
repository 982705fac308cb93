import type { Kind, Sheet } from '../model/sheet.js';

/**
 * How many leading columns name a row: the period and what `--by` asks for, and last the sheet's own,
 * which is called like the sheet (`stages` → `stage`). A sheet without such a column: its leading words.
 */
export function keyCount(sheet: Sheet): number {
  const own = sheet.columns.findIndex((column) => `${column.name}s` === sheet.name);
  if (own >= 0) return own + 1;
  const first = sheet.columns.findIndex((column) => !KEY_KINDS.has(column.kind));
  return first === -1 ? sheet.columns.length : first;
}

const KEY_KINDS: ReadonlySet<Kind> = new Set<Kind>(['text', 'period', 'stage']);
