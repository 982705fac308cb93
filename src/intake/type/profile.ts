import { closeSync, openSync, readSync } from 'node:fs';
import type { Engine } from '../../engines/engine.js';
import { joined, literal, name, raw, type Sql, sql } from '../../engines/sql.js';
import type { Loaded } from '../scan/loaded.js';
import { recordsOf } from '../shape/record-cells.js';
import { cellText } from './cells.js';
import { textsOf } from './texts.js';
import { hasPattern, type Proof, patternOf, type Shape, shapeIn, shapeOf } from './values/cell-shape.js';
import { isDate, type Wanted } from './wanted.js';

/**
 * Every shape that the cells of the wanted columns have, in the order of its bytes, by the place of the column. One
 * statement looks at all of a file's cells; whatever is settled of them is settled from its answer.
 */
export async function profile(
  engine: Engine,
  loaded: Loaded,
  wanted: readonly Wanted[],
): Promise<ReadonlyMap<number, Shape[]>> {
  const found = new Map(wanted.map(({ index }) => [index, new Map<string, Shape>()]));
  if (wanted.length === 0) return new Map();
  const common = commonShapes(loaded, wanted);
  const texts = textsOf(
    loaded,
    wanted.map(({ index }) => index),
  );
  const list = (part: (column: Wanted) => Sql) => joined(wanted.map(part), ', ');
  const key = ({ index }: Wanted) => name(`k${index}`);
  const rows = await engine.query(sql`select place, entry.key, entry.value
    from (select place, unnest(entries) as entry
      from (select unnest([${list(({ index }) => raw(String(index)))}]) as place, unnest([${list((column) => sql`map_entries(${key(column)})`)}]) as entries
        from (select ${list((column) => sql`histogram(${keyOf(column, common.get(column.index) ?? [])}) as ${key(column)}`)}
          from ${texts})))`);
  for (const [place, key, count] of rows as [bigint, string, bigint][]) {
    const shapes = found.get(Number(place)) as Map<string, Shape>;
    const [proof, shape] = [PROOFS[Number(key[0])], key.slice(1)];
    const seen = shapes.get(shape);
    shapes.set(shape, {
      shape,
      count: Number(count) + (seen?.count ?? 0),
      proves: new Set([...(seen?.proves ?? []), ...(proof ? [proof] : [])]),
    });
  }
  const inBytes = (a: Shape, b: Shape) => Buffer.compare(Buffer.from(a.shape), Buffer.from(b.shape));
  return new Map([...found].map(([index, shapes]) => [index, [...shapes.values()].sort(inBytes)]));
}

/** What the first character of a key says of the cell; the rest is its shape. */
const PROOFS: readonly (Proof | undefined)[] = [undefined, 'dayFirst', 'monthFirst', 'fraction'];

/** The shape of a cell and, before it, what its digits prove. Cells of common shapes are told by patterns, the rest one by one. */
function keyOf({ index, kind }: Wanted, common: readonly string[]): Sql {
  const cell = cellText(index);
  const proof = isDate({ kind }) ? dateProof(cell) : kind === 'duration' ? sql`'0'` : numberProof(cell);
  const rest = sql`${proof} || ${shapeOf(cell)}`;
  if (common.length === 0) return rest;
  const known = common.map((shape) => {
    const of = isDate({ kind }) ? dateKey(cell, shape) : literal(`0${shape}`);
    return sql`when regexp_full_match(${cell}, ${literal(patternOf(shape))}) then ${of}`;
  });
  return sql`case ${joined(known, ' ')} else ${rest} end`;
}

/** `13/04`, and `04/13`: of day and month each is one. */
const DAY = '(1[3-9]|2[0-9]|3[01])';
const EITHER = '(0?[0-9]|1[0-2])';

const dateProof = (cell: Sql): Sql => {
  const begins = (first: string, second: string) =>
    sql`regexp_matches(${cell}, ${literal(`^${first}[-./]${second}[-./][0-9]{2}`)})`;
  return sql`case when ${begins(DAY, EITHER)} then '1' when ${begins(EITHER, DAY)} then '2' else '0' end`;
};

/** The key of a date whose shape is known: where it begins with two digits, a separator and two digits, without a pattern. */
function dateKey(cell: Sql, shape: string): Sql {
  const key = (proof: number) => literal(`${proof}${shape}`);
  if (!/^0{1,2}[-./]/.test(shape)) return key(0);
  if (!/^00[-./]00[-./]/.test(shape)) return sql`concat(${dateProof(cell)}, ${literal(shape)})`;
  const [first, second] = [sql`left(${cell}, 2)`, sql`substr(${cell}, 4, 2)`];
  const isDay = (part: Sql) => sql`${part} between '13' and '31'`;
  return sql`case when ${isDay(first)} and ${second} <= '12' then ${key(1)}
    when ${first} <= '12' and ${isDay(second)} then ${key(2)} else ${key(0)} end`;
}

const numberProof = (cell: Sql): Sql =>
  sql`case when regexp_full_match(${cell}, '[^0-9.,]*0[.,][0-9]{3}[^0-9.,]*') then '3' else '0' end`;

/** So many bytes of a file tell what most of its cells look like. */
const HEAD = 65_536;
/** So few shapes must tell so large a share of the cells, else each is looked at by itself. */
const [FEW, MOST] = [2, 0.9];

/** Shapes that most cells of a column have at the head of the file, for the columns that have few. */
function commonShapes({ clean, shape }: Loaded, wanted: readonly Wanted[]): ReadonlyMap<number, string[]> {
  const bytes = Buffer.alloc(HEAD);
  const file = openSync(clean.path, 'r');
  const length = readSync(file, bytes, 0, HEAD, 0);
  closeSync(file);
  const from = clean.skip === 0 ? 0 : bytes.indexOf('\n') + 1;
  const counts = new Map(wanted.map(({ index }) => [index, new Map<string, number>()]));
  for (const cells of recordsOf(bytes.subarray(0, length), from, shape.delimiter))
    for (const [index, shapes] of counts) {
      const cell = cells[index] ?? '';
      if (cell !== '') shapes.set(shapeIn(cell), (shapes.get(shapeIn(cell)) ?? 0) + 1);
    }
  const few = [...counts].map(([index, shapes]): [number, string[]] => {
    const sorted = [...shapes].sort(([, a], [, b]) => b - a).slice(0, FEW);
    const sum = (of: Iterable<number>) => [...of].reduce((a, b) => a + b, 0);
    const isMost = sum(sorted.map(([, count]) => count)) >= sum(shapes.values()) * MOST;
    return [index, isMost ? sorted.map(([one]) => one).filter(isPlain) : []];
  });
  return new Map(few);
}

/** Told by a pattern alone: a cell like `0,000` may prove that it is a fraction. */
const isPlain = (shape: string): boolean => hasPattern(shape) && !/^[^0.,]*0[.,]000[^0.,]*$/.test(shape);
