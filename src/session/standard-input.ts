import { text, UserError } from '../error.js';
import type { InputFile } from '../intake/scan/loaded.js';
import type { Io } from '../io.js';
import type { Scratch } from '../scratch.js';

/** The path that means standard input. */
export const STDIN = '-';

/**
 * Writes standard input into a file, so that everything after this reads files. Gives the inputs with that file's path.
 *
 * @throws {UserError} Where nothing is piped in.
 */
export async function spool(files: readonly InputFile[], io: Io, scratch: Scratch): Promise<InputFile[]> {
  if (!files.some(({ path }) => path === STDIN)) return [...files];
  const input = io.input?.();
  if (!input)
    throw new UserError(text('nothing is piped into standard input', 'в стандартный ввод ничего не передано'), {
      hint: text(
        'for example: zcat deals.csv.gz | funnel report - spend.csv',
        'например: zcat deals.csv.gz | funnel report - spend.csv',
      ),
    });
  const path = await scratch.write('stdin', input);
  return files.map((file) => (file.path === STDIN ? { ...file, path } : file));
}
