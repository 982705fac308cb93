/** Where the next piece of memory is taken from. Nothing is given back: the whole of it goes when a file has been read. */
let next: usize = (__heap_base + 63) & ~63;

/** So many bytes, all zero, at a multiple of 64. */
export function take(bytes: usize): usize {
  const at = next;
  next += (bytes + 63) & ~63;
  const missing = <i32>((next + 0xffff) >> 16) - memory.size();
  // Grows by half at least: each growth counts as further memory with the garbage collector.
  if (missing > 0 && memory.grow(max(missing, memory.size() >> 1)) < 0) unreachable();
  return at;
}
