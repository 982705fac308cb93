import { expect, it } from 'vitest';
import { missingIn } from '../../src/doubts/missing-in.js';

it('a list of days lacks some where four steps in five lead to the next day, and is no list of every day else', () => {
  const without = (last: number, ...gone: number[]) =>
    Array.from({ length: last }, (_, at) => at + 1)
      .filter((day) => !gone.includes(day))
      .map((day) => `2026-03-${String(day).padStart(2, '0')}`);
  expect(missingIn(without(13, 4, 9))).toEqual(['2026-03-04', '2026-03-09']);
  expect(missingIn(without(15, 4, 8, 12))).toEqual([]);
});
