/**
 * How 64 bytes become bits: bit i of a mask stands for byte i. What would be 64 comparisons one after the other are
 * four of 16 bytes each, and questions like "which delimiters stand outside of quotes" are one operation on two masks.
 */

/** Which of the 64 bytes from `at` on are `byte`. */
export function maskOf(at: usize, byte: v128): u64 {
  const first = i8x16.bitmask(i8x16.eq(v128.load(at), byte)) | (i8x16.bitmask(i8x16.eq(v128.load(at, 16), byte)) << 16);
  const second =
    i8x16.bitmask(i8x16.eq(v128.load(at, 32), byte)) | (i8x16.bitmask(i8x16.eq(v128.load(at, 48), byte)) << 16);
  return <u64>(<u32>first) | ((<u64>(<u32>second)) << 32);
}

/** Whether any of the 64 bytes from `at` on is one of two. */
export function holdsEither(at: usize, one: v128, other: v128): bool {
  const a = v128.load(at);
  const b = v128.load(at, 16);
  const c = v128.load(at, 32);
  const d = v128.load(at, 48);
  const first = v128.or(v128.or(i8x16.eq(a, one), i8x16.eq(b, one)), v128.or(i8x16.eq(c, one), i8x16.eq(d, one)));
  const second = v128.or(
    v128.or(i8x16.eq(a, other), i8x16.eq(b, other)),
    v128.or(i8x16.eq(c, other), i8x16.eq(d, other)),
  );
  return v128.any_true(v128.or(first, second));
}

/**
 * Which bytes stand within quotes, the opening quote included and the closing one not: each bit is the xor of all quotes
 * up to it. `,"a""b",` gives `01110100`: a doubled quote closes and opens again, with the same result. `before` is all
 * ones if the block begins within quotes, else zero.
 */
export function withinQuotes(quotes: u64, before: u64): u64 {
  let within = quotes;
  within ^= within << 1;
  within ^= within << 2;
  within ^= within << 4;
  within ^= within << 8;
  within ^= within << 16;
  within ^= within << 32;
  return within ^ before;
}

/** 32 bytes of ones and 32 of zeros: read from `32 - n` on, they keep the first n of 32 bytes. */
const KEEP = memory.data(64, 16);
memory.fill(KEEP, 0xff, 32);

/** The first 16 of `length` bytes from `at` on, padded with zeros; at most 32 can be read. */
export function firstOf(at: usize, length: i32): v128 {
  return v128.and(v128.load(at), v128.load(KEEP + 32 - <usize>length));
}

/** The same of those behind the first 16. */
export function restOf(at: usize, length: i32): v128 {
  return v128.and(v128.load(at, 16), v128.load(KEEP + 48 - <usize>length));
}

/** Sets a bit among many, of which eight are a byte. */
export function setBit(bits: usize, at: u32): void {
  store<u32>(bits + (at >> 3), load<u32>(bits + (at >> 3)) | ((<u32>1) << (at & 7)));
}
