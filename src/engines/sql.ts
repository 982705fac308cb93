import { readyFor } from '../model/words.js';

/**
 * SQL as template literals: `${value}` is bound, `${name('x')}` is quoted, `${otherSql}` is spliced. Unquoted text needs
 * `raw`, so that it can be seen.
 */
export interface Sql {
  readonly text: string;
  readonly params: readonly Param[];
}
export type Param = string | number | bigint | boolean | null;

/** The place of a parameter in `text` until an engine numbers it. The program's SQL never contains NUL. */
const HOLE = '\0';

/** Marks around a part whose spelling the engine chooses (`spell.ts`): code points that are not characters. */
export const MARK = { begin: '\uFDD0', next: '\uFDD1', end: '\uFDD2' } as const;
const OURS = /[\0\uFDD0-\uFDD2]/u;

export function sql(strings: TemplateStringsArray, ...values: (Sql | Param)[]): Sql {
  let text = strings[0] ?? '';
  const params: Param[] = [];
  values.forEach((value, index) => {
    if (value !== null && typeof value === 'object') {
      text += value.text;
      // One by one: a list of a hundred thousand cannot be spread into arguments.
      for (const param of value.params) params.push(param);
    } else {
      text += HOLE;
      params.push(value);
    }
    text += strings[index + 1] ?? '';
  });
  return { text, params };
}

/** An identifier, quoted. */
export const name = (identifier: string): Sql => ({ text: `"${identifier.replaceAll('"', '""')}"`, params: [] });

/** Text that is SQL already: a type, a keyword, a literal of the program. Never anything out of a file. */
export const raw = (text: string): Sql => ({ text, params: [] });

/** A string literal, for places where an engine takes no parameter (file names, options). */
export const literal = (value: string): Sql => ({ text: OURS.test(value) ? apart(value) : quoted(value), params: [] });
const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`;
/** A word out of a file may hold even what marks our own places. */
const apart = (value: string) =>
  `(${value
    .split(/([\0\uFDD0-\uFDD2])/u)
    .map((part) => (OURS.test(part) ? `chr(${part.codePointAt(0)})` : quoted(part)))
    .join(' || ')})`;

export const joined = (parts: readonly Sql[], separator: string): Sql => ({
  text: parts.map((part) => part.text).join(separator),
  params: parts.flatMap((part) => part.params),
});

/** `x in (…)`; false where the list is empty. */
export const isIn = (what: Sql, values: readonly Param[]): Sql =>
  values.length === 0
    ? sql`false`
    : sql`${what} in (${joined(
        values.map((value) => sql`${value}`),
        ', ',
      )})`;

/** So few words are compared faster one by one. */
const FEW = 4;

/**
 * `x in (…)` where rows must keep their order and `case` must stop at the first match: for six values and more an engine
 * makes a join, which gives rows in any order and tests every one.
 */
export const isOneOf = (what: Sql, words: readonly string[]): Sql => {
  const list = words.map(literal);
  if (list.length === 0) return sql`false`;
  if (list.length > FEW) return sql`list_contains([${joined(list, ', ')}], ${what})`;
  const equal = list.map((word) => sql`${what} = ${word}`);
  return sql`(${joined(equal, ' or ')})`;
};

/**
 * Writes values out that cannot end a literal (a word, a day, a whole number, null): an engine plans a statement without
 * parameters once instead of twice. Types stay the same.
 */
export const writtenOut = (statement: Sql): Sql => {
  const bound: Param[] = [];
  let index = 0;
  const text = statement.text.replaceAll(HOLE, () => {
    const value = statement.params[index++] ?? null;
    // In brackets: what stands before it may be a minus as well.
    if (Number.isSafeInteger(value)) return `(${value})`;
    if (value === null || typeof value === 'boolean') return String(value);
    if (typeof value === 'string' && readyFor(PLAIN, value).test(value)) return literal(value).text;
    bound.push(value);
    return HOLE;
  });
  return { text, params: bound };
};

/** With all values written out: a view keeps its text and takes no parameters. */
export const withLiterals = (statement: Sql): Sql => {
  const { text, params } = writtenOut(statement);
  let index = 0;
  return raw(text.replaceAll(HOLE, () => spelt(params[index++] ?? null)));
};
const spelt = (value: Param): string => {
  if (typeof value === 'string') return `(${literal(value).text})`;
  return typeof value === 'bigint' ? `(${value})` : `(${value}::double)`;
};
const PLAIN = /^[\p{L}\p{M}\p{N} _.,:;/()<>[\]{}@#%&=!|+-]{0,100}$/u;

/**
 * The value of a condition that is constant; undefined: it depends on rows. An engine would still bind what such a
 * condition excludes.
 */
export const constantValue = ({ text }: Sql): boolean | undefined =>
  text === 'true' ? true : text === 'false' ? false : undefined;

/** `case when … then … else … end`; where it is known, what it comes to. */
export const caseWhen = (when: Sql, then: Sql, otherwise: Sql): Sql => {
  const is = constantValue(when);
  return is === undefined ? sql`case when ${when} then ${then} else ${otherwise} end` : is ? then : otherwise;
};

/** Numbers the parameters the way an engine spells them. */
export const numbered = (statement: Sql, spell: (index: number) => string): string => {
  let index = 0;
  return statement.text.replaceAll(HOLE, () => spell(++index));
};
