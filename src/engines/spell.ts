import { joined, MARK, type Sql } from './sql.js';

/**
 * What engines spell differently of statements that read the facts, each out of its parts as they are spelt already. All
 * else is written so that every engine understands it alike.
 */
export interface Dialect {
  /** A relation that a store holds as a table of that name, and that is worked out where the exports are. */
  stored(table: string, select: string): string;
  /** The same where it is joined to leads, by their keys: of each lead it lies on the machine that the lead lies on. */
  beside(table: string, select: string): string;
  /** Days as words: `2026-10-31`, `2026-W44`, `2026-10`, `2026-Q4`. */
  day(day: string): string;
  week(day: string): string;
  month(day: string): string;
  quarter(day: string): string;
  /** A moment as words: `2026-10-31 09:30:00`; and as those of a list: `2026-10-31T09:30:00`, or a day. */
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
  /** Between the two values next to that share of the rows that hold a condition. */
  quantile(value: string, share: string, condition: string): string;
  /** The values of the rows that hold a condition, in any order, for a scan. */
  gathered(value: string, condition: string): string;
  /** A number that rows are grouped by besides, so that none of those lists is longer than one may be. */
  part(): string;
  /** Different words in their order, with commas. */
  listed(words: string): string;
  /** Whether a word is one of some; each of its own where there are few. */
  isOneOf(value: string, ...words: string[]): string;
  /** Whether a pattern of RE2 is found in a word. */
  fits(value: string, pattern: string): string;
  /** Of a text its parts, each in a row of its own; and whether one of some words is among them. */
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

/** Parts of a statement that wait for their engine: ``sql`select ${spelt.month(sql`created_day`)} …` ``. */
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

/** A statement as an engine spells it. Its parameters have their numbers already: a part may stand there twice, or not at all. */
export function inDialect(text: string, dialect: Dialect): string {
  let written = text;
  while (written.includes(MARK.begin))
    written = written.replace(INNERMOST, (_, name: keyof Dialect, parts: string) =>
      (dialect[name] as (...parts: string[]) => string)(...parts.split(MARK.next).slice(1)),
    );
  return written;
}
