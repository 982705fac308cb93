import type { Engine } from '../../engines/engine.js';
import { joined, literal, raw, type Sql, sql } from '../../engines/sql.js';
import { exact, isExact } from '../../model/exact.js';
import { NO_SOURCE } from '../lead-source.js';
import type { Side } from './ad-sides.js';
import type { Sums } from './overlap-pair.js';

/** A file that may hold the sum of others. */
export interface PerhapsTotal {
  total: Side;
  parts: Side[];
}

/** Sheets whose spend has no source and no campaign, each with the files that name theirs and share days with it. */
export function perhapsTotals(sides: readonly Side[]): PerhapsTotal[] {
  return sides.flatMap((total) => {
    if (!isNobodys(total)) return [];
    const parts = sides.filter((one) => one !== total && one.has.has('cost') && sharesDays(one, total));
    return parts.length === 0 ? [] : [{ total, parts }];
  });
}

const isNobodys = ({ has, extents }: Side): boolean =>
  has.has('cost') && NAMES.every((name) => !has.has(name)) && extents.every(({ source }) => source === NO_SOURCE);

const NAMES = ['campaign', 'campaign_id', 'ad_group', 'ad', 'keyword'];

const sharesDays = (one: Side, total: Side): boolean =>
  one.extents.some(
    ({ source, first, last }) =>
      source !== NO_SOURCE &&
      total.extents.some(
        (other) =>
          (first === null || other.last === null || first <= other.last) &&
          (last === null || other.first === null || last >= other.first),
      ),
  );

/** What a file spends, and what the others spend on its days. Null where currencies differ or either spends nothing. */
export async function totalAndParts(engine: Engine, total: Side, parts: readonly Side[]): Promise<Sums | null> {
  const of = (files: readonly Side[]): Sql => sql`(select * from ad_sides where cost is not null
    and file in (${joined(
      files.map(({ file }) => raw(String(file))),
      ', ',
    )}))`;
  const [[a, b, codes] = []] = await engine.query(sql`select
    (select sum(cost) from ${of([total])}), sum(cost), (select count(distinct code) from ${of([total, ...parts])})
    from ${of(parts)} p
    where source <> ${literal(NO_SOURCE)} and exists (select 1 from ${of([total])} t
      where p.from_day is null or t.from_day is null or (p.from_day <= t.to_day and t.from_day <= p.to_day))`);
  const [own, others] = [a, b].map((sum) => (isExact(sum) ? sum : exact((sum as bigint | null) ?? 0n)));
  if (!own || !others || own.num === 0n || others.num === 0n || Number(codes) > 1) return null;
  return { figure: 'cost', a: own, b: others };
}
