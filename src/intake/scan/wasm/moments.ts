/** From the digits of a cell to the values that columns of a database hold. */
import { firstOf, restOf } from './masks';
import { take } from './room';
import { Shape } from './shapes';

/** Marks a cell of a good shape that has no value here: it is left to the rules of the database. */
export const NO_VALUE: i64 = i64.MIN_VALUE;

/** Years that moments are read of. */
const FROM = 1990;
const UNTIL = 2200;

/** The days since 1970 before each month of those years, and before the one after. */
const DAYS: usize = take((<usize>((UNTIL - FROM) * 12 + 1)) << 2);
let days: i32 = 7305;
for (let month = 0; month <= (UNTIL - FROM) * 12; month++) {
  store<i32>(DAYS + ((<usize>month) << 2), days);
  const year = FROM + month / 12;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const place = month % 12;
  days += place === 1 ? (isLeap ? 29 : 28) : place === 3 || place === 5 || place === 8 || place === 10 ? 30 : 31;
}

/** The digits of a cell in the order of its value, as eight numbers of two digits each. */
function pairsOf(shape: Shape, at: usize, length: i32): v128 {
  const gather = changetype<usize>(shape) + offsetof<Shape>('gather0');
  let digits = i8x16.swizzle(firstOf(at, length), v128.load(gather));
  if (length > 16) digits = v128.or(digits, i8x16.swizzle(restOf(at, length), v128.load(gather, 16)));
  // Where the value has no digit there is 0, and stays it.
  digits = i8x16.sub_sat_u(digits, i8x16.splat(0x30));
  const tens = v128.and(digits, i16x8.splat(0xff));
  return i16x8.add(i16x8.mul(tens, i16x8.splat(10)), i16x8.shr_u(digits, 8));
}

/**
 * `yyyyMMddHHmmss` as microseconds since 1970; `NO_VALUE` if there is no such moment, or its year is outside of the
 * table.
 */
export function momentOf(shape: Shape, at: usize, length: i32): i64 {
  const pairs = pairsOf(shape, at, length);
  const year = <i32>i16x8.extract_lane_u(pairs, 0) * 100 + <i32>i16x8.extract_lane_u(pairs, 1);
  const month = <i32>i16x8.extract_lane_u(pairs, 2) - 1;
  const day = <i32>i16x8.extract_lane_u(pairs, 3) - 1;
  const hour = <i32>i16x8.extract_lane_u(pairs, 4);
  const minute = <i32>i16x8.extract_lane_u(pairs, 5);
  const second = <i32>i16x8.extract_lane_u(pairs, 6);
  if (year < FROM || year >= UNTIL || <u32>month >= 12 || hour > 23 || minute > 59 || second > 59) return NO_VALUE;
  const begins = DAYS + ((<usize>((year - FROM) * 12 + month)) << 2);
  const before = load<i32>(begins);
  if (<u32>day >= <u32>(load<i32>(begins, 4) - before)) return NO_VALUE;
  return (<i64>(before + day) * 86_400 + hour * 3600 + minute * 60 + second) * 1_000_000;
}

/** Up to 16 digits as a whole number, times the factor of the shape. The caller makes sure that it fits. */
export function numberOf(shape: Shape, at: usize, length: i32): i64 {
  const hundreds = i16x8(100, 1, 100, 1, 100, 1, 100, 1);
  const quads = i32x4.dot_i16x8_s(pairsOf(shape, at, length), hundreds);
  const high = <i64>i32x4.extract_lane(quads, 0) * 10_000 + i32x4.extract_lane(quads, 1);
  const low = <i64>i32x4.extract_lane(quads, 2) * 10_000 + i32x4.extract_lane(quads, 3);
  return (high * 100_000_000 + low) * shape.factor;
}
