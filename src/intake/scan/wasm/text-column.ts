/**
 * A column of texts. While there are few different ones they are numbered as they come, and rows hold numbers; a column
 * with many holds each text as it stands. Both lie in memory in the layout of a Parquet file.
 */
import { setBit } from './masks';
import { hasCome, makeMet } from './met-ids';
import { isNull } from './null-words';
import { decorationOf, isPlain, lower } from './plain-ids';
import { take } from './room';

/** So many different texts are numbered. */
const MOST: u32 = 4096;
const SLOTS: u32 = MOST * 4;

@unmanaged
export class Texts {
  /** A bit per row of the group: whether it holds a text. */
  defined: usize;
  /** Rows that do. */
  count: u32;
  /** Whether texts are numbered: then `numbers` has two bytes per row; else `bytes` has each text after its length. */
  isNumbered: i32;
  numbers: usize;
  /** The texts, each after its length: those that are numbered, or all. */
  bytes: usize;
  used: u32;
  distinct: u32;
  /** For numbered texts: a hash table to find them, and where each begins. */
  slots: usize;
  starts: usize;
  /** Whether some text begins or ends with what may be a blank. */
  hasBlanks: i32;
  /** Whether some is a dash alone, or two or three. */
  hasDashes: i32;
  /** Whether some text has a percent sign or an ampersand, as parts of addresses and pages may have. */
  hasEscapes: i32;
  /**
   * For IDs (else 0): a bit per row of the group, whether the text has only letters, digits and dashes and a digit other
   * than zero, as most IDs do. And the number of such texts, in the group and in all.
   */
  plain: usize;
  plainCount: u32;
  allPlain: u32;
  all: u32;
  /**
   * For IDs whose decoration may be taken off (else 0): a bit per row, whether a decoration or capital letters were taken
   * off; the number of such in the group; and whether capital letters are to be lowered.
   */
  bared: usize;
  baredCount: u32;
  isLowered: i32;
  /**
   * For IDs that identify rows, where there are many (else 0): a bit per row of the group, whether a plain ID may have
   * come before; the number of such in the group; and the memory of IDs that came (met-ids.ts) with its size in words.
   */
  again: usize;
  againCount: u32;
  met: usize;
  metWords: u32;
  /** Whether some text is a word for nothing. */
  hasNulls: i32;
}

export function makeTexts(
  rows: u32,
  room: u32,
  isNumbered: bool,
  isId: bool,
  isBared: bool,
  isLowered: bool,
  metWords: u32,
): Texts {
  const texts = changetype<Texts>(take(offsetof<Texts>()));
  texts.defined = take((rows >> 3) + 8);
  texts.bytes = take(room);
  // IDs are many.
  texts.isNumbered = isNumbered && !isId;
  if (isId) texts.plain = take((rows >> 3) + 8);
  if (isBared) texts.bared = take((rows >> 3) + 8);
  texts.isLowered = isBared && isLowered;
  if (isId && metWords > 0) {
    texts.again = take((rows >> 3) + 8);
    texts.met = makeMet(metWords);
    texts.metWords = metWords;
  }
  if (texts.isNumbered === 0) return texts;
  texts.numbers = take(((<usize>rows) << 1) + 16);
  texts.slots = take((<usize>SLOTS) << 2);
  texts.starts = take((<usize>MOST) << 2);
  return texts;
}

/** For the next group of rows. */
export function clearTexts(texts: Texts, rows: u32): void {
  memory.fill(texts.defined, 0, (rows >> 3) + 8);
  if (texts.plain !== 0) memory.fill(texts.plain, 0, (rows >> 3) + 8);
  if (texts.bared !== 0) memory.fill(texts.bared, 0, (rows >> 3) + 8);
  if (texts.again !== 0) memory.fill(texts.again, 0, (rows >> 3) + 8);
  texts.plainCount = 0;
  texts.baredCount = 0;
  texts.againCount = 0;
  texts.count = 0;
  texts.used = 0;
  if (texts.isNumbered) memory.fill(texts.slots, 0, (<usize>SLOTS) << 2);
  texts.distinct = 0;
}

/** Whether no further text can be numbered, or texts take so much room that the group has to end. */
export function isFull(texts: Texts, limit: u32): bool {
  return texts.used > limit || (texts.isNumbered !== 0 && texts.distinct === MOST);
}

/** Adds the text of a row: 1 byte at least. */
export function addText(texts: Texts, row: u32, at: usize, length: i32): void {
  setBit(texts.defined, row);
  if (texts.isNumbered === 0) {
    if (texts.plain !== 0) addId(texts, row, at, length);
    else {
      append(texts, at, length);
      look(texts, at, length);
    }
    texts.count++;
    return;
  }
  const hash = <u32>(hashOf(at, length) >> 32);
  let slot = hash & (SLOTS - 1);
  for (;;) {
    const found = load<u32>(texts.slots + ((<usize>slot) << 2));
    if (found === 0) break;
    const known = texts.bytes + load<u32>(texts.starts + ((<usize>(found - 1)) << 2));
    if (load<i32>(known) === length && isSame(known + 4, at, length)) {
      store<u16>(texts.numbers + ((<usize>texts.count) << 1), <u16>(found - 1));
      texts.count++;
      return;
    }
    slot = (slot + 1) & (SLOTS - 1);
  }
  store<u16>(texts.numbers + ((<usize>texts.count) << 1), <u16>texts.distinct);
  store<u32>(texts.starts + ((<usize>texts.distinct) << 2), texts.used);
  texts.distinct++;
  store<u32>(texts.slots + ((<usize>slot) << 2), texts.distinct);
  append(texts, at, length);
  look(texts, at, length);
  texts.count++;
}

function append(texts: Texts, at: usize, length: i32): void {
  let to = texts.bytes + texts.used;
  texts.used += 4 + length;
  store<i32>(to, length);
  to += 4;
  // Most texts are short. What is copied behind one is overwritten by the next: there is room.
  if (length <= 32) {
    v128.store(to, v128.load(at));
    v128.store(to, v128.load(at, 16), 16);
  } else memory.copy(to, at, length);
}

/** Whether two texts of one length are equal: eight bytes at a time, those beyond the end shifted out. */
function isSame(one: usize, other: usize, length: i32): bool {
  let left = length;
  for (; left > 8; left -= 8, one += 8, other += 8) if (load<u64>(one) !== load<u64>(other)) return false;
  return (load<u64>(one) ^ load<u64>(other)) << (<u64>(64 - 8 * left)) === 0;
}

/** A hash of all bytes, eight at a time; those beyond the end are read and shifted out. */
function hashOf(at: usize, length: i32): u64 {
  let hash: u64 = <u64>length * 0x9e3779b97f4a7c15;
  let left = length;
  for (; left > 8; left -= 8, at += 8) {
    hash = (hash ^ load<u64>(at)) * 0xd6e8feb86659fd93;
    hash ^= hash >> 32;
  }
  hash = (hash ^ (load<u64>(at) << (<u64>(64 - 8 * left)))) * 0xd6e8feb86659fd93;
  hash ^= hash >> 32;
  return hash * 0xd6e8feb86659fd93;
}

/** Notes what the texts of a column are like, so that nobody has to look again. */
function look(texts: Texts, at: usize, length: i32): void {
  if (texts.hasBlanks === 0 && (mayBeBlank(at) || mayEndBlank(at, length))) texts.hasBlanks = 1;
  if (texts.hasDashes === 0 && length <= 3 && isDash(load<u8>(at))) texts.hasDashes = 1;
  if (texts.hasNulls === 0 && isNull(at, length)) texts.hasNulls = 1;
  if (texts.hasEscapes === 0 && holdsEscape(at, length)) texts.hasEscapes = 1;
}

/** A plain ID has no blank and is no dash. An ID that is plain but for a decoration is taken without it. */
function addId(texts: Texts, row: u32, at: usize, length: i32): void {
  texts.all++;
  let decorated = 0;
  if (!isPlain(at, length)) {
    if (texts.bared !== 0) decorated = decorationOf(at, length);
    if (decorated === 0 || !isPlain(at + decorated, length - decorated)) {
      append(texts, at, length);
      look(texts, at, length);
      return;
    }
  }
  const bare = length - decorated;
  append(texts, at + decorated, bare);
  const id = texts.bytes + texts.used - <usize>bare;
  const isLowered = texts.isLowered !== 0 && lower(id, bare);
  if (texts.again !== 0 && hasCome(texts.met, texts.metWords, hashOf(id, bare))) {
    setBit(texts.again, row);
    texts.againCount++;
  }
  if (decorated > 0 || isLowered) {
    setBit(texts.bared, row);
    texts.baredCount++;
  }
  setBit(texts.plain, row);
  texts.plainCount++;
  texts.allPlain++;
}

/** A dash, or what longer ones begin with in UTF-8. */
function isDash(byte: u8): bool {
  return byte === 0x2d || byte === 0xe2;
}

function holdsEscape(at: usize, length: i32): bool {
  for (const end = at + length; at < end; at++) {
    const byte = load<u8>(at);
    if (byte === 0x25 || byte === 0x26) return true;
  }
  return false;
}

/** What blank and invisible characters begin with in UTF-8. */
function mayBeBlank(at: usize): bool {
  const byte = load<u8>(at);
  return byte <= 0x20 || byte === 0xc2 || (byte >= 0xe1 && byte <= 0xe3) || byte === 0xef;
}

function mayEndBlank(at: usize, length: i32): bool {
  const last = load<u8>(at + length - 1);
  if (last < 0x80) return last <= 0x20;
  return (length >= 2 && load<u8>(at + length - 2) === 0xc2) || (length >= 3 && mayBeBlank(at + length - 3));
}
