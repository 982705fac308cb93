/** The outside world of one run, passed in, so that tests run in process and stay silent. */
export interface Io {
  /** Data. */
  out(chunk: string): void;
  /** Talk: warnings, progress, errors. */
  err(chunk: string): void;
  /** Columns of the terminal; 100 where there is none. */
  width: number;
  /** Whether stdout is a terminal. */
  isTerminal: boolean;
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  /** Standard input, for the path `-`; undefined: there is none, or a person sits there. */
  input?(): AsyncIterable<Uint8Array> | undefined;
}

/** Used where stdout is no terminal and COLUMNS is not set. */
export const DEFAULT_WIDTH = 100;
