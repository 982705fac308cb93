import { type Text, text } from '../error.js';
import type { Io } from '../io.js';
import type { Lang } from '../model/text.js';
import type { Offer, Options, Place } from '../options/define-option.js';

/** A command: what `--help` says of it, what it takes, and what it does. */
export interface CommandDefinition {
  name: string;
  description: Text;
  /** The question of people that it answers, if it is one of the few under which `--help` lists it first. */
  answers?: Text;
  /** Lines to try, shown above the help. */
  examples: Text;
  /** What its paths are; undefined: it takes none. */
  paths?: Text;
  /** Which of the common options it takes. */
  place: Place;
  /** What a shell completes its first path with; `areMany`: each of them. */
  offers?: { readonly words: Offer; readonly areMany?: true };
  /** Those that it alone has. */
  own?: Options;
  /**
   * Loads what it needs and runs. Gives the exit code.
   *
   * @throws {UserError}
   */
  run(given: Given): Promise<number>;
}

export interface Given {
  paths: readonly string[];
  /** As commander hands them over, before they are checked: `valuesOf`. */
  flags: Readonly<Record<string, unknown>>;
  /** Of what is said: known for good once the configuration is read. */
  lang(): Lang;
  color: boolean;
  io: Io;
}

export const PATHS = text(
  'files, folders, globs, or - for standard input; none: the files of funnel.yaml',
  'файлы, папки, шаблоны или - для стандартного ввода; без них — files из funnel.yaml',
);

/** The heading above commands that answer none of these questions. */
export const THE_REST = text('All other commands:', 'Все остальные команды:');

/** Commands that are the same in every language. */
export const examples = (...lines: string[]): Text => {
  const listed = lines.map((line) => `  ${line}\n`).join('');
  return text(`Example:\n${listed}`, `Пример:\n${listed}`);
};
