import { type Command, CommanderError } from 'commander';
import { commandLine, parse } from './command-line.js';
import { COMMANDS } from './commands/all-commands.js';
import { EXIT, text } from './error.js';
import { type Io, processIo, watchProcess } from './io.js';
import type { Lang } from './model/text.js';
import { withCommandFirst } from './options/on-command.js';
import { askedLanguage, systemLocale, usualLanguage } from './options/talk.js';

/**
 * Says what is asked of the program itself. Undefined: the words ask for something else, and nothing was said. This is
 * all that `bin/load.js` starts for a help: a program of its own, without what commands do.
 */
export async function help(typed: readonly string[]): Promise<number | undefined> {
  const argv = withCommandFirst(typed, COMMANDS);
  const io = processIo();
  const lang = askedLanguage(argv) ?? usualLanguage(io.env, systemLocale);
  const said = await saidOfItself(argv, lang, io);
  if (said === undefined) return undefined;
  watchProcess(() => lang);
  io.out(said);
  return EXIT.done;
}

/**
 * A help, the version, or what to do first; undefined where something else is asked for, or where the words are wrong.
 * `argv`: the command first.
 */
export async function saidOfItself(
  argv: readonly string[],
  lang: Lang,
  { width, cwd }: Pick<Io, 'width' | 'cwd'>,
): Promise<string | undefined> {
  if (isAlone(argv)) return FIRST[lang];
  if (argv[0] === 'complete' || !argv.some((word) => OF_ITSELF.test(word))) return undefined;
  let said = '';
  const out = (words: string) => {
    said += words;
  };
  const isWhole = argv.includes('--help-all');
  const line = { argv, lang, width, out, act: async () => {} };
  const program = commandLine(line, (name) => isWhole || argv.includes(name));
  // Help on a command was put behind its name (`funnel report --help`), so what begins with it is of all of them.
  if (isWhole || /^(?:-h|--help)$/.test(argv[0] ?? '')) {
    for (const [at, command] of helpedBy(argv, program).entries()) {
      if (at > 0) out('\n');
      command.outputHelp();
    }
    return said;
  }
  try {
    await parse(program, argv, cwd);
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return said;
  }
  return undefined;
}

/** Without one of these words nothing is asked of the program itself. With one of them something else may be. */
const OF_ITSELF = /^(?:-h|--help|--help-all|help|-V|--version)$/;

/** Whether only `funnel` was typed, with or without a language. */
const isAlone = (argv: readonly string[]): boolean =>
  argv.every((word, at) => word.startsWith('--lang') || argv[at - 1] === '--lang');

/**
 * Whose help is printed: that of the command which is named; without one that of the program, and with `--help-all` of
 * every command too.
 */
function helpedBy(argv: readonly string[], program: Command): readonly Command[] {
  const named = program.commands.find((command) => argv.includes(command.name()));
  if (named) return [named];
  return argv.includes('--help-all') ? [program, ...program.commands] : [program];
}

/** What `funnel` without a command prints: what to do first. */
const FIRST = text(
  `Put the exports of the ad platforms and of the CRM into one folder, just as they were downloaded, and run

  funnel check exports/     what each file is, how it was read, what was left out and why
  funnel init exports/      writes a funnel.yaml: what a person has to confirm
  funnel report exports/    the funnel: stages, sources, reasons

All commands: funnel --help · the exports that are known: funnel formats
`,
  `Положите выгрузки рекламных систем и CRM в одну папку, как скачали, и запустите

  funnel check выгрузки/     что это за файлы, как прочитаны, что пропущено и почему
  funnel init выгрузки/      пишет funnel.yaml: что нужно подтвердить
  funnel report выгрузки/    воронка: этапы, источники, причины отказа

Все команды: funnel --help · известные выгрузки: funnel formats
`,
);
