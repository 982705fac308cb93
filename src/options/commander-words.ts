import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CommanderError, HelpConfiguration } from 'commander';
import { Help } from 'commander';
import { type Text, text, UserError } from '../error.js';
import { nearest } from '../model/nearest.js';

/** What commander says of a command line that it does not understand, with what to type next. */
export function mistyped({ code, message }: CommanderError, cwd: string): UserError {
  const [, word = ''] = /'([^']+)'/.exec(message) ?? [];
  const [, near] = /Did you mean (?:one of )?(.+?)\?/.exec(message) ?? [];
  if (code === 'commander.invalidArgument') return noSuchChoice(message, word);
  if (code === 'commander.unknownCommand' && existsSync(resolve(cwd, word)))
    return new UserError(text(`${word} is a path, and no command`, `${word} — это путь, а не команда`), {
      hint: didYouMean(`funnel report ${word}`),
    });
  const plain = message.replace(/^error: /, '').split('\n')[0] ?? '';
  return new UserError(WORDS.get(code)?.(word) ?? text(plain, plain), {
    hint: near ? didYouMean(near) : text('see: funnel --help', 'справка: funnel --help'),
  });
}

const didYouMean = (words: string): Text => text(`did you mean ${words}?`, `возможно, ${words}?`);

const WORDS = new Map<string, (word: string) => Text>([
  ['commander.unknownOption', (word) => text(`unknown option ${word}`, `неизвестный параметр ${word}`)],
  ['commander.unknownCommand', (word) => text(`unknown command ${word}`, `неизвестная команда ${word}`)],
  ['commander.optionMissingArgument', (word) => text(`${word} needs a value`, `${word}: нужно значение`)],
  ['commander.excessArguments', () => text('too many arguments', 'лишние аргументы')],
]);

/** `option '-f, --format <format>' argument 'jsn' is invalid. Allowed choices are table, csv, json.` */
function noSuchChoice(message: string, flags: string): UserError {
  const [, value = ''] = /argument '([^']*)' is invalid/.exec(message) ?? [];
  const choices = (/choices are (.+?)\.?$/m.exec(message)?.[1] ?? '').split(', ');
  const [long = flags] = /--[\w-]+/.exec(flags) ?? [];
  const near = nearest(value, choices);
  return new UserError(text(`${long} ${value}: there is no such choice`, `${long} ${value}: такого варианта нет`), {
    hint: near
      ? didYouMean(`${long} ${near}`)
      : text(`there are: ${choices.join(', ')}`, `есть: ${choices.join(', ')}`),
  });
}

const RUSSIAN = new Map([
  ['Usage:', 'Использование:'],
  ['Global Options:', 'Общие параметры:'],
  ['Options:', 'Параметры:'],
  ['Commands:', 'Команды:'],
  ['Arguments:', 'Аргументы:'],
  ['[options]', '[параметры]'],
  ['[command]', '[команда]'],
  ['[paths...]', '[пути...]'],
  ['(choices:', '(варианты:'],
  ['(default:', '(по умолчанию:'],
  [', default:', ', по умолчанию:'],
]);
const inRussian = (words: string): string =>
  [...RUSSIAN].reduce((said, [english, russian]) => said.replace(english, russian), words);

const help = new Help();

/** The words that commander itself puts into a help, in Russian. */
export const RUSSIAN_HELP: HelpConfiguration = {
  styleTitle: inRussian,
  commandUsage: (command) => inRussian(help.commandUsage(command)),
  subcommandTerm: (command) => inRussian(help.subcommandTerm(command)),
  argumentTerm: (argument) => (argument.name() === 'paths' ? 'пути' : argument.name()),
  optionDescription: (option) => inRussian(help.optionDescription(option)),
};
