import { isStage, STAGES } from '../model/funnel-stages.js';
import type { Cell, Sheet } from '../model/sheet.js';
import type { Lang } from '../model/text.js';
import type { Slot } from './fit.js';
import { keyCount } from './key-columns.js';
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
  const own = keyCount(sheet) - 1;
  return sheet.columns.flatMap(({ name, kind, label, note, yields = 0 }, index): Told[] => {
    if (yields === 'hidden') return [];
    const cells = sheet.rows.map((row, at) =>
      index < own && sameGroup(row, sheet.rows[at - 1], index)
        ? SAID
        : named(row, index, own, shown(row[index] ?? null, kind, lang)),
    );
    const isTitle = own === 0 && index === 0;
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
        isEmpty: !isTitle && sheet.rows.every((row) => (row[index] ?? null) === null),
        hasUnknown: cells.some(({ text }) => text === UNKNOWN),
      },
    ];
  });
}

/** A name that the row above bears too is said once. */
const SAID: Shown = { text: '', style: 'plain' };

const sameGroup = (row: readonly Cell[], before: readonly Cell[] | undefined, upTo: number): boolean =>
  before !== undefined && row.slice(0, upTo + 1).every((cell, index) => cell === before[index]);

/** The stages of the funnel are numbered where they name the rows, and rows that stand for many are strong. */
function named(row: readonly Cell[], index: number, own: number, cell: Shown): Shown {
  const name = row[own];
  if (typeof name !== 'string') return cell;
  if (index === own && isStage(name)) return { ...cell, text: `${STAGES.indexOf(name) + 1} ${cell.text}` };
  return TOTALS.has(name) && cell.style === 'plain' ? { ...cell, style: 'strong' } : cell;
}
