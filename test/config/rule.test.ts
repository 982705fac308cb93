import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config/read-config.js';
import { problemOf } from './problem.js';

const rule = (source: string) => parseConfig(`rules: {qualified: ${source}}`, 'funnel.yaml').rules.get('qualified');
const condition = (source: string) => rule(`{Column: ${source}}`)?.[0]?.[0]?.condition;
const wrong = (source: string) => problemOf(`rules: {qualified: {Column: ${source}}}`);

test('a map is all of its columns, a list of maps any of them', () => {
  const a = { column: 'A', condition: { op: 'in', values: ['1'] } };
  const b = { column: 'B', condition: { op: 'present' } };
  const c = { column: 'C', condition: { op: 'absent' } };
  expect(rule('{A: [1], B: present}')).toEqual([[a, b]]);
  expect(rule('[{A: 1}, {B: present, C: absent}]')).toEqual([[a], [b, c]]);
  expect(parseConfig('exclude: [{A: 1}, {B: present}]', 'f').exclude).toEqual([[a], [b]]);
});

test.each([
  ['[1, yes, 007, true, 2026-01-01, "x, y"]', { op: 'in', values: ['1', 'yes', '007', 'true', '2026-01-01', 'x, y'] }],
  ['Good', { op: 'in', values: ['Good'] }],
  ['[present]', { op: 'in', values: ['present'] }],
  ['"<none>"', { op: 'in', values: ['<none>'] }],
  ['">"', { op: 'in', values: ['>'] }],
  ['present', { op: 'present' }],
  ['absent', { op: 'absent' }],
  ['"> 0"', { op: 'compare', sign: '>', value: '0' }],
  ['">=1.50"', { op: 'compare', sign: '>=', value: '1.50' }],
  ['"< -3"', { op: 'compare', sign: '<', value: '-3' }],
  ['"<= 10"', { op: 'compare', sign: '<=', value: '10' }],
  ['= 5', { op: 'compare', sign: '=', value: '5' }],
  ['"!= 5"', { op: 'compare', sign: '!=', value: '5' }],
  ['{not: [a, b]}', { op: 'not_in', values: ['a', 'b'] }],
  ['{not: 7}', { op: 'not_in', values: ['7'] }],
])('the condition %s', (source, expected) => {
  expect(condition(source)).toEqual(expected);
});

test.each([
  '"> 1,5"',
  '"> 1 000"',
  '"> ten"',
  '">5k"',
  '""',
  '',
  '[]',
  '[[a]]',
  '{not: }',
  '{not: []}',
  '{not: present}',
  '{not: "> 0"}',
])('the condition %s is refused', (source) => {
  expect(wrong(source).line).toBe(1);
});

test('a number that cannot be compared is told with what can', () => {
  expect(wrong('"> 1,5"').hint?.en).toContain('plain number');
  expect(wrong('{not: present}').hint?.ru).toContain('absent вместо не present');
});

test('a rule that names no column would hold for every row, and is refused', () => {
  for (const source of ['{}', '[]', '[{}]', '']) expect(problemOf(`rules: {deal: ${source}}`).line).toBe(1);
  for (const source of ['{}', '[]', '[{}]']) expect(problemOf(`exclude: ${source}`).line).toBe(1);
});

test('a line inside a list of maps is found', () => {
  expect(problemOf('rules:\n  deal:\n    - A: x\n    - B: y\n      C: "> x"\n').line).toBe(5);
});
