import { text } from '../error.js';
import { EXPLAINED } from '../model/dialect.js';
import { defineOption, isOn, oneOf, SWITCH, TEXTS, wrongValue } from './define-option.js';

type Way = (typeof EXPLAINED)[number];

const format = defineOption({
  flags: '-f, --format <format>',
  help: text('how to write it down', 'в каком виде вывести'),
  on: ['explain'],
  choices: EXPLAINED,
  default: 'table',
  given: oneOf(EXPLAINED),
  read: (written: Way | undefined): Way => written ?? 'table',
});

const json = defineOption({
  flags: '--json',
  help: text('the same as --format json', 'то же, что --format json'),
  on: ['explain'],
  given: SWITCH,
  read: isOn,
});

/** `--row source=VK`. With `--by` or `--period` it is written once for each of the keys. */
const row = defineOption({
  flags: '--row <key=value>',
  help: text(
    'which printed row; may be repeated; default: the total',
    'какая строка отчёта; можно повторять; по умолчанию итог',
  ),
  on: ['explain'],
  many: true,
  given: TEXTS,
  read: (written: string | readonly string[] | undefined): [key: string, value: string][] =>
    [written ?? []].flat().map((one) => {
      const [, key, value] = /^\s*([^=]+?)\s*=\s*(.+?)\s*$/su.exec(one) ?? [];
      if (key === undefined || value === undefined)
        throw wrongValue('--row', one, text('a row like source=VK', 'строка вида source=VK'));
      return [key, value];
    }),
});

const ids = defineOption({
  flags: '--ids',
  help: text(
    'the lead IDs, and the lines of ad statistics and payments, behind each part',
    'ID лидов, строки статистики рекламы и оплат за каждой частью',
  ),
  on: ['explain'],
  given: SWITCH,
  read: isOn,
});

/** The options of `funnel explain` alone. */
export const EXPLAIN_OPTIONS = { row, ids, format, json };
