/** What programs write for nothing (model/nulls.ts): up to 16 words, each of at most 8 bytes, behind its length. */
import { take } from './room';

const NULLS: usize = take(16 << 4);
let nulls: u32 = 0;

/** Gives where the bytes of a further word are to be written. */
export function nullWord(length: i32): usize {
  const one = NULLS + ((<usize>nulls) << 4);
  nulls++;
  store<i32>(one, length);
  return one + 8;
}

/** Whether a text is one of the words: all of it is compared at once, and what stands behind it shifted out. */
export function isNull(at: usize, length: i32): bool {
  if (length > 8) return false;
  const shift = <u64>(64 - 8 * length);
  const text = load<u64>(at) << shift;
  for (let which: u32 = 0; which < nulls; which++) {
    const one = NULLS + ((<usize>which) << 4);
    if (load<i32>(one) === length && load<u64>(one, 8) << shift === text) return true;
  }
  return false;
}
