import { type Text, text } from './model/text.js';

/** The exit codes that scripts rely on. */
export const EXIT = {
  done: 0,
  gate: 1,
  input: 2,
  rejects: 3,
  bug: 70,
  output: 74,
  interrupted: 130,
  terminated: 143,
} as const;

/** The settings of a file that sometimes only a person can know. */
export type FormatKey = 'decimal' | 'dates';

export interface Where {
  /** What to type or change next. */
  hint?: Text;
  file?: string;
  /** A physical line, counted from 1. */
  line?: number;
  exit?: number;
  /** The errors that this one lists, if it stands for several. */
  several?: readonly UserError[];
  /**
   * The setting that would settle how the file is read: two readings are possible, and nothing tells which is right.
   */
  settledBy?: FormatKey;
}

/**
 * Something a person can put right: what is wrong, in which file and line, and what to do next.
 * Its message never holds a whole row: rows are personal data.
 */
export class UserError extends Error {
  readonly what: Text;
  /** The kind of error, for code: `FUNNEL_INPUT`, `FUNNEL_REJECTS`, `FUNNEL_OUTPUT`. */
  readonly code: string;
  readonly hint: Text | undefined;
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly exit: number;
  readonly several: readonly UserError[];
  readonly settledBy: FormatKey | undefined;

  constructor(what: Text, { hint, file, line, exit = EXIT.input, several = [], settledBy }: Where = {}) {
    // An uncaught error prints its message: without the place nobody would know where to look.
    super(placed({ what, file, line }, 'en'));
    this.name = 'UserError';
    this.what = what;
    this.code = `FUNNEL_${NAMES.get(exit) ?? 'INPUT'}`;
    this.hint = hint;
    this.file = file;
    this.line = line;
    this.exit = exit;
    this.several = several;
    this.settledBy = settledBy;
  }
}

const NAMES = new Map<number, string>(Object.entries(EXIT).map(([name, exit]) => [exit, name.toUpperCase()]));

/**
 * `funnel.yaml: line 9: what is wrong`. Line breaks in the name of a file are escaped: the rest of the name would look
 * like a sentence of the program.
 */
export function placed(
  { what, file, line }: { what: Text; file: string | undefined; line: number | undefined },
  lang: 'en' | 'ru',
): string {
  const at = line === undefined ? undefined : text(`line ${line}`, `строка ${line}`)[lang];
  return [file?.replaceAll('\n', '\\n'), at, what[lang]].filter((part) => part !== undefined).join(': ');
}

/** What `work` gives, or the `UserError` that it throws, so that others like it can go on. Other errors are thrown. */
export async function orRefused<T>(work: () => T | Promise<T>): Promise<T | UserError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

/**
 * Throws one error that lists all of them, each with its hint. A single error is thrown as it is; with none nothing
 * happens.
 *
 * @throws {UserError}
 */
export function refuseAll(errors: readonly UserError[], what: Text): void {
  const [first, ...others] = errors;
  if (first === undefined) return;
  if (others.length === 0) throw first;
  const lines = (lang: 'en' | 'ru') =>
    errors.map((error) => `  ${placed(error, lang)}${error.hint ? `\n    → ${error.hint[lang]}` : ''}`);
  throw new UserError(text(`${what.en}\n${lines('en').join('\n')}`, `${what.ru}\n${lines('ru').join('\n')}`), {
    exit: first.exit,
    several: errors,
  });
}

/** A fault of the program, such as a sum that does not add up. The exit code is 70, and no report is printed. */
export class Bug extends Error {
  override name = 'Bug';
}

export { type Text, text };
