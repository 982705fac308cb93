import type { Engine } from '../engines/engine.js';
import { joined, name, type Sql, sql } from '../engines/sql.js';
import { rowsOf } from '../model/canonical.js';
import { isMacro } from './macro.js';

/**
 * `campaign_names`: owner, campaign_id → campaign, one row per ID. Exports that hold only names come first, the latest
 * modified of them where they say when. Then come the names in the statistics of the same owner, that of the latest
 * day: a campaign may have been renamed. If this leaves several, the first by alphabet is taken; a file's name decides
 * nothing. `statistics` are rows of ad statistics with their `platform_name` and `source_name`.
 */
export async function nameCampaigns(
  engine: Engine,
  statistics: Sql,
  titleOfFile: Sql,
  fields: Readonly<Record<'ad_stats' | 'ad_names', ReadonlySet<string>>>,
): Promise<CampaignNames> {
  const known = sql`campaign_id is not null and campaign is not null and not ${isMacro(sql`campaign`)}`;
  const named = {
    ad_names: sql`select ${titleOfFile} as owner, campaign_id, campaign, 0 as rule, max(modified_at) as latest
      from ${name(rowsOf('ad_names'))} where ${known} group by 1, 2, 3`,
    ad_stats: sql`select ${OWNER} as owner, campaign_id, campaign, 1 as rule, max(coalesce(day, period_to)) as latest
      from (${statistics}) where ${known} group by 1, 2, 3`,
  };
  const told = (['ad_names', 'ad_stats'] as const).filter((table) =>
    ['campaign_id', 'campaign'].every((field) => fields[table].has(field)),
  );
  if (told.length === 0) return 'none';
  const all = joined(
    told.map((table) => named[table]),
    ' union all ',
  );
  const rows = await engine.run(sql`create table campaign_names as select owner, campaign_id, campaign from (
    select *, row_number() over (partition by owner, campaign_id order by rule, latest desc nulls last, campaign) as first
    from (${all}) where owner is not null) where first = 1`);
  return rows > 0 ? 'some' : 'none';
}

/** Whose campaign it is: the platform's, or where the source is none that is known, the source's. */
const OWNER = sql`coalesce(platform_name, source_name)`;

/** Whether the exports hold IDs of campaigns beside their names at all. */
export type CampaignNames = 'none' | 'some';

/**
 * Adds to `from` the names of the IDs in some of its columns, as `<column>_name`. It must have a `platform_name` and a
 * `source_name`.
 */
export function withNames(from: Sql, columns: readonly string[], known: CampaignNames): Sql {
  if (columns.length === 0) return from;
  if (known === 'none') {
    const unknown = columns.map((column) => sql`cast(null as varchar) as ${name(`${column}_name`)}`);
    return sql`select *, ${joined(unknown, ', ')} from (${from})`;
  }
  const names = columns.map((column) => sql`${name(`n_${column}`)}.campaign as ${name(`${column}_name`)}`);
  const joins = columns.map(
    (column) => sql`left join campaign_names ${name(`n_${column}`)}
      on ${name(`n_${column}`)}.owner = ${OWNER} and ${name(`n_${column}`)}.campaign_id = c.${name(column)}`,
  );
  return sql`select c.*, ${joined(names, ', ')} from (${from}) c ${joined(joins, ' ')}`;
}
