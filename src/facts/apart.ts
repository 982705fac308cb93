import type { Engine } from '../engines/engine.js';
import { byFile } from '../engines/lay-down.js';
import { isIn, joined, name, raw, type Sql, sql } from '../engines/sql.js';
import { columnTypes, rowsOf, UNREAD } from '../model/canonical.js';
import { type AlikePair, findAlikeRows, REPEATED } from './alike-rows.js';
import { perhapsAgain } from './come-again.js';
import type { CrmFile } from './facts-settings.js';
import type { TypedLeads } from './left-out.js';
import { findMerged, IS_MERGED } from './merged.js';
import { type Place, placesIn, without } from './places.js';

/** What became of the rows of the CRM. */
export interface Apart {
  /** A sub-select of canonical rows: one per lead and one per deal of each list. */
  rows: Sql;
  /** Rows that another one says were merged into it. */
  merged: Place[];
  /** Rows that a newer one of the same lead or deal replaces. */
  replaced: Place[];
  /** Rows without an ID that another download holds as well, and which downloads hold some alike. */
  repeated: Place[];
  alike: AlikePair[];
  /** Whether the key of some row comes again: else `crm_again` is empty. */
  comesAgain: boolean;
  /**
   * Whether some lead stands in several lists, which then fill each other; and whether in an older download of the same
   * list.
   */
  hasSecond: boolean;
  hasOlder: boolean;
}

interface ApartSettings {
  fields: ReadonlySet<string>;
  crmFiles: readonly (CrmFile | null)[];
  hasCrm: boolean;
  dimensions: number;
  typed: readonly TypedLeads[];
}

/**
 * Leaves one row per lead and one per deal of each list. The latest modification decides; where not all rows have one,
 * the download whose rows are newer; within a file, the last row. A file's name decides nothing.
 *
 * If the newest file lacks a column, an older download of the list supplies it; a blank in a column is a value. Product
 * lines of a deal are not repeats: their amounts are added up. Only rows whose key comes again (some one in a hundred)
 * are looked at closely, in `crm_again`. Source: definitions, "Identity".
 */
export async function tellRowsApart(engine: Engine, settings: ApartSettings): Promise<Apart> {
  const { fields, crmFiles, dimensions } = settings;
  if (!settings.hasCrm) return { rows: ROWS, ...{ merged: [], repeated: [], alike: [] }, ...NONE_AGAIN };
  const merged = fields.has('merged_ids') ? await findMerged(engine) : [];
  const { pairs: alike, repeated } = await findAlikeRows(engine, crmFiles, dimensions);
  const once = repeated.length > 0 ? without(ROWS, REPEATED) : ROWS;
  const all = merged.length > 0 ? sql`(select * from ${once} where not (${IS_MERGED}))` : once;
  const hasLines = fields.has('product_line');
  const own = { merged, repeated, alike };
  const among = perhapsAgain(settings.typed, 'crm');
  if (among === 'none') return { ...own, rows: all, ...NONE_AGAIN };
  if ((await engine.run(rowsAgain(all, hasLines, crmFiles, among))) === 0) return { ...own, rows: all, ...NONE_AGAIN };
  const replaced = placesIn(await engine.query(REPLACED));
  const [[second = false, older = false] = []] = isOneFile(crmFiles)
    ? []
    : await engine.query(
        sql`select coalesce(bool_or(turn > 1 or adds > 0), false), coalesce(bool_or(is_older), false) from crm_again`,
      );
  const rows = replaced.length > 0 || hasLines ? withoutRepeats(all, hasLines) : all;
  return {
    rows: older === true && hasGaps(crmFiles) ? withOlder(rows, crmFiles, dimensions) : rows,
    ...own,
    ...{ replaced, comesAgain: true, hasSecond: second === true, hasOlder: older === true },
  };
}

const ROWS = name(rowsOf('crm'));
const NONE_AGAIN = { replaced: [], comesAgain: false, hasSecond: false, hasOlder: false };
/** A product line repeats the row of its deal with another product and the amount of this line alone. */
const IS_LINE = sql`product_line is not null`;
const AMOUNTS = ['revenue', 'amount'] as const;
/**
 * Profit and cost of goods stand on product lines either per line, or for the whole deal and then the same on each line.
 * A file writes them per line if it has a deal whose lines differ; lines that cost the same prove nothing.
 */
const OF_LINE_OR_DEAL = ['profit', 'cost_of_goods'] as const;
export const MONEY: readonly string[] = [...AMOUNTS, ...OF_LINE_OR_DEAL];

/**
 * The newest row comes first. Dates of modification decide where all rows have one. Else a download is as new as the
 * newest of its rows, since it shows how all stood at that time. A file without any date is neither newer nor older.
 */
const NEWEST_FIRST = sql`case when all_dated then modified_at end desc nulls last,
    case when all_placed then file_newest end desc nulls last,
    modified_at desc nulls last`;
/**
 * The same among the downloads of one list. Where one of them does not say when rows changed, only leads that are new
 * tell which download is: what the other says of changes would make it the newer one, however old it is. And a row is no
 * newer for having a date that the other download lacks.
 */
const NEWEST_OF_LIST_FIRST = sql`case when all_dated then modified_at end desc nulls last,
    case when all_placed and all_tracked then file_newest when all_created then file_created end desc nulls last`;
/** Within a file, the last row. */
const LAST_FIRST = sql`file desc, modified_at desc nulls last, record desc`;

/**
 * `crm_again`: the rows whose key comes again.
 * Within its list: `place` 1 is the row that stays; `version` 1 is the latest state, of which a further row is a product
 * line and no repeat; `tied` 1 is what would stay if only the file decided.
 * Among the rows that stay: `turn` is the order in which their values are taken; `even` is the same with equal numbers
 * where nothing tells which is newer.
 * `is_older`: a row of another download replaces it. `adds`: in which turn an older row supplies columns that the newer
 * files (`newer`) do not have.
 * With a single file there is no `tied`, `even` or `adds`.
 */
function rowsAgain(all: Sql, hasLines: boolean, crmFiles: ApartSettings['crmFiles'], among: Sql | 'any'): Sql {
  const ofList = raw('partition by lead_key, list');
  const overLines = (of: string, amount: string) =>
    sql`${raw(of)}(case when ${IS_LINE} then ${name(amount)} end) over (partition by lead_key, file, modified_at)`;
  const sums = [
    ...AMOUNTS.map((amount) => sql`${overLines('sum', amount)} as ${name(`line_${amount}`)}`),
    ...OF_LINE_OR_DEAL.map(
      (amount) => sql`${overLines('sum', amount)} as ${name(`line_${amount}`)},
        case when ${overLines('min', amount)} = ${overLines('max', amount)} then ${overLines('max', amount)} end as ${name(`same_${amount}`)}`,
    ),
  ];
  const list = byFile(
    crmFiles.map((file) => (file ? String(file.list) : null)),
    'integer',
  );
  // Amounts differ where there is a column of them.
  const fills = AMOUNTS.map((amount) => {
    const having = filesOf(crmFiles).flatMap(({ at, fills: own }) => (own.has(amount) ? [at] : []));
    return sql`${isIn(sql`file`, having)} as ${name(`fills_${amount}`)}`;
  });
  const borrowed = crmFiles.flatMap((file, at) => (file?.isCreationBorrowed ? [at] : []));
  const columns = joined(
    [
      ...['file', 'record', 'lead_key', 'created_at', 'modified_at', 'revenue', 'amount'].map(name),
      sql`${IS_LINE} as is_line, ${list} as list, ${isIn(sql`file`, borrowed)} as is_creation_borrowed`,
      ...fills,
      ...(hasLines ? sums : []),
    ],
    ', ',
  );
  const again =
    among === 'any'
      ? sql`from ${all} where lead_key in (select lead_key from ${all} group by lead_key having count(*) > 1)`
      : sql`from ${all} where lead_key in ${among} qualify count(*) over (partition by lead_key) > 1`;
  if (isOneFile(crmFiles)) {
    const latest = sql`partition by lead_key order by modified_at desc nulls last`;
    const version = hasLines ? sql`rank() over (${latest})` : sql`1`;
    return sql`create table crm_again as select *, case when place = 1 then 1 end as turn, false as is_older
      from (select ${columns}, row_number() over (${latest}, record desc) as place, ${version} as version ${again})`;
  }
  const adds = hasGaps(crmFiles)
    ? sql`case when place > 1 and not list_contains(newer, file) then row_number() over (partition by lead_key order by place, list) end`
    : sql`cast(null as bigint)`;
  return sql`create table crm_again as select *, ${adds} as adds, place > 1 and file <> first_value(file) over (${ofList} order by place) as is_older,
      case when place = 1 then row_number() over (partition by lead_key, place order by ${NEWEST_FIRST}, list) end as turn,
      case when place = 1 then rank() over (partition by lead_key, place order by ${NEWEST_FIRST}) end as even
    from (select *, row_number() over (${ofList} order by ${NEWEST_OF_LIST_FIRST}, ${LAST_FIRST}) as place,
        list(file) over (${ofList} order by ${NEWEST_OF_LIST_FIRST}, ${LAST_FIRST} rows between unbounded preceding and 1 preceding) as newer,
        rank() over (${ofList} order by ${NEWEST_OF_LIST_FIRST}, file desc, own_version) as version,
        rank() over (${ofList} order by ${NEWEST_OF_LIST_FIRST}, own_version) as tied
      from (select *, bool_and(modified_at is not null) over (partition by lead_key) as all_dated,
          bool_and(file_newest is not null) over (partition by lead_key) as all_placed,
          bool_and(is_tracked) over (${ofList}) as all_tracked, bool_and(file_created is not null) over (${ofList}) as all_created,
          rank() over (${ofList}, file order by modified_at desc nulls last) as own_version
        from (select ${columns} ${again})
        left join (select file as of_file, max(greatest(created_at, modified_at)) as file_newest,
          max(created_at) as file_created, bool_or(modified_at is not null) as is_tracked from ${ROWS} group by file) on of_file = file))`;
}

/** Then nothing is in doubt but which of its rows is the latest. */
const isOneFile = (crmFiles: ApartSettings['crmFiles']): boolean => filesOf(crmFiles).length < 2;

/** A line of the latest version is added up in the first one. */
const IS_ADDED = sql`place > 1 and is_line and version = 1`;
const IS_REPLACED = sql`place > 1 and not (is_line and version = 1)`;
/**
 * Rows that count as part of another one: product lines in the first row of their deal, rows of a second list in the row
 * that they fill.
 */
export const ADDED_ROWS = sql`(select file, record from crm_again where ${IS_ADDED} or turn > 1)`;
const REPLACED = sql`select file, record from crm_again where ${IS_REPLACED} order by file, record`;

/** Of the rows of a lead in a list. */
const differs = (amount: (typeof AMOUNTS)[number]): Sql => {
  const counts = sql`filter (where not is_line and ${name(`fills_${amount}`)})`;
  return sql`min(coalesce(${name(amount)}, -1)) ${counts} < max(coalesce(${name(amount)}, -1)) ${counts}`;
};

/**
 * Leads whose rows differ in their amounts; whose dates of creation are further apart than time zones and missing times
 * explain; that stand in several downloads of a list; that stand in several lists.
 */
export const AGAIN = {
  from: sql`(select bool_or(differs) or min(revenue) < max(revenue) or min(amount) < max(amount) as differs,
      date_diff('day', min(first_made), max(last_made)) as apart, bool_or(has_files) as has_files, count(*) as lists
    from (select lead_key, list, ${differs('revenue')} or ${differs('amount')} as differs,
        any_value(revenue) filter (where place = 1) as revenue, any_value(amount) filter (where place = 1) as amount,
        min(created_at) filter (where not is_creation_borrowed) as first_made,
        max(created_at) filter (where not is_creation_borrowed) as last_made, min(file) < max(file) as has_files
      from crm_again group by lead_key, list) group by lead_key)`,
  values: {
    again_differing: sql`count(*) filter (where differs)`,
    again_apart: sql`count(*) filter (where apart > 1)`,
    again_in_files: sql`count(*) filter (where has_files)`,
    again_in_lists: sql`count(*) filter (where lists > 1)`,
  },
};

const filesOf = (crmFiles: ApartSettings['crmFiles']) =>
  crmFiles.flatMap((file, at) => (file ? [{ at, ...file }] : []));

/** Whether some download has a column that another of its list lacks. */
const hasGaps = (crmFiles: ApartSettings['crmFiles']): boolean =>
  filesOf(crmFiles).some(({ list, fills }) =>
    filesOf(crmFiles).some((other) => other.list === list && [...other.fills].some((column) => !fills.has(column))),
  );

/** What identifies a row, and its currency, which belongs to an amount and means nothing without one. */
const KEPT = ['file', 'record', 'entity', 'lead_key', 'destroyed', 'currency'];
/** How a lead stands is one thing, however many columns tell it. */
const STATE = ['status', 'pipeline', 'outcome'];
const UNREAD_OF: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(UNREAD));

/**
 * The rows, each filled from older downloads in the columns that no newer download of its list has; all else of these is
 * null.
 */
function withOlder(rows: Sql, crmFiles: ApartSettings['crmFiles'], dimensions: number): Sql {
  const columns = columnTypes('crm', dimensions).map(([column, type]) => {
    if (KEPT.includes(column)) return sql`r.${name(column)}`;
    const same = STATE.includes(column) ? STATE : (UNREAD_OF.get(column) ?? [column]);
    const having = filesOf(crmFiles).filter(({ fills }) => same.some((one) => fills.has(one)));
    // A rule judges a row as a whole. A row of which columns are missing is no evidence.
    if (having.length === 0) return sql`cast(null as ${raw(type)}) as ${name(column)}`;
    const places = joined(
      having.map(({ at }) => raw(String(at))),
      ', ',
    );
    const isPart = MONEY.includes(column) ? sql` and r.product_line is null` : sql``;
    return sql`case when not list_has_any(o.newer, [${places}])${isPart} then r.${name(column)} end as ${name(column)}`;
  });
  return sql`(select * from ${rows} union all by name select ${joined(columns, ', ')} from ${ROWS} r
    join crm_again o on o.file = r.file and o.record = r.record where o.adds is not null)`;
}

function withoutRepeats(all: Sql, hasLines: boolean): Sql {
  const staying = without(all, sql`(select file, record from crm_again where place > 1)`);
  if (!hasLines) return staying;
  const added = [
    ...AMOUNTS.map((amount) => [amount, sql`p.${name(`line_${amount}`)}`] as const),
    ...OF_LINE_OR_DEAL.map((amount) => {
      const [line, same] = [name(`line_${amount}`), name(`same_${amount}`)];
      const ofLines = sql`(select file from crm_again where ${line} is not null and ${same} is null)`;
      return [amount, sql`case when p.file in ${ofLines} then p.${line} else p.${same} end`] as const;
    }),
  ].map(([amount, value]) => sql`coalesce(${value}, r.${name(amount)}) as ${name(amount)}`);
  return sql`(select r.* replace (${joined(added, ', ')}) from ${staying} r
    left join crm_again p on p.file = r.file and p.record = r.record)`;
}
