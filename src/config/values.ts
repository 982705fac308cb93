import { type Text, text } from '../error.js';
import { CURRENCY_CODES } from '../model/currencies.js';
import { isDay } from '../model/dates.js';
import { DELIMITERS, delimiterNamed, ENCODINGS, encodingNamed, SEPARATORS } from '../model/dialect.js';
import { didYouMean } from './complaint.js';
import { type Json, scalar, Wrong } from './schema-parts.js';

/** What YAML takes for a number or a boolean is text here all the same. */
export const ANY_SCALAR: Json = { type: ['string', 'number', 'boolean'] };

const words = (expects: Text) =>
  scalar(expects, (written) => (written.trim() === '' ? undefined : written), ANY_SCALAR);

/** Any text; a number or `yes` is its text. */
export const anyText = words(text('a text', 'текст'));
export const heading = words(text('a heading', 'заголовок столбца'));

export const flag = scalar(
  text('true or false', 'true или false'),
  (written) => (written === 'true' ? true : written === 'false' ? false : undefined),
  { type: 'boolean' },
);

/** On this machine: nothing is fetched. */
const isLocal = (written: string) => written.trim() !== '' && !/^[a-z][a-z\d+.-]+:\/\//i.test(written);

export const path = scalar(
  text('a file, a folder or a pattern like exports/*.csv', 'файл, папка или шаблон вроде exports/*.csv'),
  (written) => (isLocal(written) ? written : undefined),
  { type: 'string' },
);

/** A lone number would be a rate of nothing in particular. */
export const ratesFile = scalar(
  text('rates like {USD: 92.5}, or a file', 'набор курсов вроде {USD: 92.5} или файл'),
  (written) => (isLocal(written) && /[^\d.,]/.test(written) ? written : undefined),
  { type: 'string' },
);

export const timezone = scalar(
  text('a time zone like Europe/Moscow', 'часовой пояс вроде Europe/Moscow'),
  (written) => ianaName(written) ?? new Wrong(didYouMean(written, Intl.supportedValuesOf('timeZone'))),
  { type: 'string' },
);

/** The name as written, in the usual case. Offsets (`+03:00`) are no names, and only newer Nodes take them. */
function ianaName(written: string): string | undefined {
  if (!/^[a-z]/i.test(written)) return undefined;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: written }).resolvedOptions();
    return timeZone.toLowerCase() === written.toLowerCase() ? timeZone : written;
  } catch {
    return undefined;
  }
}

export const currency = scalar(
  text('a currency code like RUB', 'код валюты вроде RUB'),
  (written) => (CURRENCY_CODES.includes(written) ? written : new Wrong(didYouMean(written, CURRENCY_CODES))),
  { type: 'string', pattern: '^[A-Z]{3}$' },
);

export const encoding = scalar(
  text('an encoding like utf-8 or windows-1251', 'кодировка вроде utf-8 или windows-1251'),
  (written) => encodingNamed(written) ?? new Wrong(didYouMean(written, ENCODINGS)),
  { type: 'string' },
);

export const decimal = scalar(
  text('"." or ","', '"." или ","'),
  (written) => (written === '.' || written === ',' ? written : undefined),
  { enum: ['.', ','] },
);

/** One of `,` `;` tab `|`; for those that YAML reads otherwise, their names. */
export const delimiter = scalar(
  text('comma, semicolon, tab or pipe', 'comma, semicolon, tab или pipe'),
  (written) => delimiterNamed(written) ?? new Wrong(didYouMean(written, Object.keys(DELIMITERS))),
  { enum: [...SEPARATORS, ...Object.keys(DELIMITERS), '\\t'] },
);

const isDatePattern = (written: string) => /^(dmy|mdy|ymd)$/i.test(written) || /^(?=.*d)(?=.*M)(?=.*y)/.test(written);

export const datePattern = scalar(
  text('a pattern like dd.MM.yyyy HH:mm, or dmy, mdy, ymd', 'шаблон вроде dd.MM.yyyy HH:mm, или dmy, mdy, ymd'),
  (written) => {
    if (isDatePattern(written)) return written;
    // Other programs write DD.MM.YYYY.
    const usual = written.replaceAll('D', 'd').replaceAll('Y', 'y');
    return isDatePattern(usual) ? new Wrong(didYouMean(usual, [usual])) : undefined;
  },
  { type: 'string' },
);

/** A day of the calendar, kept as text: `2026-02-30` is none. */
export const day = scalar(
  text('a day like 2026-10-01', 'день вроде 2026-10-01'),
  (written) => (isDay(written) ? written : undefined),
  { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' },
);
