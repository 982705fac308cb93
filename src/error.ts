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

export interface Where {
  /** What to type or change next. */
  hint?: Text;
  file?: string;
  /** A physical line, counted from 1. */
  line?: number;
  exit?: number;
}

/**
 * Something a person can put right: what is wrong, in which file and line, and what to do next.
 * Its message never holds a whole row: rows are personal data.
 */
export class UserError extends Error {
  readonly what: Text;
  readonly hint: Text | undefined;
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly exit: number;

  constructor(what: Text, { hint, file, line, exit = EXIT.input }: Where = {}) {
    super(what.en);
    this.name = 'UserError';
    this.what = what;
    this.hint = hint;
    this.file = file;
    this.line = line;
    this.exit = exit;
  }
}

/** A promise of the program to itself that was broken (a sum that does not add up): exit 70, never a printed report. */
export class Bug extends Error {
  override name = 'Bug';
}

export { type Text, text };
