import { text } from '../error.js';
import { FORMATS, type Format } from '../model/dialect.js';
import { LANGS, type Lang } from '../model/text.js';
import {
  asWritten,
  defineOption,
  EITHER,
  isOn,
  oneOf,
  PRINTED,
  REPORTS,
  SWITCH,
  TEXT,
  TEXTS,
  wrongValue,
} from './define-option.js';

// How a report is written.

export const format = defineOption({
  flags: '-f, --format <format>',
  help: text(
    'how to write it down; default: by the ending of --out, else table',
    'в каком виде вывести; по умолчанию по расширению --out, иначе table',
  ),
  on: PRINTED,
  choices: FORMATS,
  given: oneOf(FORMATS),
  read: (written: Format | undefined) => written,
});

export const out = defineOption({
  flags: '-o, --out <path>',
  help: text(
    'into a file, or a folder (a name without an ending: one file per report); whole or not at all; may be repeated',
    'в файл или в папку (имя без расширения: файл на отчёт); целиком или никак; можно повторять',
  ),
  on: PRINTED,
  many: true,
  given: TEXTS,
  read: (written: string | readonly string[] | undefined): readonly string[] => {
    const paths = [written ?? []].flat();
    if (paths.includes('')) throw wrongValue('--out', '""', text('a file or a folder', 'файл или папка'), ['report/']);
    return paths;
  },
});

export const title = defineOption({
  flags: '--title <words>',
  help: text(
    'what it is called at its head; default: title of funnel.yaml',
    'название в шапке; по умолчанию title из funnel.yaml',
  ),
  on: REPORTS,
  given: TEXT,
  read: asWritten,
});

export const explain = defineOption({
  flags: '--explain',
  help: text(
    'say under each table what its figures are made of',
    'пояснить под каждой таблицей, из чего сложены её цифры',
  ),
  on: REPORTS,
  given: SWITCH,
  read: isOn,
});

export const excel = defineOption({
  flags: '--excel [language]',
  offers: LANGS,
  help: text(
    'CSV for the Excel of your language, or --excel=ru (; and decimal commas), --excel=en (commas and points)',
    'CSV для Excel на вашем языке; --excel=ru: точка с запятой и дробная запятая, --excel=en: запятая и точка',
  ),
  on: PRINTED,
  given: EITHER,
  read: (written: Lang | '' | boolean | undefined): Lang | 'own' | false => {
    if (written === undefined || written === false) return false;
    if (written === '' || written === true) return 'own';
    if (LANGS.includes(written)) return written;
    throw wrongValue('--excel', written, text('--excel=ru or --excel=en', '--excel=ru или --excel=en'));
  },
});

export const raw = defineOption({
  flags: '--raw',
  isRare: true,
  help: text('CSV text as it is: formulas are not made inert', 'CSV как есть: формулы не обезврежены'),
  on: [...PRINTED, 'sql'],
  given: SWITCH,
  read: isOn,
});

/** `--section stages --section sources`, or `--section stages,sources`. */
export const section = defineOption({
  flags: '--section <name>',
  offers: 'reports',
  help: text('only this report; may be repeated', 'только этот отчёт; можно повторять'),
  on: ['report'],
  many: true,
  given: TEXTS,
  read: (written: readonly string[] | undefined): string[] =>
    (written ?? []).flatMap((list) => list.split(',').map((one) => one.trim())),
});
