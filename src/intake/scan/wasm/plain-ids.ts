/** IDs that are plain: of letters, digits and dashes, of which a digit is no zero; and what some are but for what stands before them. */
import { firstOf } from './masks';
import { take } from './room';

/** What may stand before an ID: up to 16 decorations, each behind its length. */
const DECORATIONS: usize = take(16 << 4);
let decorations: u32 = 0;

/** Gives where the bytes of a further decoration are to be written. */
export function decoration(length: i32): usize {
  const at = DECORATIONS + ((<usize>decorations) << 4);
  decorations++;
  store<u8>(at, <u8>length);
  return at + 1;
}

/** Letters, digits and dashes alone, and a digit that is no zero: 16 bytes at a time. */
export function isPlain(at: usize, length: i32): bool {
  let digits = false;
  for (; length > 0; at += 16, length -= 16) {
    const bytes = firstOf(at, min(length, 16));
    const small = v128.or(bytes, i8x16.splat(0x20));
    const plain = v128.or(
      v128.or(within(bytes, 0x30, 10), within(small, 0x61, 26)),
      i8x16.eq(bytes, i8x16.splat(0x2d)),
    );
    // What stands behind the text was made zero, which is not plain.
    if (i8x16.bitmask(plain) !== (1 << min(length, 16)) - 1) return false;
    if (v128.any_true(within(bytes, 0x31, 9))) digits = true;
  }
  return digits;
}

/** Which bytes are among so many from the first on. */
function within(bytes: v128, first: u8, count: u8): v128 {
  return i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(first)), i8x16.splat(count));
}

/** How many bytes a decoration takes that an ID begins with. */
export function decorationOf(at: usize, length: i32): i32 {
  for (let which: u32 = 0; which < decorations; which++) {
    const one = DECORATIONS + ((<usize>which) << 4);
    const own = <i32>load<u8>(one);
    if (own >= length) continue;
    let same = 0;
    while (same < own && load<u8>(one + 1 + same) === load<u8>(at + same)) same++;
    if (same === own) return own;
  }
  return 0;
}

/** Lowers the letters of a plain ID in place. Tells whether any was a capital. */
export function lower(at: usize, length: i32): bool {
  let changed = false;
  for (let left = length; left > 0; at += 16, left -= 16) {
    const capitals = within(firstOf(at, min(left, 16)), 0x41, 26);
    if (!v128.any_true(capitals)) continue;
    v128.store(at, v128.or(v128.load(at), v128.and(capitals, i8x16.splat(0x20))));
    changed = true;
  }
  return changed;
}
