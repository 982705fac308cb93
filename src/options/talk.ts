import { text, UserError } from '../error.js';
import { LANGS, type Lang } from '../model/text.js';
import { defineOption, isOn, oneOf, SWITCH } from './define-option.js';

// How the program talks, whatever it does.

export const lang = defineOption({
  flags: '--lang <lang>',
  help: text('en or ru; default: LC_ALL, LANG, else en', 'en или ru; по умолчанию LC_ALL, LANG, иначе en'),
  on: ['all'],
  early: true,
  given: oneOf(LANGS),
  read: (written: Lang | undefined): Lang | undefined => {
    if (written !== undefined && !LANGS.includes(written))
      throw new UserError(text(`--lang ${written}: expected en or ru`, `--lang ${written}: ожидается en или ru`));
    return written;
  },
});

/** The language, before anything is read: `--lang`, else the locale of the environment, else English. */
export function languageOf(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Lang {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const asked = at < 0 ? undefined : argv[at]?.includes('=') ? argv[at]?.split('=')[1] : argv[at + 1];
  if (asked === 'en' || asked === 'ru') return asked;
  return /^ru/i.test(env.LC_ALL || env.LANG || '') ? 'ru' : 'en';
}

export const quiet = defineOption({
  flags: '-q, --quiet',
  help: text('nothing on stderr but errors', 'в stderr только ошибки'),
  on: ['all'],
  given: SWITCH,
  read: isOn,
});

export const color = defineOption({
  flags: '--color',
  help: text('colours, even in a pipe', 'цвета, даже в конвейере'),
  no: { flags: '--no-color', help: text('no colours (as NO_COLOR does)', 'без цветов (как NO_COLOR)') },
  on: ['all'],
  given: SWITCH,
  read: (written: boolean | undefined) => written,
});
