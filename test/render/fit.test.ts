import { expect, it } from 'vitest';
import { fitColumns, GAP, type Slot } from '../../src/render/fit.js';
import { RENDERERS } from '../../src/render/renderers.js';
import { VERDICTS } from '../../src/render/verdicts.js';
import { cutAtWord } from '../../src/render/width.js';
import { options, report, sources } from './sample.js';

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

it.each([
  ['CHEAP, NO RETURN', 12, 'CHEAP, NO…'],
  ['CHEAP, NO RETURN', 9, 'CHEAP…'],
  ['CHEAP, NO RETURN', 16, 'CHEAP, NO RETURN'],
  ['ДЁШЕВО И БЕЗ ОТДАЧИ', 15, 'ДЁШЕВО И БЕЗ…'],
  ['рано судить', 6, 'рано…'],
  ['disputed', 6, 'dispu…'],
])('words of a verdict stay whole where one fits: %s in %i', (verdict, width, expected) => {
  expect(cutAtWord(verdict, width)).toBe(expected);
});

it('verdicts of a table are cut between words, however narrow it is', () => {
  const words = new Set([...VERDICTS.values()].flatMap(({ words: said }) => said.en.split(/,? /)));
  const narrow = Array.from({ length: 30 }, (_, at) =>
    RENDERERS.table.render(report({ sheets: [sources()] }), options({ width: 40 + at })),
  );
  const ends = narrow.flatMap((printed) => [...printed.matchAll(/([A-Z]{2,})…/gu)].map(([, word]) => word ?? ''));
  expect(ends.length).toBeGreaterThan(0);
  expect(ends.filter((word) => !words.has(word))).toEqual([]);
});
