import { type Command, Option } from 'commander';
import type { Lang } from '../model/text.js';
import { OPTIONS } from './all-options.js';
import type { Options, Place } from './define-option.js';

/** Flags whose value may be left out: it is always written with `=`, so that they never take a path for it. */
const OPEN = new Set(
  Object.values<Options[string]>(OPTIONS).flatMap(({ flags }) => (/(--[\w-]+) \[/.exec(flags) ?? []).slice(1)),
);

/** The words of a command line with the values that were left out: `--excel exports/` is `--excel= exports/`. */
export function withEmptyValues(argv: readonly string[]): string[] {
  const end = argv.indexOf('--');
  return argv.map((word, at) => (OPEN.has(word) && (end < 0 || at < end) ? `${word}=` : word));
}

/** Puts the options of a place on a command, after those that the command alone has. */
export function addOptions(command: Command, place: Place, lang: Lang, own: Options = {}): Command {
  for (const one of [...Object.values(own), ...Object.values<Options[string]>(OPTIONS)]) {
    if (!one.on.includes(place)) continue;
    const option = new Option(one.flags, one.help[lang]);
    if (one.choices) option.choices(one.choices);
    if (one.default !== undefined) option.default(one.default);
    if (one.many) option.argParser((value: string, all: string[] | undefined) => [...(all ?? []), value]);
    if (one.early) option.argParser((value) => one.read(value));
    command.addOption(option);
    if (one.no) command.addOption(new Option(one.no.flags, one.no.help[lang]));
  }
  return command;
}
