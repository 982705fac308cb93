import { Command } from 'commander';
import { COMMANDS } from './commands/all-commands.js';
import { THE_REST } from './commands/define-command.js';
import { text, UserError } from './error.js';
import type { Io } from './io.js';
import type { Lang } from './model/text.js';
import { OPTIONS } from './options/all-options.js';
import { RUSSIAN_HELP, WRAPPED } from './options/commander-words.js';
import { valuesOf } from './options/define-option.js';
import { addOptions } from './options/on-command.js';
import { VERSION } from './options/version.js';
import { withProgress } from './progress.js';

/** A command line to be read, and who receives the result. */
export interface Line {
  argv: readonly string[];
  io: Io;
  lang(): Lang;
  /** How a sentence may be shown, names from the exports included. */
  shown(isPersonal: boolean): (sentence: string) => string;
  finish(exit: number): void;
}

/**
 * Builds commander's program with every command in it. A command that is not wanted is added by name only: building a
 * thousand options of other commands would be for nothing.
 */
export function commandLine(
  { argv, io, lang: language, shown, finish }: Line,
  isWanted: (name: string) => boolean,
): Command {
  const lang = language();
  const isWhole = argv.includes('--help-all');
  const help = text('this help', 'эта справка')[lang];
  const program = new Command('funnel')
    .version(VERSION, '-V, --version', text('the version', 'версия')[lang])
    .helpOption('-h, --help', help)
    .helpCommand('help [command]', text('the help of a command', 'справка по команде')[lang])
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureOutput({
      writeOut: io.out,
      writeErr: () => {},
      getOutHelpWidth: () => io.width,
      getErrHelpWidth: () => io.width,
    })
    .configureHelp({ showGlobalOptions: true, ...WRAPPED, ...(lang === 'ru' ? RUSSIAN_HELP : {}) })
    .addHelpText('before', EXAMPLES[lang]);
  for (const { name, description, examples, paths, place, own, answers, run: runCommand } of COMMANDS) {
    const command = program
      .command(name)
      .description(description[lang])
      .helpGroup((answers ?? THE_REST)[lang])
      .addHelpText('before', examples[lang]);
    if (!isWanted(name)) continue;
    if (paths) command.argument('[paths...]', paths[lang]);
    addOptions(command, { place, lang, isWhole, own }).helpOption('-h, --help', help);
    command.action(async () => {
      const flags = command.optsWithGlobals();
      const given = { paths: command.args, flags, lang: language, color: colorOf(flags, io) };
      const talk = { ...loudness(flags), lang: language, shown: shown(flags.personal === true) };
      finish(await withProgress(io, talk, (own) => runCommand({ ...given, io: own })));
    });
  }
  return addOptions(program, { place: 'all', lang, isWhole });
}

/**
 * Whose help is printed: that of the command which is named; without one that of the program, and with `--help-all` of
 * every command too.
 */
export function helpedBy(argv: readonly string[], program: Command): readonly Command[] {
  const named = program.commands.find((command) => argv.includes(command.name()));
  if (named) return [named];
  return argv.includes('--help-all') ? [program, ...program.commands] : [program];
}

/**
 * How much is said on stderr.
 * @throws {UserError} Where it should be both more and less.
 */
function loudness(flags: Readonly<Record<string, unknown>>): { isQuiet: boolean; isVerbose: boolean } {
  const { quiet, verbose } = valuesOf({ quiet: OPTIONS.quiet, verbose: OPTIONS.verbose }, flags);
  if (quiet && verbose)
    throw new UserError(
      text(
        '--quiet says less and --verbose more: one of the two',
        '--quiet — меньше слов, --verbose — больше: одно из двух',
      ),
    );
  return { isQuiet: quiet === true, isVerbose: verbose === true };
}

/** Whether to print in colour: an explicit flag decides, then NO_COLOR, then whether stdout is a terminal. */
function colorOf(flags: Readonly<Record<string, unknown>>, { env, isTerminal }: Io): boolean {
  const { color } = valuesOf({ color: OPTIONS.color }, flags);
  return color ?? (!env.NO_COLOR && isTerminal && env.TERM !== 'dumb');
}

const EXAMPLES = text(
  `Examples:
  funnel report exports/                    the funnel out of a folder of exports
  funnel report exports/ --month 2026-10    leads created in October
  funnel sources exports/ --by campaign     what a lead costs and earns, by campaign
  funnel explain sources.cpl exports/       where one number comes from
  funnel check exports/                     what was read, and what was not
  funnel init exports/                      a funnel.yaml to begin with
`,
  `Примеры:
  funnel report выгрузки/                    воронка по папке с выгрузками
  funnel report выгрузки/ --month 2026-10    лиды, созданные в октябре
  funnel sources выгрузки/ --by campaign     цена и отдача лида по кампаниям
  funnel explain sources.cpl выгрузки/       откуда взялось число
  funnel check выгрузки/                     что прочитано, а что нет
  funnel init выгрузки/                      funnel.yaml для начала
`,
);
