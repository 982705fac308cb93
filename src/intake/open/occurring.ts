import { giveWay } from '../../model/give-way.js';

/** Pairs of bytes that are looked at together. */
const PIECE = 1 << 23;

/** A smaller text is gone through byte by byte: there are as many pairs. */
const FEW = 1 << 16;

/** Which bytes occur in a text, as 1 at their place of 256: one pass, in place of a search for each of some forty characters. */
export async function occurring(bytes: Buffer): Promise<Uint8Array> {
  const found = new Uint8Array(256);
  if (bytes.length < FEW) {
    for (const byte of bytes) found[byte] = 1;
    return found;
  }
  for (const byte of [bytes[0], bytes.at(-1)]) if (byte !== undefined) found[byte] = 1;
  // Two at a time, which takes half as long; the first and the last may stand outside of the pairs.
  const odd = bytes.byteOffset % 2;
  const pairs = new Uint16Array(bytes.buffer, bytes.byteOffset + odd, Math.max(bytes.length - odd, 0) >> 1);
  const seen = new Uint8Array(1 << 16);
  for (let from = 0; from < pairs.length; from += PIECE) {
    const to = Math.min(pairs.length, from + PIECE);
    for (let at = from; at < to; at++) seen[pairs[at] as number] = 1;
    await giveWay();
  }
  for (let pair = 0; pair < seen.length; pair++)
    if (seen[pair] === 1) {
      found[pair & 0xff] = 1;
      found[pair >> 8] = 1;
    }
  return found;
}
