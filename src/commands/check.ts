import { EXIT } from '../error.js';
import type { Io } from '../io.js';
import type { Lang } from '../model/text.js';
import { renderCheck } from '../render/renderers.js';
import { type ReadOptions, withSession } from '../session/session.js';

/** Says what each file is, how it was read and what was left out; gives the exit code. */
export async function check(options: ReadOptions, print: { lang: Lang; color: boolean }, io: Io): Promise<number> {
  // What is too much for a report is just what `check` is for.
  return withSession({ ...options, maxRejects: { share: 1 }, lenient: true }, io, async ({ ledger, warnings }) => {
    io.out(renderCheck(ledger, warnings, { ...print, width: io.width }));
    return warnings.length > 0 ? EXIT.gate : EXIT.done;
  });
}
