import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { text, UserError } from '../error.js';
import { meant } from '../model/meant.js';
import type { Lang } from '../model/text.js';
import { OPTIONS } from './all-options.js';
import type { Options, Place } from './define-option.js';

const EVERY = Object.values<Options[string]>(OPTIONS);
const namesIn = (flags: string): string[] => flags.match(/--[\w-]+/g) ?? [];
const NAMES = new Set(EVERY.flatMap(({ flags, no }) => [...namesIn(flags), ...namesIn(no?.flags ?? '')]));
/** Flags that need a value. */
const NEEDING = new Set(EVERY.flatMap(({ flags }) => (flags.includes('<') ? namesIn(flags) : [])));
/** Flags whose value may be left out: it is always written with `=`, so that they never take a path for it. */
const OPEN = new Map(
  EVERY.flatMap((one) => (one.flags.includes('[') ? namesIn(one.flags).map((name) => [name, one]) : [])),
);

/**
 * Two months are no choice of the last one: whoever writes an option for days twice wants both, or neither. Elsewhere the
 * last value counts, as scripts expect that have usual options of their own.
 *
 * @throws {UserError}
 */
export function refuseTwice(argv: readonly string[]): void {
  const end = argv.indexOf('--');
  const words = end < 0 ? argv : argv.slice(0, end);
  for (const option of EVERY) {
    if (!option.single) continue;
    const names = option.flags.match(/(?<![\w-])--?[\w-]+/g) ?? [];
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
 * The words of a command line with the values that may be left out: `--excel exports/` is `--excel= exports/`.
 *
 * @throws {UserError} Where a value that may not be left out is, or stands without its `=`.
 */
export function withEmptyValues(argv: readonly string[], cwd: string): string[] {
  const end = argv.indexOf('--');
  return argv.map((word, at) => {
    if (end >= 0 && at > end) return word;
    const next = argv[at + 1] ?? '';
    // Commander would take the next option for the value: `--by --month 2026-10`.
    if (NEEDING.has(word) && NAMES.has(next.split('=')[0] as string)) throw noValueBefore(word, next);
    const open = OPEN.get(word);
    if (open === undefined) return word;
    if (/^[^-]/.test(next) && takes(open, next) && !existsSync(resolve(cwd, next))) throw withoutSign(word, next);
    return `${word}=`;
  });
}

/** Whether an option would take a word for its value. */
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

const noValueBefore = (word: string, next: string): UserError =>
  new UserError(text(`${word}: a value is missing before ${next}`, `${word}: перед ${next} нужно значение`), {
    hint: text('see: funnel report --help', 'справка: funnel report --help'),
  });

/** Puts the options of a place on a command, after those that the command alone has; `isWhole`: its help shows all of them. */
export function addOptions(command: Command, place: Place, lang: Lang, isWhole: boolean, own: Options = {}): Command {
  for (const one of [...Object.values(own), ...Object.values<Options[string]>(OPTIONS)]) {
    if (!one.on.includes(place)) continue;
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
