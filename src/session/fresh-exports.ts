import { sql } from '../engines/sql.js';
import { daysBetween, earliest, latest } from '../model/dates.js';
import { exact } from '../model/exact.js';
import { type FreshnessName, THE_CRM } from '../model/freshness.js';
import type { GatedValue } from '../model/gate.js';
import type { Days } from '../model/scope.js';
import { type Cover, hull } from './cover.js';
import type { Session } from './session.js';

/** Which days the exports of one source, or of the CRM, cover. */
interface Covered {
  readonly row: string;
  readonly days: Days;
}

/**
 * How fresh the exports are: of each source that has ad statistics and of the CRM (`isEach`), of the sources named, or of all
 * together; then the one that is behind the others tells. `today` is asked only where an age is: nothing else reads the clock.
 */
export async function freshnessOf(
  session: Session,
  cover: Cover,
  name: FreshnessName,
  { window, sources, isEach }: { window: Days; sources: readonly string[] | null; isEach: boolean },
): Promise<GatedValue[]> {
  const crm: Covered[] = cover.made.to === null ? [] : [{ row: THE_CRM, days: cover.made }];
  const wanted = sources && new Set(sources);
  const all: Covered[] =
    isEach || wanted
      ? [...(await sourcesIn(session)), ...crm].filter(({ row }) => wanted === null || wanted.has(row))
      : [...(cover.spend.to === null ? [] : [{ row: '', days: cover.spend }]), ...crm];
  const valueIn = ({ days }: Covered): number =>
    name === 'export_age' ? ageOf(days, session.today()) : daysIn(days, window);
  const values = all.map((one) => ({ row: one.row, value: valueIn(one) }));
  if (isEach) return values.map(({ row, value }) => valued(row, value));
  if (values.length === 0) return [];
  const found = values.map(({ value }) => value);
  return [valued(null, name === 'export_age' ? Math.max(...found) : Math.min(...found))];
}

const valued = (row: string | null, value: number): GatedValue => ({
  ...{ row, value: exact(value), n: null, interval: null, isEarly: false },
});

const ageOf = ({ to }: Days, today: string): number => (to === null ? 0 : Math.max(0, daysBetween(to, today)));

function daysIn(days: Days, window: Days): number {
  const [from, to] = [latest(days.from, window.from), earliest(days.to, window.to)];
  return from === null || to === null || from > to ? 0 : daysBetween(from, to) + 1;
}

/** The days of its rows, and those that the files with its rows state. */
async function sourcesIn({ engine, facts }: Session): Promise<Covered[]> {
  const rows =
    await engine.query(sql`select source, file, cast(min(coalesce(day, period_from)) as varchar), cast(max(coalesce(day, period_to)) as varchar)
    from spend group by source, file order by source, file`);
  const found = new Map<string, Days>();
  for (const [source, file, from, to] of rows) {
    const own = { from: from as string | null, to: to as string | null };
    const stated = facts.files[Number(file)]?.period ?? null;
    const name = String(source);
    found.set(name, hull([found.get(name) ?? own, own, ...(stated ? [stated] : [])]));
  }
  return [...found].map(([row, days]) => ({ row, days }));
}
