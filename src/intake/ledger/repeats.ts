import type { Engine } from '../../engines/engine.js';
import { name, sql } from '../../engines/sql.js';
import { text, UserError } from '../../error.js';
import { plural } from '../../model/text.js';
import type { Recognised } from '../recognise/recognised.js';
import { lineOf } from '../scan/line-of.js';
import type { Loaded } from '../scan/loaded.js';
import { bearsMark } from '../type/marks.js';
import type { Typed } from '../type/type.js';
import { countMarked, type Tally } from './tally.js';

/**
 * Refuses a field whose heading stands twice, unless both columns hold the same in every row (Pipedrive's `Deal -
 * Status`). If they differ, choosing one would be a guess.
 */
export async function requireSameCells(
  engine: Engine,
  { recognised, file, scan }: Loaded,
  { rows, marks }: Typed,
  counted: Tally,
): Promise<void> {
  const differing = marks.filter(({ of }) => of === 'differs');
  for (const [at, mark] of differing.entries()) {
    if (countMarked(counted, mark, () => true) === 0) continue;
    const { field, heading, indexes } = recognised.repeats[at] as Recognised['repeats'][number];
    const [row] = await engine.query(sql`select min(record) from ${name(rows)} where ${bearsMark(marks, mark)}`);
    throw new UserError(
      text(
        `the heading «${heading}» stands ${indexes.length} times with different cells, and ${field} is read from it`,
        `заголовок «${heading}» встречается ${indexes.length} ${plural(indexes.length, 'раз', 'раза', 'раз')} с разными ячейками, а из него читается ${field}`,
      ),
      {
        file: file.name,
        line: lineOf(scan.lineMap, Number(row?.[0])),
        hint: text('rename one of the columns', 'переименуйте один из столбцов'),
      },
    );
  }
}
