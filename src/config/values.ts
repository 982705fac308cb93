import { type Text, text } from '../error.js';
import { CURRENCY_CODES, currencyMeant } from '../model/currencies.js';
import { dateSetting, dateSettingMeant } from '../model/date-setting.js';
import { isDay } from '../model/dates.js';
import { DELIMITERS, delimiterNamed, encodingMeant, encodingNamed, SEPARATORS } from '../model/dialect.js';
import { fold } from '../model/fold.js';
import { languageMeant } from '../model/meant.js';
import { daysMeant } from '../model/meant-days.js';
import { LANGS } from '../model/text.js';
import { zoneNamed, zonesMeant } from '../model/time-zones.js';
import { didYouMean, hintFor } from './complaint.js';
import { type Json, scalar, Wrong } from './schema-parts.js';

/** JSON Schema of a text: an editor would take an unquoted number or `yes` for another type, but here it is a text. */
export const ANY_SCALAR: Json = { type: ['string', 'number', 'boolean'] };

const words = (expects: Text) =>
  scalar(expects, (written) => (written.trim() === '' ? undefined : written), ANY_SCALAR);

/** Any text that is not blank; a number or `yes` is read as its text. */
export const anyText = words(text('a text', 'текст'));
export const heading = words(text('a heading', 'заголовок столбца'));
/** A separator of values; it may be a space or a line break. */
export const separator = scalar(
  text('what stands between values, like ","', 'то, что стоит между значениями, например ","'),
  (written) => (written === '' ? undefined : written),
  { type: 'string', minLength: 1 },
);

export const flag = scalar(
  text('true or false', 'true или false'),
  (written) =>
    written === 'true' ? true : written === 'false' ? false : new Wrong(hintFor(FLAGS_CALLED.get(fold(written)))),
  { type: 'boolean' },
);

/** Other words for `true` and `false`, as in YAML 1.1 and in spreadsheets. Offered as a hint. */
const FLAGS_CALLED: ReadonlyMap<string, string> = new Map([
  ...['yes', 'y', 'on', '1', 'да', 'истина', 'вкл'].map((word): [string, string] => [word, 'true']),
  ...['no', 'n', 'off', '0', 'нет', 'ложь', 'выкл'].map((word): [string, string] => [word, 'false']),
]);

/** Whether a path is on this machine: nothing is fetched from an address. */
const isLocal = (written: string) => written.trim() !== '' && !/^[a-z][a-z\d+.-]+:\/\//i.test(written);

export const path = scalar(
  text('a file, a folder or a pattern like exports/*.csv', 'файл, папка или шаблон вроде exports/*.csv'),
  (written) => (isLocal(written) ? written : undefined),
  { type: 'string' },
);

/** A file of rates. A plain number is refused: it would be the rate of no particular currency. */
export const ratesFile = scalar(
  text('rates like {USD: 92.5}, or a file', 'набор курсов вроде {USD: 92.5} или файл'),
  (written) => (isLocal(written) && /[^\d.,]/.test(written) ? written : undefined),
  { type: 'string' },
);

export const language = scalar(
  text('en or ru', 'en или ru'),
  (written) => LANGS.find((lang) => lang === written) ?? new Wrong(hintFor(languageMeant(written))),
  { enum: [...LANGS] },
);

export const timezone = scalar(
  text('a time zone like Europe/Moscow', 'часовой пояс вроде Europe/Moscow'),
  (written) => zoneNamed(written) ?? new Wrong(hintFor(...zonesMeant(written))),
  { type: 'string' },
);

export const currency = scalar(
  text('a currency code like RUB', 'код валюты вроде RUB'),
  (written) => (CURRENCY_CODES.includes(written) ? written : new Wrong(hintFor(currencyMeant(written)))),
  { type: 'string', pattern: '^[A-Z]{3}$' },
);

export const encoding = scalar(
  text('an encoding like utf-8 or windows-1251', 'кодировка вроде utf-8 или windows-1251'),
  (written) => encodingNamed(written) ?? new Wrong(hintFor(encodingMeant(written))),
  { type: 'string' },
);

export const decimal = scalar(
  text('"." or ","', '"." или ","'),
  (written) => (written === '.' || written === ',' ? written : undefined),
  { enum: ['.', ','] },
);

/** A delimiter: `,` `;` tab or `|`, or its name, since YAML reads some of the signs otherwise. */
export const delimiter = scalar(
  text('comma, semicolon, tab or pipe', 'comma, semicolon, tab или pipe'),
  (written) => delimiterNamed(written) ?? new Wrong(didYouMean(written, Object.keys(DELIMITERS))),
  { enum: [...SEPARATORS, ...Object.keys(DELIMITERS), '\\t'] },
);

export const datePattern = scalar(
  text(
    'a pattern like dd.MM.yyyy HH:mm, or dmy, mdy, ymd, unix, excel',
    'шаблон вроде dd.MM.yyyy HH:mm, или dmy, mdy, ymd, unix, excel',
  ),
  (written) => (dateSetting(written) ? written : new Wrong(hintFor(dateSettingMeant(written)))),
  { type: 'string' },
);

/** A day of the calendar, kept as text. `2026-02-30` is refused. */
export const day = scalar(
  text('a day like 2026-10-01', 'день вроде 2026-10-01'),
  (written) => (isDay(written) ? written : new Wrong(hintFor(...daysMeant(written)))),
  { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' },
);
