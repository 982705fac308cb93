import type { Reading } from '../intake/type/values/cell-shape.js';

/** Multiplies a decimal literal, exactly to its last digit. */
export function scaledLiteral(literal: string, factor: number): string {
  const [, sign = '', whole = '', fraction = ''] = /^([-+]?)(\d*)(?:\.(\d*))?$/.exec(literal) ?? [];
  const digits = (BigInt(`${whole}${fraction}` || '0') * BigInt(factor)).toString().padStart(fraction.length + 1, '0');
  const split = digits.length - fraction.length;
  return fraction === '' ? `${sign}${digits}` : `${sign}${digits.slice(0, split)}.${digits.slice(split)}`;
}

/** The digits of an amount with the marks between them. */
const DIGITS = /(?<![\p{L}\d/])[.,]\d+|\d(?:[\d.,'’\s]*\d)?/u;

/**
 * Multiplies an amount and writes it in the same form, with its signs, its currency and its decimals: `-1 234,50 ₽`
 * times three is `-3 703,50 ₽`. Null: it is no amount.
 */
export function scaledAmount(cell: string, factor: number, { parse }: Pick<Reading, 'parse'>): string | null {
  const literal = parse?.(cell) ?? null;
  const digits = DIGITS.exec(cell)?.[0];
  if (literal === null || digits === undefined) return null;
  const decimals = (literal.split('.')[1] ?? '').length;
  const tail = decimals === 0 ? '' : digits.slice(-decimals - 1);
  const head = digits.slice(0, digits.length - tail.length);
  const group = /\D/u.exec(head)?.[0] ?? '';
  const [whole = '', fraction = ''] = scaledLiteral(literal.replace('-', ''), factor).split('.');
  const grouped = group === '' ? whole : whole.replace(/\B(?=(?:\d{3})+$)/g, group);
  return cell.replace(
    digits,
    () => `${head === '' ? (whole === '0' ? '' : whole) : grouped}${tail.slice(0, 1)}${fraction}`,
  );
}

/** The decimal mark of a column; undefined where it is not settled. */
export function markOf({ parse }: Pick<Reading, 'parse'>): '.' | ',' | undefined {
  const [point, comma] = ['0.5', '0,5'].map((written) => parse?.(written) ?? null);
  return point !== null && comma === null ? '.' : comma !== null && point === null ? ',' : undefined;
}
