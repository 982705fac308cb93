import { isUtf8 } from 'node:buffer';
import { text, UserError } from '../error.js';

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1251', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export interface Decoded {
  bytes: Buffer;
  encoding: Encoding;
  verbatim: boolean;
  offset: number;
}

/**
 * Bytes to UTF-8. A byte order mark decides; else valid UTF-8 is UTF-8; else UTF-16 by its zero bytes; else one of the
 * two single-byte encodings that exports come in, where the bytes tell which. What they do not tell is an error that
 * names `--encoding`.
 */
export function decode(bytes: Buffer, file: string, forced: string | undefined): Decoded {
  const mark = byteOrderMark(bytes);
  const encoding = forced ? named(forced) : (mark?.encoding ?? guess(bytes, file));
  const offset = mark && mark.encoding === encoding ? mark.length : 0;
  const body = bytes.subarray(offset);
  if (encoding === 'utf-8') {
    const invalid = firstInvalid(body);
    if (invalid >= 0) throw notIn(encoding, body, invalid, file);
    return { bytes: body, encoding, verbatim: true, offset };
  }
  if (encoding.startsWith('utf-16') && body.length % 2 === 1)
    throw new UserError(
      text('half a character at the end: the download was cut off', 'в конце половина символа: загрузка оборвалась'),
      {
        file,
        hint: text('download it again', 'скачайте ещё раз'),
      },
    );
  try {
    const decoded = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(body);
    return { bytes: Buffer.from(decoded, 'utf8'), encoding, verbatim: false, offset };
  } catch {
    throw new UserError(text(`is not ${encoding}`, `это не ${encoding}`), { file, hint: ENCODING_HINT });
  }
}

const ENCODING_HINT = text(
  `name the encoding: --encoding with one of ${ENCODINGS.join(', ')}`,
  `назовите кодировку: --encoding и одна из ${ENCODINGS.join(', ')}`,
);

export function named(word: string): Encoding {
  const folded = word.toLowerCase().replaceAll('_', '-');
  const found = ENCODINGS.find((encoding) =>
    [encoding, encoding.replace('-', ''), encoding.replace('windows-', 'cp')].includes(folded),
  );
  if (!found)
    throw new UserError(text(`unknown encoding: ${word}`, `неизвестная кодировка: ${word}`), { hint: ENCODING_HINT });
  return found;
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
  if (odd > sample.length * 0.15 && even === 0) return 'utf-16le';
  if (even > sample.length * 0.15 && odd === 0) return 'utf-16be';
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
  const looksUtf8 = /[\xc3\xd0\xd1][\x80-\xbf][\xc3\xd0\xd1][\x80-\xbf]/.test(bytes.toString('latin1'));
  if (looksUtf8) throw notIn('utf-8', bytes, firstInvalid(bytes), file);
  if (inRuns > 4 * (alone + 1)) return 'windows-1251';
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
  return low;
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
