import { type Sql, sql } from '../../engines/sql.js';
import type { Scratch } from '../../scratch.js';
import type { Loaded } from '../scan/loaded.js';
import { type AskedShape, cellGroups, type ReadBy } from './cell-groups.js';
import { isPlainId } from './cells.js';
import type { LaidColumn } from './group-parts.js';
import { makeParquet } from './parquet.js';
import type { CellRequest } from './request.js';
import type { Shape } from './values/cell-shape.js';

/** The cells of a file as an engine finds them: columns `c<i>` with texts, `p<i>` with values. */
export interface LaidOut {
  path: string;
  columns: ReadonlyMap<number, LaidColumn>;
  /** Every shape that cells of the typed columns have, and each as it was asked about. */
  shapes: ReadonlyMap<number, readonly Shape[]>;
  asked: readonly AskedShape[];
}

/** Lays the needed cells of a file out for an engine: what is beyond doubt as values, everything else as it is written. */
export async function layOut(
  loaded: Loaded,
  request: CellRequest,
  by: ReadBy,
  scratch: Scratch,
  own: string,
): Promise<LaidOut> {
  const { columns, groups, laid, shapes, asked } = cellGroups(loaded, request, by);
  const parquet = makeParquet(columns);
  const bytes = async function* () {
    yield parquet.begin();
    for await (const { rows, parts } of groups()) yield parquet.group(rows, parts);
    yield parquet.end();
  };
  const path = await scratch.write(columnsFile(own), bytes());
  return { path, columns: laid, shapes: shapes(), asked };
}

/** Whether no cell of a column is a text: each became a value such as exports hold, of no year before theirs, or is empty. */
export const isRead = (columns: LaidOut['columns'], place: number): boolean => columns.get(place)?.hasTexts === false;

/** Whether the ID in a column is plain; never null. */
export function plainIn(columns: LaidOut['columns'], place: number): Sql {
  const plain = columns.get(place)?.plain;
  return plain === 'some' ? sql`coalesce(${isPlainId(place)}, false)` : plain === 'all' ? sql`true` : sql`false`;
}

/** The names under which the so-manieth file is typed: the second where that is done again. */
export const namesOf = (index: number): [string, string] => [`${index}`, `${index}_again`];
/** The file that cells are laid out in. */
export const columnsFile = (own: string): string => `${own}.parquet`;
