import type { Command } from 'commander';
import { Option } from 'commander';
import { text, UserError } from '../error.js';
import type { Io } from '../io.js';
import { isDay } from '../model/dates.js';
import { delimiterNamed, ENCODINGS, type Encoding, encodingNamed } from '../model/dialect.js';
import { REACHES, type Reach } from '../model/report.js';
import { type Filter, PERIODS, type Period } from '../model/scope.js';
import type { Lang } from '../model/text.js';
import type { ReadOptions } from '../session/session.js';

/** What commander hands over, before it is checked. */
export type Flags = Record<string, unknown>;

const DEFAULT_REJECTS = '1%';

/** The options that say how exports are read: every command that takes paths has them. */
export function addReadOptions(command: Command, lang: Lang): Command {
  const say = (en: string, ru: string) => text(en, ru)[lang];
  return command
    .argument(
      '[paths...]',
      say(
        'files, folders, globs, or - for standard input; none: the files of funnel.yaml',
        'файлы, папки, шаблоны или - для стандартного ввода; без них — files из funnel.yaml',
      ),
    )
    .option(
      '--config <file>',
      say('the configuration, instead of the funnel.yaml that is found', 'настройки вместо найденного funnel.yaml'),
    )
    .option('--no-config', say('without a configuration', 'без настроек'))
    .option(
      '--as-of <moment>',
      say(
        'as of this day or moment; default: the latest in the exports',
        'на этот день или момент; по умолчанию последний в выгрузках',
      ),
    )
    .option(
      '--timezone <zone>',
      say('the time zone of the report, like Europe/Moscow', 'часовой пояс отчёта, например Europe/Moscow'),
    )
    .option('--currency <code>', say('the currency of the report, like RUB', 'валюта отчёта, например RUB'))
    .option(
      '--guess',
      say('go on with suggested meanings of unknown statuses', 'принять догадки о неизвестных статусах'),
    )
    .option(
      '--max-rejects <share>',
      say('above this share of unreadable lines no report is printed', 'выше этой доли нечитаемых строк отчёта нет'),
      DEFAULT_REJECTS,
    )
    .option('--encoding <name>', say('the encoding, where a file leaves it open', 'кодировка, если по файлу не понять'))
    .option('--delimiter <name>', say('comma, semicolon, tab or pipe', 'comma, semicolon, tab или pipe'))
    .addOption(
      new Option(
        '--decimal <mark>',
        say('the decimal mark, where a file leaves it open', 'дробный знак, если по файлу не понять'),
      ).choices(['.', ',']),
    )
    .option('--dates <order>', say('dmy, mdy, or a pattern like dd.MM.yyyy', 'dmy, mdy или шаблон вида dd.MM.yyyy'))
    .option('--memory <size>', say('memory for the engine, like 2GB', 'память для расчёта, например 2GB'))
    .option('--threads <n>', say('threads for the engine', 'число потоков'));
}

export function addScopeOptions(command: Command, lang: Lang): Command {
  const say = (en: string, ru: string) => text(en, ru)[lang];
  const collect = (value: string, all: string[] | undefined) => [...(all ?? []), value];
  return command
    .option('--from <day>', say('leads created, and money spent, from this day', 'лиды и расход с этого дня'))
    .option('--to <day>', say('up to and including this day', 'по этот день включительно'))
    .option('--last <length>', say('7d, 4w or 3m back from the as-of date', '7d, 4w или 3m назад от даты среза'))
    .option('--week <week>', say('an ISO week, like 2026-W47', 'неделя ISO, например 2026-W47'))
    .option('--month <month>', say('a month, like 2026-10', 'месяц, например 2026-10'))
    .option(
      '--all',
      say(
        'all days; default: the days that ads and CRM both cover',
        'все дни; по умолчанию дни, которые есть и в рекламе, и в CRM',
      ),
    )
    .addOption(
      new Option(
        '--period <length>',
        say('one table per day, week, month or quarter', 'таблица на каждый день, неделю, месяц или квартал'),
      ).choices(PERIODS),
    )
    .option(
      '--by <dimension>',
      say(
        'break down by source, platform, campaign, manager, reason, stage or a dimension of funnel.yaml',
        'разбить по source, platform, campaign, manager, reason, stage или разрезу из funnel.yaml',
      ),
      collect,
    )
    .option(
      '--where <filter>',
      say('keep only dimension=value (or !=); may be repeated', 'только разрез=значение (или !=); можно повторять'),
      collect,
    )
    .addOption(
      new Option('--reach <mode>', say('what counts as having reached a stage', 'что считать достижением этапа'))
        .choices(REACHES)
        .default('implied'),
    )
    .option('--strict', say('warnings are errors', 'предупреждения — ошибки'));
}

export function addOutputOptions(command: Command, lang: Lang, formats: readonly string[]): Command {
  const say = (en: string, ru: string) => text(en, ru)[lang];
  return command
    .addOption(
      new Option('-f, --format <format>', say('how to write it down', 'в каком виде вывести'))
        .choices(formats)
        .default('table'),
    )
    .option(
      '-o, --out <path>',
      say(
        'into a file, or a folder (one file per report); whole or not at all',
        'в файл или в папку (файл на отчёт); целиком или никак',
      ),
    )
    .option(
      '--explain',
      say(
        'say under each table what its figures are made of',
        'пояснить под каждой таблицей, из чего сложены её цифры',
      ),
    )
    .option(
      '--excel',
      say(
        'CSV as Excel opens it: BOM, and ; with decimal commas in Russian',
        'CSV для Excel: BOM, точка с запятой и дробная запятая',
      ),
    )
    .option('--raw', say('CSV text as it is: formulas are not made inert', 'CSV как есть: формулы не обезврежены'));
}

const isText = (value: unknown): value is string => typeof value === 'string';
const optional = (value: unknown): string | undefined => (isText(value) ? value : undefined);

export function readOptionsOf(paths: readonly string[], flags: Flags): ReadOptions {
  return {
    paths,
    config: flags.config === false ? false : optional(flags.config),
    timezone: zone(optional(flags.timezone)),
    currency: code(optional(flags.currency)),
    encoding: encoding(optional(flags.encoding)),
    delimiter: delimiter(optional(flags.delimiter)),
    decimal: flags.decimal === '.' || flags.decimal === ',' ? flags.decimal : undefined,
    dates: optional(flags.dates),
    asOf: moment(optional(flags.asOf)),
    guess: flags.guess === true,
    reach: (optional(flags.reach) ?? 'implied') as Reach,
    maxRejects: rejects(optional(flags.maxRejects) ?? DEFAULT_REJECTS),
    memory: memory(optional(flags.memory)),
    threads: threads(optional(flags.threads)),
  };
}

export const periodOf = (flags: Flags): Period | null => (optional(flags.period) as Period | undefined) ?? null;

/** `--by source --by manager`, or `--by source,manager`. */
export const byOf = (flags: Flags): string[] => [
  ...new Set(((flags.by ?? []) as string[]).flatMap((list) => list.split(',')).map((one) => one.trim())),
];

/** Repeated: of one dimension any value, of different ones all. */
export function filtersOf(flags: Flags): Filter[] {
  const filters = new Map<string, { dimension: string; values: string[]; not: boolean }>();
  for (const written of (flags.where ?? []) as string[]) {
    const match = /^([^=!]+?)\s*(!?=)\s*(.+)$/su.exec(written.trim());
    if (!match)
      throw wrong(
        '--where',
        written,
        text('a filter like source=VK or manager!=Anna', 'условие вида source=VK или manager!=Анна'),
      );
    const [, dimension = '', sign, value = ''] = match;
    const id = `${dimension}${sign}`;
    const filter = filters.get(id) ?? { dimension, values: [], not: sign === '!=' };
    filter.values.push(value);
    filters.set(id, filter);
  }
  return [...filters.values()];
}

const wrong = (option: string, value: string, wanted: ReturnType<typeof text>): UserError =>
  new UserError(text(`${option} ${value}: expected ${wanted.en}`, `${option} ${value}: ожидается ${wanted.ru}`));

function moment(written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ]((?:[01]\d|2[0-3]):[0-5]\d)(:[0-5]\d)?)?$/.exec(written);
  if (!match || !isDay(match[1] as string))
    throw wrong(
      '--as-of',
      written,
      text(
        'a day like 2026-10-31 or a moment like 2026-10-31T18:00',
        'день вида 2026-10-31 или момент вида 2026-10-31T18:00',
      ),
    );
  return match[2] === undefined ? match[1] : `${match[1]}T${match[2]}${match[3] ?? ':00'}`;
}

function zone(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    throw wrong('--timezone', name, text('a name like Europe/Moscow', 'название вида Europe/Moscow'));
  }
}

function code(currency: string | undefined): string | undefined {
  if (currency === undefined) return undefined;
  if (!/^[a-z]{3}$/i.test(currency)) throw wrong('--currency', currency, text('a code like RUB', 'код вида RUB'));
  return currency.toUpperCase();
}

function encoding(word: string | undefined): Encoding | undefined {
  if (word === undefined) return undefined;
  const found = encodingNamed(word);
  if (!found)
    throw wrong('--encoding', word, text(`one of ${ENCODINGS.join(', ')}`, `одна из ${ENCODINGS.join(', ')}`));
  return found;
}

function delimiter(word: string | undefined): ReadOptions['delimiter'] {
  if (word === undefined) return undefined;
  const found = delimiterNamed(word);
  if (!found) throw wrong('--delimiter', word, text('comma, semicolon, tab or pipe', 'comma, semicolon, tab или pipe'));
  return found;
}

function rejects(written: string): ReadOptions['maxRejects'] {
  const percent = /^(\d{1,3}(?:\.\d+)?)\s?%$/.exec(written);
  if (percent && Number(percent[1]) <= 100) return { share: Number(percent[1]) / 100 };
  if (/^\d+$/.test(written)) return { lines: Number(written) };
  throw wrong('--max-rejects', written, text('a share like 1% or a number of lines', 'доля вида 1% или число строк'));
}

function memory(size: string | undefined): string | undefined {
  if (size === undefined) return undefined;
  if (!/^\d+(\.\d+)?\s?[KMGT]i?B$/i.test(size))
    throw wrong('--memory', size, text('a size like 2GB', 'объём вида 2GB'));
  return size;
}

function threads(count: string | undefined): number | undefined {
  if (count === undefined) return undefined;
  if (!/^[1-9]\d{0,2}$/.test(count)) throw wrong('--threads', count, text('a whole number', 'целое число'));
  return Number(count);
}

/** The language: `--lang`, else the locale of the environment, else English. */
export function languageOf(argv: readonly string[], env: Io['env']): Lang {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const asked = at < 0 ? undefined : argv[at]?.includes('=') ? argv[at]?.split('=')[1] : argv[at + 1];
  if (asked === 'en' || asked === 'ru') return asked;
  return /^ru/i.test(env.LC_ALL || env.LANG || '') ? 'ru' : 'en';
}
