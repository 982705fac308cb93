/** Which of the characters that are looked for stand in a text, and a number for the whole of it. */
import { take } from './room';

/** One bit for each of the first 65,536 characters: whether it was met. Only for those that are looked for. */
export const met: usize = take(1 << 13);
/** 32 bytes that differ between texts: four numbers, into each of which every fourth word of the text goes. */
export const sum: usize = take(32);

const FACTOR: u64 = 0x9e3779b97f4a7c15;

/**
 * Looked for are tabs and quotes, which stand in many texts, and what stands in few: control characters, blank and invisible
 * ones, the byte order mark and the mark of what was lost. In UTF-8 these begin with a byte of one of four kinds. A byte is of a kind whose bit both of its halves have.
 * 1: 0x00 to 0x0f without tab and the ends of lines; 2: 0x10 to 0x1f; 4: 0xc2; 8: 0xe1, 0xe2, 0xe3 and 0xef.
 */
const OF_HIGH = i8x16(1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 8, 0);
const OF_LOW = i8x16(3, 11, 15, 11, 3, 3, 3, 3, 3, 2, 2, 3, 3, 2, 3, 11);
const TAB: u8 = 0x09;
const QUOTE: u8 = 0x22;
const APOSTROPHE: u8 = 0x27;

function kinds(bytes: v128): v128 {
  return v128.and(
    i8x16.swizzle(OF_HIGH, i8x16.shr_u(bytes, 4)),
    i8x16.swizzle(OF_LOW, v128.and(bytes, i8x16.splat(15))),
  );
}

/**
 * Looks through a piece of a text, with 64 readable bytes behind it: those that follow, or zeros at the end. All pieces
 * but the last are whole blocks of 64 bytes.
 */
export function lookThrough(at: usize, length: i32): void {
  const end = at + length;
  const none = i8x16.splat(0);
  const tab = i8x16.splat(TAB);
  const quote = i8x16.splat(QUOTE);
  const apostrophe = i8x16.splat(APOSTROPHE);
  let tabs = none;
  let quotes = none;
  let apostrophes = none;
  let one = load<u64>(sum);
  let two = load<u64>(sum, 8);
  let three = load<u64>(sum, 16);
  let four = load<u64>(sum, 24);
  for (let block = at; block < end; block += 64) {
    one = turned(turned(one ^ load<u64>(block)) ^ load<u64>(block, 32));
    two = turned(turned(two ^ load<u64>(block, 8)) ^ load<u64>(block, 40));
    three = turned(turned(three ^ load<u64>(block, 16)) ^ load<u64>(block, 48));
    four = turned(turned(four ^ load<u64>(block, 24)) ^ load<u64>(block, 56));
    const a = v128.load(block);
    const b = v128.load(block, 16);
    const c = v128.load(block, 32);
    const d = v128.load(block, 48);
    tabs = v128.or(tabs, isAny(tab, a, b, c, d));
    quotes = v128.or(quotes, isAny(quote, a, b, c, d));
    apostrophes = v128.or(apostrophes, isAny(apostrophe, a, b, c, d));
    const inA = kinds(a);
    const inB = kinds(b);
    const inC = kinds(c);
    const inD = kinds(d);
    if (!v128.any_true(v128.or(v128.or(inA, inB), v128.or(inC, inD)))) continue;
    const low = <u32>i8x16.bitmask(i8x16.ne(inA, none)) | ((<u32>i8x16.bitmask(i8x16.ne(inB, none))) << 16);
    const high = <u32>i8x16.bitmask(i8x16.ne(inC, none)) | ((<u32>i8x16.bitmask(i8x16.ne(inD, none))) << 16);
    let found = <u64>low | ((<u64>high) << 32);
    if (block + 64 > end) found &= ((<u64>1) << (end - block)) - 1;
    for (; found !== 0; found &= found - 1) meet(characterAt(block + <usize>ctz(found)));
  }
  // What stands behind the end of a text is zero.
  if (v128.any_true(tabs)) meet(TAB);
  if (v128.any_true(quotes)) meet(QUOTE);
  if (v128.any_true(apostrophes)) meet(APOSTROPHE);
  store<u64>(sum, one);
  store<u64>(sum, two, 8);
  store<u64>(sum, three, 16);
  store<u64>(sum, four, 24);
}

function isAny(byte: v128, a: v128, b: v128, c: v128, d: v128): v128 {
  return v128.or(v128.or(i8x16.eq(a, byte), i8x16.eq(b, byte)), v128.or(i8x16.eq(c, byte), i8x16.eq(d, byte)));
}

/** Each number becomes another one. */
function turned(number: u64): u64 {
  const product = number * FACTOR;
  return product ^ (product >> 32);
}

/** A character of one byte, of two, or of three. */
function characterAt(at: usize): u32 {
  const first = <u32>load<u8>(at);
  const second = <u32>load<u8>(at, 1) & 0x3f;
  if (first < 0x80) return first;
  return first < 0xe0
    ? ((first & 0x1f) << 6) | second
    : ((first & 0x0f) << 12) | (second << 6) | (<u32>load<u8>(at, 2) & 0x3f);
}

function meet(character: u32): void {
  const at = met + (character >> 3);
  store<u8>(at, load<u8>(at) | ((<u8>1) << (<u8>(character & 7))));
}
