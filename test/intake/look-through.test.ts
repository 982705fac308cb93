import { describe, expect, it } from 'vitest';
import { lookThrough } from '../../src/intake/open/look-through.js';
import { BLANKS } from '../../src/model/fold.js';
import { numberFrom } from '../given.js';
import { makeRandom, type Random } from '../oracle/random.js';

// FUNNEL_FILES=n tries more texts, FUNNEL_SEED=n others.

const texts = numberFrom('FUNNEL_FILES', 500);
const first = numberFrom('FUNNEL_SEED', 1) * 1_000_000;

const CONTROLS = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code));
const LOOKED_FOR = [...CONTROLS, ...BLANKS, '"', "'", '\ufeff', '\ufffd'].filter((char) => !' \n\r'.includes(char));
const OTHERS = [...'aЖ0;,—…«»éß€₽あ漢ｱ\u0080\u00a1\u1681\u2010\u2070\u3001\ufee0\uffff😀', 'plain words of no note '];

const textOf = (random: Random): string => {
  const odd = random.pick([0, 0.01, 0.3]);
  const char = () => random.pick(random.chance(odd) ? LOOKED_FOR : OTHERS);
  return Array.from({ length: random.int(0, 300) }, char).join('');
};
const foundIn = (text: string): string[] => LOOKED_FOR.filter((char) => text.includes(char));
const among = (characters: ReadonlySet<string>): string[] => LOOKED_FOR.filter((char) => characters.has(char));

describe('a text that is looked through', () => {
  it('has the characters that a search for each of them finds', { timeout: 60_000 + texts * 10 }, async () => {
    for (let seed = first; seed < first + texts; seed++) {
      const text = textOf(makeRandom(seed));
      const { characters } = await lookThrough(Buffer.from(text));
      expect([seed, among(characters)]).toEqual([seed, foundIn(text)]);
    }
  });

  it('has those at the seams of what is looked at together, whole or cut by one', async () => {
    for (const char of ['\u00a0', '\u2003', '\ufeff', '\u0001', "'"])
      for (const place of [62, 63, 64, (1 << 20) - 2, (1 << 20) - 1, 1 << 20]) {
        const text = `${'x'.repeat(place)}${char}${'y'.repeat(70)}`;
        for (const end of [place, text.length]) {
          const part = text.slice(0, end);
          expect([place, among((await lookThrough(Buffer.from(part))).characters)]).toEqual([place, foundIn(part)]);
        }
      }
  });

  it('is told from every other: one changed anywhere, one with two words exchanged, one longer by nothing but zeros', async () => {
    const random = makeRandom(first);
    const bytes = Buffer.from(Array.from({ length: 1000 }, () => random.int(32, 126)));
    const others = [bytes.subarray(0, -1), Buffer.concat([bytes, Buffer.alloc(1)]), Buffer.alloc(0), Buffer.alloc(64)];
    for (let at = 0; at < bytes.length; at++) {
      const other = Buffer.from(bytes);
      other[at] = (bytes[at] as number) ^ (1 << random.int(0, 7));
      others.push(other);
    }
    for (let at = 0; at + 72 <= bytes.length; at += 8) {
      const word = (from: number) => bytes.subarray(from, from + 8);
      others.push(
        Buffer.concat([
          bytes.subarray(0, at),
          word(at + 64),
          bytes.subarray(at + 8, at + 64),
          word(at),
          bytes.subarray(at + 72),
        ]),
      );
    }
    const digests = await Promise.all([bytes, ...others].map(async (one) => (await lookThrough(one)).digest));
    expect(new Set(digests).size).toBe(others.length + 1);
    expect((await lookThrough(Buffer.from(bytes))).digest).toBe(digests[0]);
  });
});
