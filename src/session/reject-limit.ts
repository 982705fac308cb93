import { EXIT, text, UserError } from '../error.js';
import { formatWhole } from '../model/numbers.js';
import type { LedgerEntry } from '../model/report.js';
import { plural } from '../model/text.js';
import type { ReadOptions } from './read-options.js';
import { rejectsHint, type SaidOfFile } from './rejects-hint.js';

/**
 * Refuses a file with more unreadable lines than allowed.
 *
 * @throws {UserError} With the lines and why.
 */
export function refuseTooManyRejects(
  ledger: readonly LedgerEntry[],
  limit: ReadOptions['maxRejects'],
  saidOf: (file: string) => SaidOfFile,
): void {
  for (const { file, lines, rejected, rejects } of ledger) {
    const most = 'share' in limit ? lines * limit.share : limit.lines;
    if (rejected <= most) continue;
    const shown = rejects.slice(0, 3);
    const list = (lang: 'en' | 'ru') =>
      shown
        .map(
          ({ line, column, reason }) =>
            `  ${lang === 'en' ? 'line' : 'строка'} ${line}${column ? `, «${column}»` : ''}: ${reason[lang]}`,
        )
        .join('\n');
    throw new UserError(
      text(
        `${formatWhole(rejected, 'en')} of ${formatWhole(lines, 'en')} lines could not be read, more than is allowed:\n${list('en')}`,
        `${plural(rejected, 'не прочитана', 'не прочитаны', 'не прочитано')} ${formatWhole(rejected, 'ru')} ${plural(rejected, 'строка', 'строки', 'строк')} из ${formatWhole(lines, 'ru')}, больше допустимого:\n${list('ru')}`,
      ),
      {
        file,
        exit: EXIT.rejects,
        hint: rejectsHint(rejects, rejected, lines, saidOf(file)),
      },
    );
  }
}
