import { expect, it } from 'vitest';
import { fitColumns, GAP, type Slot } from '../../src/render/fit.js';

it('columns are never wider together than there is room, whatever is left over', () => {
  const name = (width: number): Slot => ({ heading: 'Name', width, cut: 'first', yields: 0 });
  const slots = [name(60), name(50), { ...name(9), cut: 'never' as const }, name(70)];
  for (let width = 40; width <= 240; width++) {
    const { widths } = fitColumns(slots, width);
    expect(widths.reduce((sum, one) => sum + one + GAP, -GAP)).toBeLessThanOrEqual(width);
  }
  // What is left over goes to names that were cut, from the left.
  expect(fitColumns([name(60), name(60), name(60)], 100).widths).toEqual([36, 30, 30]);
});
