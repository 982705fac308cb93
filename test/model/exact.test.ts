import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  compare,
  divide,
  type Exact,
  exact,
  fromNumber,
  isExact,
  multiply,
  parseExact,
  round,
  subtract,
  toNumber,
} from '../../src/model/exact.js';
import { worthOf } from '../../src/model/exchange-rate.js';

const same = (a: Exact | null, num: bigint, den: bigint) => expect([a?.num, a?.den]).toEqual([num, den]);

describe('an exact fraction', () => {
  it('has a denominator above zero, whatever it is made of', () => {
    same(exact(3), 3n, 1n);
    same(exact(-3, 4), -3n, 4n);
    same(exact(3n, -4n), -3n, 4n);
    same(divide(exact(1, 2), exact(-3, 5)), -5n, 6n);
    expect(() => exact(1, 0)).toThrow('an exact fraction has no zero denominator');
  });

  it('is added, taken away, multiplied and divided without a rounding', () => {
    same(add(exact(1, 6), exact(4, 6)), 5n, 6n);
    same(add(exact(1, 2), exact(1, 3)), 5n, 6n);
    same(subtract(exact(1, 2), exact(1, 3)), 1n, 6n);
    same(multiply(exact(2, 3), exact(5, 7)), 10n, 21n);
    same(divide(exact(2, 3), exact(5, 7)), 14n, 15n);
    expect(divide(exact(1), exact(0))).toBeNull();
  });

  it('is compared by what it is worth', () => {
    expect([
      compare(exact(1, 3), exact(1, 2)),
      compare(exact(1, 2), exact(1, 3)),
      compare(exact(2, 4), exact(1, 2)),
    ]).toEqual([...[-1, 1, 0]]);
    expect(compare(exact(-1, 2), exact(-1, 3))).toBe(-1);
  });

  it('is told from anything else', () => {
    expect(isExact(exact(1))).toBe(true);
    for (const other of [null, undefined, 1, 'num', {}, { num: 1n }, { den: 1n }]) expect(isExact(other)).toBe(false);
  });
});

describe('a decimal number', () => {
  it('is a fraction to its last digit', () => {
    same(parseExact('40'), 40n, 1n);
    same(parseExact('-12.5'), -125n, 10n);
    same(parseExact('0.050'), 50n, 1000n);
    same(fromNumber(0.1), 100_000_000n, 1_000_000_000n);
    same(fromNumber(-2.0000000004), -2_000_000_000n, 1_000_000_000n);
  });

  it.each(['', '-', '.5', '1.', '1.2.3', '--1', '+1', '1e3', ' 1', '1 ', '1,5', 'a1', '1a'])(
    'is none: «%s»',
    (word) => {
      expect(() => parseExact(word)).toThrow(`not a decimal number: ${word}`);
    },
  );

  it.each([
    ['0.125', 2, '0.13'],
    ['-0.125', 2, '-0.13'],
    ['0.1249', 2, '0.12'],
    ['-0.004', 2, '0.00'],
    ['-0.005', 2, '-0.01'],
    ['0', 2, '0.00'],
    ['12', 0, '12'],
    ['-12', 0, '-12'],
    ['12.5', 0, '13'],
    ['-12.5', 0, '-13'],
    ['-0.4', 0, '0'],
    ['0.05', 1, '0.1'],
    ['7.999', 2, '8.00'],
    ['1234.5', 4, '1234.5000'],
  ])('%s to %i decimals is %s', (literal, digits, written) => {
    expect(round(parseExact(literal), digits)).toBe(written);
    expect(toNumber(parseExact(literal), digits)).toBe(Number(written) + 0);
  });

  it('comes out as it went in, and nearest where it is cut short', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }),
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        fc.nat({ max: 6 }),
        (num, den, digits) => {
          const written = parseExact(round(exact(num, den), digits));
          // At most half of the last digit away.
          const away = subtract(written, exact(num, den));
          const twice = multiply(away.num < 0n ? multiply(away, exact(-1)) : away, exact(2n * 10n ** BigInt(digits)));
          expect(compare(twice, exact(1))).toBeLessThanOrEqual(0);
          expect(round(written, digits)).toBe(round(exact(num, den), digits));
        },
      ),
      { seed: 11, numRuns: 200 },
    );
  });
});

describe('the rate of a currency', () => {
  it.each([
    ['0.0000786', '786', '10000000'],
    ['90', '90', '1'],
    ['0090.50', '905', '10'],
    ['.5', '5', '10'],
    ['7.', '7', '1'],
    ['123456789012', '123456789012', '1'],
    ['0.000000000000000000000000000000000001', '1', `1${'0'.repeat(36)}`],
    ['123456.123456789012', '123456123456789012', '1000000000000'],
  ])('%s keeps its digits', (written, num, den) => same(worthOf(written), BigInt(num), BigInt(den)));

  it.each([
    ...['', '0', '0.00', '-1', '1,5', 'x', '1e3', ' 1', '1.2.3', '1234567890123', '1234567.123456789012'],
    `0.${'0'.repeat(36)}1`,
  ])('«%s» is none', (written) => expect(worthOf(written)).toBeNull());
});
