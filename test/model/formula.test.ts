import { describe, expect, it } from 'vitest';
import { type Exact, exact } from '../../src/model/exact.js';
import { computedOf } from '../../src/model/figures/computed-of.js';
import { answer, figure, judged, partsBehind } from '../../src/model/figures/figure.js';
import {
  appliedTo,
  evaluate,
  type Formula,
  minus,
  over,
  part,
  partsOf,
  times,
} from '../../src/model/figures/formula.js';
import { type Rows, rowsBehind } from '../../src/model/measures.js';
import { text } from '../../src/model/text.js';
import { written } from './subjects.js';

interface Two {
  a: number | null;
  b: number | null;
}
const of = (value: number | null): Exact | null => (value === null ? null : exact(value));
const A = part<Two>(
  'a',
  ({ a }) => of(a),
  () => rowsBehind('leads'),
);
const B = part<Two>(
  'b',
  ({ b }) => of(b),
  () => rowsBehind('spend'),
);
const NOBODY = part<Two>(
  'nobody',
  () => null,
  () => ({ of: 'nobody' }),
);
const added = (...terms: Formula<Two>[]): Formula<Two> => ({ op: 'sum', terms: () => terms });
const value = (formula: Formula<Two>, a: number | null = 3, b: number | null = 4) =>
  written(evaluate(formula, { a, b }));

describe('a formula', () => {
  it('divides, takes away, multiplies and adds up, however deep', () => {
    expect(value(over(A, B))).toBe('0.7500');
    expect(value(minus(A, B))).toBe('-1.0000');
    expect(value(times(A, B))).toBe('12.0000');
    expect(value(added(A, B, A))).toBe('10.0000');
    expect(value(over(added(A, B), minus(times(B, B), A)))).toBe('0.5385');
  });

  it('is unknown where any part of it is, where it divides by zero, and where there is nothing to add', () => {
    for (const formula of [over(A, B), minus(A, B), times(A, B), added(A, B)]) {
      expect(value(formula, null)).toBeNull();
      expect(value(formula, 3, null)).toBeNull();
    }
    expect(value(over(A, B), 3, 0)).toBeNull();
    expect(value(over(A, B), 0)).toBe('0.0000');
    expect(value(added())).toBeNull();
    expect(value(added(A, NOBODY))).toBeNull();
  });

  it('names its parts from left to right', () => {
    const names = (formula: Formula<Two>) => partsOf(formula, { a: 1, b: 1 }).map(({ name }) => name);
    expect(names(A)).toEqual(['a']);
    expect(names(over(minus(B, A), added(A, NOBODY)))).toEqual(['b', 'a', 'a', 'nobody']);
    expect(names(added())).toEqual([]);
  });

  it('that is closed is of its own subject, whatever it is asked of, and of the rows that are meant', () => {
    const formula = over(minus(A, B), added(A, times(B, B)));
    const within = (rows: Rows): Rows => (rows.of === 'leads' ? { ...rows, within: { lead: 'x' } } : rows);
    for (const own of [appliedTo(formula, { a: 3, b: 4 }), appliedTo(formula, { a: 3, b: 4 }, within)])
      expect(written(evaluate(own, undefined))).toBe('-0.0526');
    const rows = (own: Formula<unknown>) => partsOf(own, undefined).map((one) => one.rows(undefined));
    expect(rows(appliedTo(formula, { a: 3, b: 4 }))).toEqual(
      partsOf(formula, { a: 3, b: 4 }).map((one) => one.rows({ a: 3, b: 4 })),
    );
    const leads = { of: 'leads', measure: 'leads', within: { lead: 'x' } };
    const spend = { of: 'spend', measure: 'spend' };
    expect(rows(appliedTo(formula, { a: 3, b: 4 }, within))).toEqual([leads, spend, leads, spend, spend]);
    expect(partsOf(appliedTo(formula, { a: 3, b: 4 }), undefined).map(({ name }) => name)).toEqual([
      'a',
      'b',
      'a',
      'b',
      'b',
    ]);
  });
});

describe('a figure', () => {
  const words = { label: text('L', 'Л'), sentence: text('l = a', 'л = a') };
  it('that is computed comes to its formula', () => {
    expect(written(answer(figure<Two, 'rate'>({ kind: 'rate', ...words, formula: over(A, B) }), { a: 1, b: 2 }))).toBe(
      '0.5000',
    );
  });

  it('that is judged is judged where all that it is judged by is known', () => {
    const judgement = judged({
      kind: 'text',
      ...words,
      from: [A, B],
      judge: ({ a, b }: Two): string => `${a} beside ${b}`,
    });
    expect(answer(judgement, { a: 1, b: 0 })).toBe('1 beside 0');
    expect(answer(judgement, { a: 1, b: null })).toBeNull();
    expect(answer(judgement, { a: null, b: 1 })).toBeNull();
    expect(judgement).toMatchObject(words);
  });

  it('is made of what it is judged by, then of what it was chosen among; of which there may be none', () => {
    const judge = ({ a }: Two): string => String(a);
    const among = ({ a }: Two) => (a === null ? [] : [A, B]);
    const names = ({ formula }: ReturnType<typeof judged<Two, 'text', string>>, own: Two) =>
      partsBehind(formula, own).map(({ name }) => name);
    const chosen = judged({ kind: 'text', ...words, from: [NOBODY], among, judge });
    expect(names(chosen, { a: 1, b: 1 })).toEqual(['nobody', 'a', 'b']);
    expect(names(chosen, { a: null, b: 1 })).toEqual(['nobody']);
    expect(names(judged({ kind: 'text', ...words, from: [B], judge }), { a: 1, b: 1 })).toEqual(['b']);
    expect(partsBehind(minus(B, A), { a: 1, b: 1 })).toEqual([B, A]);
  });
});

describe('what a formula is of its subject', () => {
  const told = (rows: Rows, name = 'n') =>
    computedOf(
      part<null>(
        name,
        () => exact(1),
        () => rows,
      ),
      null,
    );
  const key = (rows: Rows, name?: string) => {
    const found = told(rows, name);
    if (found.op !== 'part') throw new Error('a part');
    return found;
  };

  it('keeps how it is computed', () => {
    const computed = computedOf(over(minus(A, B), added(A, B)), { a: 3, b: 4 });
    const [a, b] = [key(rowsBehind('leads')), key(rowsBehind('spend'))].map((one, at) => ({
      ...one,
      value: exact(at + 3),
    }));
    expect(computed).toEqual({
      op: 'over',
      left: { op: 'minus', left: a, right: b },
      right: { op: 'sum', terms: [a, b] },
    });
  });

  it('knows a part by its rows, and what the configuration says by its name', () => {
    expect(key(rowsBehind('leads'), 'one').key).toBe(key(rowsBehind('leads'), 'other').key);
    expect(key(rowsBehind('leads')).key).not.toBe(key(rowsBehind('lost')).key);
    expect(key(rowsBehind('leads')).key).not.toBe(key(rowsBehind('leads', { lead: 'x' })).key);
    for (const stated of [{ of: 'configuration' }, { of: 'nobody' }] as const) {
      expect(key(stated, 'norm')).toMatchObject({ key: `${stated.of} norm`, like: '', isStated: true });
      expect(key(stated, 'margin').key).not.toBe(key(stated, 'norm').key);
    }
    expect(key({ of: 'costs' })).toMatchObject({ isStated: false });
  });

  it('holds alike what differs by days and sources alone', () => {
    const like = (rows: Rows) => key(rows).like;
    expect(like(rowsBehind('costed_leads'))).toBe(like(rowsBehind('leads')));
    expect(like(rowsBehind('costed_qualified'))).toBe(like(rowsBehind('reached.qualified')));
    expect(like(rowsBehind('costed_deals'))).toBe(like(rowsBehind('reached.deal')));
    expect(like(rowsBehind('costed_spend'))).toBe(like(rowsBehind('spend')));
    expect(like(rowsBehind('leads', { sources: ['VK'] }))).toBe(like(rowsBehind('leads')));
    expect(like(rowsBehind('leads', { sources: ['VK'], lead: 'x' }))).toBe(like(rowsBehind('leads', { lead: 'x' })));
    expect(like(rowsBehind('leads', { lead: 'x' }))).not.toBe(like(rowsBehind('leads')));
    expect(like(rowsBehind('lost'))).not.toBe(like(rowsBehind('leads')));
    expect(like({ of: 'forms', stands: 'matched' })).not.toBe(like({ of: 'forms', stands: null }));
    expect(like({ of: 'costs' })).not.toBe(like(rowsBehind('spend')));
  });
});
