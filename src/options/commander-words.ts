import type { HelpConfiguration } from 'commander';
import { Help } from 'commander';
import type { Lang } from '../model/text.js';

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

/** The Russian words for the names of values: `--from <day>` becomes `--from <день>`. */
const VALUES = new Map([
  ...Object.entries({ lang: 'язык', language: 'язык', file: 'файл', path: 'путь', format: 'формат', name: 'имя' }),
  ...Object.entries({ moment: 'момент', zone: 'пояс', code: 'код', codes: 'коды', share: 'доля', mark: 'знак' }),
  ...Object.entries({ order: 'порядок', size: 'объём', n: 'число', day: 'день', length: 'длина', week: 'неделя' }),
  ...Object.entries({ month: 'месяц', dimension: 'разрез', filter: 'условие', mode: 'способ', model: 'модель' }),
  ...Object.entries({ days: 'дни', scope: 'часть', period: 'период', column: 'столбец', figure: 'показатель' }),
  ...Object.entries({ platform: 'площадка', stage: 'этап', kind: 'вид', words: 'слова', seconds: 'секунды' }),
]);

/** An option as the help shows it, with the names of its values in the language. */
export const termIn = (term: string, lang: Lang): string =>
  lang === 'en' ? term : term.replace(/(?<=[<[])\w+(?=[>\]])/, (word) => VALUES.get(word) ?? word);

const help = new Help();

/** Long descriptions are wrapped even in a narrow terminal. */
export const WRAPPED: HelpConfiguration = { minWidthToWrap: 16 };

/** Puts the words that commander itself writes into a help into Russian. */
export const RUSSIAN_HELP: HelpConfiguration = {
  styleTitle: inRussian,
  commandUsage: (command) => inRussian(help.commandUsage(command)),
  subcommandTerm: (command) => inRussian(help.subcommandTerm(command)),
  argumentTerm: (argument) => (argument.name() === 'paths' ? 'пути' : argument.name()),
  optionTerm: (option) => termIn(help.optionTerm(option), 'ru'),
  optionDescription: (option) => inRussian(help.optionDescription(option)),
};
