import { text, UserError } from '../../error.js';
import { SEGMENT } from '../../model/dimensions.js';
import { mask } from '../../model/fold.js';
import { meant, thereAre } from '../../model/meant.js';
import { nearest } from '../../model/nearest.js';
import type { Loaded } from '../scan/loaded.js';
import { columnsOf } from './conditions.js';
import type { Typed } from './type.js';
import type { TypeOptions } from './type-options.js';
import { columnsBehind } from './worked.js';

/**
 * A rule, exclusion or dimension over a column that no export has is a mistake: its figure would silently be empty.
 *
 * @throws {UserError}
 */
export function requireHeadings(loaded: readonly Loaded[], typed: readonly Typed[], options: TypeOptions): void {
  const there = new Set(typed.flatMap(({ headings }) => [...headings]));
  const wanted: [string, string][] = [
    ...[...options.dimensions].map(([dim, heading]): [string, string] => [`dimensions.${dim}`, heading]),
    ...[...options.rules].flatMap(([stage, rule]) =>
      [...columnsOf(rule).all].map((h): [string, string] => [`rules.${stage}`, h]),
    ),
    ...[...options.worked].flatMap(([name, worked]) =>
      [...columnsBehind(worked)].map((heading): [string, string] => [name === SEGMENT ? 'segments' : name, heading]),
    ),
    ...[...columnsOf(options.exclude ?? []).all].map((heading): [string, string] => ['exclude', heading]),
  ];
  for (const [key, heading] of wanted) {
    if (there.has(heading)) continue;
    const headings = [...new Set(loaded.flatMap(({ shape }) => shape.headings))];
    const near = nearest(heading, headings);
    throw new UserError(
      text(`${key}: no export has a column «${heading}»`, `${key}: ни в одной выгрузке нет столбца «${heading}»`),
      {
        hint: near
          ? meant(`«${near}»`)
          : thereAre(
              headings.map((one) => `«${mask(one)}»`),
              MOST_HEADINGS,
            ),
      },
    );
  }
  requireTogether(typed, options);
}

/** A rule is tested on rows of one file. Over columns that no single file has together it would silently be false. */
function requireTogether(typed: readonly Typed[], { rules }: TypeOptions): void {
  for (const [stage, rule] of rules)
    for (const conditions of rule) {
      const wanted = [...new Set(conditions.map(({ column }) => column))];
      if (typed.some(({ headings }) => wanted.every((heading) => headings.has(heading)))) continue;
      const list = wanted.map((heading) => `«${heading}»`).join(', ');
      throw new UserError(
        text(
          `rules.${stage}: no one export has all of ${list}`,
          `rules.${stage}: ни в одной выгрузке нет сразу ${list}`,
        ),
        {
          hint: text(
            'export them together; or, where each of them is enough, write a list of rules',
            'выгрузите их вместе или, если достаточно любого из них, запишите правила списком',
          ),
        },
      );
    }
}

/** As many headings as a person reads. */
const MOST_HEADINGS = 12;
