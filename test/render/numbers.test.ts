import { describe, expect, it } from 'vitest';
import { day, interval, moment, period } from '../../src/model/dates.js';
import { parseExact } from '../../src/model/exact.js';
import { centsOf, formatWhole, number, toTheCent } from '../../src/model/numbers.js';
import type { Kind } from '../../src/model/sheet.js';
import { counted, outOf } from '../../src/model/text.js';
import { figure } from '../../src/render/plain-figure.js';

describe('amounts below each other', () => {
  it.each([
    [['960', '115720', '0', '700'], 'none', ['960', '115,720', '0', '700']],
    [['583.33', '4000', '0'], 'none', ['583', '4,000', '0']],
    [['6.92', '4000', '0'], 'all', ['6.92', '4,000.00', '0']],
    [['120', '440.5'], 'as each', ['120.00', '440.50']],
    [['1200.4', '44000'], 'as each', ['1,200', '44,000']],
    [['-0.4', '-5000'], 'all', ['−0.40', '−5,000.00']],
  ] as const)('%s have cents: %s', (amounts, cents, shown) => {
    const all = amounts.map(parseExact);
    expect(centsOf(all)).toBe(cents);
    expect(all.map((one) => number(one, 'money', 'en', centsOf(all)))).toEqual(shown);
  });
});

describe('a number in a table', () => {
  const cases: [Kind, string, string, string][] = [
    ['count', '45400', '45,400', '45 400'],
    ['count', '1234567', '1,234,567', '1 234 567'],
    ['rank', '3', '3', '3'],
    ['rate', '0.343', '34.3%', '34,3 %'],
    ['rate', '0.9999', '100.0%', '100,0 %'],
    ['points', '0.023', '+2.3', '+2,3'],
    ['points', '-0.157', '−15.7', '−15,7'],
    ['points', '0.0001', '0.0', '0,0'],
    ['ratio', '13', '13.00', '13,00'],
    ['ratio', '1234.5', '1,234.50', '1 234,50'],
    ['money', '149523.45', '149,523', '149 523'],
    ['money', '523.455', '523.46', '523,46'],
    ['money', '999.996', '1,000', '1 000'],
    ['money', '0', '0', '0'],
    ['money', '-5.20', '−5.20', '−5,20'],
    ['unit_cost', '6.9246', '6.92', '6,92'],
    ['unit_cost', '12345.6', '12,346', '12 346'],
    ['quantity', '12.500', '12.5', '12,5'],
    ['quantity', '1200', '1,200', '1 200'],
    ['seconds', '45', '45 s', '45 с'],
    ['seconds', '725', '12 min', '12 мин'],
    ['seconds', '12000', '3 h 20 min', '3 ч 20 мин'],
    ['seconds', '446400', '5 d 4 h', '5 д 4 ч'],
    ['seconds', '0', '0 s', '0 с'],
    ['seconds', '60', '1 min', '1 мин'],
    ['seconds', '3600', '1 h', '1 ч'],
    ['seconds', '86400', '1 d', '1 д'],
    ['seconds', '-12000', '−3 h 20 min', '−3 ч 20 мин'],
  ];
  it.each(cases)('of kind %s, %s, is written %s in English and %s in Russian', (kind, literal, en, ru) => {
    const written = (lang: 'en' | 'ru') => number(parseExact(literal), kind, lang);
    expect([written('en'), written('ru')].map((text) => text.replaceAll('\u00a0', ' '))).toEqual([en, ru]);
    expect(written('ru')).not.toContain(' ');
  });
});

it('writes whole numbers, and amounts that are compared to the cent, outside of cells as in them', () => {
  expect([formatWhole(1234567, 'en'), formatWhole(-12n, 'ru')]).toEqual(['1,234,567', '−12']);
  expect([toTheCent(parseExact('220000'), 'en'), toTheCent(parseExact('-0.125'), 'ru')]).toEqual([
    ...['220,000.00', '−0,13'],
  ]);
});

it('counts things in a sentence as a table does', () => {
  expect([1, 2, 45400].map((count) => counted(count, 'lead'))).toEqual(['1 lead', '2 leads', '45,400 leads']);
  expect([1, 22, 1021].map((count) => outOf(count, 'лида', 'лидов').replace('\u00a0', ' '))).toEqual([
    ...['из 1 лида', 'из 22 лидов', 'из 1 021 лида'],
  ]);
});

it('writes a figure for machines with the decimals of its kind', () => {
  const written = (kind: Kind, literal: string) => figure(parseExact(literal), kind);
  expect(written('rate', '0.5')).toBe('0.500000');
  expect(written('points', '-0.157')).toBe('-0.157000');
  expect(written('money', '149523.445')).toBe('149523.45');
  expect(written('unit_cost', '6.92456')).toBe('6.9246');
  expect(written('quantity', '12.5000')).toBe('12.5');
  expect(written('quantity', '100')).toBe('100');
  expect(written('seconds', '59.6')).toBe('60');
});

it('writes days as the language does and leaves ISO weeks alone', () => {
  expect(day('2026-02-01', 'ru')).toBe('01.02.2026');
  expect(day('2026-02-01', 'en')).toBe('2026-02-01');
  expect(moment('2026-05-31T18:00:59', 'ru')).toBe('31.05.2026 18:00');
  expect(interval('2026-02-01', '2026-03-31', 'ru')).toBe('01.02–31.03.2026');
  expect(interval('2025-12-01', '2026-01-31', 'ru')).toBe('01.12.2025–31.01.2026');
  expect(interval('2026-02-01', '2026-02-01', 'en')).toBe('2026-02-01');
  expect(['2026-02', '2026-Q1', '2026-W05', '2026-02-01'].map((cell) => period(cell, 'ru'))).toEqual([
    '02.2026',
    '1\u00a0кв.\u00a02026',
    '2026-W05',
    '01.02.2026',
  ]);
});
