import { text, UserError } from '../../error.js';
import { ENCODINGS, type Encoding } from '../../model/dialect.js';

export const ENCODING_HINT = text(
  `name the encoding: --encoding with one of ${ENCODINGS.join(', ')}`,
  `назовите кодировку: --encoding и одна из ${ENCODINGS.join(', ')}`,
);

export const tooLongIn = (encoding: string, file: string): UserError =>
  new UserError(text(`is larger than 500 MB in ${encoding}`, `больше 500 МБ в ${encoding}`), {
    file,
    hint: text('save it as UTF-8, or export it in parts', 'сохраните в UTF-8 или выгрузите по частям'),
  });

export function notIn(encoding: Encoding, bytes: Buffer, at: number, file: string): UserError {
  let line = 1;
  for (let index = 0; index < at; index++) if (bytes[index] === 0x0a) line++;
  return new UserError(
    text(
      `byte ${at} is not ${encoding}: encodings are mixed in this file`,
      `байт ${at} не ${encoding}: в файле смешаны кодировки`,
    ),
    { file, line, hint: ENCODING_HINT },
  );
}
