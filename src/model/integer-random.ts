/** Random 32-bit integers from a seed of words, the same on every machine: xoshiro128**, seeded by splitmix32 of FNV-1a. */
export function integersOf(seed: string): () => number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < seed.length; at++) hash = Math.imul(hash ^ seed.charCodeAt(at), 0x01000193);
  const mixed = (): number => {
    hash = (hash + 0x9e3779b9) | 0;
    let z = hash ^ (hash >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  let [a, b, c, d] = [mixed(), mixed(), mixed(), mixed()];
  return () => {
    const next = Math.imul(rotated(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotated(d, 11);
    return next;
  };
}

const rotated = (word: number, by: number): number => (word << by) | (word >>> (32 - by));
