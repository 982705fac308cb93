import { Command, CommanderError, Option } from 'commander';
import {
  addOutputOptions,
  addReadOptions,
  addScopeOptions,
  byOf,
  type Flags,
  filtersOf,
  languageOf,
  periodOf,
  readOptionsOf,
} from './commands/options.js';
import { REPORTS } from './commands/reports.js';
import { VERSION } from './commands/version.js';
import { Bug, EXIT, type Text, text, UserError } from './error.js';
import { DEFAULT_WIDTH, type Io } from './io.js';
import { FORMATS, type Format } from './model/dialect.js';
import type { Lang } from './model/text.js';

/** A command line in, an exit code out. The only place that catches errors. */
export async function run(argv: readonly string[], given: Partial<Io> = {}): Promise<number> {
  const lang = languageOf(argv, given.env ?? process.env);
  const io: Io = { ...processIo(), ...given };
  // Whoever takes the output takes care of the process as well.
  if (!given.out) watch(lang);
  let code: number = EXIT.done;
  try {
    await commandLine(lang, io, (exit) => {
      code = exit;
    }).parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    return report(error, lang, io);
  }
}

const INIT_OPTIONS = new Set([
  ...['timezone', 'currency', 'encoding', 'delimiter', 'decimal', 'dates', 'memory', 'threads'],
]);

function commandLine(lang: Lang, io: Io, finish: (code: number) => void): Command {
  const say = ({ en, ru }: Text) => (lang === 'ru' ? ru : en);
  const program = new Command('funnel')
    .version(VERSION, '-V, --version', say(text('the version', 'версия')))
    .helpOption('-h, --help', say(text('this help', 'эта справка')))
    .helpCommand(false)
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: io.out,
      writeErr: () => {},
      getOutHelpWidth: () => io.width,
      getErrHelpWidth: () => io.width,
    })
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: (title) => (lang === 'ru' ? (RUSSIAN_TITLES.get(title) ?? title) : title),
    })
    .addHelpText('before', say(EXAMPLES));
  const common = (command: Command) =>
    command
      .option(
        '--lang <lang>',
        say(text('en or ru; default: LC_ALL, LANG, else en', 'en или ru; по умолчанию LC_ALL, LANG, иначе en')),
        language,
      )
      .option('-q, --quiet', say(text('nothing on stderr but errors', 'в stderr только ошибки')))
      .option('--color', say(text('colours, even in a pipe', 'цвета, даже в конвейере')))
      .option('--no-color', say(text('no colours (as NO_COLOR does)', 'без цветов (как NO_COLOR)')));
  const print = async (sections: readonly string[], paths: string[], flags: Flags) => {
    const { printReport } = await import('./commands/print.js');
    const options = {
      ...readOptionsOf(paths, flags),
      from: flags.from as string | undefined,
      to: flags.to as string | undefined,
      last: flags.last as string | undefined,
      week: flags.week as string | undefined,
      month: flags.month as string | undefined,
      all: flags.all as boolean | undefined,
      by: byOf(flags),
      where: filtersOf(flags),
      period: periodOf(flags),
      strict: flags.strict === true,
      explain: flags.explain === true,
      sections: sections.length > 0 ? sections : sectionsOf(flags),
    };
    await printReport(
      options,
      {
        format: flags.format as Format,
        out: flags.out as string | undefined,
        excel: flags.excel === true,
        raw: flags.raw === true,
        quiet: flags.quiet === true,
        lang,
        color: colorOf(flags, io),
      },
      io,
    );
  };

  const main = addOutputOptions(addScopeOptions(addReadOptions(program.command('report'), lang), lang), lang, FORMATS)
    .description(
      say(text('the unified funnel: stages, sources, reasons', 'единая воронка: этапы, источники, причины отказа')),
    )
    .option(
      '--section <name>',
      say(text('only this report; may be repeated', 'только этот отчёт; можно повторять')),
      (value: string, all: string[] | undefined) => [...(all ?? []), value],
    )
    .addHelpText('before', say(REPORT_EXAMPLES))
    .action((paths: string[], _: Flags, command: Command) => print([], paths, command.optsWithGlobals()));
  const subcommands = [main];
  for (const { name, question } of REPORTS)
    subcommands.push(
      addOutputOptions(addScopeOptions(addReadOptions(program.command(name), lang), lang), lang, FORMATS)
        .description(say(question))
        .addHelpText(
          'before',
          `${say(EXAMPLE)}\n  funnel ${name} exports/\n  funnel ${name} exports/ --month 2026-10 -f csv\n`,
        )
        .action((paths: string[], _: Flags, command: Command) => print([name], paths, command.optsWithGlobals())),
    );
  subcommands.push(
    addReadOptions(program.command('check'), lang)
      .description(
        say(
          text(
            'what each file is, how it was read, what was left out and why',
            'что это за файлы, как прочитаны, что пропущено и почему',
          ),
        ),
      )
      .addHelpText('before', `${say(EXAMPLE)}\n  funnel check exports/\n`)
      .action(async (paths: string[], _: Flags, command: Command) => {
        const flags: Flags = command.optsWithGlobals();
        const { check } = await import('./commands/check.js');
        finish(await check(readOptionsOf(paths, flags), { lang, color: colorOf(flags, io) }, io));
      }),
  );
  const initCommand = program
    .command('init')
    .argument(
      '[paths...]',
      say(text('files, folders and globs; none: this folder', 'файлы, папки и шаблоны; без них — эта папка')),
    )
    .option(
      '-o, --out <file>',
      say(text('this file, not funnel.yaml beside the exports', 'в этот файл, а не в funnel.yaml рядом с выгрузками')),
    )
    .option('--force', say(text('over a configuration that is there', 'поверх имеющихся настроек')))
    .option(
      '--schema',
      say(
        text(
          'print the JSON Schema of funnel.yaml, for editors',
          'вывести JSON Schema для funnel.yaml, для редакторов',
        ),
      ),
    )
    .description(
      say(
        text(
          'writes a funnel.yaml from the exports: guesses to confirm, every unknown status',
          'пишет funnel.yaml по выгрузкам: догадки для проверки, все неизвестные статусы',
        ),
      ),
    )
    .addHelpText('before', `${say(EXAMPLE)}\n  funnel init exports/\n  funnel init --schema > funnel.schema.json\n`)
    .action(async (paths: string[], _: Flags, command: Command) => {
      const flags: Flags = command.optsWithGlobals();
      const { init, printSchema } = await import('./commands/init.js');
      if (flags.schema) return printSchema(io);
      const options = {
        ...readOptionsOf(paths, flags),
        out: flags.out as string | undefined,
        force: flags.force === true,
      };
      await init(options, { lang, quiet: flags.quiet === true }, io);
    });
  // Of the options for reading, those that settle what the exports leave open.
  for (const option of addReadOptions(new Command(), lang).options)
    if (INIT_OPTIONS.has(option.attributeName())) initCommand.addOption(option);
  subcommands.push(initCommand);
  subcommands.push(
    program
      .command('formats')
      .description(
        say(
          text(
            'the exports that are known, the headings needed from each, where to get them',
            'какие выгрузки известны, какие заголовки нужны и где их взять',
          ),
        ),
      )
      .addOption(
        new Option('-f, --format <format>', say(text('how to write it down', 'в каком виде вывести')))
          .choices(['table', 'json'])
          .default('table'),
      )
      .addHelpText('before', `${say(EXAMPLE)}\n  funnel formats\n`)
      .action(async (_: Flags, command: Command) => {
        const flags: Flags = command.optsWithGlobals();
        const { formats } = await import('./commands/formats.js');
        formats({ format: flags.format as 'table' | 'json', lang, color: colorOf(flags, io) }, io);
      }),
  );
  for (const command of subcommands) command.helpOption('-h, --help', say(text('this help', 'эта справка')));
  common(program);
  return program;
}

function language(value: string): string {
  if (value !== 'en' && value !== 'ru')
    throw new UserError(text(`--lang ${value}: expected en or ru`, `--lang ${value}: ожидается en или ru`));
  return value;
}

function sectionsOf(flags: Flags): string[] {
  const wanted = ((flags.section ?? []) as string[]).flatMap((list) => list.split(','));
  const names = REPORTS.map(({ name }) => name);
  for (const section of wanted)
    if (!names.includes(section))
      throw new UserError(text(`unknown report: ${section}`, `неизвестный отчёт: ${section}`), {
        hint: text(`there are: ${names.join(', ')}`, `есть: ${names.join(', ')}`),
      });
  return wanted;
}

/** An explicit flag first, then NO_COLOR, then whether anybody can see it. */
const colorOf = ({ color }: Flags, { env, isTerminal }: Io): boolean =>
  color === true ? true : color === false || env.NO_COLOR ? false : isTerminal && env.TERM !== 'dumb';

function report(error: unknown, lang: Lang, io: Io): number {
  if (error instanceof CommanderError) return commanderError(error, lang, io);
  if (error instanceof UserError) {
    const place = [
      error.file,
      error.line === undefined ? undefined : `${lang === 'ru' ? 'строка' : 'line'} ${error.line}`,
    ].filter((part) => part !== undefined);
    io.err(visible(`${['funnel', ...place].join(': ')}: ${error.what[lang]}\n`));
    if (error.hint) io.err(visible(`  → ${error.hint[lang]}\n`));
    return error.exit;
  }
  const detail =
    error instanceof Error ? (error instanceof Bug ? error.message : (error.stack ?? error.message)) : String(error);
  io.err(
    visible(
      lang === 'ru'
        ? `funnel: ошибка в самой программе, отчёта нет\n  ${detail}\n  → сообщите об этом разработчикам\n`
        : `funnel: a fault of the program itself; no report\n  ${detail}\n  → please report it\n`,
    ),
  );
  return EXIT.bug;
}

/** Commander's messages, in the user's language, with what to type next. */
function commanderError(error: CommanderError, lang: Lang, io: Io): number {
  if (error.exitCode === 0) return EXIT.done;
  const [, word = ''] = /'([^']+)'/.exec(error.message) ?? [];
  const [, near] = /Did you mean (?:one of )?(.+?)\?/.exec(error.message) ?? [];
  if (error.code === 'commander.help') return EXIT.input;
  const what =
    COMMANDER.get(error.code)?.(word) ??
    text(
      error.message.replace(/^error: /, '').split('\n')[0] ?? '',
      error.message.replace(/^error: /, '').split('\n')[0] ?? '',
    );
  io.err(visible(`funnel: ${what[lang]}\n`));
  io.err(
    visible(
      near
        ? `  → ${lang === 'ru' ? 'возможно' : 'did you mean'} ${near}?\n`
        : `  → ${lang === 'ru' ? 'справка' : 'see'}: funnel --help\n`,
    ),
  );
  return EXIT.input;
}

const COMMANDER = new Map<string, (word: string) => Text>([
  ['commander.unknownOption', (word) => text(`unknown option ${word}`, `неизвестный параметр ${word}`)],
  ['commander.unknownCommand', (word) => text(`unknown command ${word}`, `неизвестная команда ${word}`)],
  ['commander.optionMissingArgument', (word) => text(`${word} needs a value`, `${word}: нужно значение`)],
  ['commander.excessArguments', () => text('too many arguments', 'лишние аргументы')],
]);

/** Control characters out of file names and cells never reach a terminal. */
const visible = (message: string): string =>
  message.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is made visible
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const EXAMPLE = text('Example:', 'Пример:');
const EXAMPLES = text(
  `Examples:
  funnel report exports/                    the funnel out of a folder of exports
  funnel report exports/ --month 2026-10    leads created in October
  funnel sources exports/ --by campaign     what a lead costs and earns, by campaign
  funnel check exports/                     what was read, and what was not
  funnel init exports/                      a funnel.yaml to begin with
`,
  `Примеры:
  funnel report выгрузки/                    воронка по папке с выгрузками
  funnel report выгрузки/ --month 2026-10    лиды, созданные в октябре
  funnel sources выгрузки/ --by campaign     цена и отдача лида по кампаниям
  funnel check выгрузки/                     что прочитано, а что нет
  funnel init выгрузки/                      funnel.yaml для начала
`,
);
const REPORT_EXAMPLES = text(
  `Examples:
  funnel report exports/
  funnel report exports/ --week 2026-W47 --lang ru
  funnel report ads.csv crm.csv -f csv -o summary/
  funnel report exports/ --where source=VK --by manager
`,
  `Примеры:
  funnel report выгрузки/
  funnel report выгрузки/ --week 2026-W47
  funnel report ads.csv crm.csv --excel -o отчёт/
  funnel report выгрузки/ --where source=VK --by manager
`,
);
const RUSSIAN_TITLES = new Map([
  ['Usage:', 'Использование:'],
  ['Options:', 'Параметры:'],
  ['Commands:', 'Команды:'],
  ['Global Options:', 'Общие параметры:'],
  ['Arguments:', 'Аргументы:'],
]);

function processIo(): Io {
  const { stdout, stderr, env } = process;
  const columns = Number(env.COLUMNS);
  return {
    out: (chunk) => void stdout.write(chunk),
    err: (chunk) => void stderr.write(chunk),
    width: stdout.columns ?? (columns > 0 ? columns : DEFAULT_WIDTH),
    isTerminal: stdout.isTTY === true,
    env,
    cwd: process.cwd(),
    onInterrupt(stop) {
      stops.add(stop);
      return () => stops.delete(stop);
    },
    input: () => (process.stdin.isTTY ? undefined : process.stdin),
  };
}

/** What the runs that are going on do when they are stopped. */
const stops = new Set<() => void>();

let watching = false;

/** `| head` closes the pipe: that is no error. A full disk is one. Ctrl-C leaves nothing behind, a second one does not wait. */
function watch(lang: Lang): void {
  if (watching) return;
  watching = true;
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(EXIT.done);
      if (stream === process.stdout)
        process.stderr.write(
          lang === 'ru'
            ? `funnel: stdout: не удалось записать (${error.code})\n`
            : `funnel: stdout: could not be written (${error.code})\n`,
        );
      process.exit(EXIT.output);
    });
  for (const [signal, code] of SIGNALS)
    process.on(signal, () => {
      // From here on the same signal ends the program at once, whatever is left to do.
      for (const [one] of SIGNALS) process.removeAllListeners(one);
      for (const stop of stops) stop();
      process.stderr.write(lang === 'ru' ? 'funnel: прервано\n' : 'funnel: interrupted\n');
      process.exit(code);
    });
}

const SIGNALS = [
  ['SIGINT', EXIT.interrupted],
  ['SIGTERM', EXIT.terminated],
] as const;
