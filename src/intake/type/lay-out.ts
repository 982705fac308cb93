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
  /** The shapes of all cells of the typed columns, and each shape as it was asked about. */
  shapes: ReadonlyMap<number, readonly Shape[]>;
  asked: readonly AskedShape[];
}

/** Lays out the needed cells of a file for an engine: values where the reading is beyond doubt, texts everywhere else. */
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

/** Whether no cell of a column is left a text: each has a value of a usual year, or is empty. */
export const isRead = (columns: LaidOut['columns'], place: number): boolean => columns.get(place)?.hasTexts === false;

/** Whether the ID in a column is plain; never null. */
export function plainIn(columns: LaidOut['columns'], place: number): Sql {
  const plain = columns.get(place)?.plain;
  return plain === 'some' ? sql`coalesce(${isPlainId(place)}, false)` : plain === 'all' ? sql`true` : sql`false`;
}

/** The names under which a file is typed, by its number; the second is used if it has to be typed again. */
export const namesOf = (index: number): [string, string] => [`${index}`, `${index}_again`];
/** The file that cells are laid out in. */
export const columnsFile = (own: string): string => `${own}.parquet`;
