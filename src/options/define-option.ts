import { type Text, text, UserError } from '../error.js';
import { meant } from '../model/meant.js';
import { shellWord } from '../model/shell-word.js';

/** Where an option holds: with `report`, with a report of its own (`funnel stages`), with another command; `all`: with each, and before any. */
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
/** Whatever is of some leads and some spend. */
export const SCOPED: readonly Place[] = [...REPORTS, 'explain', 'leads', 'diff', 'sql'];
/** Whatever is broken down. */
export const BROKEN_DOWN: readonly Place[] = [...REPORTS, 'explain'];
/** Whatever is written down as a report is. */
export const PRINTED: readonly Place[] = [...REPORTS, 'leads', 'diff'];
/** Whatever reads exports. */
export const READING: readonly Place[] = [...SCOPED, 'conversions', 'check', 'load'];
/** Whatever opens them, those that hand them on or draft how they are read too. */
export const OPENING: readonly Place[] = [...READING, 'anonymize', 'init'];

/** What a word may become as it is typed: one of these, or of what the program and funnel.yaml name. */
export type Offer = readonly string[] | 'dimensions' | 'filters' | 'reports' | 'figures' | 'codes' | 'zones';

/** One option: as the command line writes it, as code hands it over, and what becomes of it. */
export interface Option<Given, Value> {
  /** `--as-of <moment>`, `-o, --out <path>`, `--guess`. */
  flags: string;
  help: Text;
  on: readonly Place[];
  /** How it is taken back: `--no-config`. */
  no?: { flags: string; help: Text };
  choices?: readonly string[];
  /** What a shell completes it with, where other words are taken as well. */
  offers?: Offer;
  /** As it would be written; shown by `--help`. */
  default?: string;
  /** It may be written several times. */
  many?: true;
  /** Two values of it may both be meant: they are an error, where of other options the last value counts. */
  single?: true;
  /** A screen does not need it: `--help-all` shows it. */
  isRare?: true;
  /** Where its help says another thing than elsewhere. */
  helpOn?: Partial<Record<Place, Text>>;
  /** It is read before the command is: so that it holds for `--help` too. */
  early?: true;
  /** What code may hand over: without types it hands over anything, and what would be passed over in silence is an error. */
  given: Check;
  /**
   * From what was written, or handed over, to what the program goes by.
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

/** What code hands over, and what becomes of it. */
export type GivenFor<List extends Options> = {
  readonly [Name in keyof List]?: (List[Name] extends Option<infer Given, infer _> ? Given : never) | undefined;
};
type ValuesOf<List extends Options> = { [Name in keyof List]: ReturnType<List[Name]['read']> };

/** Reads each of the options, those that were not written too. */
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
/** Of an option whose value may be left out. */
export const EITHER: Check = {
  wanted: text('true, false or a string', 'true, false или строка'),
  holds: (value) => typeof value === 'boolean' || isText(value),
};
export const oneOf = (words: readonly string[]): Check => ({
  wanted: text(`one of ${words.join(' ')}`, `одно из ${words.join(' ')}`),
  holds: (value) => isText(value) && words.includes(value),
});

/** Of an option that may stay away. */
export const ifWritten =
  <Value>(read: (written: string) => Value) =>
  (written: string | undefined): Value | undefined =>
    written === undefined ? undefined : read(written);

export const asWritten = (written: string | undefined): string | undefined => written;
export const isOn = (written: boolean | undefined): boolean => written === true;

/** `likely`: what may have been meant, as it is typed after the option. */
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
