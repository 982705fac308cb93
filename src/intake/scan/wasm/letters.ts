/** Counts how letters beyond ASCII stand together in a text, by which single-byte encodings are told apart. */
import { take } from './room';

/** What each byte is, as TypeScript fills it in. A kind below LETTER ends a run of letters, a kind below LARGE ends a word. */
export const byteKinds: usize = take(256);
const LATIN: u32 = 1;
const SIGN: u32 = 2;
const LETTER: u32 = 3;
const LARGE: u32 = 4;
const SMALL: u32 = 5;

/**
 * Six counters: letters that stand beside others; letters alone beside Latin ones; signs; and of words of three letters and
 * more all, those that are capital except for the first letter, and those that also begin small.
 */
export const letterCounts: usize = take(24);
const IN_RUNS: usize = 0;
const ALONE: usize = 4;
const SIGNS: usize = 8;
const WORDS: usize = 12;
const INVERTED: usize = 16;
const MIXED_CASE: usize = 20;

/** The state at the end of a piece, from which the next piece goes on. */
let before: u32 = 0;
let beforeRun: u32 = 0;
let run: u32 = 0;
let word: u32 = 0;
let small: u32 = 0;
let beginsSmall: u32 = 0;

/** Counts the letters of a piece of a text. */
export function countLetters(at: usize, length: i32): void {
  const end = at + length;
  for (let place = at; place < end; place++) {
    const kind = <u32>load<u8>(byteKinds + load<u8>(place));
    if (kind < LARGE && word > 0) {
      if (word > 2) {
        count(WORDS, 1);
        if (small === beginsSmall) count(INVERTED, 1);
        if (small === 1 && beginsSmall === 1) count(MIXED_CASE, 1);
      }
      word = 0;
    }
    if (kind < LETTER && run > 0) {
      if (run > 1) count(IN_RUNS, run);
      else if (beforeRun === LATIN || kind === LATIN) count(ALONE, 1);
      run = 0;
    }
    if (kind === SIGN) count(SIGNS, 1);
    if (kind >= LETTER && run++ === 0) beforeRun = before;
    if (kind >= LARGE) {
      if (word++ === 0) {
        small = 0;
        beginsSmall = kind === SMALL ? 1 : 0;
      }
      if (kind === SMALL) small++;
    }
    before = kind;
  }
}

function count(which: usize, more: u32): void {
  store<u32>(letterCounts + which, load<u32>(letterCounts + which) + more);
}
