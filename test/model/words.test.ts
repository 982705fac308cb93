import { describe, expect, it } from 'vitest';
import { readyFor, Words } from '../../src/model/words.js';

/** Every common character. */
const COMMON = Array.from({ length: 0x2600 }, (_, code) => String.fromCharCode(code))
  .filter((sign) => readyFor(/а/iu, sign).flags === 'i')
  .join('');
/** Where a pattern finds what. */
const foundBy = (pattern: RegExp): string =>
  [...COMMON.matchAll(pattern)].map(({ index, 0: all }) => index + all).join();

describe('a pattern as it is soonest ready finds what it would find', () => {
  it.each(['iu', 'u'])('by each class of signs, in every sign of a common text: %s', (flags) => {
    expect(COMMON.length).toBeGreaterThan(1500);
    for (const one of [
      '\\p{L}',
      '\\p{N}',
      '\\p{M}',
      '\\w',
      '\\W',
      '\\s',
      '\\S',
      '\\d',
      '\\D',
      'à-ÿ',
      'а-яё',
      '\\u2010-\\u2015',
    ])
      for (const own of [`[${one}]`, `[^${one}]`, `[${one}_]`, `[^${one}\\d]`, `${one}\\b`, `(?<!${one})${one}`]) {
        const pattern = new RegExp(own, `g${flags}`);
        const ready = readyFor(pattern, COMMON);
        expect(ready.flags, own).toBe(
          flags === 'iu' || own.includes('\\p') ? flags.replace('u', 'g').replace('ig', 'gi') : 'gu',
        );
        expect(foundBy(ready), own).toBe(foundBy(pattern));
      }
  });

  it('by each letter that may stand in it', () => {
    for (let code = 0; code < 0xd800; code++) {
      const sign = String.fromCharCode(code);
      if (sign.toLowerCase() === sign.toUpperCase()) continue;
      const pattern = new RegExp(`[${sign}]`, 'giu');
      const ready = readyFor(pattern, COMMON);
      expect(ready === pattern, sign).toBe(['ſ', 'ẞ', '\u212a', '\u212b'].includes(sign));
      expect(foundBy(ready), sign).toBe(foundBy(pattern));
    }
  });

  it('where it may hold a letter that is another one in other case, or a class that is not known, it is asked itself', () => {
    for (const own of [
      '[à-ſ]',
      '\u212a',
      '\\u212b',
      '[\\x80-\\uffff]',
      '[!-\\u2fff]',
      '[\\]-\\u2fff]',
      '[\\\\-\\u2fff]',
      '[--ž]',
      '\\p{Lu}',
      '[\\P{L}]',
      '\\u{1f600}',
    ]) {
      const pattern = new RegExp(own, 'iu');
      expect(readyFor(pattern, 'a'), own).toBe(pattern);
    }
    const pattern = /straße|\p{L}+ok/iu;
    for (const text of ['STRAẞE', 'ſtraſſe', '\u212bok', '日ok', 'ok 🙂'])
      expect(readyFor(pattern, text), text).toBe(pattern);
  });
});

describe('patterns that are made ready when they are asked', () => {
  it('are made once, and not before', () => {
    let made = 0;
    const words = new Words(() => `(?<!\\p{L})${['лид', 'lead'][made++]}(?<end>s|ы)?`, 'iu');
    expect(made).toBe(0);
    expect(words.exec('Лиды')?.groups?.end).toBe('ы');
    expect([words.test('лиды'), words.test('слиды'), made]).toEqual([true, false, 1]);
    expect([words.test('日 LEADS'), words.test('日LEADS'), made]).toEqual([true, false, 2]);
  });
});
