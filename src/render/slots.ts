import type { Slot } from './fit.js';
import { cutting } from './shown-cell.js';
import type { Told } from './told-columns.js';
import { displayWidth } from './width.js';

/** A column that is to be fitted into a width. */
export interface NamedSlot extends Slot {
  readonly name: string;
}

/** The title of the table replaces the first heading, if a single column names the rows. */
export const slotOf = ({ name, kind, isTitle, heading, yields, cells }: Told, title: string): NamedSlot => ({
  ...{ name, yields, heading: isTitle ? title : heading, cut: cutting(kind) },
  width: cells.reduce((widest, { text }) => Math.max(widest, displayWidth(text)), 0),
});
