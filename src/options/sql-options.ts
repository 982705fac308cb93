import { text } from '../error.js';
import { SQL_FORMATS, type SqlFormat } from '../model/dialect.js';
import { defineOption, ifWritten, isOn, oneOf, SWITCH, TEXT, wrongValue } from './define-option.js';

const format = defineOption({
  flags: '-f, --format <format>',
  help: text(
    'how to write it down; default: by the ending of --out, else table',
    'в каком виде вывести; по умолчанию по расширению --out, иначе table',
  ),
  on: ['sql'],
  choices: SQL_FORMATS,
  given: oneOf(SQL_FORMATS),
  read: (written: SqlFormat | undefined) => written,
});

const out = defineOption({
  flags: '-o, --out <file>',
  help: text('into a file, whole or not at all; default: stdout', 'в файл, целиком или никак; по умолчанию stdout'),
  on: ['sql'],
  given: TEXT,
  read: ifWritten((path) => {
    if (/^$|[/\\]$/.test(path))
      throw wrongValue('--out', path === '' ? '""' : path, text('a file', 'файл'), ['result.csv']);
    return path === '-' ? undefined : path;
  }),
});

const limit = defineOption({
  flags: '--limit <n>',
  help: text(
    'only the first so many rows; it is said where there are more',
    'только первые столько строк; если их больше, об этом сказано',
  ),
  on: ['sql'],
  given: TEXT,
  read: ifWritten((written) => {
    if (!/^[1-9]\d{0,8}$/.test(written))
      throw wrongValue('--limit', written, text('a number like 20', 'число вида 20'));
    return Number(written);
  }),
});

/** A usual query takes less than a second, and a join without its condition would never end. */
const USUAL_SECONDS = 60;

const timeout = defineOption({
  flags: '--timeout <seconds>',
  help: text('how long a query may take', 'сколько может длиться запрос'),
  on: ['sql'],
  default: String(USUAL_SECONDS),
  given: TEXT,
  read: (written: string | undefined): number => {
    if (written === undefined) return USUAL_SECONDS;
    const seconds = /^\d{1,5}(?:\.\d{1,3})?$/.test(written) ? Number(written) : 0;
    if (seconds === 0 || seconds > 86_400)
      throw wrongValue(
        '--timeout',
        written,
        text('seconds like 60, a day at most', 'секунды вида 60, не больше суток'),
      );
    return seconds;
  },
});

const views = defineOption({
  flags: '--views',
  help: text(
    'what the tables hold, column by column; nothing is read',
    'что есть в таблицах, по столбцам; файлы не читаются',
  ),
  on: ['sql'],
  given: SWITCH,
  read: isOn,
});

/** The options of `funnel sql` alone. */
export const SQL_OPTIONS = { format, out, limit, timeout, views };
