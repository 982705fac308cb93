import { Command } from 'commander';
import { COMMANDS } from './commands/all-commands.js';
import { type CommandDefinition, THE_REST } from './commands/define-command.js';
import { type Lang, text } from './model/text.js';
import { RUSSIAN_HELP, WRAPPED } from './options/commander-words.js';
import { addOptions, knownOn, optionsOn, refuseTwice, withEmptyValues } from './options/on-command.js';
import { VERSION } from './options/version.js';

/** A command line to be read. */
export interface Line {
  argv: readonly string[];
  lang: Lang;
  /** Columns for a help. */
  width: number;
  out(said: string): void;
  /** Is told which command was typed, and with what. */
  act(command: CommandDefinition, typed: Command): Promise<void>;
}

/**
 * Builds commander's program with every command in it. Of a command that is not wanted the list of commands tells no more
 * than whether it has options: building a thousand options of other commands would be for nothing.
 */
export function commandLine({ argv, lang, width, out, act }: Line, isWanted: (name: string) => boolean): Command {
  const isWhole = argv.includes('--help-all');
  const help = text('this help', 'эта справка')[lang];
  const program = new Command('funnel')
    .version(VERSION, '-V, --version', text('the version', 'версия')[lang])
    .helpOption('-h, --help', help)
    .helpCommand('help [command]', text('the help of a command', 'справка по команде')[lang])
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureOutput({
      writeOut: out,
      writeErr: () => {},
      getOutHelpWidth: () => width,
      getErrHelpWidth: () => width,
    })
    .configureHelp({ showGlobalOptions: true, ...WRAPPED, ...(lang === 'ru' ? RUSSIAN_HELP : {}) })
    .addHelpText('before', EXAMPLES[lang]);
  for (const definition of COMMANDS) {
    const { name, description, examples, paths, place, own, answers } = definition;
    const command = program
      .command(name)
      .description(description[lang])
      .helpGroup((answers ?? THE_REST)[lang])
      .addHelpText('before', examples[lang]);
    if (paths) command.argument('[paths...]', paths[lang]);
    const options = optionsOn(place, own);
    addOptions(command, isWanted(name) ? options : options.slice(0, 1), { place, lang, isWhole });
    if (!isWanted(name)) continue;
    command.helpOption('-h, --help', help).action(() => act(definition, command));
  }
  return addOptions(program, optionsOn('all'), { place: 'all', lang, isWhole });
}

/**
 * Has commander read the words: it prints, acts, or throws.
 *
 * @throws {UserError} @throws {CommanderError}
 */
export async function parse(program: Command, argv: readonly string[], cwd: string): Promise<void> {
  const [named] = argv.flatMap((word) => COMMANDS.filter(({ name }) => name === word));
  const known = knownOn(named?.name ?? 'report', named?.own);
  refuseTwice(argv, known);
  await program.parseAsync(withEmptyValues(argv, cwd, known), { from: 'user' });
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
