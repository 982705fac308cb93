import type { HelpConfiguration } from 'commander';
import { Help } from 'commander';

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
