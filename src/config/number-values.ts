import { text } from '../error.js';
import { MOST_DIGITS, worthOf } from '../model/exchange-rate.js';
import { hintFor } from './complaint.js';
import { scalar, Wrong } from './schema-parts.js';

/**
 * A number in its own digits: money and rates never pass through a double. Forms that mean something else elsewhere
 * (`1e3`, `0x10`, `1_000`, `92,5`) are not read.
 */
const LITERAL = /^-?\d+(?:\.\d+)?$/;

export const isLiteral = (written: string): boolean => LITERAL.test(written);

const NUMBER = { type: ['number', 'string'] };

export const positive = scalar(
  text('a number above zero, like 92.5', 'число больше нуля, вроде 92.5'),
  (written) => (isLiteral(written) && /^[^-]*[1-9]/.test(written) ? written : undefined),
  { ...NUMBER, exclusiveMinimum: 0, pattern: '^\\d+(\\.\\d+)?$' },
);

/** A rate, kept in its own digits: it is never rounded before an amount is multiplied by it. */
export const rate = scalar(
  text(
    `a number above zero of at most ${MOST_DIGITS} digits, like 92.5`,
    `число больше нуля, не длиннее ${MOST_DIGITS} цифр, вроде 92.5`,
  ),
  (written) => (isLiteral(written) && worthOf(written) ? written : withPoint(written, (one) => worthOf(one))),
  { ...NUMBER, exclusiveMinimum: 0, pattern: '^\\d+(\\.\\d+)?$' },
);

/** A percentage as a fraction: `20%` → `0.20`, `7.5%` → `0.075`. Undefined if it is not a percentage. */
export function percent(written: string): string | undefined {
  const match = /^(-?)0*(\d+)(?:\.(\d+))? ?%$/.exec(written);
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  const digits = whole.padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}${fraction}`;
}

export const PERCENT = '^\\d+(\\.\\d+)? ?%$';

/** A share from 0 to 1: `0.8` or `80%`. A plain `80` is refused: it could be 80 % or eighty times the whole. */
export const share = scalar(
  text('a share like 80% or 0.8', 'доля вроде 80% или 0.8'),
  (written) => atMostOne(percent(written) ?? (isLiteral(written) ? written : undefined)) ?? percentMeant(written),
  {
    anyOf: [
      { type: 'number', minimum: 0, maximum: 1 },
      { type: 'string', pattern: PERCENT },
    ],
  },
);

/**
 * The hint for a share in another form: `80` → `80%`, `80,5%` → `80.5%`, `.2` → `20%`. Undefined: no share was meant.
 */
export function percentMeant(written: string): Wrong | undefined {
  const digits = written.replace(',', '.').replace(/ ?%$/, '');
  const likely = /^0?\.\d{1,6}$/.test(digits) ? `${Number((Number(digits) * 100).toPrecision(6))}%` : `${digits}%`;
  return atMostOne(percent(likely)) === undefined ? undefined : new Wrong(hintFor(likely));
}

/**
 * The hint for a number in another form: `92,5` or `92.5 руб.` → `92.5`. `isRight`: whether the number would be
 * accepted.
 */
function withPoint(written: string, isRight: (likely: string) => unknown): Wrong | undefined {
  const likely = written.replace(/^(\d+)(?:[.,](\d+))?[^\d.,]*\.?$/, (_, whole, rest) =>
    rest ? `${whole}.${rest}` : whole,
  );
  return isLiteral(likely) && isRight(likely) ? new Wrong(hintFor(likely)) : undefined;
}

export const atMostOne = (fraction: string | undefined): string | undefined =>
  fraction !== undefined && /^(0+(\.\d+)?|0*1(\.0+)?)$/.test(fraction) ? fraction : undefined;

/**
 * A limit of a figure in its own digits: an amount (`400`), a share (`5%` is `0.05`), a time (`15m` is 900 seconds).
 */
export interface Bound {
  /** The literal as written; a share as a fraction. */
  readonly written: string;
  readonly unit: '' | '%' | 's' | 'm' | 'h' | 'd';
  readonly seconds: number;
}

export const bound = scalar(
  text(
    'a number like 400, a share like 5% or a time like 15m, 2d',
    'число вроде 400, доля вроде 5% или время вроде 15m, 2d',
  ),
  (written): Bound | undefined => {
    if (isLiteral(written)) return { written, unit: '', seconds: 0 };
    const fraction = percent(written);
    if (fraction !== undefined) return { written: fraction, unit: '%', seconds: 0 };
    const [, count, unit = ''] = /^(\d{1,7}) ?([smhd])$/.exec(written) ?? [];
    const size = { s: 1, m: 60, h: 3600, d: 86_400 }[unit];
    return count === undefined || size === undefined
      ? undefined
      : { written: count, unit: unit as Bound['unit'], seconds: Number(count) * size };
  },
  { ...NUMBER },
);

export const wholeNumber = scalar(
  text('a whole number from 1 on', 'целое число от 1'),
  (written) => (/^[1-9]\d{0,5}$/.test(written) ? Number(written) : undefined),
  { type: 'integer', minimum: 1 },
);

/** Days, from `60d` or `8w`. No months (`2m` could be minutes) and no hours. */
export const days = scalar(
  text('days like 60d, or weeks like 8w', 'срок в днях (60d) или неделях (8w)'),
  (written) => {
    const [, count, unit] = /^([1-9]\d{0,4}) ?([dw])$/.exec(written) ?? [];
    return count === undefined ? undefined : Number(count) * (unit === 'w' ? 7 : 1);
  },
  { type: 'string', pattern: '^[1-9]\\d{0,4} ?[dw]$' },
);

/** Seconds, from `90s`, `15m` or `2h`. No days: it would be unclear whether a working day or 24 hours is meant. */
export const duration = scalar(
  text('a time like 15m, 90s or 2h', 'время вроде 15m, 90s или 2h'),
  (written) => {
    const [, count, unit = ''] = /^([1-9]\d{0,6}) ?([smh])$/.exec(written) ?? [];
    return count === undefined ? undefined : Number(count) * ({ s: 1, m: 60, h: 3600 }[unit] ?? 1);
  },
  { type: 'string', pattern: '^[1-9]\\d{0,6} ?[smh]$' },
);
