import { resolve } from 'node:path';
import { ShellCompDirective } from '@bomb.sh/tab';
import type { Io } from '../io.js';
import type { Lang, Text } from '../model/text.js';
import { OPTIONS } from '../options/all-options.js';
import type { Offer, Options } from '../options/define-option.js';
import { cutAtWord } from '../render/width.js';
import { COMMANDS } from './all-commands.js';
import type { CommandDefinition } from './define-command.js';
import { wordsOffered } from './words-offered.js';

type AnyOption = Options[string];
interface Proposal {
  readonly value: string;
  readonly help?: Text;
}

/** A shell lists what a word is for beside it, as far as there is room. */
const WIDTH = 60;

/**
 * Answers the script of a shell at each press of Tab: one line for each completion of the last of `words`, its help after
 * a tab, and at the end what to do if there is none. For `--by=so` the words come without the option, which the script
 * adds.
 */
export async function completed(words: readonly string[], lang: Lang, io: Io): Promise<string> {
  const before = words.slice(0, -1);
  const last = words.at(-1) ?? '';
  const { proposals, begun, isPath } = await proposed(before, last, io);
  const left = proposals.filter(({ value }) => value.startsWith(begun) && !CONTROL.test(value));
  const isOpen = left.length > 0 && left.every(({ value }) => /[=.]$/.test(value));
  const { ShellCompDirectiveDefault: files, ShellCompDirectiveNoFileComp: none } = ShellCompDirective;
  const directive =
    (left.length === 0 && isPath ? files : none) + (isOpen ? ShellCompDirective.ShellCompDirectiveNoSpace : 0);
  const spelt = io.env.FUNNEL_COMPLETE === 'escaped' ? escaped : (value: string) => value;
  const lines = left.map(({ value, help }) => `${spelt(value)}\t${help ? cutAtWord(help[lang], WIDTH) : ''}\n`);
  return `${lines.join('')}:${directive}\n`;
}

/** A name of the configuration may hold anything; one that would end a line of the answer is not offered. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/** zsh removes one backslash before it lists a word, ends the word at an unescaped colon, and inserts the rest as it is. */
const escaped = (value: string): string => value.replace(/[^\p{L}\p{N}_@%+=:,./-]/gu, '\\\\$&').replaceAll(':', '\\:');

interface Proposed {
  readonly proposals: readonly Proposal[];
  /** What of the word they begin with. */
  readonly begun: string;
  /** Where none of them is meant, it is a path. */
  readonly isPath: boolean;
}

async function proposed(before: readonly string[], last: string, io: Io): Promise<Proposed> {
  const [first] = pathsIn(before, Object.values<AnyOption>(OPTIONS));
  const command = COMMANDS.find(({ name }) => name === first);
  const options = optionsOf(command);
  const [, flag, value] = /^(--?[\w-]+)=(.*)$/su.exec(last) ?? [];
  const open = optionCalled(options, flag) ?? optionCalled(options, before.at(-1), true);
  if (open) return valuesOf(open, value ?? last, typed(before, options, io));
  if (last.startsWith('-')) return { proposals: flagsOf(options, last), begun: last, isPath: false };
  const given = pathsIn(before, options);
  if (!command && !given.includes('help')) {
    const names = COMMANDS.map(({ name, description }) => ({ value: name, help: description }));
    return { proposals: [...names, { value: 'help' }], begun: last, isPath: false };
  }
  if (!command) return { proposals: COMMANDS.map(({ name }) => ({ value: name })), begun: last, isPath: false };
  const offered = given.length === 1 || command.offers?.areMany ? command.offers?.words : undefined;
  const list = offered ? await wordsOffered(offered, last, typed(before, options, io)) : [];
  return { proposals: list.map((one) => ({ value: one })), begun: last, isPath: command.paths !== undefined };
}

const optionsOf = (command: CommandDefinition | undefined): AnyOption[] => {
  const holds = ({ on }: AnyOption) => on.includes('all') || (command !== undefined && on.includes(command.place));
  return [...Object.values(command?.own ?? {}), ...Object.values<AnyOption>(OPTIONS).filter(holds)];
};

/** `-f`, `--format`. */
const namesOf = ({ flags }: Pick<AnyOption, 'flags'>): string[] => flags.match(/(?<![\w-])--?[\w-]+/g) ?? [];

const optionCalled = (
  options: readonly AnyOption[],
  word: string | undefined,
  needsValue = false,
): AnyOption | undefined =>
  options.find((one) => word !== undefined && namesOf(one).includes(word) && (!needsValue || one.flags.includes('<')));

/** Those that a screen does not need are shown once they are begun. */
function flagsOf(options: readonly AnyOption[], begun: string): Proposal[] {
  const shown = options.filter(({ isRare }) => !isRare || begun.length > 2);
  return [
    ...shown.flatMap(({ flags, help, no }) => [
      { value: namesOf({ flags }).at(-1) as string, help },
      ...(no ? [{ value: no.flags, help: no.help }] : []),
    ]),
    { value: '--help' },
  ];
}

async function valuesOf(
  option: AnyOption,
  begun: string,
  where: Parameters<typeof wordsOffered>[2],
): Promise<Proposed> {
  const offer: Offer | undefined = option.offers ?? option.choices;
  // `--by source,ma`: what stands before the last comma stays.
  const head = option.many && offer !== 'filters' ? begun.slice(0, begun.lastIndexOf(',') + 1) : '';
  const list = offer ? await wordsOffered(offer, begun.slice(head.length), where) : [];
  const isPath = /<(?:file|path)>/.test(option.flags);
  return { proposals: list.map((word) => ({ value: head + word })), begun, isPath };
}

/** The words that are neither options nor their values; the first of them is the command. */
const pathsIn = (before: readonly string[], options: readonly AnyOption[]): string[] =>
  before.filter((word, at) => !word.startsWith('-') && !optionCalled(options, before[at - 1], true));

function typed(before: readonly string[], options: readonly AnyOption[], { cwd }: Io) {
  const at = before.lastIndexOf('--config');
  const named = before.find((word) => word.startsWith('--config='))?.slice('--config='.length) ?? before[at + 1];
  const isNamed = at >= 0 || before.some((word) => word.startsWith('--config='));
  return {
    paths: pathsIn(before, options).slice(1),
    config: before.includes('--no-config') ? (false as const) : isNamed && named ? resolve(cwd, named) : undefined,
    cwd,
  };
}
