import { describe, expect, it } from 'vitest';
import { exact } from '../../src/model/exact.js';
import { periodsIn } from '../../src/model/periods.js';
import { PERIODS } from '../../src/model/scope.js';
import { signalsIn } from '../../src/model/signals.js';
import { periodOf } from '../oracle/scope.js';

const series = (values: readonly (number | null)[], isCount: boolean) =>
  signalsIn(
    values.map((value) => ({ value: value === null ? null : exact(value), isUsual: true })),
    isCount,
  );
/** Median 100, and half of them 4 away: 3 × 1.4826 × 4 is 17.79. */
const USUAL = [96, 104, 96, 104, 100, 100, 96, 104];
const last = (values: readonly (number | null)[], isCount: boolean) => series(values, isCount).at(-1);

describe('news', () => {
  it('of money and rates is further from the median than three deviations, by the median of how far the others are', () => {
    expect([117, 118, 83, 82].map((value) => last([...USUAL, value], false))).toEqual(['usual', 'up', 'usual', 'down']);
  });

  it('of a count is also further than chance takes it: three roots of the median', () => {
    // Three roots of 100 are 30.
    expect([118, 130, 131, 70, 69].map((value) => last([...USUAL, value], true))).toEqual([
      ...['usual', 'usual', 'up', 'usual', 'down'],
    ]);
    // Of counts that never differ the root alone tells, of money that never does nothing.
    const same = Array<number>(8).fill(9);
    expect([18, 19, 0].map((value) => last([...same, value], true))).toEqual(['usual', 'up', 'usual']);
    expect(last([...same, 19], false)).toBeNull();
  });

  it('takes eight values before it, of which no more than the last 26 count', () => {
    expect(last([...USUAL.slice(1), 900], false)).toBeNull();
    expect(last([...USUAL.slice(1), null, 900], false)).toBeNull();
    const long = [...Array<number>(40).fill(5), ...USUAL, ...USUAL, ...USUAL, 96, 104];
    expect([last([...long, 118], false), last([...long, 117], false)]).toEqual(['up', 'usual']);
  });

  it('is told once, until a value is usual again: not what is unknown', () => {
    expect(series([...USUAL, 200, 210, null, 220, 100, 230], false).slice(8)).toEqual([
      ...['up', 'usual', null, 'usual', 'usual', 'up'],
    ]);
  });

  it('is held against whole mature periods alone', () => {
    const points = [...USUAL, 500, 500, 500, 500, 118].map((value, at) => ({
      value: exact(value),
      isUsual: at < 8,
    }));
    expect(signalsIn(points, false).slice(8)).toEqual(['up', 'usual', 'usual', 'usual', 'usual']);
    expect(signalsIn(points.toSpliced(8, 4), false).at(-1)).toBe('up');
  });
});

describe('periods', () => {
  it.each(PERIODS)('of %s follow one another without a gap, over the ends of years', (period) => {
    const from = Date.UTC(2019, 11, 5);
    const days = Array.from({ length: 900 }, (_, at) => new Date(from + at * 86_400_000).toISOString().slice(0, 10));
    const wanted = [...new Set(days.map((day) => periodOf(day, period)))];
    expect(periodsIn({ from: days[0] as string, to: days.at(-1) as string }, period)).toEqual(wanted);
    expect(periodsIn({ from: null, to: '2020-01-01' }, period)).toEqual([]);
  });
});
