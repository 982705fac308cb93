import { isUtf8 } from 'node:buffer';

/**
 * The offset at which UTF-8 first breaks, or -1. The whole is checked natively; only a broken file is searched, by
 * halves.
 */
export function firstInvalid(bytes: Buffer): number {
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
