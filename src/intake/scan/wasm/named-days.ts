/** Which days the cells of a shape name, as they are written: a bit for each. */
import { take } from './room';
import { Shape } from './shapes';

/** Years that are looked at: for each month of theirs there is a word of 32 bits. */
const FROM = 1990;
const UNTIL = 2200;

/** Keeps the day of a cell. */
export function keepDay(shape: Shape, at: usize): void {
  const begins = at + shape.firstAt;
  const year = digitsAt(begins - 5, 2) * 100 + digitsAt(begins - 3, 2) - FROM;
  const month = digitsAt(begins, shape.firstDigits) - 1;
  const day = digitsAt(at + shape.secondAt, shape.secondDigits);
  if (<u32>year >= <u32>(UNTIL - FROM) || <u32>month >= 12 || day > 31) return;
  if (shape.days === 0) shape.days = take(((UNTIL - FROM) * 12) << 2);
  const word = shape.days + ((<usize>(year * 12 + month)) << 2);
  store<u32>(word, load<u32>(word) | (1 << day));
}

/** A number of one digit or two. */
export function digitsAt(at: usize, digits: i32): i32 {
  const first = <i32>load<u8>(at) - 0x30;
  return digits === 1 ? first : first * 10 + <i32>load<u8>(at, 1) - 0x30;
}
