import { type Text, text, UserError } from '../error.js';
import { meant } from '../model/meant.js';
import { shellWord } from '../model/shell-word.js';

/**
 * Where an option can be written. `report`: the command of this name; `one`: the command of a single report (`funnel
 * stages`); `all`: every command, and before any. The others are commands.
 */
export type Place =
  | 'all'
  | 'report'
  | 'one'
  | 'explain'
  | 'leads'
  | 'diff'
  | 'conversions'
  | 'sql'
  | 'anonymize'
  | 'load'
  | 'check'
  | 'init'
  | 'formats'
  | 'schema'
  | 'completion';

export const REPORTS: readonly Place[] = ['report', 'one'];
/** All that is about certain leads and certain spend. */
export const SCOPED: readonly Place[] = [...REPORTS, 'explain', 'leads', 'diff', 'sql'];
/** All that can be broken down by dimensions. */
export const BROKEN_DOWN: readonly Place[] = [...REPORTS, 'explain'];
/** All that is written in the formats of a report. */
export const PRINTED: readonly Place[] = [...REPORTS, 'leads', 'diff'];
/** All that reads exports for figures. */
export const READING: readonly Place[] = [...SCOPED, 'conversions', 'check', 'load'];
/** All that opens exports, also to hand them on or to draft how they are read. */
export const OPENING: readonly Place[] = [...READING, 'anonymize', 'init'];

/** What a shell suggests for a value: these words, or names that are found in the program and in funnel.yaml. */
export type Offer = readonly string[] | 'dimensions' | 'filters' | 'reports' | 'figures' | 'codes' | 'zones';

/** One option: how the command line writes it, how code gives it, and what it becomes. */
export interface Option<Given, Value> {
  /** `--as-of <moment>`, `-o, --out <path>`, `--guess`. */
  flags: string;
  help: Text;
  on: readonly Place[];
  /** How to switch it off: `--no-config`. */
  no?: { flags: string; help: Text };
  choices?: readonly string[];
  /** What a shell suggests, where other values are accepted as well. */
  offers?: Offer;
  /** The default, as it would be written; shown by `--help`. */
  default?: string;
  /** It may be written several times. */
  many?: true;
  /** Two different values are an error, since both may be meant. Of other options the last value counts. */
  single?: true;
  /** Rarely needed: `--help` leaves it out, `--help-all` shows it. */
  isRare?: true;
  /** Help texts for places where they differ from `help`. */
  helpOn?: Partial<Record<Place, Text>>;
  /** It is read before the command is known, so that it works with `--help` too. */
  early?: true;
  /** What code may give. Code without types gives anything, and what is wrong must be an error, not be ignored. */
  given: Check;
  /**
   * Turns what was written, or given by code, into the value that the program uses.
   *
   * @throws {UserError} Where it means nothing.
   */
  read(written: Given | undefined): Value;
}

export interface Check {
  wanted: Text;
  holds(value: unknown): boolean;
}

export const defineOption = <Given, Value>(option: Option<Given, Value>): Option<Given, Value> => option;

// biome-ignore lint/suspicious/noExplicitAny: a list of options of all kinds
export type Options = Readonly<Record<string, Option<any, any>>>;

/** What code gives for a list of options: each may be left out. */
export type GivenFor<List extends Options> = {
  readonly [Name in keyof List]?: (List[Name] extends Option<infer Given, infer _> ? Given : never) | undefined;
};
type ValuesOf<List extends Options> = { [Name in keyof List]: ReturnType<List[Name]['read']> };

/** Reads all options of a list, also those that were not written: they get their defaults. */
export const valuesOf = <List extends Options>(list: List, flags: Readonly<Record<string, unknown>>): ValuesOf<List> =>
  Object.fromEntries(Object.entries(list).map(([name, option]) => [name, option.read(flags[name])])) as ValuesOf<List>;

const isText = (value: unknown): value is string => typeof value === 'string';
const isTexts = (value: unknown): boolean => isText(value) || (Array.isArray(value) && value.every(isText));

export const TEXT: Check = { wanted: text('a string', 'строка'), holds: isText };
export const TEXTS: Check = { wanted: text('a string or a list of them', 'строка или список строк'), holds: isTexts };
export const SWITCH: Check = {
  wanted: text('true or false', 'true или false'),
  holds: (value) => typeof value === 'boolean',
};
/** For an option whose value may be left out. */
export const EITHER: Check = {
  wanted: text('true, false or a string', 'true, false или строка'),
  holds: (value) => typeof value === 'boolean' || isText(value),
};
export const oneOf = (words: readonly string[]): Check => ({
  wanted: text(`one of ${words.join(' ')}`, `одно из ${words.join(' ')}`),
  holds: (value) => isText(value) && words.includes(value),
});

/** For an option that may be left out: `read` is called only with what was written. */
export const ifWritten =
  <Value>(read: (written: string) => Value) =>
  (written: string | undefined): Value | undefined =>
    written === undefined ? undefined : read(written);

export const asWritten = (written: string | undefined): string | undefined => written;
export const isOn = (written: boolean | undefined): boolean => written === true;

/** The error for a value of an option that cannot be read. `likely`: values that were perhaps meant, for the hint. */
export const wrongValue = (
  option: string,
  value: string,
  wanted: Text,
  likely: readonly (string | undefined)[] = [],
): UserError => {
  const proposed = likely.flatMap((one) => (one === undefined ? [] : `${option} ${shellWord(one)}`));
  return new UserError(
    text(`${option} ${value}: expected ${wanted.en}`, `${option} ${value}: ожидается ${wanted.ru}`),
    proposed.length > 0 ? { hint: meant(...proposed) } : {},
  );
};
