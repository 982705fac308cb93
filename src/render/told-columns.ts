import { isExact } from '../model/exact.js';
import { isStage, STAGES } from '../model/funnel-stages.js';
import { type Cell, type Column, kindIn, type Sheet } from '../model/sheet.js';
import type { Lang } from '../model/text.js';
import type { Slot } from './fit.js';
import { funnelKey, keysOf } from './key-columns.js';
import { safe } from './safe.js';
import { cutting, isWords, type Shown, shown, UNKNOWN } from './shown-cell.js';
import { TOTALS } from './table-words.js';
import { displayWidth } from './width.js';

/** A column in words, not yet fitted into a width. */
export interface Told extends Slot {
  readonly name: string;
  readonly isTitle: boolean;
  readonly note: string | undefined;
  readonly right: boolean;
  readonly cells: readonly Shown[];
  readonly hasUnknown: boolean;
  /** Nothing is known in any row. */
  readonly isEmpty: boolean;
}

/** Every column that a table may show. The title takes the place of the first heading where one column names the rows. */
export function tellColumns(sheet: Sheet, title: string, lang: Lang): Told[] {
  const keys = keysOf(sheet);
  const own = keys.at(-1);
  const funnel = funnelKey(sheet);
  const names = sheet.rows.map((row) => own?.value(row) ?? null);
  return sheet.columns.flatMap((column): Told[] => {
    const { name, kind, label, yields = 0 } = column;
    const note = column.noteOf?.(sheet.rows[0]) ?? column.note;
    if (yields === 'hidden') return [];
    const values = sheet.rows.map((row) => column.value(row));
    const upTo = column === own ? [] : keys.slice(0, keys.indexOf(column) + 1);
    const cells = sheet.rows.map((row, at) => {
      const isSaid = upTo.length > 0 && at > 0 && upTo.every(({ value }) => value(row) === value(sheet.rows[at - 1]));
      const cell = signed(shown(values[at] ?? null, kindIn(column, row), lang, column.told?.(row)), column, row);
      const told = column.isAtLeast?.(row) ? { ...cell, text: `≥ ${cell.text}` } : cell;
      return isSaid ? SAID : named(names[at] ?? null, column === funnel, told);
    });
    const isTitle = column === own && keys.length === 1;
    return [
      {
        name,
        isTitle,
        heading: isTitle ? title : safe(label[lang]),
        note: note && safe(note[lang]),
        right: !isWords(kind),
        cut: cutting(kind),
        yields,
        cells,
        width: cells.reduce((widest, { text }) => Math.max(widest, displayWidth(text)), 0),
        isEmpty: !isTitle && values.every((value) => value === null),
        hasUnknown: cells.some(({ text }) => text === UNKNOWN),
      },
    ];
  });
}

/** What has grown has a plus. */
const signed = (cell: Shown, { isChange, value }: Column, row: unknown): Shown => {
  const own = isChange ? value(row) : null;
  return isExact(own) && own.num > 0n && /[1-9]/.test(cell.text) && !cell.text.startsWith('+')
    ? { ...cell, text: `+${cell.text}` }
    : cell;
};

/** A name that the row above bears too is said once. */
const SAID: Shown = { text: '', style: 'plain' };

/** The stages of the funnel are numbered where they name the rows, and rows that stand for many are strong. */
function named(name: Cell, isFunnel: boolean, cell: Shown): Shown {
  if (typeof name !== 'string') return cell;
  if (isFunnel && isStage(name)) return { ...cell, text: `${STAGES.indexOf(name) + 1} ${cell.text}` };
  return TOTALS.has(name) && cell.style === 'plain' ? { ...cell, style: 'strong' } : cell;
}
