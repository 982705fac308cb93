import type { Engine } from '../../engines/engine.js';
import { name, raw, type Sql, sql } from '../../engines/sql.js';
import type { UserError } from '../../error.js';
import { rowsOf } from '../../model/canonical.js';
import { compare } from '../../model/exact.js';
import type { Warning } from '../../model/report.js';
import { NO_SOURCE } from '../lead-source.js';
import { type Place, placesIn, without } from '../places.js';
import { FIGURES, laySides, levelOf, type Side, type SidesSettings, sharedExtents, sidesOf } from './ad-sides.js';
import { commonCampaigns, finerOf, heldTwice, spendIn, twoLengths } from './overlap-pair.js';
import { perhapsRenamed } from './overlap-renames.js';
import { type PerhapsTotal, perhapsTotals, totalAndParts } from './overlap-totals.js';
import {
  atTwoLevels,
  countedOnce,
  otherColumns,
  otherFigures,
  otherNames,
  perhapsTotal,
  perhapsTwice,
  totalOfOthers,
  unlikeDays,
} from './overlap-words.js';

export interface Overlaps {
  warnings: Warning[];
  /** Rows that another file holds as well. */
  repeated: Place[];
  /** The other ones, each spend once: a sub-select. */
  rows: Sql;
}

/** What to do where two files cannot both count: a report throws, a list of what is wrong goes on. */
export type Refuse = (error: UserError) => Warning;

/**
 * Finds the rows of a table that count, so that each spend counts once. Two files with the same days and campaigns
 * overlap: identical figures count once, while different figures, periods of another length or another level are an error
 * that names both files. If one file has no campaigns, another length or the same sum means the same spend; else nothing
 * can be compared, and there is a warning. Spend without a source is treated likewise. Source: definitions, "Identity".
 */
export async function countOnce(engine: Engine, settings: SidesSettings, refuse: Refuse): Promise<Overlaps> {
  const rows = name(rowsOf(settings.table));
  const repeats = name(`${settings.table}_repeats`);
  const sides = mayMeet(settings) ? await sidesOf(engine, settings) : [];
  const pairs = pairsOf(sides);
  const totals = perhapsTotals(sides);
  if (pairs.length + totals.length === 0) return { warnings: [], repeated: [], rows };
  const compared = [...pairs.flat(), ...totals.flatMap(({ total, parts }) => [total, ...parts])];
  await laySides(engine, new Set(compared.map(({ file }) => file)), settings);
  await engine.run(sql`create table ${repeats} (file integer, record bigint)`);
  const warnings: Warning[] = [];
  for (const [a, b] of pairs) warnings.push(...(await comparePair(engine, a, b, { refuse, repeats })));
  for (const one of totals) warnings.push(...(await compareTotal(engine, one, refuse)));
  await engine.run(sql`drop table ad_sides`);
  const repeated = placesIn(
    await engine.query(sql`select distinct file, record from ${repeats} order by file, record`),
  );
  return { warnings, repeated, rows: repeated.length > 0 ? without(rows, repeats) : rows };
}

/** Whether some source is in two files, or some rows have no source: else no two files can hold the same spend. */
function mayMeet({ files, sourcesOfFile }: SidesSettings): boolean {
  const sources = files.map((file, at) => (file === null ? null : (sourcesOfFile.get(at) ?? null)));
  const all = sources.flatMap((own) => [...(own ?? [])]);
  return (
    sources.filter((own) => own !== null).length > 1 && (all.includes(NO_SOURCE) || new Set(all).size < all.length)
  );
}

/** Pairs of files that could hold the same spend: of one source, for the same days, with a figure that both have. */
function pairsOf(sides: readonly Side[]): [Side, Side][] {
  return sides.flatMap((a, at) =>
    sides
      .slice(at + 1)
      .filter((b) => FIGURES.some((figure) => a.has.has(figure) && b.has.has(figure)) && sharedExtents(a, b).length > 0)
      .map((b): [Side, Side] => [a, b]),
  );
}

/** Compares the spend of a sheet without sources and campaigns with that of files that name theirs on its days. */
async function compareTotal(engine: Engine, { total, parts }: PerhapsTotal, refuse: Refuse): Promise<Warning[]> {
  const sums = await totalAndParts(engine, total, parts);
  if (!sums) return [];
  const error = compare(sums.a, sums.b) === 0 ? totalOfOthers(total, parts, sums) : null;
  return [error ? refuse(error) : perhapsTotal(total, parts, sums)];
}

/** How two files tell campaigns: by IDs that both have, by names, or not at all; undefined where each has another way. */
function campaignsOf(a: Side, b: Side): Sql | null | undefined {
  if (a.has.has('campaign_id') && b.has.has('campaign_id')) return sql`coalesce(campaign_id, campaign)`;
  if (a.has.has('campaign') && b.has.has('campaign')) return sql`campaign`;
  const has = (side: Side) => side.has.has('campaign') || side.has.has('campaign_id');
  return has(a) || has(b) ? undefined : null;
}

/** What becomes of what a pair holds twice. */
interface Twice {
  refuse: Refuse;
  /** The table of rows that another file holds as well. */
  repeats: Sql;
}

async function comparePair(engine: Engine, a: Side, b: Side, twice: Twice): Promise<Warning[]> {
  const { refuse } = twice;
  const campaign = campaignsOf(a, b);
  const [mine, theirs] = [levelOf(a), levelOf(b)];
  const isOneLevel = mine.length === theirs.length && mine.every((one) => theirs.includes(one));
  const context = { a, b, campaign: campaign ?? sql`cast(null as varchar)` };
  if (campaign === undefined || (campaign === null && !isOneLevel)) {
    const sums = await spendIn(engine, context);
    if (!sums) return [];
    // If one file names the account that the other names too, it is one spend, whatever the campaigns are called.
    const isOne = sharedExtents(a, b).some(([one, other]) => one.account !== null && one.account === other.account);
    if (isOne || compare(sums.a, sums.b) === 0) return [refuse(atTwoLevels(a, b, sums))];
    const found = a.isUndated || b.isUndated ? await twoLengths(engine, context, 'datedSource') : null;
    if (found) return [refuse(unlikeDays(a, b, found))];
    return [perhapsTwice(a, b, sums)];
  }
  if (!isOneLevel) {
    const sums = (await commonCampaigns(engine, context)) ? await spendIn(engine, context) : null;
    if (!sums) return [];
    return [refuse(atTwoLevels(a, b, sums))];
  }
  if (a.isUndated || b.isUndated) {
    const found = await twoLengths(engine, context, campaign === null ? 'source' : 'campaign');
    if (found) return [refuse(unlikeDays(a, b, found))];
  }
  return sameLevel(engine, a, b, context.campaign, twice);
}

/** Two exports of one level: rows that both hold with the same figures are left out of one of them. */
async function sameLevel(
  engine: Engine,
  a: Side,
  b: Side,
  campaign: Sql,
  { refuse, repeats }: Twice,
): Promise<Warning[]> {
  const [mine, theirs] = [a.has, b.has].map((has) => new Set([...has].filter((column) => column !== 'medium')));
  const lacks = (one: ReadonlySet<string> | undefined, other: ReadonlySet<string> | undefined) =>
    [...(other ?? [])].filter((column) => !one?.has(column));
  const [aLacks, bLacks] = [lacks(mine, theirs), lacks(theirs, mine)];
  // The one that says more stays; of equals the first.
  const [kept, left] = aLacks.length > 0 && bLacks.length === 0 ? [b, a] : [a, b];
  const pair = { a: kept, b: left, campaign };
  const finer = finerOf(pair);
  const found = await heldTwice(engine, pair, finer);
  if (found.different.length > 0) return [refuse(otherFigures(kept, left, found.different))];
  if (found.rows === 0) return [];
  const doubts = finer.length > 0 ? await perhapsRenamed(engine, pair, finer) : [];
  if (doubts.length > 0) return [refuse(otherNames(kept, left, doubts))];
  if (aLacks.length > 0 && bLacks.length > 0) return [refuse(otherColumns(a, b, aLacks, bLacks, found.days))];
  await engine.run(sql`insert into ${repeats} select ${raw(String(left.file))}, record from overlap_rows`);
  return [countedOnce(kept, left, found)];
}
