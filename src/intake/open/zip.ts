import { crc32 } from 'node:zlib';
import type { Entry } from 'yauzl';
import { text, UserError } from '../../error.js';
import { type Budget, damaged, MOST_UNPACKED, tooLarge } from './unpack.js';

/** An opened zip: its files by name, in their order. */
export interface Zip {
  names: readonly string[];
  /** The bytes of one of them. */
  read(name: string, budget: Budget): Promise<Buffer>;
  /** The same piece by piece: what need not be held whole is not. */
  pieces(name: string): AsyncIterable<Buffer>;
}

/** What the end of a zip's directory begins with. */
const DIRECTORY_END = Buffer.from('504b0506', 'hex');

/** Opens a zip. yauzl checks that no entry is longer than it says; the checksum is checked here. */
export async function openZip(bytes: Buffer, file: string): Promise<Zip> {
  const { default: yauzl } = await import('yauzl');
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true }).catch(() => {
    throw damaged('zip', file);
  });
  const entries = new Map<string, Entry>();
  const twice: string[] = [];
  try {
    let size = 0;
    for await (const entry of zip.eachEntry()) {
      size += 46 + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
      if (entry.fileName.endsWith('/')) continue;
      if (entries.has(entry.fileName)) twice.push(entry.fileName);
      entries.set(entry.fileName, entry);
      // A file name with a changed byte is not the export's any more: the directory and the entry itself must agree.
      const { fileName } = await zip.readLocalFileHeaderPromise(entry);
      if (!fileName.equals(entry.fileNameRaw)) throw damaged('zip', file);
    }
    // Entries that the end of the directory does not count would be passed over without a word.
    const told = bytes.readUInt32LE(bytes.lastIndexOf(DIRECTORY_END) + 12);
    if (told !== 0xffffffff && told !== size) throw damaged('zip', file);
  } catch (error) {
    throw error instanceof Error && LEADS_OUT.test(error.message) ? leadsOut(file) : damaged('zip', file);
  }
  if (twice[0] !== undefined) throw sameName(twice[0], file);

  async function* pieces(name: string): AsyncGenerator<Buffer> {
    const entry = entries.get(name);
    if (!entry) throw damaged('zip', file);
    if (entry.isEncrypted()) throw locked(file);
    if (entry.uncompressedSize > MOST_UNPACKED) throw tooLarge(file);
    const stream = await zip.openReadStreamPromise(entry).catch(() => {
      throw damaged('zip', file);
    });
    let sum = 0;
    const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    for (;;) {
      // Only errors of the archive itself mean that it is damaged; those of whoever reads the pieces are passed on.
      const { done, value } = await chunks.next().catch(() => {
        throw damaged('zip', file);
      });
      if (done) break;
      sum = crc32(value, sum);
      yield value;
    }
    if (sum !== entry.crc32) throw damaged('zip', file);
  }

  return {
    names: [...entries.keys()],
    pieces,
    async read(name, budget) {
      if ((entries.get(name)?.uncompressedSize ?? 0) > budget.left) throw budget.refused(file);
      const chunks: Buffer[] = [];
      for await (const chunk of pieces(name)) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
  };
}

/** What yauzl says of a name that is not a path below the archive. */
const LEADS_OUT = /^(?:invalid relative path|absolute path|invalid characters in fileName)/;

const leadsOut = (file: string): UserError =>
  new UserError(
    text(
      'holds a file whose name leads out of the archive (../)',
      'внутри файл, имя которого ведёт за пределы архива (../)',
    ),
    {
      file,
      hint: text(
        'exports make no such zip: unpack it and give what you need',
        'выгрузки так не упаковывают: распакуйте и укажите нужное',
      ),
    },
  );

/** One of them would be read in place of both. */
const sameName = (entry: string, file: string): UserError =>
  new UserError(text(`holds two files called ${entry}`, `внутри два файла ${entry}`), {
    file,
    hint: text('unpack it and give them one by one', 'распакуйте и укажите их по одному'),
  });

const locked = (file: string): UserError =>
  new UserError(text('is protected by a password', 'защищён паролем'), {
    file,
    hint: text('unpack it and give what is inside', 'распакуйте и укажите то, что внутри'),
  });
