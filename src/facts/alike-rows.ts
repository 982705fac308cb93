import type { Engine } from '../engines/engine.js';
import { byFile } from '../engines/lay-down.js';
import { isIn, joined, name, raw, type Sql, sql } from '../engines/sql.js';
import { columnTypes, rowsOf } from '../model/canonical.js';
import type { CrmFile } from './facts-settings.js';
import { type Place, placesIn } from './places.js';

/** Two downloads of one list that hold rows without an ID alike. */
export interface AlikePair {
  files: readonly [number, number];
  /** How many rows are alike, and how many rows each of the two has on the days that both cover. */
  alike: number;
  rows: readonly [number, number];
  /**
   * `once`: the two overlap, so such rows count once. `open`: most rows are alike, but each download has others too.
   * `each`: the rows count in both.
   */
  counts: 'once' | 'open' | 'each';
}

interface AlikeRows {
  pairs: AlikePair[];
  /** Rows that another download holds as well. */
  repeated: Place[];
}

const NONE: AlikeRows = { pairs: [], repeated: [] };

/**
 * Rows without an ID are one lead each. The same row in two downloads of one list is one lead, just as the same row in
 * two exports of ads is one. Of rows that are alike within a file, as many count as the file with the most of them has.
 *
 * Two downloads overlap where, on the days that both cover, one of them holds nothing that the other lacks: the lists of
 * two offices may have one row alike by chance. Only columns that all downloads of the list have are compared. Lays down
 * `crm_alike`. Source: bad-input, "identical rows: counted once"; definitions, "Identity".
 */
export async function findAlikeRows(
  engine: Engine,
  crmFiles: readonly (CrmFile | null)[],
  dimensions: number,
): Promise<AlikeRows> {
  const several = filesOfSeveral(crmFiles);
  if (several.length === 0) return NONE;
  const perFile = (of: (file: CrmFile) => number) =>
    byFile(
      crmFiles.map((file) => (file ? String(of(file)) : null)),
      'integer',
    );
  await engine.run(sql`create table crm_alike as select *, row_number() over (partition by content, file order by record) as nth
    from (select file, record, ${perFile(({ list }) => list)} as list, ${perFile(({ fills }) => fills.size)} as width,
        cast(created_at as date) as day, dense_rank() over (order by ${joined(contentOf(crmFiles, dimensions), ', ')}) as content
      from ${name(rowsOf('crm'))} where starts_with(lead_key, 'row ') and ${isIn(sql`file`, several)})`);
  // Both cover the days from the later of the two first days to the earlier of the two last ones.
  const onDays = (file: Sql) =>
    sql`(select count(*) from crm_alike r where r.file = ${file} and r.day between p.since and p.until)`;
  const rows =
    await engine.query(sql`with spans as (select file, min(day) as first, max(day) as last from crm_alike group by file),
    pairs as (select x.file as a, y.file as b, count(*) as alike, count(x.day) as dated from ${SAME} group by 1, 2),
    p as (select pairs.*, greatest(m.first, n.first) as since, least(m.last, n.last) as until
      from pairs join spans m on m.file = a join spans n on n.file = b)
    select a, b, alike, dated, ${onDays(sql`p.a`)}, ${onDays(sql`p.b`)} from p order by a, b`);
  const pairs = rows.map((row): AlikePair => {
    const [a = 0, b = 0, alike = 0, dated = 0, ofA = 0, ofB = 0] = row.map(Number);
    const fewer = Math.min(ofA, ofB);
    const counts = dated === 0 || 2 * dated < fewer ? 'each' : dated < fewer ? 'open' : 'once';
    return { files: [a, b], alike: counts === 'each' ? alike : dated, rows: [ofA, ofB], counts };
  });
  const once = pairs.filter(({ counts }) => counts === 'once');
  if (once.length === 0) return { pairs, repeated: [] };
  const ofThese = joined(
    once.map(({ files: [a, b] }) => sql`(${a}, ${b})`),
    ', ',
  );
  await engine.run(sql`create table crm_repeated as select distinct y.file, y.record from ${SAME}
    join (values ${ofThese}) once (a, b) on once.a = x.file and once.b = y.file where x.day is not null`);
  return {
    pairs,
    repeated: placesIn(await engine.query(sql`select file, record from ${REPEATED} order by file, record`)),
  };
}

/** Rows that another download holds as well. The table exists only where `findAlikeRows` has found a pair. */
export const REPEATED = sql`crm_repeated`;

/**
 * Pairs each row with the row that is alike in a file with fewer others: the first with the first, the second with the
 * second.
 */
const SAME = sql`crm_alike x join crm_alike y on y.content = x.content and y.nth = x.nth and y.list = x.list
  and (y.width, -y.file) < (x.width, -x.file)`;

/**
 * What rows are compared by: the columns that all files of the list have, but `except`, and what rules say of the row.
 */
export function contentOf(crmFiles: readonly (CrmFile | null)[], dimensions: number, except?: string): Sql[] {
  const files = crmFiles.flatMap((file, at) => (file ? [{ at, ...file }] : []));
  const telling = (column: string) =>
    files.filter(({ list }) => files.every((one) => one.list !== list || one.fills.has(column)));
  return columnTypes('crm', dimensions).flatMap(([column]) => {
    if (KEYS.has(column) || column === except) return [];
    if (column.startsWith('rule_')) return [name(column)];
    const own = telling(column).map(({ at }) => raw(String(at)));
    return own.length === 0
      ? []
      : [sql`case when list_contains([${joined(own, ', ')}], file) then ${name(column)} end`];
  });
}

/** What tells a row apart is its place; an entity has lists of its own. */
const KEYS = new Set(['file', 'record', 'lead_key', 'entity', 'destroyed']);

/** The files of lists of which there are several downloads. */
const filesOfSeveral = (crmFiles: readonly (CrmFile | null)[]): number[] =>
  crmFiles.flatMap((file, at) =>
    file && crmFiles.some((other, place) => place !== at && other?.list === file.list) ? [at] : [],
  );
