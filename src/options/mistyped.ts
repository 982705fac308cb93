import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command, CommanderError, Option } from 'commander';
import { type Text, text, UserError } from '../error.js';
import { isDimension } from '../model/dimensions.js';
import { fold } from '../model/fold.js';
import { meant, thereAre } from '../model/meant.js';
import { nearest } from '../model/nearest.js';
import { shellWord } from '../model/shell-word.js';

/** A command line that commander did not understand. */
interface Line {
  argv: readonly string[];
  program: Command;
  cwd: string;
}

/** Turns an error of commander into one that says what to type next. */
export function mistyped({ code, message }: CommanderError, line: Line): UserError {
  const [, word = ''] = /'([^']+)'/.exec(message) ?? [];
  switch (code) {
    case 'commander.invalidArgument':
      return noSuchChoice(message, optionOf(word, line));
    case 'commander.unknownOption':
      return unknownOption(word, line);
    case 'commander.optionMissingArgument':
      return noValue(word, optionOf(word, line));
    case 'commander.unknownCommand':
      return unknownCommand(word, line);
    case 'commander.help':
      // `funnel help reprot`, or a line of options without a command.
      return line.argv[0] === 'help' && line.argv[1]
        ? unknownCommand(line.argv[1], line, 'help ')
        : new UserError(text('a command is missing', 'не указана команда'), { hint: meant('funnel report exports/') });
    default: {
      const plain = message.replace(/^error: /, '').split('\n')[0] ?? '';
      return new UserError(WORDS.get(code) ?? text(plain, plain), { hint: helpOf(line) });
    }
  }
}

const WORDS = new Map([['commander.excessArguments', text('too many arguments', 'лишние аргументы')]]);

const commandOf = ({ argv, program }: Line): Command | undefined =>
  program.commands.find((one) => one.name() === argv.find((word) => !word.startsWith('-')));

const helpOf = (line: Line): Text => {
  const command = commandOf(line)?.name();
  const typed = `funnel ${command === undefined ? '' : `${command} `}--help`;
  return text(`see: ${typed}`, `справка: ${typed}`);
};

const optionsOf = (line: Line): readonly Option[] => [...(commandOf(line)?.options ?? []), ...line.program.options];

/** The option that commander names by its flags: `-f, --format <format>`. */
const optionOf = (flags: string, line: Line): Option | undefined =>
  optionsOf(line).find((option) => option.flags === flags);

const longOf = ({ long, short }: Option): string => long ?? short ?? '';

function unknownOption(word: string, line: Line): UserError {
  const typed = word.split('=')[0] as string;
  const there = optionsOf(line).find(({ long, short }) => long === typed || short === typed);
  if (there)
    return new UserError(text(`${typed} takes no value`, `${typed}: значение не нужно`), { hint: meant(typed) });
  const ofStore = withoutStore(typed, line);
  if (ofStore) return ofStore;
  // `withEmptyValues` puts a `=` after an option whose value was left out.
  const shown = word.replace(/=$/, '');
  return new UserError(text(`unknown option ${shown}`, `неизвестный параметр ${shown}`), {
    hint: elsewhere(typed, line) ?? near(typed, line) ?? helpOf(line),
  });
}

/**
 * The error where a command has no store, or has it under the other option: `funnel explain … --store`, `funnel load …
 * --store`.
 */
function withoutStore(typed: string, line: Line): UserError | undefined {
  const command = commandOf(line);
  if (command === undefined || (typed !== '--store' && typed !== '--into')) return undefined;
  const other = typed === '--store' ? '--into' : '--store';
  const name = `funnel ${command.name()}`;
  if (command.options.some(({ long }) => long === other))
    return new UserError(text(`${name} has no ${typed}`, `у ${name} нет ${typed}`), { hint: meant(other) });
  return new UserError(text(`${name} reads exports, and no store`, `${name} читает выгрузки, а не хранилище`), {
    hint: text(
      'give it the exports that were loaded; a store is asked by funnel report, review, leads, explain and each report alone',
      'укажите выгрузки, которые загружали; хранилище читают funnel report, review, leads, explain и каждый отчёт отдельно',
    ),
  });
}

/** The hint for an option that other commands have: `funnel --format csv`, `funnel check exports/ --by source`. */
function elsewhere(typed: string, line: Line): Text | undefined {
  const having = line.program.commands.filter(({ options }) =>
    options.some(({ long, short }) => long === typed || short === typed),
  );
  if (having.length === 0) return undefined;
  if (commandOf(line) === undefined && having.some((one) => one.name() === 'report'))
    return meant(
      `funnel report ${typed === '--store' ? '' : 'exports/ '}${line.argv.map((word) => shellWord(word)).join(' ')}`,
    );
  const names = having.map((one) => `funnel ${one.name()}`).join(', ');
  return text(`it is an option of: ${names}`, `это параметр команд: ${names}`);
}

/**
 * The hint for an option that resembles another: one of its words is the name (`--group-by` is `--by`), it is the
 * beginning of the name, or nearly the name.
 */
function near(typed: string, line: Line): Text | undefined {
  const word = typed.replace(/^-+/, '');
  const names = ['help', ...optionsOf(line).flatMap(({ long }) => (long ? [long.slice(2)] : []))];
  const part = names.find((name) => word.split('-').includes(name));
  const begun = word.length > 2 ? names.filter((name) => name.startsWith(word)) : [];
  const found = part === undefined ? [...new Set([nearest(word, names) ?? [], begun].flat())] : [part];
  return found.length > 0 ? meant(...found.slice(0, 3).map((name) => `--${name}`)) : undefined;
}

function noValue(flags: string, option: Option | undefined): UserError {
  const hint = option?.argChoices ? thereAre(option.argChoices) : undefined;
  // The description is already in the language that is spoken, as the help is.
  const about = option?.description ?? '';
  return new UserError(text(`${flags}: a value is missing`, `${flags}: нужно значение`), {
    hint: hint ?? text(about, about),
  });
}

/** `option '-f, --format <format>' argument 'jsn' is invalid. Allowed choices are table, csv, json.` */
function noSuchChoice(message: string, option: Option | undefined): UserError {
  const [, value = ''] = /argument '([^']*)' is invalid/.exec(message) ?? [];
  const choices = option?.argChoices ?? [];
  const long = option ? longOf(option) : '';
  const what = text(`${long} ${value}: there is no such choice`, `${long} ${value}: такого варианта нет`);
  if (long === '--format' && /^(?:excel|xls|эксель)$/iu.test(value))
    return new UserError(what, { hint: meant('-o report.xlsx') });
  if (long === '--period' && isDimension(fold(value)))
    return new UserError(what, { hint: meant(`--by ${fold(value)}`) });
  const found = CHOICES_CALLED.get(fold(value)) ?? nearest(value, choices);
  return new UserError(what, {
    hint: found !== undefined && choices.includes(found) ? meant(`${long} ${shellWord(found)}`) : thereAre(choices),
  });
}

/** What people call choices: the name of a sign, or a word of their own. */
const CHOICES_CALLED: ReadonlyMap<string, string> = new Map([
  ...['comma', 'запятая'].map((word): [string, string] => [word, ',']),
  ...['point', 'dot', 'period', 'точка'].map((word): [string, string] => [word, '.']),
  ...['text', 'txt', 'таблица'].map((word): [string, string] => [word, 'table']),
  ...['daily', 'дни', 'день', 'days'].map((word): [string, string] => [word, 'day']),
  ...['weekly', 'недели', 'неделя'].map((word): [string, string] => [word, 'week']),
  ...['monthly', 'месяцы', 'месяц'].map((word): [string, string] => [word, 'month']),
  ...['quarterly', 'кварталы', 'квартал'].map((word): [string, string] => [word, 'quarter']),
]);

/** The error for an unknown command. `before`: the words before the command (`help `). */
function unknownCommand(word: string, { program, cwd }: Line, before = ''): UserError {
  if (existsSync(resolve(cwd, word)))
    return new UserError(text(`${word} is a path, and no command`, `${word} — это путь, а не команда`), {
      hint: meant(`funnel report ${shellWord(word)}`),
    });
  const names = program.commands.map((command) => command.name());
  const found = COMMANDS_CALLED.get(fold(word)) ?? nearest(word, names);
  return new UserError(text(`unknown command ${word}`, `неизвестная команда ${word}`), {
    hint: found === undefined ? thereAre(names.map((name) => `funnel ${before}${name}`)) : meant(`${before}${found}`),
  });
}

const COMMANDS_CALLED: ReadonlyMap<string, string> = new Map([
  ...['отчёт', 'отчет', 'воронка', 'funnel', 'show', 'run'].map((word): [string, string] => [word, 'report']),
  ...['проверка', 'проверить', 'validate', 'verify', 'lint'].map((word): [string, string] => [word, 'check']),
  ...['этапы'].map((word): [string, string] => [word, 'stages']),
  ...['источники'].map((word): [string, string] => [word, 'sources']),
  ...['причины'].map((word): [string, string] => [word, 'reasons']),
  ...['объяснить', 'откуда', 'why', 'where'].map((word): [string, string] => [word, 'explain']),
  ...['создать', 'настроить', 'setup', 'new', 'config'].map((word): [string, string] => [word, 'init']),
  ...['форматы', 'выгрузки', 'exports'].map((word): [string, string] => [word, 'formats']),
  ...['справка', 'помощь'].map((word): [string, string] => [word, '--help']),
  ...['version', 'версия'].map((word): [string, string] => [word, '--version']),
]);
