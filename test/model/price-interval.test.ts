import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countInterval, dispersion, priceInterval } from '../../src/model/figures/price-interval.js';

const Z2 = 1.959963984540054 ** 2;
const counts = fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 40 });
const parameters = { seed: 20261127, numRuns: 300 };

it('a count is as far from both ends of its interval as chance and its days allow, and lies between them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 1, max: 9, noNaN: true }), (count, phi) => {
      const { low, high } = countInterval(count, phi);
      expect(low).toBeLessThan(count);
      expect(high).toBeGreaterThan(count);
      for (const mean of [low, high]) expect((count - mean) ** 2 / (Z2 * phi * mean)).toBeCloseTo(1, 6);
    }),
    parameters,
  );
});

it('days are as uneven as their variance is more than their mean, and never less than chance makes them', () => {
  expect(dispersion([5])).toBe(1);
  expect(dispersion([0, 0, 0])).toBe(1);
  expect(dispersion([2, 2, 2])).toBe(1);
  // Mean 4, squares 16 + 16 over one day less than there are.
  expect(dispersion([0, 8])).toBe(8);
  expect(dispersion([1, 2, 9])).toBeCloseTo(19 / 4, 12);
  // Of few that are even it is no number at all where no day has any.
  expect(dispersion([0, 3, 3])).toBeCloseTo(1.5, 12);
});

it('a price is spend by count, and its ends are spend by the ends of the count, the other way round', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), counts, (spend, daily) => {
      const count = daily.reduce((sum, one) => sum + one, 0);
      const found = priceInterval(spend, daily);
      if (count === 0) return void expect(found).toBeNull();
      const { low, high } = countInterval(count, dispersion(daily));
      expect(found?.value).toBeCloseTo(spend / count, 9);
      expect([(found?.low ?? 0) * high, (found?.high ?? 0) * low].map((one) => one / spend)).toEqual([
        ...[expect.closeTo(1, 9), expect.closeTo(1, 9)],
      ]);
    }),
    parameters,
  );
  expect(priceInterval(0, [1, 2])).toBeNull();
  expect(priceInterval(-5, [1, 2])).toBeNull();
  expect(priceInterval(7, [])).toBeNull();
});
