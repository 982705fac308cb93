import type { FileSettings } from '../../model/settings.js';

/** A table of which only its header and the lines above it are known, and whose cells may be asked for. */
export interface UnreadTable {
  readonly headings: readonly string[];
  /** Its name, for messages. */
  readonly file: string;
  /** What funnel.yaml says of it. */
  readonly settings: FileSettings | undefined;
  /** The lines above its header. */
  readonly preamble: readonly string[];
  readonly valuesOf: ValuesOf;
  readonly firstOf: FirstOf;
}

/** The distinct values of a column, by its place. It is asked only where a heading or the first rows give reason to. */
export type ValuesOf = (column: number) => ReadonlySet<string>;

/** Stands for the values of a column that has too many to keep. It is empty, though the column is not. */
export const TOO_MANY: ReadonlySet<string> = new Set();

/** What stands in the first rows of a column, by its place. */
export type FirstOf = (column: number) => readonly string[];

/** Whether a column holds nothing at all. The first rows decide whether to read the others. */
export const isBlank = ({ valuesOf, firstOf }: UnreadTable, column: number): boolean =>
  firstOf(column).length === 0 && valuesOf(column) !== TOO_MANY && valuesOf(column).size === 0;
