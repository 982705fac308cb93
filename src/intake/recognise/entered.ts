import { text, UserError } from '../../error.js';
import { fold } from '../../model/fold.js';
import type { FileSettings } from '../../model/settings.js';
import type { Export } from '../../sources/define-source.js';
import type { Entered } from './recognised.js';

/** The columns of an export that name a status each. */
export const enteredColumns = (shape: Export, headings: readonly string[]): Entered[] =>
  named(shape.entered ?? [], headings);

/**
 * `entered_at` of a file that feeds `[crm, stage_events]`: every column that it names, not the first of them. A heading is
 * the status itself; the first group of a pattern, or its groups `status` and `pipeline`, say which part of it is.
 */
export function configuredEntered({ columns }: FileSettings, headings: readonly string[], file: string): Entered[] {
  const wanted = columns.get('entered_at') ?? [];
  return wanted.flatMap((one) => {
    if ('row' in one || 'place' in one) return [];
    const found =
      'pattern' in one
        ? named([new RegExp(one.pattern, 'iu')], headings)
        : named([/^.*$/s], headings).filter(({ heading }) => fold(heading) === fold(one.heading));
    if (found.length > 0) return found;
    const what = 'pattern' in one ? `/${one.pattern}/` : `«${one.heading}»`;
    throw new UserError(text(`has no column ${what} (entered_at)`, `нет столбца ${what} (entered_at)`), { file });
  });
}

/** A heading twice is no trouble here: both are dates of one status. */
function named(patterns: readonly RegExp[], headings: readonly string[]): Entered[] {
  return headings.flatMap((heading, index) => {
    const match = patterns.map((pattern) => pattern.exec(heading.trim())).find((found) => found !== null);
    if (!match || heading.trim() === '') return [];
    const status = match.groups?.status ?? match[1] ?? match[0];
    return [
      {
        index,
        heading,
        kind: 'moment' as const,
        status: status.trim(),
        pipeline: match.groups?.pipeline?.trim() ?? null,
      },
    ];
  });
}
