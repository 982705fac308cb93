import { expect, test } from 'vitest';
import { nearest } from '../../src/model/nearest.js';

test('the nearest word is suggested, whatever its case', () => {
  expect(nearest('colums', ['path', 'table', 'columns'])).toBe('columns');
  expect(nearest('CREATED TIME', ['Closing Date', 'Created Time'])).toBe('Created Time');
  expect(nearest('Статуc', ['Дата', 'Статус'])).toBe('Статус');
});

test('letters that changed places are one slip', () => {
  expect(nearest('tabel', ['path', 'table'])).toBe('table');
  expect(nearest('dael', ['lead', 'deal'])).toBe('deal');
  expect(nearest('crm.scv', ['crm.csv', 'crm.yaml'])).toBe('crm.csv');
});

test('nothing is suggested where nothing is near', () => {
  expect(nearest('zzz', ['path', 'table'])).toBeUndefined();
  expect(nearest('x', [])).toBeUndefined();
  expect(nearest('vat', ['sla', 'plan'])).toBeUndefined();
  expect(nearest('v', ['a', 'b'])).toBeUndefined();
});

test('of several that are alike near the one that begins as the word does is meant', () => {
  expect(nearest('RU', ['MRU', 'RUB'])).toBe('RUB');
});
