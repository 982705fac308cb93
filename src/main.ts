import { Command, CommanderError } from 'commander';
import { COMMANDS } from './commands/all-commands.js';
import { THE_REST } from './commands/define-command.js';
import { Bug, EXIT, placed, text, UserError } from './error.js';
import { type Io, processIo, watchProcess } from './io.js';
import { annotation } from './model/annotation.js';
import { hidePeople } from './model/people.js';
import { withoutPasswords } from './model/store-address.js';
import type { Lang } from './model/text.js';
import { OPTIONS } from './options/all-options.js';
import { RUSSIAN_HELP, WRAPPED } from './options/commander-words.js';
import { valuesOf } from './options/define-option.js';
import { mistyped } from './options/mistyped.js';
import { addOptions, knownOn, refuseTwice, withEmptyValues } from './options/on-command.js';
import { askedLanguage, usualLanguage } from './options/talk.js';
import { VERSION } from './options/version.js';
import { watched } from './progress.js';

/** A command line in, an exit code out. The only place that catches errors. */
export async function run(argv: readonly string[], given: Partial<Io> = {}): Promise<number> {
  const asked = askedLanguage(argv);
  let lang = asked ?? usualLanguage(given.env ?? process.env, given.env ? () => 'en' : systemLocale);
  const plain: Io = { ...processIo(), ...given };
  // Names of files and texts out of them are part of what is said: none of them reaches a terminal raw.
  // Whatever goes to stderr is sentences of ours, with words of others in them.
  const shown = shownTo(argv.includes('--personal'));
  const io: Io = {
    ...plain,
    err: (chunk) => plain.err(shown(chunk)),
    // Whoever takes what is said is no terminal.
    screen: given.err ? given.screen : plain.screen,
    speak: (own) => {
      lang = asked ?? own;
    },
  };
  // Whoever takes the output takes care of the process as well.
  if (!given.out) watchProcess(() => lang);
  let code: number = EXIT.done;
  if (argv[0] === 'complete' && argv[1] === '--') {
    const { completed } = await import('./commands/complete.js');
    io.out(await completed(argv.slice(2), lang, io));
    return code;
  }
  const isAlone = argv.every((word, at) => word.startsWith('--lang') || argv[at - 1] === '--lang');
  if (isAlone) {
    io.out(FIRST[lang]);
    return code;
  }
  const made = (isWanted: (name: string) => boolean) =>
    commandLine(
      () => lang,
      io,
      (exit) => {
        code = exit;
      },
      isWanted,
      argv.includes('--help-all'),
    );
  const whole = () => made(() => true);
  const isHelp = argv.some((word) => /^(?:-h|--help|--help-all|help)$/.test(word));
  const program = isHelp ? whole() : made((name) => argv.includes(name));
  // `funnel --help report` asks for what `funnel report --help` says.
  if (argv.includes('--help-all') || /^(?:-h|--help)$/.test(argv[0] ?? '')) {
    for (const [at, command] of helpedBy(argv, program).entries()) {
      if (at > 0) io.out('\n');
      command.outputHelp();
    }
    return code;
  }
  try {
    const [named] = argv.flatMap((word) => COMMANDS.filter(({ name }) => name === word));
    const known = knownOn(named?.name ?? 'report', named?.own);
    refuseTwice(argv, known);
    await program.parseAsync(withEmptyValues(argv, io.cwd, known), { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) return report(error, lang, io, argv.includes('--ci'));
    return error.exitCode === 0
      ? EXIT.done
      : report(mistyped(error, { argv, program: whole(), cwd: io.cwd }), lang, io);
  }
}

/** The command that is named; without one the program, and where everything is asked for all of its commands. */
function helpedBy(argv: readonly string[], program: Command): readonly Command[] {
  const named = program.commands.find((command) => argv.includes(command.name()));
  return named ? [named] : argv.includes('--help-all') ? [program, ...program.commands] : [program];
}

/** By what is ready at once: a format of dates takes a fifth of a bare node's start. */
const systemLocale = (): string => new Intl.PluralRules().resolvedOptions().locale;

/** Of a command that is not wanted the name alone; `isWhole`: a help shows every option. A thousand options of others would be made for nothing. */
function commandLine(
  language: () => Lang,
  io: Io,
  finish: (code: number) => void,
  isWanted: (name: string) => boolean,
  isWhole: boolean,
): Command {
  const lang = language();
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
    addOptions(command, place, lang, isWhole, own).helpOption('-h, --help', help);
    command.action(async () => {
      const flags = command.optsWithGlobals();
      const given = { paths: command.args, flags, lang: language, color: colorOf(flags, io) };
      const talk = { isQuiet: flags.quiet === true, lang: language, shown: shownTo(flags.personal === true) };
      finish(await watched(io, talk, (own) => runCommand({ ...given, io: own })));
    });
  }
  return addOptions(program, 'all', lang, isWhole);
}

/** An explicit flag first, then NO_COLOR, then whether anybody can see it. */
function colorOf(flags: Readonly<Record<string, unknown>>, { env, isTerminal }: Io): boolean {
  const { color } = valuesOf({ color: OPTIONS.color }, flags);
  return color ?? (!env.NO_COLOR && isTerminal && env.TERM !== 'dumb');
}

const asAnnotation = ({ what, hint, file, line }: UserError, lang: Lang): string =>
  annotation({
    ...{ level: 'error', file, line, title: 'funnel' },
    message: [what, ...(hint ? [hint] : [])].map((one) => one[lang]).join('\n'),
  });

function report(error: unknown, lang: Lang, io: Io, isCi = false): number {
  if (error instanceof UserError) {
    if (isCi) io.err(asAnnotation(error, lang));
    io.err(`funnel: ${placed(error, lang)}\n`);
    if (error.hint) io.err(`  → ${error.hint[lang]}\n`);
    return error.exit;
  }
  const detail =
    error instanceof Error ? (error instanceof Bug ? error.message : (error.stack ?? error.message)) : String(error);
  io.err(
    lang === 'ru'
      ? `funnel: ошибка в самой программе, отчёта нет\n  ${detail}\n  → сообщите об этом разработчикам\n`
      : `funnel: a fault of the program itself; no report\n  ${detail}\n  → please report it\n`,
  );
  return EXIT.bug;
}

/** What of a sentence is shown, its names out of exports among it. */
const shownTo = (isPersonal: boolean) => (sentence: string) => {
  const open = withoutPasswords(sentence);
  return visible(isPersonal ? open : hidePeople(open, 'sentence'));
};

/** Control characters out of file names and cells never reach a terminal. */
const visible = (message: string): string =>
  message.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is made visible
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** What `funnel` alone says: what to do first. */
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
