import type { Engine } from '../../engines/engine.js';
import { layDown } from '../../engines/lay-down.js';
import { name, type Sql, sql } from '../../engines/sql.js';
import { columnTypes, dimensionColumn, rowsOf } from '../../model/canonical.js';
import { mask } from '../../model/fold.js';
import type { Warning } from '../../model/report.js';
import { TABLE_NAMES } from '../../model/tables.js';
import { counted, text } from '../../model/text.js';
import { foldedCell } from './conditions.js';

/** What the words of a field or dimension stand for, according to a file: `Ann` → `Berlin`. */
export interface Lookup {
  /** As the configuration names it. */
  of: string;
  /** For messages. */
  file: string;
  /** By the folded word. */
  words: ReadonlyMap<string, string>;
}

/** A column of canonical rows, and the table of its words. */
export type LookedUp = ReadonlyMap<string, (cell: Sql) => Sql>;

/** Lays the words down, and says for each column how its cells are looked up. A word that is not found stays as it is. */
export async function lookUp(
  engine: Engine,
  lookups: readonly Lookup[],
  dimensions: readonly string[],
): Promise<LookedUp> {
  const columns = new Map<string, (cell: Sql) => Sql>();
  for (const [index, { of, words }] of lookups.entries()) {
    const table = wordsOf(index);
    await layDown(engine, table, { word: 'varchar', stands_for: 'varchar' }, [...words]);
    columns.set(
      columnOf(of, dimensions),
      (cell) => sql`coalesce((select stands_for from ${name(table)} where word = ${foldedCell(cell)}), ${cell})`,
    );
  }
  return columns;
}

const wordsOf = (index: number): string => `lookup_${index}`;

const columnOf = (of: string, dimensions: readonly string[]): string => {
  const at = dimensions.indexOf(of);
  return at < 0 ? of : dimensionColumn(at);
};

/** How many words are named. */
const SHOWN = 3;

/** Words that their file does not have. Each stays a row of its own beside the values of the others. */
export async function notFound(
  engine: Engine,
  lookups: readonly Lookup[],
  dimensions: readonly string[],
): Promise<Warning[]> {
  const warnings: Warning[] = [];
  for (const [index, { of, file }] of lookups.entries()) {
    const column = columnOf(of, dimensions);
    const rows: unknown[][] = [];
    for (const table of TABLE_NAMES) {
      if (table === 'none' || !columnTypes(table, dimensions.length).some(([own]) => own === column)) continue;
      rows.push(
        ...(await engine.query(sql`select word, n from (select ${name(column)} as word, count(*) as n from ${name(rowsOf(table))} group by 1)
          where word is not null and word not in (select stands_for from ${name(wordsOf(index))}) order by n desc, word`)),
      );
    }
    if (rows.length === 0) continue;
    const count = rows.reduce((sum, [, n]) => sum + Number(n), 0);
    const list =
      rows
        .slice(0, SHOWN)
        .map(([word]) => `«${mask(String(word))}»`)
        .join(', ') + (rows.length > SHOWN ? ' …' : '');
    warnings.push({
      code: 'not-looked-up',
      count,
      message: text(
        `${of}: ${counted(rows.length, 'word')} in ${counted(count, 'row')} not found in ${file}, and left as it stands: ${list}`,
        `${of}: в ${file} не нашлось значений: ${rows.length} (строк: ${count}), они остались как есть: ${list}`,
      ),
    });
  }
  return warnings;
}
