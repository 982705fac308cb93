import { remembered } from '../model/remembered.js';
import { displayWidth, wrap } from './width.js';

/** A column before fitting: its heading and the width of its widest cell. */
export interface Slot {
  readonly heading: string;
  readonly width: number;
  /** Names may be cut, verdicts only if that is not enough, figures never. */
  readonly cut: 'first' | 'last' | 'never';
  /** The column with the highest number is hidden first; 0 is never hidden. */
  readonly yields: number;
}

export interface Fit {
  /** The slots that are shown, in their order, and the width of each. */
  readonly shown: readonly number[];
  readonly widths: readonly number[];
  readonly hidden: readonly number[];
}

/** Between columns. It is two, since Russian numbers contain blanks. */
export const GAP = 2;

/**
 * Decides which columns fit into `width`, and how wide each is. First, headings take more lines and very long words are
 * cut to a comfortable width. Then columns are hidden. Then words are cut as far as possible. Only if the terminal is
 * too narrow even for that, columns that should always stay are hidden, from the right.
 */
export function fitColumns(slots: readonly Slot[], width: number): Fit {
  let shown = slots.map((_, index) => index);
  const slotsShown = () => shown.map((index) => slots[index]).filter((slot) => slot !== undefined);
  const result = (widths: number[]): Fit => ({
    shown,
    widths,
    hidden: slots.map((_, index) => index).filter((index) => !shown.includes(index)),
  });

  const comfortable = Math.max(16, Math.floor(width * 0.3));
  for (;;) {
    for (const [lines, cap] of [
      [1, Number.POSITIVE_INFINITY],
      [2, Number.POSITIVE_INFINITY],
      [1, comfortable],
      [2, comfortable],
      [3, comfortable],
    ] as const) {
      const widths = slotsShown().map((slot) => columnWidth(slot, lines, cap));
      if (total(widths) <= width) return result(relax(slotsShown(), widths, width));
    }
    const next = givesWay(slots, shown);
    if (next === undefined) break;
    shown = shown.filter((index) => index !== next);
  }
  for (;;) {
    const widths = squeeze(slotsShown(), width);
    if (widths) return result(relax(slotsShown(), widths, width));
    if (shown.length === 1) return result([width]);
    shown = shown.slice(0, -1);
  }
}

const total = (widths: readonly number[]): number =>
  widths.reduce((sum, width) => sum + width, 0) + GAP * Math.max(0, widths.length - 1);

const columnWidth = (slot: Slot, lines: number, cap: number): number =>
  Math.max(1, slot.cut === 'first' ? Math.min(slot.width, cap) : slot.width, headingWidth(slot.heading, lines));

/** The smallest width at which a heading takes at most so many lines, without breaking a word. */
const headingWidth = (heading: string, lines: number): number => narrowest(heading)[lines - 1] ?? displayWidth(heading);

/** The smallest widths for one, two and three lines. They are kept, since each way of fitting asks for them. */
const narrowest = remembered((heading) => {
  const full = displayWidth(heading);
  const longest = Math.max(...heading.split(' ').map(displayWidth));
  const widths: number[] = [];
  for (let width = full; width >= longest; width--) {
    const lines = wrap(heading, width).length;
    for (let most = lines; most <= MOST_LINES; most++) widths[most - 1] = width;
  }
  return widths;
});
const MOST_LINES = 3;

/** The column to hide next: the one with the highest `yields`, among equals the rightmost. */
function givesWay(slots: readonly Slot[], shown: readonly number[]): number | undefined {
  let next: number | undefined;
  for (const index of shown) {
    const yields = slots[index]?.yields ?? 0;
    if (yields > 0 && yields >= (next === undefined ? 0 : (slots[next]?.yields ?? 0))) next = index;
  }
  return next;
}

/**
 * Names keep this width before verdicts are cut. Below the second width words can no longer be told from each other.
 */
const READABLE = 12;
const BONE = 6;

/** Cuts widths evenly, the widest first; undefined: even that does not fit. */
function squeeze(slots: readonly Slot[], width: number): number[] | undefined {
  const widths = slots.map((slot) => {
    const natural = columnWidth(slot, 3, slot.width);
    return slot.cut === 'never' ? natural : Math.min(width, natural);
  });
  const widest = (least: number, able: (slot: Slot) => boolean): number | undefined =>
    widths
      .map((_, index) => index)
      .filter((index) => slots[index] && able(slots[index]) && (widths[index] ?? 0) > least)
      .sort((a, b) => (widths[b] ?? 0) - (widths[a] ?? 0))[0];
  while (total(widths) > width) {
    const index = widest(READABLE, ({ cut }) => cut === 'first') ?? widest(BONE, ({ cut }) => cut !== 'never');
    if (index === undefined) return undefined;
    widths[index] = (widths[index] ?? 0) - 1;
  }
  return widths;
}

/** Gives room that is left to words that were cut, from the left. */
function relax(slots: readonly Slot[], widths: number[], width: number): number[] {
  let left = width - total(widths);
  return widths.map((one, index) => {
    const slot = slots[index];
    if (!slot || slot.cut === 'never' || left <= 0) return one;
    const more = Math.max(0, Math.min(left, slot.width - one));
    left -= more;
    return one + more;
  });
}
