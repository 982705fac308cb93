import { text } from '../error.js';
import { FORMATS, type Format } from '../model/dialect.js';
import { asWritten, defineOption, isOn, oneOf, REPORTS, SWITCH, TEXT, TEXTS } from './define-option.js';

// How a report is written down.

export const format = defineOption({
  flags: '-f, --format <format>',
  help: text('how to write it down', 'в каком виде вывести'),
  on: REPORTS,
  choices: FORMATS,
  default: 'table',
  given: oneOf(FORMATS),
  read: (written: Format | undefined): Format => written ?? 'table',
});

export const out = defineOption({
  flags: '-o, --out <path>',
  help: text(
    'into a file, or a folder (one file per report); whole or not at all',
    'в файл или в папку (файл на отчёт); целиком или никак',
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
  flags: '--excel',
  help: text(
    'CSV as Excel opens it: BOM, and ; with decimal commas in Russian',
    'CSV для Excel: BOM, точка с запятой и дробная запятая',
  ),
  on: REPORTS,
  given: SWITCH,
  read: isOn,
});

export const raw = defineOption({
  flags: '--raw',
  help: text('CSV text as it is: formulas are not made inert', 'CSV как есть: формулы не обезврежены'),
  on: REPORTS,
  given: SWITCH,
  read: isOn,
});

/** `--section stages --section sources`, or `--section stages,sources`. */
export const section = defineOption({
  flags: '--section <name>',
  help: text('only this report; may be repeated', 'только этот отчёт; можно повторять'),
  on: ['report'],
  many: true,
  given: TEXTS,
  read: (written: readonly string[] | undefined): string[] => (written ?? []).flatMap((list) => list.split(',')),
});
