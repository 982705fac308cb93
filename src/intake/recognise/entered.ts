import { text, UserError } from '../../error.js';
import { type Pattern, patternOf } from '../../model/pattern.js';
import type { FileSettings } from '../../model/settings.js';
import type { Export } from '../../sources/define-source.js';
import { foundIn, matches } from './heading-match.js';
import type { Entered } from './recognised.js';

/** The columns of an export that name a status each. */
export const enteredColumns = (shape: Export, headings: readonly string[]): Entered[] =>
  named(shape.entered ?? [], headings);

/**
 * `entered_at` of a file that feeds `[crm, stage_events]`: all columns that it names, not only the first. A heading is
 * the status; of a pattern its first group, or its groups `status` and `pipeline`, are.
 */
export function configuredEntered({ columns }: FileSettings, headings: readonly string[], file: string): Entered[] {
  const wanted = columns.get('entered_at') ?? [];
  return wanted.flatMap((one) => {
    if ('row' in one || 'place' in one) return [];
    const pattern = 'pattern' in one ? patternOf(one.pattern) : undefined;
    const found = named([pattern ?? /^.*$/s], headings).filter(
      ({ heading }) => 'pattern' in one || matches(one.heading, heading),
    );
    if (found.length > 0) return found;
    const what = 'pattern' in one ? `/${one.pattern}/` : `«${one.heading}»`;
    throw new UserError(text(`has no column ${what} (entered_at)`, `нет столбца ${what} (entered_at)`), { file });
  });
}

/** A heading twice is no trouble here: both are dates of one status. */
function named(patterns: readonly Pattern[], headings: readonly string[]): Entered[] {
  return headings.flatMap((heading, index) => {
    const match = patterns.map((pattern) => foundIn(pattern, heading)).find((found) => found !== null);
    if (!match || heading.trim() === '') return [];
    const status = match.groups?.status ?? match[1] ?? match[0] ?? '';
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
