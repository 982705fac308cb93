import type { Engine, Value } from '../../engines/engine.js';
import { joined, literal, name, raw, type Sql, sql } from '../../engines/sql.js';
import { dimensionColumn, rowsOf } from '../../model/canonical.js';
import { fold } from '../../model/fold.js';
import { fieldsOf, RESULTS } from '../../model/tables.js';
import { adOrigins, withSource } from '../origins.js';

/** What is known of one export of ad statistics before its rows are compared with another's. */
export interface AdFile {
  name: string;
  /** Headings that its fields were read from. */
  headings: ReadonlyMap<string, string>;
  /** Headings that split its campaigns further. */
  details: readonly string[];
  account: string | undefined;
  period: { from: string; to: string } | undefined;
}

/** One source in one file: the days of its rows, and whose advertising they are. */
interface Extent {
  source: string;
  account: string | null;
  currency: string | null;
  /** Null where nothing says which days the rows belong to. */
  first: string | null;
  last: string | null;
}

export interface SidesSettings {
  /** Whose files are compared with one another. */
  table: 'ad_stats' | 'agg';
  files: readonly (AdFile | null)[];
  dimensions: number;
  /** The platform of a row, out of its file; and its currency. */
  platformOfFile: Sql;
  code: Sql;
  /** By the number of a file, what the sources of its rows are called. */
  sourcesOfFile: ReadonlyMap<number, ReadonlySet<string>>;
}

/** One file as it is compared. */
export interface Side extends AdFile {
  file: number;
  extents: Extent[];
  /** One source in one file: the days of its rows, and the accounts they belong to. */
  has: ReadonlySet<string>;
  /** Some of its rows belong to more days than one. */
  isUndated: boolean;
}

/** Figures that would count twice if rows came twice. Exports that share none of them complete each other. */
export const FIGURES = ['cost', 'clicks', 'sessions', ...RESULTS] as const;
export const VALUES = [...FIGURES, 'actions', 'impressions'] as const;
const NAMES = ['medium', 'campaign_id', 'campaign', 'ad_group', 'ad', 'keyword', 'detail'];

const allColumns = ({ table, dimensions }: SidesSettings): string[] => [
  ...VALUES.filter((field) => fieldsOf(table).has(field)),
  ...NAMES,
  ...Array.from({ length: dimensions }, (_, index) => dimensionColumn(index)),
];

/** The rows of ad statistics with the first and last day that each covers, its currency and its account. */
function withDays(settings: SidesSettings): Sql {
  const { files, code, table } = settings;
  const ofFile = (pick: (file: AdFile) => string | undefined) => {
    const known = files.flatMap((file, index) => {
      const value = file && pick(file);
      return value ? [sql`when ${raw(String(index))} then ${literal(value)}`] : [];
    });
    return known.length === 0 ? sql`cast(null as varchar)` : sql`(case r.file ${joined(known, ' ')} end)`;
  };
  const day = (own: string, pick: (file: AdFile) => string | undefined) =>
    sql`coalesce(r.day, r.${name(own)}, cast(${ofFile(pick)} as date))`;
  const folded = new Set(['campaign', 'ad_group', 'ad', 'keyword', 'detail']);
  const columns = allColumns(settings).map((column) =>
    folded.has(column) ? sql`lower(r.${name(column)}) as ${name(column)}` : sql`r.${name(column)}`,
  );
  return sql`(select r.file, r.record, r.source, ${joined(columns, ', ')},
      ${day('period_from', ({ period }) => period?.from)} as from_day, ${day('period_to', ({ period }) => period?.to)} as to_day,
      coalesce(lower(r.account), ${ofFile(({ account }) => account)}) as account, ${code} as code
    from ${name(rowsOf(table))} r)`;
}

/** Every export of ad statistics with what its rows hold, source by source: one pass over them. */
export async function sidesOf(engine: Engine, settings: SidesSettings): Promise<Side[]> {
  const { files, platformOfFile } = settings;
  const columns = allColumns(settings).filter((column) => column !== 'medium');
  const list = (of: (column: Sql) => Sql) =>
    joined(
      columns.map((column) => sql`${of(name(column))} as ${name(column)}`),
      ', ',
    );
  // Sources are named once per group, not once per row.
  const grouped = sql`(select file, source, medium, account, code, min(from_day) as first, max(to_day) as last,
      bool_or(from_day is null) as timeless, bool_or(from_day is null or from_day <> to_day) as undated,
      ${list((column) => sql`count(${column})`)} from ${withDays(settings)} group by file, source, medium, account, code)`;
  const rows =
    await engine.query(sql`select file, source_name, account, code, cast(min(first) as varchar), cast(max(last) as varchar),
      bool_or(timeless), bool_or(undated), count(medium), ${list((column) => sql`sum(${column})`)}
    from (${withSource(adOrigins(grouped, platformOfFile))}) group by 1, 2, 3, 4 order by 1, 2, 3, 4`);
  const sides = new Map<number, Side & { has: Set<string> }>();
  for (const [index, source, account, currency, first, last, isTimeless, isUndated, ...filled] of rows) {
    const file = Number(index);
    const known = files[file];
    if (!known) continue;
    const side = sides.get(file) ?? { ...known, file, extents: [], has: new Set<string>(), isUndated: false };
    const days = isTimeless === true ? { first: null, last: null } : { first, last };
    side.extents.push({ source, account, currency, ...days } as Extent);
    ['medium', ...columns].forEach((column, at) => {
      if (isFilled(filled[at])) side.has.add(column);
    });
    side.isUndated ||= isUndated === true;
    sides.set(file, side);
  }
  return [...sides.values()];
}

const isFilled = (count: Value | undefined): boolean => count !== null && count !== undefined && Number(count) > 0;

/** `ad_sides`: the rows of these files with their sources, ready to be compared. */
export async function laySides(engine: Engine, wanted: Iterable<number>, settings: SidesSettings): Promise<void> {
  const rows = sql`(select * from ${withDays(settings)} where file in (${raw([...wanted].join(', '))}))`;
  await engine.run(
    sql`create table ad_sides as select * exclude (source, source_name, platform_name, source_rule), source_name as source
      from (${withSource(adOrigins(rows, settings.platformOfFile))})`,
  );
}

/** The columns that split the rows of a file, folded: `campaign`, its group, its ad, and further headings. */
export function levelOf({ has, headings, details }: Side): string[] {
  const level = has.has('campaign') || has.has('campaign_id') ? ['campaign'] : [];
  // Ads by name and ads by number cannot be compared.
  for (const field of ['ad_group', 'ad', 'keyword']) if (has.has(field)) level.push(fold(headings.get(field) ?? field));
  return [...level, ...(has.has('detail') ? details.map(fold) : [])];
}

/** How accounts are named: an ID in a column and a name in a preamble cannot be compared. */
const kindOf = ({ headings, account }: Side): string =>
  headings.has('account') ? fold(headings.get('account') as string) : account === undefined ? '' : 'preamble';
export const accountsCompare = (a: Side, b: Side): boolean => kindOf(a) === kindOf(b);

/** Sources that two files might both hold for the same days: of one account, or of accounts that cannot be told apart. */
export function sharedExtents(a: Side, b: Side): [Extent, Extent][] {
  const compared = accountsCompare(a, b);
  const couldBeOne = (x: string | null, y: string | null) => x === null || y === null || x === y;
  return a.extents.flatMap((one) =>
    b.extents
      .filter(
        (other) =>
          one.source === other.source &&
          couldBeOne(one.currency, other.currency) &&
          (!compared || couldBeOne(one.account, other.account)) &&
          (one.first === null || other.last === null || one.first <= other.last) &&
          (other.first === null || one.last === null || other.first <= one.last),
      )
      .map((other): [Extent, Extent] => [one, other]),
  );
}
