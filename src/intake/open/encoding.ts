import { isUtf8 } from 'node:buffer';
import { type Text, text, UserError } from '../../error.js';
import { ENCODINGS, type Encoding, encodingNamed } from '../../model/dialect.js';
import { mask } from '../../model/fold.js';
import { LONGEST_TEXT } from './unpack.js';

export interface Decoded {
  bytes: Buffer;
  encoding: Encoding;
  verbatim: boolean;
  offset: number;
  /** Half a character was left at the end, and taken off: the download was cut off. */
  cutOff: boolean;
}

/**
 * Bytes to UTF-8. A byte order mark decides; else valid UTF-8 is UTF-8; else UTF-16 by its zero bytes; else one of the
 * two single-byte encodings that exports come in, where the bytes tell which. What they do not tell is an error that
 * names `--encoding`.
 */
export function decode(bytes: Buffer, file: string, forced: Encoding | undefined): Decoded {
  const mark = byteOrderMark(bytes);
  const encoding = forced ?? mark?.encoding ?? guess(bytes, file);
  const offset = mark && mark.encoding === encoding ? mark.length : 0;
  const cutOff = encoding.startsWith('utf-16') && (bytes.length - offset) % 2 === 1;
  const body = bytes.subarray(offset, cutOff ? -1 : undefined);
  if (encoding === 'utf-8') {
    const invalid = firstInvalid(body);
    if (invalid >= 0) throw notIn(encoding, body, invalid, file);
    return { bytes: body, encoding, verbatim: true, offset, cutOff: false };
  }
  if (body.length > LONGEST_TEXT) throw tooLongIn(encoding, file);
  try {
    const decoded =
      encoding === 'windows-1252'
        ? western(body)
        : new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(body);
    return { bytes: Buffer.from(decoded, 'utf8'), encoding, verbatim: false, offset, cutOff };
  } catch {
    throw new UserError(text(`is not ${encoding}`, `это не ${encoding}`), { file, hint: ENCODING_HINT });
  }
}

const tooLongIn = (encoding: string, file: string): UserError =>
  new UserError(text(`is larger than 500 MB in ${encoding}`, `больше 500 МБ в ${encoding}`), {
    file,
    hint: text('save it as UTF-8, or export it in parts', 'сохраните в UTF-8 или выгрузите по частям'),
  });

/** A single-byte encoding is told by its letters alone: one word of the file shows whether that was right. */
export function guessedEncoding(encoding: string, bytes: Buffer): Text[] {
  if (!encoding.startsWith('windows-')) return [];
  const [sample = ''] = /[\p{L}\p{M}'’-]*[^\p{ASCII}][\p{L}\p{M}'’-]*/u.exec(bytes.toString('utf8')) ?? [];
  const shown = mask(sample);
  return [text(`read as ${encoding}: «${shown}»`, `прочитано как ${encoding}: «${shown}»`)];
}

/** What windows-1252 has between 0x80 and 0x9f; Node's own decoder takes it for Latin-1 there. */
const SIGNS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const western = (bytes: Buffer): string =>
  bytes.toString('latin1').replace(/[\x80-\x9f]/g, (char) => SIGNS[char.charCodeAt(0) - 0x80] ?? char);

const ENCODING_HINT = text(
  `name the encoding: --encoding with one of ${ENCODINGS.join(', ')}`,
  `назовите кодировку: --encoding и одна из ${ENCODINGS.join(', ')}`,
);

/** The encoding that a page says it has, where that is one of those that are read. */
export function declared(page: Buffer): Encoding | undefined {
  const [, word = ''] = /<meta[^>]+charset=["']?([\w-]+)/i.exec(page.subarray(0, 4096).toString('latin1')) ?? [];
  return encodingNamed(word);
}

function byteOrderMark(bytes: Buffer): { encoding: Encoding; length: number } | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    // Two marks in a row come of tools that add one to a file that had it.
    const twice = bytes[3] === 0xef && bytes[4] === 0xbb && bytes[5] === 0xbf;
    return { encoding: 'utf-8', length: twice ? 6 : 3 };
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', length: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', length: 2 };
  return undefined;
}

function guess(bytes: Buffer, file: string): Encoding {
  const sample = bytes.subarray(0, 1 << 16);
  let [even, odd] = [0, 0];
  for (let at = 0; at < sample.length; at++) if (sample[at] === 0) at % 2 === 0 ? even++ : odd++;
  // In UTF-16 one byte of most letters is zero, always on the same side; now and then the other one is.
  if (odd > sample.length * 0.15 && even < odd * 0.05) return 'utf-16le';
  if (even > sample.length * 0.15 && odd < even * 0.05) return 'utf-16be';
  if (firstInvalid(bytes) < 0) return 'utf-8';
  return guessSingleByte(bytes, file);
}

/**
 * windows-1251 or windows-1252. Russian is written in runs of letters above 0xC0; in Western European text such
 * letters stand alone between Latin ones. Where neither holds by a wide margin, nothing is guessed.
 */
function guessSingleByte(bytes: Buffer, file: string): Encoding {
  const isHighLetter = (byte: number | undefined) =>
    byte !== undefined && (byte >= 0xc0 || byte === 0xa8 || byte === 0xb8);
  const isLatin = (byte: number | undefined) => byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
  let inRuns = 0;
  let alone = 0;
  let signs = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte < 0x80) continue;
    if (!isHighLetter(byte)) signs++;
    else if (isHighLetter(bytes[at - 1]) || isHighLetter(bytes[at + 1])) inRuns++;
    else if (isLatin(bytes[at - 1]) || isLatin(bytes[at + 1])) alone++;
  }
  if (bytes.length > LONGEST_TEXT) throw tooLongIn('another encoding than UTF-8', file);
  const latin = bytes.toString('latin1');
  const sequences = latin.match(/[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}/g) ?? [];
  const highBytes = inRuns + alone + signs;
  // Some of it is UTF-8: in Western text each such pair would be a letter and a sign, in Russian only few can occur.
  if (sequences.length > 0 && (inRuns <= 4 * (alone + 1) || sequences.length * 2 > highBytes * 0.2))
    throw notIn('utf-8', bytes, firstInvalid(bytes), file);
  // KOI8-R has its letters in the other case: words that begin small and go on large.
  const words = latin.match(/[\xc0-\xff]{3,}/g) ?? [];
  const inverted = words.filter((word) => /^[\xe0-\xff]?[\xc0-\xdf]{2,}$/.test(word)).length;
  const mixedCase = words.filter((word) => /^[\xe0-\xff][\xc0-\xdf]{2,}$/.test(word)).length;
  const isInverted = mixedCase > 0 && inverted > words.length / 2;
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

function notIn(encoding: Encoding, bytes: Buffer, at: number, file: string): UserError {
  let line = 1;
  for (let index = 0; index < at; index++) if (bytes[index] === 0x0a) line++;
  return new UserError(
    text(
      `byte ${at} is not ${encoding}: encodings are mixed in this file`,
      `байт ${at} не ${encoding}: в файле смешаны кодировки`,
    ),
    { file, line, hint: ENCODING_HINT },
  );
}

/** Where UTF-8 first breaks, or -1. The whole is checked natively; only a broken file is searched by halves. */
function firstInvalid(bytes: Buffer): number {
  if (isUtf8(bytes)) return -1;
  let low = 0;
  let high = bytes.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    // A cut in the middle of a character is no fault of the text before it.
    if (isUtf8(wholeCharacters(bytes.subarray(0, middle)))) low = middle;
    else high = middle;
  }
  return wholeCharacters(bytes.subarray(0, low)).length;
}

function wholeCharacters(bytes: Buffer): Buffer {
  let end = bytes.length;
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      if (length > back) end = bytes.length - back;
      break;
    }
  }
  return bytes.subarray(0, end);
}
