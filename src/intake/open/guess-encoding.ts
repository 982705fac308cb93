import { isAscii } from 'node:buffer';
import { type Text, text, UserError } from '../../error.js';
import { ENCODINGS, type Encoding } from '../../model/dialect.js';
import { mask } from '../../model/fold.js';
import { giveWay } from '../../model/give-way.js';
import { ENCODING_HINT, notIn, tooLongIn } from './encoding-errors.js';
import { LONGEST_TEXT } from './unpack.js';
import { firstInvalid } from './utf8.js';

/** Bytes that are looked at together. */
const PIECE = 1 << 20;

/** What a text without a byte order mark is written in. */
export async function guessEncoding(bytes: Buffer, file: string): Promise<Encoding> {
  return wideEncoding(bytes) ?? (firstInvalid(bytes) < 0 ? 'utf-8' : guessSingleByte(bytes, file));
}

/** UTF-16 by its zero bytes, and UTF-8 if it has valid characters beyond ASCII. Nothing else can be proven. */
export function provenEncoding(bytes: Buffer, said: Encoding): Encoding | undefined {
  const wide = wideEncoding(bytes);
  if (wide || firstInvalid(bytes) >= 0) return wide;
  const isPlain = !said.startsWith('utf-16') && isAscii(bytes);
  return isPlain ? undefined : 'utf-8';
}

function wideEncoding(bytes: Buffer): Encoding | undefined {
  const sample = bytes.subarray(0, 1 << 16);
  let [even, odd] = [0, 0];
  for (let at = 0; at < sample.length; at++) if (sample[at] === 0) at % 2 === 0 ? even++ : odd++;
  // In UTF-16 one byte of most letters is zero, always on the same side; now and then the other one is too.
  if (odd > sample.length * 0.15 && even < odd * 0.05) return 'utf-16le';
  if (even > sample.length * 0.15 && odd < even * 0.05) return 'utf-16be';
  return undefined;
}

/**
 * Guesses windows-1251, windows-1252 or IBM 866. Russian comes in runs of letters, which windows-1251 has above 0xC0; in
 * Western European text such letters stand alone between Latin ones. Without a wide margin nothing is guessed.
 */
async function guessSingleByte(bytes: Buffer, file: string): Promise<Encoding> {
  if (bytes.length > LONGEST_TEXT) throw tooLongIn('another encoding than UTF-8', file);
  const { inRuns, alone, signs, words, inverted, mixedCase } = await lookedThrough(bytes);
  const highBytes = inRuns + alone + signs;
  if (signs > highBytes / 3 && (await isOfDos(bytes))) return 'ibm866';
  let sequences = 0;
  for (let at = 0; at < bytes.length; at += PIECE)
    sequences += bytes.toString('latin1', at, at + PIECE).match(SEQUENCES)?.length ?? 0;
  // Some of it is UTF-8. In Western text each such pair would be a letter and a sign; in Russian only few pairs can
  // occur.
  if (sequences > 0 && (inRuns <= 4 * (alone + 1) || sequences * 2 > highBytes * 0.2))
    throw notIn('utf-8', bytes, firstInvalid(bytes), file);
  // KOI8-R has capital and small letters the other way round: words seem to begin small and go on large.
  const isInverted = mixedCase > 0 && inverted > words / 2;
  if (inRuns > 4 * (alone + 1) && !isInverted) return 'windows-1251';
  if (alone + signs > 4 * inRuns) return 'windows-1252';
  throw new UserError(
    text(
      'the encoding cannot be told: neither UTF-8 nor clearly another',
      'кодировка не определяется: не UTF-8 и не явно другая',
    ),
    { file, hint: ENCODING_HINT },
  );
}

/** As UTF-8 writes a letter. */
const SEQUENCES = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}/g;

/**
 * Whether it is Russian in the encoding of DOS: nearly all characters beyond ASCII are its letters (or №), most of them
 * stand in words, and most are small. Other texts have signs and accented letters there, seldom four in a row.
 */
async function isOfDos(bytes: Buffer): Promise<boolean> {
  let [all, letters, inWords, small] = [0, 0, 0, 0];
  for (let at = 0; at < bytes.length; at += PIECE) {
    const piece = bytes.toString('latin1', at, at + PIECE);
    const words = (piece.match(/[\x80-\xaf\xe0-\xf1]{4,}/g) ?? []).join('');
    all += piece.match(/[\x80-\xff]/g)?.length ?? 0;
    letters += piece.match(/[\x80-\xaf\xe0-\xf1\xfc]/g)?.length ?? 0;
    inWords += words.length;
    small += words.match(/[\xa0-\xaf\xe0-\xef\xf1]/g)?.length ?? 0;
    await giveWay();
  }
  return letters > all * 0.95 && inWords > all * 0.6 && small > inWords / 2;
}

/** What a byte is in either encoding: other letters are `Ё` and `ё`. */
const [LATIN, SIGN, LETTER, LARGE, SMALL] = [1, 2, 3, 4, 5];
const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte < 0x80) return /[a-z]/i.test(String.fromCharCode(byte)) ? LATIN : 0;
  if (byte >= 0xc0) return byte >= 0xe0 ? SMALL : LARGE;
  return byte === 0xa8 || byte === 0xb8 ? LETTER : SIGN;
});

/**
 * Counts letters beyond ASCII that stand beside others, those that stand alone beside Latin ones, and bytes that are no
 * letters; and of words of three letters and more: how many there are, how many are capital except for the first letter,
 * and how many begin small.
 */
async function lookedThrough(bytes: Buffer) {
  const found = { inRuns: 0, alone: 0, signs: 0, words: 0, inverted: 0, mixedCase: 0 };
  let [before, beforeRun, run, word, small, beginsSmall] = [0, 0, 0, 0, 0, 0];
  for (let at = 0; at <= bytes.length; at++) {
    if (at % PIECE === 0) await giveWay();
    const kind = at < bytes.length ? (KINDS[bytes[at] as number] as number) : 0;
    if (kind < LARGE && word > 0) {
      if (word > 2) {
        found.words++;
        if (small === beginsSmall) found.inverted++;
        if (small === 1 && beginsSmall === 1) found.mixedCase++;
      }
      word = 0;
    }
    if (kind < LETTER && run > 0) {
      if (run > 1) found.inRuns += run;
      else if (beforeRun === LATIN || kind === LATIN) found.alone++;
      run = 0;
    }
    if (kind === SIGN) found.signs++;
    if (kind >= LETTER && run++ === 0) beforeRun = before;
    if (kind >= LARGE) {
      if (word++ === 0) [small, beginsSmall] = [0, kind === SMALL ? 1 : 0];
      if (kind === SMALL) small++;
    }
    before = kind;
  }
  return found;
}

/** A few letters above ASCII tell an encoding. */
const LETTERS = /(?:[^\P{L}\p{ASCII}][\s\S]*?){4}/u;
/** What people use without letters: money, dashes, quotes, numbers, blanks. */
const UNUSUAL_SIGN = /[^\p{ASCII}\p{L}\p{Sc}\p{Pd}\p{Pi}\p{Pf}\p{Zs}№°…·•©®™§„‚]/u;

/** Whether a guessed single-byte encoding rests on hardly a letter: `AÀ¯B` may as well be broken UTF-8. */
export function isDoubtful(encoding: string, bytes: Buffer): boolean {
  if (!isSingleByte(encoding)) return false;
  const head = bytes.toString('utf8', 0, PIECE);
  return !LETTERS.test(head) && UNUSUAL_SIGN.test(head);
}

/**
 * A single-byte encoding is told by its letters only: the warning shows one word of the file, so that a person can check.
 */
export function guessedEncoding(encoding: string, bytes: Buffer): Text[] {
  if (!isSingleByte(encoding)) return [];
  const [sample = ''] = /[\p{L}\p{M}'’-]*[^\p{ASCII}][\p{L}\p{M}'’-]*/u.exec(bytes.toString('utf8', 0, PIECE)) ?? [];
  const shown = mask(sample);
  return [text(`read as ${encoding}: «${shown}»`, `прочитано как ${encoding}: «${shown}»`)];
}

/** A workbook or a page is of no encoding that could be guessed. */
const isSingleByte = (encoding: string): boolean =>
  ENCODINGS.some((one) => one === encoding) && !encoding.startsWith('utf-');
