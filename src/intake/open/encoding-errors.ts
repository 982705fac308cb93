import { text, UserError } from '../../error.js';
import { ENCODINGS, type Encoding } from '../../model/dialect.js';
import { leaveOut } from '../../model/leave-out.js';

export const ENCODING_HINT = text(
  `name the encoding: --encoding with one of ${ENCODINGS.join(', ')}`,
  `назовите кодировку: --encoding и одна из ${ENCODINGS.join(', ')}`,
);

/** What the bytes prove against what was said of them. */
export const encodingDisproved = (proven: Encoding, said: Encoding, file: string): UserError =>
  new UserError(text(`is ${proven}, not ${said}`, `это ${proven}, а не ${said}`), {
    file,
    hint: leaveOut('encoding'),
  });

export const tooLongIn = (encoding: string, file: string): UserError =>
  new UserError(text(`is larger than 500 MB in ${encoding}`, `больше 500 МБ в ${encoding}`), {
    file,
    hint: text('save it as UTF-8, or export it in parts', 'сохраните в UTF-8 или выгрузите по частям'),
  });

/** `own`: what it is as a whole; else encodings are mixed. */
export function notIn(encoding: Encoding, bytes: Buffer, at: number, file: string, own?: Encoding): UserError {
  let line = 1;
  for (let index = 0; index < at; index++) if (bytes[index] === 0x0a) line++;
  return new UserError(
    text(
      `byte ${at} is not ${encoding}: ${own ? `the file is ${own}` : 'encodings are mixed in this file'}`,
      `байт ${at} не ${encoding}: ${own ? `файл в ${own}` : 'в файле смешаны кодировки'}`,
    ),
    { file, line, hint: own ? leaveOut('encoding') : ENCODING_HINT },
  );
}
