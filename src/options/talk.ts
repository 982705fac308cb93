import { text } from '../error.js';
import { languageMeant } from '../model/meant.js';
import { LANGS, type Lang } from '../model/text.js';
import { defineOption, isOn, oneOf, SWITCH, wrongValue } from './define-option.js';

// How the program talks, whatever it does.

export const lang = defineOption({
  flags: '--lang <lang>',
  offers: LANGS,
  help: text(
    'en or ru; default: lang of funnel.yaml, LC_ALL, LANG, the language of the system',
    'en или ru; по умолчанию lang из funnel.yaml, LC_ALL, LANG, язык системы',
  ),
  on: ['all'],
  early: true,
  given: oneOf(LANGS),
  read: (written: Lang | undefined): Lang | undefined => {
    if (written !== undefined && !LANGS.includes(written))
      throw wrongValue('--lang', written, text('en or ru', 'en или ru'), [languageMeant(written)]);
    return written;
  },
});

/** The language of `--lang`, taken from the raw command line because errors need it before anything is read. */
export function askedLanguage(argv: readonly string[]): Lang | undefined {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const asked = at < 0 ? undefined : argv[at]?.includes('=') ? argv[at]?.split('=')[1] : argv[at + 1];
  return LANGS.find((one) => one === asked);
}

/** The language of the environment, else that of the system (`system`); what is not Russian is English. */
export const usualLanguage = (env: Readonly<Record<string, string | undefined>>, system: () => string): Lang =>
  /^ru/i.test(env.LC_ALL || env.LANG || system()) ? 'ru' : 'en';

/**
 * The language of the system. PluralRules knows it at once; asking a DateTimeFormat takes a fifth of the time in which
 * bare Node starts.
 */
export const systemLocale = (): string => new Intl.PluralRules().resolvedOptions().locale;

export const quiet = defineOption({
  flags: '-q, --quiet',
  help: text('nothing on stderr but errors', 'в stderr только ошибки'),
  on: ['all'],
  given: SWITCH,
  read: isOn,
});

export const verbose = defineOption({
  flags: '-v, --verbose',
  isRare: true,
  help: text('each step on stderr, with how long it took', 'каждый шаг в stderr и сколько он занял'),
  on: ['all'],
  given: SWITCH,
  read: isOn,
});

export const helpAll = defineOption({
  flags: '--help-all',
  help: text(
    'every option of the command; without a command, of each',
    'все параметры команды, а без команды — всех команд',
  ),
  on: ['all'],
  given: SWITCH,
  read: isOn,
});

export const color = defineOption({
  flags: '--color',
  isRare: true,
  help: text('colours, even in a pipe', 'цвета, даже в конвейере'),
  no: { flags: '--no-color', help: text('no colours (as NO_COLOR does)', 'без цветов (как NO_COLOR)') },
  on: ['all'],
  given: SWITCH,
  read: (written: boolean | undefined) => written,
});
