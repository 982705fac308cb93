import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Decompress } from 'fzstd';
import { text, UserError } from '../../error.js';

/** What a file may hold, unpacked, all of it together: a bomb of a few kilobytes must not fill the memory. */
export const MOST_UNPACKED = 2 ** 30;

/** No string of the engine is longer: what is larger can only be read as bytes. */
export const LONGEST_TEXT = 2 ** 29 - 24;

/** Counts what is unpacked from one file. */
export class Budget {
  #left = MOST_UNPACKED;

  take(bytes: number, file: string): void {
    this.#left -= bytes;
    if (this.#left < 0) throw tooLarge(file);
  }
}

export const tooLarge = (file: string): UserError =>
  new UserError(text('holds more than 1 GB', 'внутри больше 1 ГБ'), {
    file,
    hint: text('export it in parts, by month for example', 'выгрузите по частям, например по месяцам'),
  });

export const damaged = (what: string, file: string): UserError =>
  new UserError(text(`this ${what} file is damaged or cut off`, `файл ${what} повреждён или оборван`), {
    file,
    hint: text('download it again', 'скачайте ещё раз'),
  });

const inflate = promisify(gunzip);

/** A gzip file's bytes; several members one after another are one text. */
export async function ungzip(bytes: Buffer, file: string): Promise<Buffer> {
  try {
    return await inflate(bytes, { maxOutputLength: MOST_UNPACKED });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge(file) : damaged('gzip', file);
  }
}

/** Bytes that are handed to the decoder at once: between two of them the size is looked at. */
const CHUNK = 1 << 16;

/** A zstd file's bytes. Node reads zstd only from 22.15 on. */
export function unzstd(bytes: Buffer, file: string): Buffer {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const decoder = new Decompress((chunk) => {
    size += chunk.length;
    if (size > MOST_UNPACKED) throw tooLarge(file);
    chunks.push(chunk);
  });
  try {
    for (let at = 0; at < bytes.length; at += CHUNK)
      decoder.push(bytes.subarray(at, at + CHUNK), at + CHUNK >= bytes.length);
  } catch {
    throw size > MOST_UNPACKED ? tooLarge(file) : damaged('zstd', file);
  }
  return Buffer.concat(chunks);
}
