import { CommanderError } from 'commander';
import { commandLine, type Line, parse } from './command-line.js';
import { COMMANDS } from './commands/all-commands.js';
import { Bug, EXIT, placed, text, UserError } from './error.js';
import { saidOfItself } from './help.js';
import { type Io, processIo, watchProcess } from './io.js';
import { annotation } from './model/annotation.js';
import { hidePeople } from './model/people.js';
import { withoutPasswords } from './model/store-address.js';
import type { Lang } from './model/text.js';
import { OPTIONS } from './options/all-options.js';
import { valuesOf } from './options/define-option.js';
import { mistyped } from './options/mistyped.js';
import { withCommandFirst } from './options/on-command.js';
import { askedLanguage, systemLocale, usualLanguage } from './options/talk.js';
import { withProgress } from './progress.js';

/** Runs a command line and gives its exit code. The only place that catches errors. */
export async function run(typed: readonly string[], given: Partial<Io> = {}): Promise<number> {
  const argv = withCommandFirst(typed, COMMANDS);
  const asked = askedLanguage(argv);
  let lang = asked ?? usualLanguage(given.env ?? process.env, given.env ? () => 'en' : systemLocale);
  const io = guarded(given, shownTo(argv.includes('--personal')), (own) => {
    lang = asked ?? own;
  });
  // Code that takes the output itself also looks after the process.
  if (!given.out) watchProcess(() => lang);
  let code: number = EXIT.done;
  if (argv[0] === 'complete' && argv[1] === '--') {
    const { completed } = await import('./commands/complete.js');
    io.out(await completed(argv.slice(2), lang, io));
    return code;
  }
  const said = await saidOfItself(argv, lang, io);
  if (said !== undefined) {
    io.out(said);
    return code;
  }
  const act: Line['act'] = async (command, typedSo) => {
    const flags = typedSo.optsWithGlobals();
    const given = { paths: typedSo.args, flags, lang: () => lang, color: colorOf(flags, io) };
    const talk = { ...loudness(flags), lang: () => lang, shown: shownTo(flags.personal === true) };
    code = await withProgress(io, talk, (own) => command.run({ ...given, io: own }));
  };
  const line: Line = { argv, lang, width: io.width, out: io.out, act };
  try {
    await parse(
      commandLine(line, (name) => argv.includes(name)),
      argv,
      io.cwd,
    );
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) return report(error, lang, io, argv.includes('--ci'));
    return error.exitCode === 0
      ? EXIT.done
      : report(mistyped(error, { argv, program: commandLine(line, () => true), cwd: io.cwd }), lang, io);
  }
}

/**
 * The outside world, in which all text for stderr goes through `shown` first. Messages contain names of files and texts
 * of exports, and none of these may reach a terminal raw.
 */
function guarded(given: Partial<Io>, shown: (sentence: string) => string, speak: (lang: Lang) => void): Io {
  const plain: Io = { ...processIo(), ...given };
  return {
    ...plain,
    err: (chunk) => plain.err(shown(chunk)),
    // Where code takes the messages, stderr is not the terminal to draw on.
    screen: given.err ? given.screen : plain.screen,
    speak,
  };
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

/** Makes a sentence safe to show: no passwords, no control characters and, unless `isPersonal`, no personal data. */
const shownTo = (isPersonal: boolean) => (sentence: string) => {
  const open = withoutPasswords(sentence);
  return visible(isPersonal ? open : hidePeople(open, 'sentence'));
};

/** Escapes control characters: those in file names and cells must never reach a terminal. */
const visible = (message: string): string =>
  message.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is made visible
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

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
