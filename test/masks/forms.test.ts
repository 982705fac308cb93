import { describe, expect, it } from 'vitest';
import { isOpen, type Reading, shapeIn } from '../../src/intake/type/values/cell-shape.js';
import { settleNumber } from '../../src/intake/type/values/number-value.js';
import { fromAddress } from '../../src/masks/from-address.js';
import { scaledAmount, scaledLiteral } from '../../src/masks/scaled-amounts.js';
import { daysBack, shiftedDate, shiftedPeriod } from '../../src/masks/shifted-dates.js';
import { daysOfPeriod } from '../../src/model/dates.js';

const reading = (...cells: string[]): Reading => {
  const shapes = cells.map((cell) => ({ shape: shapeIn(cell), count: 1 }));
  const found = settleNumber(shapes, { decimal: undefined, usual: undefined, whole: false });
  if (isOpen(found)) throw new Error('open');
  return found;
};

describe('an amount, so many times', () => {
  it.each([
    ['-1 234,50 ₽', '-3 703,50 ₽'],
    ['(999.10)', '(2997.30)'],
    ['€ 3.500,00', '€ 10.500,00'],
    ['150000|RUB', '450000|RUB'],
    ['р. 1 200', 'р. 3 600'],
    ['S/.12.50', 'S/.37.50'],
    ['0.01', '0.03'],
    ['.50', '1.50'],
    ['1,234,567.89', '3,703,703.67'],
  ])('%s is %s', (cell, times) => {
    expect(scaledAmount(cell, 3, reading(cell, ...(cell.includes(',') && !cell.includes('.') ? ['0,5'] : [])))).toBe(
      times,
    );
  });

  it('loses no digit, however many there are', () => {
    expect(scaledLiteral('12345678901234567890.12', 9)).toBe('111111110111111111011.08');
    expect(scaledLiteral('-0.50', 2)).toBe('-1.00');
    expect(scaledAmount('12 pcs', 3, reading('1.5'))).toBeNull();
  });
});

describe('a date, moved', () => {
  it.each([
    ['2026-03-31', '2026-03-24'],
    ['31.03.2026 14:05', '24.03.2026 14:05'],
    ['1/4/2026', '25/3/2026'],
    ['2026-03-02T10:00:00+03:00', '2026-02-23T10:00:00+03:00'],
    ['20260302', '20260223'],
    ['1772442000', '1771837200'],
    ['1772442000123', '1771837200123'],
    ['02.03.26', '23.02.26'],
    ['5 марта 2026', '26 февраля 2026'],
    ['Mar 5, 2026, 9:15 PM', 'Feb 26, 2026, 9:15 PM'],
    ['Thu 5 Mar 2026', 'Thu 26 Feb 2026'],
    ['1970-01-01', '1970-01-01'],
    // What is written otherwise comes out plain.
    ['18:16 09.03.2026', '02.03.2026 18:16'],
    ['9 марта 2026 г. в 18:16', '2 марта 2026 г. 18:16'],
  ])('%s is %s a week before', (cell, moved) => {
    expect(shiftedDate(cell, -7, () => 'dmy')).toBe(moved);
  });

  it('is read in the order of its column, and nothing else is one', () => {
    expect(shiftedDate('03/10/2026', -7, () => 'mdy')).toBe('03/03/2026');
    expect(shiftedDate('31/31/2026', -7, () => 'dmy')).toBeNull();
    expect(shiftedDate('2026-03-31 Anna', -7, () => 'dmy')).toBeNull();
  });

  it('moves by whole weeks, near to whole years, and not out of the time of exports', () => {
    for (const years of [1, 2, 3, 4, 5, 6, 7, 8]) {
      expect(Math.abs(daysBack(years, null) % 7)).toBe(0);
      expect(Math.abs(-daysBack(years, null) - years * 365.2425)).toBeLessThan(4);
    }
    expect(daysBack(8, '1995-05-05')).toBe(daysBack(4, null));
    expect(daysBack(8, '1990-05-05')).toBe(-364);
    expect(shiftedDate('1990-05-05', -364, () => 'dmy')).toBe('1990-05-05');
  });

  it('takes months, quarters and weeks of funnel.yaml to those that most of their days come to', () => {
    expect(shiftedPeriod('2026-03', -364, daysOfPeriod)).toBe('2025-03');
    expect(shiftedPeriod('2026-Q1', -364, daysOfPeriod)).toBe('2025-Q1');
    expect(shiftedPeriod('2026-W10', -364, daysOfPeriod)).toBe('2025-W10');
    expect(shiftedPeriod('soon', -364, daysOfPeriod)).toBeNull();
  });
});

describe('a tag out of an address', () => {
  it.each([
    ['%D0%9F%D0%BE%20%D0%B6%D0%B8', 'По жи'],
    ['a &amp; b &#1041;', 'a & b Б'],
    ['%CF%EE', 'По'],
    ['10% off', '10% off'],
    ['a+b', 'a+b'],
  ])('%s is %s', (cell, plain) => expect(fromAddress(cell)).toBe(plain));
});
