import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { text, UserError } from '../error.js';
import { meant } from '../model/meant.js';
import type { Lang } from '../model/text.js';
import { OPTIONS } from './all-options.js';
import type { Options, Place } from './define-option.js';

/** `-o` and `--out` in `-o, --out <path>`. */
const namesIn = (flags: string): string[] => flags.match(/(?<![\w-])--?[\w-]+/g) ?? [];

/** What the command line of a command may hold: the options of all commands, and its own. */
interface Known {
  readonly command: string;
  readonly options: readonly Options[string][];
}

export const knownOn = (command: string, own: Options = {}): Known => ({
  command,
  options: [...Object.values(own), ...Object.values<Options[string]>(OPTIONS)],
});

/** The names of those options that need a value. */
const needingIn = (options: Known['options']): ReadonlySet<string> =>
  new Set(options.flatMap(({ flags }) => (flags.includes('<') ? namesIn(flags) : [])));

/**
 * The same words with the command first: the order of options does not matter, before the command neither. The word
 * after an option that takes a value is no command.
 */
export function withCommandFirst(
  argv: readonly string[],
  commands: readonly { readonly name: string; readonly own?: Options | undefined }[],
): readonly string[] {
  const own = commands.flatMap((command) => Object.values(command.own ?? {}));
  const needing = needingIn([...own, ...Object.values<Options[string]>(OPTIONS)]);
  const at = argv.findIndex((word, place) => !/^-./.test(word) && !needing.has(argv[place - 1] ?? ''));
  const command = argv[at];
  if (command === undefined || argv.slice(0, at).includes('--') || !commands.some(({ name }) => name === command))
    return argv;
  return [command, ...argv.slice(0, at), ...argv.slice(at + 1)];
}

/**
 * Refuses an option like `--month` that stands twice with different values: whoever writes two months wants both, or
 * neither. Of other options the last value counts: scripts put the options of one run behind their usual ones.
 *
 * @throws {UserError}
 */
export function refuseTwice(argv: readonly string[], { options }: Known): void {
  const end = argv.indexOf('--');
  const words = end < 0 ? argv : argv.slice(0, end);
  for (const option of options) {
    if (!option.single) continue;
    const names = namesIn(option.flags);
    const written = words.flatMap((word, at) => {
      const name = names.find((one) => word === one || word.startsWith(`${one}=`));
      if (name === undefined) return namesIn(option.no?.flags ?? '').includes(word) ? [word] : [];
      return word === name && option.flags.includes('<') ? [`${word} ${words[at + 1] ?? ''}`] : [word];
    });
    const [first, other] = new Set(written);
    if (first !== undefined && other !== undefined)
      throw new UserError(text(`${first} and ${other} at once`, `${first} и ${other} одновременно`), {
        hint: text('keep one of them', 'оставьте что-то одно'),
      });
  }
}

/**
 * Adds `=` to options whose value was left out: `--excel exports/` becomes `--excel= exports/`, so that commander does
 * not take the path for the value.
 *
 * @throws {UserError} Where a value is missing that is required, or an optional one stands without its `=`.
 */
export function withEmptyValues(argv: readonly string[], cwd: string, { command, options }: Known): string[] {
  const end = argv.indexOf('--');
  const names = new Set(options.flatMap(({ flags, no }) => [...namesIn(flags), ...namesIn(no?.flags ?? '')]));
  const needing = needingIn(options);
  // Such options take a value only after `=`, never the next word.
  const open = new Map(
    options.flatMap((one) => (one.flags.includes('[') ? namesIn(one.flags).map((name) => [name, one]) : [])),
  );
  return argv.map((word, at) => {
    if (end >= 0 && at > end) return word;
    const next = argv[at + 1] ?? '';
    // Commander would take the next option for the value: `--by --month 2026-10`.
    if (needing.has(word) && names.has(next.split('=')[0] as string)) throw noValueBefore(command, word, next);
    const option = open.get(word);
    if (option === undefined) return word;
    if (/^[^-]/.test(next) && takes(option, next) && !existsSync(resolve(cwd, next))) throw withoutSign(word, next);
    return `${word}=`;
  });
}

/** Whether an option accepts a word as its value. */
function takes({ read }: Options[string], word: string): boolean {
  try {
    read(word);
    return true;
  } catch {
    return false;
  }
}

const withoutSign = (option: string, value: string): UserError =>
  new UserError(text(`${option} takes its value after a =`, `${option}: значение пишется через =`), {
    hint: meant(`${option}=${value}`),
  });

const noValueBefore = (command: string, word: string, next: string): UserError =>
  new UserError(text(`${word}: a value is missing before ${next}`, `${word}: перед ${next} нужно значение`), {
    hint: text(`see: funnel ${command} --help`, `справка: funnel ${command} --help`),
  });

/** The options that a command of a place takes: its own, and of the common ones those of the place. */
export const optionsOn = (place: Place, own: Options = {}): readonly Options[string][] =>
  [...Object.values(own), ...Object.values<Options[string]>(OPTIONS)].filter(({ on }) => on.includes(place));

/** Adds options to a command. `isWhole`: its help shows the rare ones, too. */
export function addOptions(
  command: Command,
  options: readonly Options[string][],
  { place, lang, isWhole }: { place: Place; lang: Lang; isWhole: boolean },
): Command {
  for (const one of options) {
    const isHidden = one.isRare === true && !isWhole;
    const option = new Option(one.flags, (one.helpOn?.[place] ?? one.help)[lang]).hideHelp(isHidden);
    if (one.choices) option.choices(one.choices);
    if (one.default !== undefined) option.default(one.default);
    if (one.many) option.argParser((value: string, all: string[] | undefined) => [...(all ?? []), value]);
    if (one.early) option.argParser((value) => one.read(value));
    command.addOption(option);
    if (one.no) command.addOption(new Option(one.no.flags, one.no.help[lang]).hideHelp(isHidden));
  }
  return command;
}
