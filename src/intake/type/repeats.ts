import type { Engine } from '../../engines/engine.js';
import { joined, name, sql } from '../../engines/sql.js';
import { text, UserError } from '../../error.js';
import type { Loaded } from '../scan/loaded.js';
import { lineOf } from '../scan/scan.js';
import { cellText } from './cells.js';

/**
 * A heading that stands twice cannot be read by name, unless both columns say the same in every row (Pipedrive's
 * `Deal - Status`): which of two that differ is meant would be a guess.
 */
export async function requireSameCells(
  engine: Engine,
  { recognised, file, scan }: Loaded,
  cells: string,
): Promise<void> {
  for (const { field, heading, indexes } of recognised.repeats) {
    const [first = 0, ...others] = indexes.map(cellText);
    const differs = others.map((other) => sql`${first as typeof other} is distinct from ${other}`);
    const [row] = await engine.query(
      sql`select min(record) from ${name(cells)} where ${joined(differs, ' or ')} having count(*) > 0`,
    );
    if (!row) continue;
    throw new UserError(
      text(
        `the heading «${heading}» stands ${indexes.length} times with different cells, and ${field} is read from it`,
        `заголовок «${heading}» встречается ${indexes.length} раза с разными ячейками, а из него читается ${field}`,
      ),
      {
        file: file.name,
        line: lineOf(scan.lineMap, Number(row[0])),
        hint: text('rename one of the columns', 'переименуйте один из столбцов'),
      },
    );
  }
}
