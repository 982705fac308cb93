import { sql } from '../engines/sql.js';
import { compareWords } from '../model/compare-words.js';
import { daysBetween, earliest, latest, shiftDay } from '../model/dates.js';
import { exact } from '../model/exact.js';
import { type FreshnessName, THE_CRM } from '../model/freshness.js';
import type { GatedValue } from '../model/gate.js';
import type { Days } from '../model/scope.js';
import { type Cover, hull } from './cover.js';
import type { Session } from './session.js';

/** The days that the exports of one source or of the CRM cover: for each file a span from its first to its last day. */
interface Covered {
  readonly row: string;
  readonly spans: readonly Days[];
  readonly isPaid: boolean;
}

/**
 * How fresh the exports are. With `isEach` one value for each source with ad statistics and one for the CRM, or for
 * each of the named `sources`. Otherwise one value for all that is paid and the CRM: that of the one that is furthest
 * behind; if a named source has no export there is no value. `session.today` is called only if an age is asked for:
 * nothing else reads the clock.
 */
export async function freshnessOf(
  session: Session,
  cover: Cover,
  name: FreshnessName,
  { window, sources, isEach }: { window: Days; sources: readonly string[] | null; isEach: boolean },
): Promise<GatedValue[]> {
  const crm: Covered[] = cover.made.to === null ? [] : [{ row: THE_CRM, spans: [cover.made], isPaid: false }];
  const found = [...(await sourcesIn(session)), ...crm];
  const valueIn = ({ spans }: Covered): number | null =>
    name === 'export_age' ? ageOf(spans, session.today()) : daysIn(spans, window);
  const told = (all: readonly Covered[]) => all.map((one) => ({ row: one.row, value: valueIn(one) }));
  if (sources !== null) {
    const named = sources.map((row) => found.find((one) => one.row === row) ?? row);
    const missing = named.filter((one) => typeof one === 'string');
    const there = told(named.filter((one) => typeof one !== 'string'));
    if (isEach) return [...there, ...missing.map((row) => ({ row, value: null }))].map(valued);
    return missing.length > 0 ? [] : behind(name, there);
  }
  if (isEach) return told(found).map(valued);
  // A source that began later lacks no days: the days are those of all paid sources together.
  const paid = found.filter(({ isPaid }) => isPaid);
  const spans = paid.flatMap((one) => one.spans);
  const ads = name === 'export_age' || spans.length === 0 ? paid : [{ row: '', spans, isPaid: true }];
  return behind(name, told([...ads, ...crm]));
}

/** A number of days; null: nothing tells which days are covered. */
interface Fresh {
  readonly row: string;
  readonly value: number | null;
}

/** The worst of the values, with the source that it belongs to if the others are better. */
function behind(name: FreshnessName, all: readonly Fresh[]): GatedValue[] {
  const badness = ({ value }: Fresh) =>
    value === null ? Number.POSITIVE_INFINITY : name === 'export_age' ? value : -value;
  const [worst] = all.toSorted((a, b) => badness(b) - badness(a) || 0);
  if (!worst) return [];
  const isOfAll = worst.row === '' || all.every(({ value }) => value === worst.value);
  return [{ ...valued(worst), row: null, ...(isOfAll ? {} : { behind: worst.row }) }];
}

const valued = ({ row, value }: Fresh): GatedValue => ({
  ...{ row, value: value === null ? null : exact(value), n: null, interval: null, isEarly: false },
});

function ageOf(spans: readonly Days[], today: string): number | null {
  const { to } = hull(spans);
  return to === null ? null : Math.max(0, daysBetween(to, today));
}

/** The number of days of the window that are in at least one span; null: no span has an end. */
function daysIn(all: readonly Days[], window: Days): number | null {
  const spans = all.filter(({ to }) => to !== null);
  if (spans.length === 0) return null;
  let [days, until] = [0, ''];
  for (const span of spans.toSorted((a, b) => compareWords(a.from ?? '', b.from ?? ''))) {
    const [begins, to] = [latest(span.from, window.from), earliest(span.to, window.to)];
    if (begins === null || to === null || to <= until) continue;
    const from = begins > until ? begins : shiftDay(until, 1);
    if (from > to) continue;
    days += daysBetween(from, to) + 1;
    until = to;
  }
  return days;
}

/** The sources with spend, each with the days of its rows and those that its files state. */
async function sourcesIn({ engine, facts }: Session): Promise<Covered[]> {
  const rows =
    await engine.query(sql`select source, file, cast(min(coalesce(day, period_from)) as varchar), cast(max(coalesce(day, period_to)) as varchar),
      coalesce(sum(spend) > 0, false) from spend group by source, file order by source, file`);
  const found = new Map<string, Covered>();
  for (const [source, file, from, to, isPaid] of rows) {
    const own = { from: from as string | null, to: to as string | null };
    const stated = facts.files[Number(file)]?.period ?? null;
    const row = String(source);
    const { spans, ...before } = found.get(row) ?? { spans: [], isPaid: false };
    const span = stated ? hull([own, stated]) : own;
    found.set(row, { row, spans: [...spans, span], isPaid: before.isPaid || isPaid === true });
  }
  return [...found.values()];
}
