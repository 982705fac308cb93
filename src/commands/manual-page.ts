import { EXIT, type Text, text } from '../error.js';
import type { Lang } from '../model/text.js';
import { OPTIONS } from '../options/all-options.js';
import { termIn } from '../options/commander-words.js';
import type { Options } from '../options/define-option.js';
import { VERSION } from '../options/version.js';
import { type CommandDefinition, PATHS, THE_REST } from './define-command.js';

/** The page of the manual, in roff: the same words as those of `--help-all`. */
export function manualPage(commands: readonly CommandDefinition[], lang: Lang): string {
  const of = (words: Text) => spelt(words[lang]);
  const section = (title: Text, ...lines: readonly string[]) => [`.SH ${of(title)}`, ...lines];
  const item = (term: string, words: string) => ['.TP', `.B ${spelt(term)}`, words];
  const optionIn = ({ flags, help, no, choices, default: usual }: AnyOption): string[] => {
    const more = [
      ...(choices ? [`${CHOICES[lang]}: ${choices.join(', ')}`] : []),
      ...(usual === undefined ? [] : [`${DEFAULT[lang]}: ${usual}`]),
    ];
    const words = more.length > 0 ? `${of(help)} (${spelt(more.join('; '))})` : of(help);
    return [...item(termIn(flags, lang), words), ...(no ? item(no.flags, of(no.help)) : [])];
  };
  const told = commands.flatMap(({ name, description, answers, paths, own = {} }, at) => [
    ...(answers === commands[at - 1]?.answers && at > 0 ? [] : [`.SS ${of(answers ?? THE_REST)}`]),
    ...item(name, of(description)),
    ...(paths && paths !== PATHS ? ['.RS', '.PP', of(paths), '.RE'] : []),
    ...(Object.keys(own).length > 0 ? ['.RS', ...Object.values(own).flatMap(optionIn), '.RE'] : []),
  ]);
  const named = <Name extends string>(all: Readonly<Record<Name, Text>>, termOf: (name: Name) => string) =>
    (Object.entries(all) as [Name, Text][]).flatMap(([name, words]) => item(termOf(name), of(words)));
  const lines = [
    `.TH FUNNEL 1 "" "funnel ${VERSION}"`,
    ...section(text('NAME', 'ИМЯ'), `funnel \\- ${of(PURPOSE)}`),
    ...section(text('SYNOPSIS', 'ВЫЗОВ'), '.B funnel', of(CALL), '.PP', of(PATHS)),
    ...section(text('COMMANDS', 'КОМАНДЫ'), ...told),
    ...section(text('OPTIONS', 'ПАРАМЕТРЫ'), of(WHICH), ...Object.values<AnyOption>(OPTIONS).flatMap(optionIn)),
    ...section(text('EXIT STATUS', 'КОД ВОЗВРАТА'), ...named(EXIT_WORDS, (name) => String(EXIT[name]))),
    ...section(text('ENVIRONMENT', 'ОКРУЖЕНИЕ'), ...named(ENVIRONMENT, (name) => name)),
    ...section(text('FILES', 'ФАЙЛЫ'), ...item('funnel.yaml', of(CONFIGURATION))),
    ...section(
      text('EXAMPLES', 'ПРИМЕРЫ'),
      '.nf',
      ...commands.flatMap(({ examples }) => linesIn(examples[lang])),
      '.fi',
    ),
  ];
  return `${lines.join('\n')}\n`;
}

type AnyOption = Options[string];

const linesIn = (examples: string): string[] =>
  examples.split('\n').flatMap((line) => (line.startsWith('  ') ? [spelt(line.trim())] : []));

/**
 * What roff would take for its own: a backslash, a hyphen that is to be copied, a point or an apostrophe where a line begins; and
 * whatever is not ASCII, which not every roff reads.
 */
const spelt = (words: string): string =>
  words
    .replaceAll('\n', ' ')
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/, '\\&')
    .replace(/[^\x20-\x7e]/gu, (char) => `\\[u${char.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}]`);

const CHOICES = text('choices', 'варианты');
const DEFAULT = text('default', 'по умолчанию');
const CALL = text('command [options] [paths...]', 'команда [параметры] [пути...]');
const PURPOSE = text(
  'one funnel out of marketing’s and sales’ exports: from a click to a deal',
  'одна воронка из выгрузок маркетинга и продаж: от клика до сделки',
);
const WHICH = text(
  'Each holds for the commands that have use for it: funnel COMMAND --help lists them.',
  'Каждый действует с теми командами, которым нужен: их перечисляет funnel КОМАНДА --help.',
);
const CONFIGURATION = text(
  'What a person has to say of the exports: looked for beside them, then from the current folder upwards; funnel init writes one, funnel schema config describes it.',
  'Что о выгрузках должен сказать человек: ищется рядом с ними, затем от текущей папки вверх; пишет его funnel init, описывает funnel schema config.',
);
const EXIT_WORDS: Readonly<Record<keyof typeof EXIT, Text>> = {
  done: text('done', 'готово'),
  gate: text(
    'a gate of the configuration failed, or check found something for a person',
    'порог из настроек не пройден, или check нашёл, что решать человеку',
  ),
  input: text(
    'the input, the options or the configuration must be put right',
    'нужно исправить файлы, параметры или настройки',
  ),
  rejects: text('too many lines could not be read', 'не прочитано слишком много строк'),
  bug: text('a fault of the program itself', 'ошибка в самой программе'),
  output: text('something could not be written', 'что-то не удалось записать'),
  interrupted: text('interrupted', 'прервано'),
  terminated: text('ended from outside', 'остановлено снаружи'),
};
const ENVIRONMENT: Readonly<Record<string, Text>> = {
  LC_ALL: text(
    'the language, where neither --lang nor funnel.yaml says it',
    'язык, если его не задают --lang и funnel.yaml',
  ),
  LANG: text('the same, where LC_ALL is not set', 'то же, если нет LC_ALL'),
  NO_COLOR: text('no colours', 'без цветов'),
  COLUMNS: text('the width of a table that goes to no terminal', 'ширина таблицы, которая идёт не на экран'),
  TMPDIR: text('where temporary files lie while it runs', 'где лежат временные файлы, пока программа работает'),
  FUNNEL_SQL: text(
    'with 1 each statement is told with its time and rows',
    'при 1 выводится каждый запрос с временем и числом строк',
  ),
};
