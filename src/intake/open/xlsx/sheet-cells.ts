import type { Shown } from './number-formats.js';

const DAY = 86_400_000;

/** The day after 31 December 9999. */
const LAST_DAY = 2_958_466;

/**
 * A number of a sheet as text: what a person sees in the cell, but never less exact. Numbers have a point, moments are
 * ISO, durations are hours, minutes and seconds.
 */
export function numberText(written: string, shown: Shown, since1904: boolean): string {
  const value = Number(written);
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(written) || !Number.isFinite(value)) return written;
  // Excel has no days beyond the year 9999: such a number is not a moment.
  if (shown === 'number' || value < 0 || value >= LAST_DAY) return plain(written, value);
  // A time alone is less than a day. A format that hides the day of a moment does not remove it.
  if (shown === 'duration' || value < 1) return shown === 'moment' && value === 0 ? '0000-00-00' : duration(value);
  return moment(value + (since1904 ? 1462 : 0));
}

function plain(written: string, value: number): string {
  // All its digits are there: a program wrote it that did not count them.
  if (/^-?\d+$/.test(written)) return written;
  if (Number.isInteger(value))
    // Excel keeps fifteen digits. The rest of a longer number is lost, and zeros in its place would be a wrong ID.
    return Math.abs(value) < 1e15 ? String(value) : value.toExponential().toUpperCase();
  // A double holds 33.3 as 33.299999999999997: fifteen digits, as Excel shows them, are exact.
  const [digits = '', power = '0'] = value.toPrecision(15).split('e');
  const exact = power === '0' ? digits : value.toFixed(20);
  const short = exact.replace(/0+$/, '').replace(/\.$/, '');
  // In a text 1.234 could be a thousand. A number of a sheet could not, and one more digit makes that clear.
  return /\.\d{3}$/.test(short) ? `${short}0` : short;
}

function duration(days: number): string {
  const ms = Math.round(days * DAY);
  const part = (value: number) => String(value).padStart(2, '0');
  const { seconds, rest } = split(ms);
  return `${Math.floor(seconds / 3600)}:${part(Math.floor(seconds / 60) % 60)}:${part(seconds % 60)}${rest}`;
}

function moment(days: number): string {
  // Excel counts a 29 February 1900 that never was, so the days before it are off by one.
  const ms = Math.round((days < 60 ? days + 1 : days) * DAY) + Date.UTC(1899, 11, 30);
  const { seconds, rest } = split(ms);
  const [day = '', time = ''] = new Date(seconds * 1000).toISOString().slice(0, 19).split('T');
  return time === '00:00:00' && rest === '' ? day : `${day} ${time}${rest}`;
}

/**
 * Splits milliseconds into seconds and the rest. A double is off by a few microseconds, which is less than a millisecond.
 */
function split(ms: number): { seconds: number; rest: string } {
  const near = Math.round(ms / 1000);
  if (Math.abs(ms - near * 1000) <= 1) return { seconds: near, rest: '' };
  const seconds = Math.floor(ms / 1000);
  return { seconds, rest: `.${String(ms - seconds * 1000).padStart(3, '0')}` };
}

/** The column of a cell's address, from 0: `AB12` is 27. */
export function columnOf(address: string): number {
  let column = 0;
  for (const letter of /^[A-Z]+/i.exec(address)?.[0].toUpperCase() ?? '')
    column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** Excel writes a character that XML cannot hold as `_x000D_`. */
export const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
