import { joined, MARK, type Sql } from './sql.js';

/**
 * What engines write differently in statements that read the facts, each made of parts that are already in the engine's
 * spelling. Everything else is written so that all engines understand it alike.
 */
export interface Dialect {
  /** A relation that a store holds as a table of this name, and that is computed where there are exports. */
  stored(table: string, select: string): string;
  /** The same for one that is joined to leads by their keys: its rows lie on the machine of their lead. */
  beside(table: string, select: string): string;
  /** Days as words: `2026-10-31`, `2026-W44`, `2026-10`, `2026-Q4`. */
  day(day: string): string;
  week(day: string): string;
  month(day: string): string;
  quarter(day: string): string;
  /** A moment as text: `2026-10-31 09:30:00`. In lists: `2026-10-31T09:30:00`, or a day. */
  moment(moment: string): string;
  listedMoment(moment: string): string;
  /** Whether a moment is a day without a time. */
  isDay(moment: string): string;
  /** A whole number divided by another, without the rest. */
  whole(value: string, by: string): string;
  /** Whether a number has that bit. */
  hasBit(value: string, bit: string): string;
  /** Whether any, or every, row holds what is told of it. */
  any(what: string): string;
  every(what: string): string;
  /** A quantile by interpolation between the two nearest values, over the rows that meet a condition. */
  quantile(value: string, share: string, condition: string): string;
  /** The values of the rows that meet a condition, in any order, for `scan`. */
  gathered(value: string, condition: string): string;
  /** A further number to group by, so that no list grows longer than allowed. */
  part(): string;
  /** Different words in their order, with commas. */
  listed(words: string): string;
  /** Whether a word is one of some; each of its own where there are few. */
  isOneOf(value: string, ...words: string[]): string;
  /** Whether a pattern of RE2 is found in a word. */
  fits(value: string, pattern: string): string;
  /** The parts of a text, a row each; and whether one of some words is among them. */
  parts(value: string, between: string): string;
  hasPart(value: string, between: string, ...words: string[]): string;
}

type Spelling = { readonly [Name in keyof Dialect]: (...parts: Sql[]) => Sql };

const NAMES = [
  ...([
    'stored',
    'beside',
    'day',
    'week',
    'month',
    'quarter',
    'moment',
    'listedMoment',
    'isDay',
    'whole',
    'hasBit',
  ] as const),
  ...(['any', 'every', 'quantile', 'gathered', 'part', 'listed', 'isOneOf', 'fits', 'parts', 'hasPart'] as const),
] satisfies readonly (keyof Dialect)[];

/** Parts of a statement whose spelling is chosen by the engine: ``sql`select ${spelt.month(sql`created_day`)} …` ``. */
export const spelt = Object.fromEntries(
  NAMES.map((name) => [
    name,
    (...parts: Sql[]): Sql => {
      const { text, params } = joined([{ text: '', params: [] }, ...parts], MARK.next);
      return { text: `${MARK.begin}${name}${text}${MARK.end}`, params };
    },
  ]),
) as Spelling;

const INNERMOST = new RegExp(`${MARK.begin}(\\w+)((?:${MARK.next}[^${MARK.begin}${MARK.end}]*)*)${MARK.end}`, 'gu');

/**
 * A statement in the spelling of an engine. Its parameters are numbered already, as a part may appear twice or not at
 * all.
 */
export function inDialect(text: string, dialect: Dialect): string {
  let written = text;
  while (written.includes(MARK.begin))
    written = written.replace(INNERMOST, (_, name: keyof Dialect, parts: string) =>
      (dialect[name] as (...parts: string[]) => string)(...parts.split(MARK.next).slice(1)),
    );
  return written;
}
