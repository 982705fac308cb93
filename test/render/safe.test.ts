import { expect, it } from 'vitest';
import { bar } from '../../src/render/bars.js';
import { safe } from '../../src/render/safe.js';
import { cut, displayWidth, packLines, wrap } from '../../src/render/width.js';

it('shows what a terminal would obey or hide', () => {
  expect(safe('\x1b[31mred')).toBe('\\x1b[31mred');
  expect(safe('a\tb\r\n')).toBe('a\\tb\\r\\n');
  expect(safe('\x00\x7f\x9b')).toBe('\\x00\\x7f\\x9b');
  expect(safe('\u202egnp.exe\u2069')).toBe('\\u202egnp.exe\\u2069');
  expect(safe('\u200e\u200f\u200b\ufeff\u2028\u2029')).toBe('\\u200e\\u200f\\u200b\\ufeff\\u2028\\u2029');
  expect(safe('\u{e0061}\ud800')).toBe('\\u{e0061}\\ud800');
});

it('leaves readable text of any script alone', () => {
  for (const text of ['Яндекс Директ', '中文 広告', 'हिन्दी', '45\u00a0400', '😀 “—”…', '__proto__'])
    expect(safe(text)).toBe(text);
});

it('measures what a person sees', () => {
  expect(displayWidth('Ёлка ™ —')).toBe(8);
  expect(displayWidth('广告 A')).toBe(6);
  expect(displayWidth('ｆｕｌｌ')).toBe(8);
  expect(displayWidth('e\u0301\u0302')).toBe(1);
  expect(displayWidth('😀🇷🇺')).toBe(4);
  expect(displayWidth('\x1b[1mbold\x1b[22m')).toBe(4);
});

it('cuts at a width and never through a character', () => {
  expect(cut('Google Ads', 10)).toBe('Google Ads');
  expect(cut('Google Ads', 8)).toBe('Google…');
  expect(cut('广告平台', 6)).toBe('广告…');
  expect(displayWidth(cut('e\u0301'.repeat(9), 4))).toBe(4);
});

it('wraps at blanks, holds a number together and breaks a word only when it is longer than the line', () => {
  expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrap('spent 45\u00a0400 here', 9)).toEqual(['spent', '45\u00a0400', 'here']);
  expect(wrap('a veryverylongword b', 6)).toEqual(['a', 'veryve', 'rylong', 'word b']);
  expect(wrap('', 5)).toEqual(['']);
});

it('packs short texts into lines without breaking them', () => {
  expect(packLines(['CPL = spend / leads', 'bars: share', 'x'], 24)).toEqual([
    'CPL = spend / leads',
    'bars: share · x',
  ]);
});

it('draws a bar in eighths, and never nothing for something', () => {
  expect(bar(1, 8)).toBe('████████');
  expect(bar(0.5, 5)).toBe('██▌');
  expect(bar(0.0001, 8)).toBe('▏');
  expect(bar(0, 8)).toBe('');
});
