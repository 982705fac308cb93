import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { text, UserError } from '../../error.js';
import { giveWay } from '../../model/give-way.js';

/** Limit of what one file may unpack to, all of it together: a bomb of a few kilobytes must not fill the memory. */
export const MOST_UNPACKED = 2 ** 30;

/** Strings of the engine are not longer; a larger text can only be read as bytes. */
export const LONGEST_TEXT = 2 ** 29 - 24;

/** Very similar rows shrink to a thirtieth. What shrinks further than this was made to do so. */
const MOST_SHRUNK = 150;
/** So much is unpacked of the smallest file. */
const ALWAYS = 2 ** 26;

/** Counts what is unpacked from one file, by its size as it is packed: no more memory is asked for. */
export class Budget {
  readonly #most: number;
  #left: number;

  constructor(packed: number) {
    this.#most = Math.min(MOST_UNPACKED, Math.max(ALWAYS, packed * MOST_SHRUNK));
    this.#left = this.#most;
  }

  get left(): number {
    return this.#left;
  }

  /** Nothing more is unpacked then, of any entry. */
  get isSpent(): boolean {
    return this.#left < 0;
  }

  take(bytes: number, file: string): void {
    if (bytes > this.#left) throw this.refused(file);
    this.#left -= bytes;
  }

  refused(file: string): UserError {
    this.#left = -1;
    if (this.#most === MOST_UNPACKED) return tooLarge(file);
    return new UserError(
      text(
        `unpacks to more than ${MOST_SHRUNK} times its size, which no export does`,
        `при распаковке растёт больше чем в ${MOST_SHRUNK} раз: выгрузки так не сжимаются`,
      ),
      {
        file,
        hint: text(
          'download it again; if it is right, unpack it and give what is inside',
          'скачайте ещё раз; если всё верно, распакуйте и укажите то, что внутри',
        ),
      },
    );
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
export async function ungzip(bytes: Buffer, file: string, budget: Budget): Promise<Buffer> {
  try {
    return await inflate(bytes, { maxOutputLength: Math.max(budget.left, 1) });
  } catch (error) {
    const isTooMuch = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw isTooMuch ? budget.refused(file) : damaged('gzip', file);
  }
}

/** Bytes that are handed to the decoder at once. */
const CHUNK = 1 << 16;
/** A decoder that gives nothing so many times is stuck: the bytes are not zstd, and it does not say so. */
const MOST_IDLE = 4;

/** Decodes zstd with its own decoder, checksum included: Node can do so only from 22.15 on. */
export async function unzstd(bytes: Buffer, file: string, budget: Budget): Promise<Buffer> {
  const { ZSTDDecoder } = await import('zstddec/stream');
  const decoder = new ZSTDDecoder();
  await decoder.init();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let idle = 0;
  try {
    for (const chunk of decoder.decodeStreaming(pieces(bytes))) {
      idle = chunk.length === 0 ? idle + 1 : 0;
      size += chunk.length;
      if (idle > MOST_IDLE || size > budget.left) break;
      chunks.push(chunk);
      await giveWay();
    }
  } catch {
    throw damaged('zstd', file);
  }
  if (size > budget.left) throw budget.refused(file);
  if (idle > MOST_IDLE) throw damaged('zstd', file);
  return Buffer.concat(chunks);
}

function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}
