import { text, UserError } from '../error.js';
import { dateSetting, dateSettingMeant } from '../model/date-setting.js';
import {
  DELIMITERS,
  type DelimiterName,
  delimiterNamed,
  ENCODINGS,
  encodingMeant,
  encodingNamed,
} from '../model/dialect.js';
import { meant } from '../model/meant.js';
import { nearest } from '../model/nearest.js';
import { shellWord } from '../model/shell-word.js';
import { defineOption, ifWritten, OPENING, oneOf, TEXT, wrongValue } from './define-option.js';

// Options that settle what a file leaves open.

export const encoding = defineOption({
  flags: '--encoding <name>',
  offers: ENCODINGS,
  isRare: true,
  help: text('the encoding, where a file leaves it open', 'кодировка, если по файлу не понять'),
  on: OPENING,
  given: TEXT,
  read: ifWritten((word) => {
    const found = encodingNamed(word);
    if (!found)
      throw wrongValue('--encoding', word, text(`one of ${ENCODINGS.join(', ')}`, `одна из ${ENCODINGS.join(', ')}`), [
        encodingMeant(word),
      ]);
    return found;
  }),
});

const DELIMITER = text('comma, semicolon, tab or pipe', 'comma, semicolon, tab или pipe');

export const delimiter = defineOption({
  flags: '--delimiter <name>',
  offers: Object.keys(DELIMITERS),
  isRare: true,
  help: DELIMITER,
  on: OPENING,
  given: TEXT,
  read: (word: DelimiterName | undefined) => {
    if (word === undefined) return undefined;
    const found = delimiterNamed(word);
    if (!found) throw wrongValue('--delimiter', word, DELIMITER, [nearest(word, Object.keys(DELIMITERS))]);
    return found;
  },
});

const MARKS = ['.', ','] as const;

export const decimal = defineOption({
  flags: '--decimal <mark>',
  isRare: true,
  help: text('the decimal mark, where a file leaves it open', 'дробный знак, если по файлу не понять'),
  on: OPENING,
  choices: MARKS,
  given: oneOf(MARKS),
  read: (mark: (typeof MARKS)[number] | undefined) => mark,
});

export const dates = defineOption({
  flags: '--dates <order>',
  offers: ['dmy', 'mdy', 'ymd', 'unix', 'excel'],
  isRare: true,
  help: text(
    'dmy, mdy, unix (seconds since 1970), excel (46266), or a pattern like dd.MM.yyyy',
    'dmy, mdy, unix (секунды с 1970 года), excel (46266) или шаблон вида dd.MM.yyyy',
  ),
  on: OPENING,
  given: TEXT,
  read: ifWritten((written) => {
    if (!dateSetting(written)) throw noPattern(written);
    return written;
  }),
});

function noPattern(written: string): UserError {
  const likely = dateSettingMeant(written);
  return new UserError(text(`not a date pattern: ${written}`, `это не шаблон даты: ${written}`), {
    hint: likely
      ? meant(`--dates ${shellWord(likely)}`)
      : text(
          'for example dd.MM.yyyy HH:mm, or dmy, mdy, ymd, unix, excel',
          'например dd.MM.yyyy HH:mm, или dmy, mdy, ymd, unix, excel',
        ),
  });
}
