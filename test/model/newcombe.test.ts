import { describe, expect, it } from 'vitest';
import { newcombe } from '../../src/model/figures/newcombe.js';

describe("Newcombe's interval of a difference", () => {
  // Newcombe, Statistics in Medicine 17 (1998), table II, method 10. There the first rate is the later one.
  it.each([
    ['a', 56, 70, 48, 80, 0.0524, 0.3339],
    ['b', 9, 10, 3, 10, 0.1705, 0.809],
    ['c', 6, 7, 2, 7, 0.0582, 0.8062],
    ['d', 5, 56, 0, 29, -0.0381, 0.1926],
    ['e', 0, 10, 0, 20, -0.1611, 0.2775],
    ['f', 0, 10, 0, 10, -0.2775, 0.2775],
    ['g', 10, 10, 0, 20, 0.6791, 1],
    ['h', 10, 10, 0, 10, 0.6075, 1],
  ])('is the published one: (%s) %i/%i − %i/%i', (_, hits, n, before, of, low, high) => {
    const found = newcombe({ hits: before, n: of }, { hits, n });
    expect(found?.low).toBeCloseTo(low, 4);
    expect(found?.high).toBeCloseTo(high, 4);
  });

  it('changes its sign when the two are exchanged', () => {
    const [a, b] = [
      { hits: 30, n: 600 },
      { hits: 50, n: 610 },
    ];
    expect(newcombe(a, b)?.low).toBeCloseTo(-(newcombe(b, a)?.high as number), 12);
  });

  it('is unknown where one of the rates is of nothing', () => {
    expect(newcombe({ hits: 0, n: 0 }, { hits: 1, n: 2 })).toBeNull();
    expect(newcombe({ hits: 1, n: 2 }, { hits: 0, n: 0 })).toBeNull();
  });
});
