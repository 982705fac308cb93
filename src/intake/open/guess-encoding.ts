import { isAscii } from 'node:buffer';
import { type Text, text, UserError } from '../../error.js';
import { ENCODINGS, type Encoding } from '../../model/dialect.js';
import { mask } from '../../model/fold.js';
import { giveWay } from '../../model/give-way.js';
import { ENCODING_HINT, notIn, tooLongIn } from './encoding-errors.js';
import { lettersIn } from './letters-in.js';
import { LONGEST_TEXT } from './unpack.js';
import { firstInvalid } from './utf8.js';

/** Bytes that are looked at together. */
const PIECE = 1 << 20;
/** Most files show within these first bytes what is asked of them. */
const FIRST_LINES = 1 << 12;

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
  if (!sample.includes(0)) return undefined;
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
  const { inRuns, alone, signs, words, inverted, mixedCase } = await lettersIn(bytes);
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

/** A few letters above ASCII tell an encoding. */
const LETTERS = /(?:[^\P{L}\p{ASCII}][\s\S]*?){4}/u;
/** What people use without letters: money, dashes, quotes, numbers, blanks. */
const UNUSUAL_SIGN = /[^\p{ASCII}\p{L}\p{Sc}\p{Pd}\p{Pi}\p{Pf}\p{Zs}№°…·•©®™§„‚]/u;

/** Whether a guessed single-byte encoding rests on hardly a letter: `AÀ¯B` may as well be broken UTF-8. */
export function isDoubtful(encoding: string, bytes: Buffer): boolean {
  if (!isSingleByte(encoding)) return false;
  const head = headWith(LETTERS, bytes);
  return !LETTERS.test(head) && UNUSUAL_SIGN.test(head);
}

/**
 * A single-byte encoding is told by its letters only: the warning shows one word of the file, so that a person can check.
 */
export function guessedEncoding(encoding: string, bytes: Buffer): Text[] {
  if (!isSingleByte(encoding)) return [];
  const [sample = ''] = WORD.exec(headWith(WORD, bytes)) ?? [];
  const shown = mask(sample);
  return [text(`read as ${encoding}: «${shown}»`, `прочитано как ${encoding}: «${shown}»`)];
}

const WORD = /[\p{L}\p{M}'’-]*[^\p{ASCII}][\p{L}\p{M}'’-]*/u;

/** The first lines of a text if what is wanted stands in them, else the first mebibyte. */
function headWith(wanted: RegExp, bytes: Buffer): string {
  const lines = bytes.toString('utf8', 0, bytes.lastIndexOf('\n', FIRST_LINES));
  return wanted.test(lines) ? lines : bytes.toString('utf8', 0, PIECE);
}

/** A workbook or a page is of no encoding that could be guessed. */
const isSingleByte = (encoding: string): boolean =>
  ENCODINGS.some((one) => one === encoding) && !encoding.startsWith('utf-');
