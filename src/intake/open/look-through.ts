import { giveWay } from '../../model/give-way.js';
import { makePass } from './pass.js';

/** What a whole text is like. */
export interface Looked {
  /**
   * Which of these characters are in it: those that no cell can have, blank and invisible ones (except spaces and ends of
   * lines), and quotes.
   */
  characters: ReadonlySet<string>;
  /**
   * Texts with the same digest are the same, but for a chance of one in 2^64. Somebody who makes two different ones on
   * purpose has one of them refused.
   */
  digest: string;
}

/** So many bytes are looked at together, in whole blocks; a character at the end may go on behind them. */
const [PIECE, BEYOND] = [1 << 20, 64];
/** After so many pieces whatever else there is to do gets its turn. */
const TURN = 8;

/** Looks through a text in UTF-8 once, in place of one search for each of some sixty characters. */
export async function lookThrough(bytes: Buffer): Promise<Looked> {
  const pass = makePass({ newShape() {}, oddCell() {} });
  const window = pass.take(Math.min(PIECE, bytes.length) + 2 * BEYOND);
  const memory = new Uint8Array(pass.memory.buffer);
  for (let from = 0; from < bytes.length; from += PIECE) {
    const shown = bytes.subarray(from, from + PIECE + BEYOND);
    memory.set(shown, window);
    memory.fill(0, window + shown.length, window + shown.length + BEYOND);
    pass.lookThrough(window, Math.min(PIECE, bytes.length - from));
    if ((from / PIECE) % TURN === TURN - 1) await giveWay();
  }
  const sum = Buffer.from(pass.memory.buffer, pass.sum.value, 32).toString('hex');
  return { characters: metIn(memory.subarray(pass.met.value)), digest: `${sum}-${bytes.length}` };
}

function metIn(bits: Uint8Array): Set<string> {
  const met = new Set<string>();
  for (let at = 0; at < 1 << 13; at++)
    for (let left = bits[at] as number; left !== 0; left &= left - 1)
      met.add(String.fromCharCode(at * 8 + 31 - Math.clz32(left & -left)));
  return met;
}
