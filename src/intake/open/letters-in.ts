import { giveWay } from '../../model/give-way.js';
import { makePass } from './pass.js';

/** What each byte is, in windows-1251 and windows-1252 alike. LETTER are `Ё` and `ё`, which lie apart from the others. */
const [LATIN, SIGN, LETTER, LARGE, SMALL] = [1, 2, 3, 4, 5];
const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte < 0x80) return /[a-z]/i.test(String.fromCharCode(byte)) ? LATIN : 0;
  if (byte >= 0xc0) return byte >= 0xe0 ? SMALL : LARGE;
  return byte === 0xa8 || byte === 0xb8 ? LETTER : SIGN;
});

const COUNTS = ['inRuns', 'alone', 'signs', 'words', 'inverted', 'mixedCase'] as const;

/** The pass looks at so many bytes at once. */
const PIECE = 1 << 20;
/** The end of a text ends its last word: so does a byte that is no letter. */
const END = Buffer.from('\n');

/**
 * Counts letters beyond ASCII that stand beside others, those that stand alone beside Latin ones, and bytes that are no
 * letters; and of words of three letters and more: how many there are, how many are capital except for the first letter,
 * and how many begin small.
 */
export async function lettersIn(bytes: Buffer): Promise<Record<(typeof COUNTS)[number], number>> {
  const pass = makePass({ newShape() {}, oddCell() {} });
  const window = pass.take(Math.min(PIECE, bytes.length) + END.length);
  const memory = new Uint8Array(pass.memory.buffer);
  memory.set(KINDS, pass.byteKinds.value);
  const count = (piece: Uint8Array) => {
    memory.set(piece, window);
    pass.countLetters(window, piece.length);
  };
  for (let from = 0; from < bytes.length; from += PIECE) {
    await giveWay();
    count(bytes.subarray(from, from + PIECE));
  }
  count(END);
  const counts = new Uint32Array(pass.memory.buffer, pass.letterCounts.value, COUNTS.length);
  return Object.fromEntries(COUNTS.map((of, at) => [of, counts[at]])) as Record<(typeof COUNTS)[number], number>;
}
