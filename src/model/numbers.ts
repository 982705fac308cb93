import { type Exact, exact, multiply, round } from './exact.js';
import type { Kind } from './sheet.js';
import { grouped, type Lang } from './text.js';

/**
 * A figure as people of the language write it: `45,400`, `34.3%`, `+2.3` or `45 400`, `34,3 %`, `+2,3`. `cents`: whether
 * amounts have them. Blanks within a number are no-break ones.
 */
export function number(value: Exact, kind: Kind, lang: Lang, cents: Cents = 'as each'): string {
  switch (kind) {
    case 'count':
    case 'rank':
      return write(round(value, 0), lang);
    case 'rate':
      return write(round(multiply(value, HUNDRED), 1), lang) + (lang === 'ru' ? '\u00a0%' : '%');
    case 'points': {
      const points = write(round(multiply(value, HUNDRED), 1), lang);
      return value.num > 0n && /[1-9]/.test(points) ? `+${points}` : points;
    }
    case 'ratio':
      return write(round(value, 2), lang);
    case 'money':
    case 'unit_cost':
      return write(amount(value, cents), lang);
    case 'seconds':
      return duration(BigInt(round(value, 0)), lang);
    default:
      return write(trimZeros(round(value, 2)), lang);
  }
}

/** A whole number of things, outside of a table's cells. */
export const formatWhole = (count: number | bigint, lang: Lang): string => write(String(count), lang);

/** An amount with cents, where two amounts are compared: `220,000.00`, `220 000,00`. */
export const toTheCent = (value: Exact, lang: Lang): string => write(round(value, 2), lang);

/** `12.500000` is `12.5`, `12.000000` is `12`. */
export const trimZeros = (decimal: string): string => decimal.replace(/\.?0+$/, '');

const HUNDRED = exact(100);

/** Whether the amounts of a column have cents; `as each`: thousands have none, where they are noise. */
export type Cents = 'all' | 'none' | 'as each';

/**
 * In a column all amounts have cents or none has. Beside thousands cents are noise, unless they are a notable part of
 * some amount.
 */
export function centsOf(amounts: readonly Exact[]): Cents {
  const small = amounts.filter((value) => value.num !== 0n && !isLarge(value));
  if (small.length === 0 || !amounts.some(isLarge)) return 'as each';
  const counts = (value: Exact) => Math.abs(Number(round(value, 2))) < 10 && !round(value, 2).endsWith('.00');
  return small.some(counts) ? 'all' : 'none';
}

const isLarge = (value: Exact): boolean => Math.abs(Number(round(value, 2))) >= 1000;

/** A zero has no cents. */
function amount(value: Exact, cents: Cents): string {
  const isWhole = value.num === 0n || cents === 'none' || (cents === 'as each' && isLarge(value));
  return round(value, isWhole ? 0 : 2);
}

/** `-1234.5` with the grouping, decimal mark and minus sign of the language. */
function write(decimal: string, lang: Lang): string {
  const [, sign = '', units = '', fraction] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  const mark = lang === 'ru' ? ',' : '.';
  return (sign && '−') + grouped(units, lang) + (fraction === undefined ? '' : mark + fraction);
}

/** The two largest units that matter: `45 s`, `12 min`, `3 h 20 min`, `5 d 4 h`. */
function duration(seconds: bigint, lang: Lang): string {
  const left = seconds < 0n ? -seconds : seconds;
  const index = UNITS.findIndex(({ size }) => left >= size);
  const [unit, next] = index === -1 ? UNITS.slice(-1) : UNITS.slice(index, index + 2);
  if (!unit) return '';
  const parts = [`${write(String(left / unit.size), lang)}\u00a0${unit[lang]}`];
  const rest = next && unit.size > 60n ? (left % unit.size) / next.size : 0n;
  if (next && rest > 0n) parts.push(`${rest}\u00a0${next[lang]}`);
  return (seconds < 0n ? '−' : '') + parts.join('\u00a0');
}

const UNITS = [
  { size: 86_400n, en: 'd', ru: 'д' },
  { size: 3_600n, en: 'h', ru: 'ч' },
  { size: 60n, en: 'min', ru: 'мин' },
  { size: 1n, en: 's', ru: 'с' },
];
