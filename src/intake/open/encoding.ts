import { orRefused, text, UserError } from '../../error.js';
import { type Encoding, encodingNamed } from '../../model/dialect.js';
import { giveWay } from '../../model/give-way.js';
import { ENCODING_HINT, encodingDisproved, notIn, tooLongIn } from './encoding-errors.js';
import { guessEncoding, provenEncoding } from './guess-encoding.js';
import { LONGEST_TEXT } from './unpack.js';
import { firstInvalid } from './utf8.js';

interface Decoded {
  bytes: Buffer;
  encoding: Encoding;
  verbatim: boolean;
  offset: number;
  /** The end was half a character, which was taken off: the download was cut off. */
  cutOff: boolean;
}

/**
 * Decodes bytes to UTF-8. `forced` is what a person said, `own` what a page says of itself. The order of evidence: a byte
 * order mark; valid UTF-8; the zero bytes of UTF-16; one of the single-byte encodings that exports come in, where the
 * bytes tell which. If nothing tells, it is an error that names `--encoding`.
 *
 * @throws {UserError} Also where `forced` contradicts what the bytes prove.
 */
export async function decode(
  bytes: Buffer,
  file: string,
  forced: Encoding | undefined,
  own?: Encoding,
): Promise<Decoded> {
  const mark = byteOrderMark(bytes);
  const proven = forced === undefined ? undefined : (mark?.encoding ?? provenEncoding(bytes, forced));
  if (forced && proven && proven !== forced) throw encodingDisproved(proven, forced, file);
  const known = forced ?? own ?? mark?.encoding;
  const encoding = known ?? (await guessEncoding(bytes, file));
  const offset = mark && mark.encoding === encoding ? mark.length : 0;
  const cutOff = encoding.startsWith('utf-16') && (bytes.length - offset) % 2 === 1;
  const body = bytes.subarray(offset, cutOff ? -1 : undefined);
  if (encoding === 'utf-8') {
    // What is guessed to be UTF-8 has been proven.
    const invalid = known === undefined ? -1 : firstInvalid(body);
    if (invalid >= 0) {
      const own = forced === undefined ? undefined : await orRefused(() => guessEncoding(bytes, file));
      throw notIn(encoding, body, invalid, file, typeof own === 'string' ? own : undefined);
    }
    return { bytes: body, encoding, verbatim: true, offset, cutOff: false };
  }
  if (body.length > LONGEST_TEXT) throw tooLongIn(encoding, file);
  return { bytes: await inUtf8(body, encoding, file), encoding, verbatim: false, offset, cutOff };
}

/** Bytes that are decoded at once. */
const PIECE = 1 << 22;

async function inUtf8(body: Buffer, encoding: Encoding, file: string): Promise<Buffer> {
  const decoder = encoding === 'windows-1252' ? undefined : new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const pieces: Buffer[] = [];
  for (let at = 0; at < body.length; at += PIECE) {
    const piece = body.subarray(at, at + PIECE);
    try {
      const stream = at + PIECE < body.length;
      pieces.push(Buffer.from(decoder ? decoder.decode(piece, { stream }) : western(piece), 'utf8'));
    } catch {
      throw new UserError(text(`is not ${encoding}`, `это не ${encoding}`), { file, hint: ENCODING_HINT });
    }
    await giveWay();
  }
  return pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces);
}

/** The characters of windows-1252 between 0x80 and 0x9f: Node's own decoder reads these as Latin-1. */
const SIGNS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const western = (bytes: Buffer): string =>
  bytes.toString('latin1').replace(/[\x80-\x9f]/g, (char) => SIGNS[char.charCodeAt(0) - 0x80] ?? char);

/** The encoding that a page declares, if it is one that can be read. */
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
