import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/error.js';
import { readScope } from '../../src/options/written-scope.js';

const read = (written: string) => readScope('--a', written);
const where = (dimension: string, ...values: string[]) => ({ dimension, values, not: false });

describe('a scope in one word', () => {
  it.each([
    ['2026-10', '2026-10-01', '2026-10-31'],
    ['2026-02', '2026-02-01', '2026-02-28'],
    ['2026-W47', '2026-11-16', '2026-11-22'],
    ['2026-Q1', '2026-01-01', '2026-03-31'],
    ['2026-10-05', '2026-10-05', '2026-10-05'],
    ['2026-10-01..2026-10-31', '2026-10-01', '2026-10-31'],
    [' 2026-10-01 .. 2026-10-31 ', '2026-10-01', '2026-10-31'],
    ['2026-09..2026-10', '2026-09-01', '2026-10-31'],
  ])('%s is a period', (written, from, to) => {
    expect(read(written)).toEqual({ days: { from, to }, where: [] });
  });

  it('is filters, of one dimension any and of different ones all, with a period before, among or after them', () => {
    expect(read('source=VK')).toEqual({ days: null, where: [where('source', 'VK')] });
    expect(read('source=VK,source=Meta,manager!=Анна').where).toEqual([
      where('source', 'VK', 'Meta'),
      { ...where('manager', 'Анна'), not: true },
    ]);
    for (const written of ['2026-10,source=VK,city=Уфа', 'source=VK,2026-10,city=Уфа', 'source=VK, city=Уфа, 2026-10'])
      expect(read(written)).toEqual({
        days: { from: '2026-10-01', to: '2026-10-31' },
        where: [where('source', 'VK'), where('city', 'Уфа')],
      });
  });

  it('leaves a comma in the value that it stands in', () => {
    expect(read('campaign=Sale, spring,2026-10')).toEqual({
      days: { from: '2026-10-01', to: '2026-10-31' },
      where: [where('campaign', 'Sale, spring')],
    });
  });

  it.each([
    ['2026-13', 'expected a period'],
    ['', 'expected a period'],
    ['2026-10,2026-11', 'two periods at once'],
    ['2026-10-31..2026-10-01', '--a 2026-10-01..2026-10-31'],
    ['01.10.2026..31.10.2026', '--a 2026-10-01..2026-10-31'],
    ['01.10.2026', '--a 2026-10-01'],
    ['10.2026', '--a 2026-10'],
    ['2026-40', '--a 2026-W40'],
    ['source:VK', '--a source=VK'],
    ['2026-10,source:VK', '--a 2026-10,source=VK'],
    ['source=VK,2026-13', 'expected a period'],
    ['VK', 'expected a period'],
  ])('%s is none, and it is said what may be meant', (written, said) => {
    let error: unknown;
    try {
      read(written);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(UserError);
    const { what, hint } = error as UserError;
    expect(`${what.en} ${hint?.en ?? ''}`).toContain(said);
    expect(what.ru).toMatch(/[а-я]/);
  });
});
