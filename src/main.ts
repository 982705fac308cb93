import { type Command, CommanderError } from 'commander';
import { commandLine, helpedBy, type Line } from './command-line.js';
import { COMMANDS } from './commands/all-commands.js';
import { Bug, EXIT, placed, text, UserError } from './error.js';
import { type Io, processIo, watchProcess } from './io.js';
import { annotation } from './model/annotation.js';
import { hidePeople } from './model/people.js';
import { withoutPasswords } from './model/store-address.js';
import type { Lang } from './model/text.js';
import { mistyped } from './options/mistyped.js';
import { knownOn, refuseTwice, withCommandFirst, withEmptyValues } from './options/on-command.js';
import { askedLanguage, usualLanguage } from './options/talk.js';

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
  const finish = (exit: number) => {
    code = exit;
  };
  const line: Line = { argv, io, lang: () => lang, shown: shownTo, finish };
  if (argv[0] === 'complete' && argv[1] === '--') {
    const { completed } = await import('./commands/complete.js');
    io.out(await completed(argv.slice(2), lang, io));
    return code;
  }
  if (isAlone(argv)) {
    io.out(FIRST[lang]);
    return code;
  }
  const whole = () => commandLine(line, () => true);
  const isHelp = argv.some((word) => /^(?:-h|--help|--help-all|help)$/.test(word));
  const program = isHelp ? whole() : commandLine(line, (name) => argv.includes(name));
  // Help on a command was put behind its name (`funnel report --help`), so what begins with it is of all of them.
  if (argv.includes('--help-all') || /^(?:-h|--help)$/.test(argv[0] ?? '')) {
    printHelp(helpedBy(argv, program), io);
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

/** Whether only `funnel` was typed, with or without a language. */
const isAlone = (argv: readonly string[]): boolean =>
  argv.every((word, at) => word.startsWith('--lang') || argv[at - 1] === '--lang');

function printHelp(commands: readonly Command[], io: Io): void {
  for (const [at, command] of commands.entries()) {
    if (at > 0) io.out('\n');
    command.outputHelp();
  }
}

/**
 * The language of the system. PluralRules knows it at once; asking a DateTimeFormat takes a fifth of the time in which
 * bare Node starts.
 */
const systemLocale = (): string => new Intl.PluralRules().resolvedOptions().locale;

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
