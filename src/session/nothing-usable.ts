import { survey } from '../drafts/survey.js';
import { UserError } from '../error.js';
import type { LeftOut } from '../intake/load-files.js';
import type { InputFile } from '../intake/scan/loaded.js';
import { perhapsWords } from '../model/perhaps-words.js';
import { join } from '../model/text.js';
import { noteOf } from './left-note.js';
import { STDIN } from './standard-input.js';

/**
 * The errors when no file can be used: why each cannot, and what it may be or lacks. There is no report that would say
 * so.
 */
export async function nothingUsable(left: readonly LeftOut[], files: readonly InputFile[]): Promise<UserError[]> {
  const tables = await survey(files.filter(({ path }) => path !== STDIN));
  return left.map((one) => {
    const note = noteOf(one, tables);
    if (note.headings.length === 0) return one.error;
    const { what, hint, file, line } = one.error;
    const where = { ...(hint && { hint }), ...(file !== undefined && { file }), ...(line !== undefined && { line }) };
    return new UserError(join([what, ...perhapsWords(note)], '; '), where);
  });
}
