/**
 * Which IDs may have come before: three bits of one word stand for each, among so many words that hardly two IDs share
 * theirs. One that has come is never taken for new; a few that are new are taken for such as came, and who asks looks closer.
 * Of one word, since each that lies elsewhere takes longer to get than all the rest.
 */
import { take } from './room';

/** Room for so many words, a power of two. */
export function makeMet(words: u32): usize {
  return take((<usize>words) << 3);
}

/**
 * Whether an ID may have come before, given its hash; it is marked as met. The low bits of the hash hardly depend on the
 * last characters of a short ID, in which IDs differ most.
 */
export function hasCome(met: usize, words: u32, hash: u64): bool {
  const at = met + ((<usize>(<u32>(hash >> 41) & (words - 1))) << 3);
  const own = bit(hash >> 23) | bit(hash >> 29) | bit(hash >> 35);
  const there = load<u64>(at);
  if ((there & own) === own) return true;
  store<u64>(at, there | own);
  return false;
}

function bit(at: u64): u64 {
  return (<u64>1) << (at & 63);
}
