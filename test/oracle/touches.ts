// Credits by another way: fractions of whole numbers, no database, nothing of src/. Written from reports.md, "Touches".

import { divide, fixed, ratio } from './exact.js';
import type { Touch, TouchedLead, TouchesInput } from './generate-touches.js';

const DAY = 86_400;

interface Moment {
  seconds: number;
  isDay: boolean;
}

const momentOf = (written: string): Moment => ({
  seconds: Date.parse(`${written.slice(0, 10)}T${written.slice(11) || '00:00'}:00Z`) / 1000,
  // A day without a time is written as midnight too.
  isDay: written.length === 10 || written.endsWith('00:00'),
});
const dayOf = ({ seconds }: Moment) => Math.floor(seconds / DAY);

export type Stands = 'before' | 'early' | 'after';

export function standsTo(lead: TouchedLead, touch: Touch, lookback: number): Stands {
  const [created, touched] = [momentOf(lead.created), momentOf(touch.at)];
  const areDays = created.isDay || touched.isDay;
  if (areDays ? dayOf(touched) > dayOf(created) : touched.seconds > created.seconds) return 'after';
  const age = areDays ? (dayOf(created) - dayOf(touched)) * DAY : created.seconds - touched.seconds;
  return age > lookback * DAY ? 'early' : 'before';
}

/** A client ID on ten leads or more, and on more than a hundredth of all, identifies nobody. */
function isSomebody({ client }: TouchedLead, leads: readonly TouchedLead[]): boolean {
  const own = leads.filter((one) => one.client === client).length;
  return client !== '' && !(own >= 10 && own * 100 > leads.length);
}

export function touchesOf(lead: TouchedLead, { leads, touches, lookback }: TouchesInput, stands: Stands): Touch[] {
  const own = touches.filter(
    (touch) => touch.lead === lead.id || (touch.client === lead.client && isSomebody(lead, leads)),
  );
  // Whichever list holds it: of one lead, at one moment, from one place.
  const once = new Map(
    own.map((touch) => [JSON.stringify([momentOf(touch.at).seconds, touch.source, touch.campaign]), touch]),
  );
  return [...once.values()]
    .filter((touch) => standsTo(lead, touch, lookback) === stands)
    .sort(
      (a, b) =>
        momentOf(a.at).seconds - momentOf(b.at).seconds || before(a.source, b.source) || before(a.campaign, b.campaign),
    );
}

/** Blank names come last. */
const before = (a: string, b: string) => (a === b ? 0 : a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1);

const SCALE = 10n ** 60n;

/** 2 to the power of −seconds / a week, to sixty digits: by square roots of two, bit by bit. */
function halved(seconds: number): bigint {
  let [value, root, left] = [SCALE >> BigInt(Math.floor(seconds / (7 * DAY))), 2n * SCALE, seconds % (7 * DAY)];
  for (let bit = 0; bit < 120 && left > 0; bit++) {
    root = squareRoot(root * SCALE);
    left *= 2;
    if (left < 7 * DAY) continue;
    left -= 7 * DAY;
    value = (value * SCALE) / root;
  }
  return value;
}

function squareRoot(value: bigint): bigint {
  let x = value;
  for (let next = (x + 1n) >> 1n; next < x; next = (x + value / x) >> 1n) x = next;
  return x;
}

/** What each of the touches of a lead, in their order, weighs. */
function weights(model: string, touches: readonly Touch[]): bigint[] {
  const last = touches.length - 1;
  const only = (place: number) => touches.map((_, at) => (at === place ? 1n : 0n));
  if (model === 'first') return only(0);
  if (model === 'last') return only(last);
  if (model === 'last-non-direct') {
    const place = touches.findLastIndex(({ source }) => source !== 'Direct');
    return only(place < 0 ? last : place);
  }
  if (model === 'decay') {
    const newest = momentOf(touches[last]?.at ?? '').seconds;
    return touches.map(({ at }) => halved(newest - momentOf(at).seconds));
  }
  if (model === 'position' && touches.length > 2)
    return touches.map((_, at) => (at === 0 || at === last ? 40n * BigInt(touches.length - 2) : 20n));
  return touches.map(() => 1n);
}

/** Splits whole units by weights. Left-over units go to the largest remainders, among equals to the first. */
function split(units: bigint, parts: readonly bigint[]): bigint[] {
  const all = parts.reduce((a, b) => a + b, 0n);
  const given = parts.map((part) => (units * part) / all);
  const left = units - given.reduce((a, b) => a + b, 0n);
  const order = parts
    .map((part, at) => ({ at, rest: (units * part) % all }))
    .sort((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1));
  for (const { at } of order.slice(0, Number(left))) given[at] = (given[at] as bigint) + 1n;
  return given;
}

const FIGURES = ['leads', 'lost', 'qualified', 'deals', 'won_deals', 'revenue', 'pipeline'] as const;

/** Per `by` (a source, or a campaign and a source) what `sources` shows: in its own digits. */
export function credited(input: TouchesInput, model: string, by: readonly ('source' | 'campaign')[]) {
  const rows = new Map<string, Record<(typeof FIGURES)[number], bigint> & { priced: bigint; open: bigint }>();
  const rowOf = (keys: { source: string; campaign: string }) => {
    const id = JSON.stringify(by.map((key) => keys[key] || `(no ${key})`));
    const none = { ...Object.fromEntries(FIGURES.map((figure) => [figure, 0n])), priced: 0n, open: 0n };
    const row = rows.get(id) ?? (none as unknown as NonNullable<ReturnType<(typeof rows)['get']>>);
    rows.set(id, row);
    return row;
  };
  for (const lead of input.leads) {
    const touches = touchesOf(lead, input, 'before');
    const whose = touches.length > 0 ? touches : [lead];
    const parts = touches.length > 0 ? split(1_000_000n, weights(model, touches)) : [1_000_000n];
    const given = whose.flatMap((one, at) => (parts[at] ? [{ one, part: parts[at] }] : []));
    const money = split(
      BigInt(lead.amount ?? 0),
      given.map(({ part }) => part),
    );
    for (const [at, { one, part }] of given.entries()) {
      const row = rowOf(one);
      const cents = money[at] ?? 0n;
      row.leads += part;
      if (lead.status === 'Lost') row.lost += part;
      if (lead.status === 'Qualified' || lead.status === 'Won') row.qualified += part;
      if (lead.status === 'Won') {
        row.deals += part;
        row.won_deals += part;
        row.revenue += cents;
        if (lead.amount !== null) row.priced += part;
      } else if (lead.status !== 'Lost') {
        row.pipeline += cents;
        if (lead.amount !== null) row.open += part;
      }
    }
  }
  const credit = (part: bigint) => Number(fixed(ratio(part, 1_000_000n), 6));
  const money = (cents: bigint) => fixed(ratio(cents, 100n), 2);
  const lines = [...rows].map(([id, row]): [string, unknown[]] => {
    const unfinished = row.leads - row.lost - row.deals;
    // Of won leads that have no amount, any of them, what they earned is unknown, and no zero.
    const revenue = row.deals > 0n && row.priced === 0n ? null : money(row.revenue);
    const pipeline = unfinished > 0n && row.open === 0n ? null : money(row.pipeline);
    const spent = by.length === 1 ? (input.spend.get((JSON.parse(id) as string[])[0] ?? '') ?? null) : null;
    const cpl =
      spent === null || row.leads === 0n
        ? null
        : ratio(divide(BigInt(spent) * 100n * 1_000_000n * 10_000n, row.leads * 100n), 10_000n);
    const counts = [row.leads, row.lost, row.qualified, row.deals, row.won_deals].map(credit);
    return [id, [...counts, revenue, pipeline, fixed(cpl, 4)]];
  });
  return Object.fromEntries(lines);
}

/** Per number of touches what `journey` shows, and the way of each lead that has one: first and last source. */
export function journeys(input: TouchesInput) {
  const isCovered = (day: number, of: 'lead' | 'client') => {
    const days = input.touches.filter((touch) => touch[of] !== '').map(({ at }) => dayOf(momentOf(at)));
    return days.length > 0 && Math.min(...days) <= day && day <= Math.max(...days);
  };
  const rows = new Map<string, { lead: TouchedLead; touches: Touch[]; returned: boolean | null }[]>();
  const paths = new Map<string, TouchedLead[]>();
  for (const lead of input.leads) {
    const [touches, later] = (['before', 'after'] as const).map((stands) => touchesOf(lead, input, stands)) as [
      Touch[],
      Touch[],
    ];
    const early = touchesOf(lead, input, 'early');
    const day = dayOf(momentOf(lead.created));
    // A list by leads would hold any of them on its days, and one by clients whoever has one.
    const isKnown = isCovered(day, 'lead') || (isCovered(day, 'client') && isSomebody(lead, input.leads));
    const hasAny = touches.length + later.length + early.length > 0;
    const count = touches.length > 0 || isKnown ? touches.length : null;
    const bucket = count === null ? '(unknown)' : count >= 10 ? '10+' : String(count);
    const one = { lead, touches, returned: hasAny ? later.length > 0 : isKnown ? false : null };
    for (const key of [bucket, '(total)']) rows.set(key, [...(rows.get(key) ?? []), one]);
    if (touches.length === 0) continue;
    const way = JSON.stringify([touches[0]?.source, touches.at(-1)?.source]);
    paths.set(way, [...(paths.get(way) ?? []), lead]);
  }
  return {
    rows: Object.fromEntries([...rows].map(([key, all]): [string, unknown[]] => [key, journeyRow(all)])),
    paths: Object.fromEntries(
      [...paths].map(([key, all]): [string, unknown[]] => [
        key,
        [all.length, all.filter(({ status }) => status === 'Won').length, earned(all)],
      ]),
    ),
  };
}

/** Of won leads that have no amount, any of them, nothing is known; of nobody it is zero. */
function earned(leads: readonly TouchedLead[]): string | null {
  const won = leads.filter(({ status }) => status === 'Won');
  const amounts = won.flatMap(({ amount }) => amount ?? []);
  if (won.length > 0 && amounts.length === 0) return null;
  return fixed(
    ratio(
      amounts.reduce((a, b) => a + b, 0),
      100n,
    ),
    2,
  );
}

function journeyRow(all: readonly { lead: TouchedLead; touches: Touch[]; returned: boolean | null }[]): unknown[] {
  const of = (...statuses: TouchedLead['status'][]) => all.filter(({ lead }) => statuses.includes(lead.status)).length;
  const told = all.flatMap(({ returned }) => (returned === null ? [] : [returned]));
  const waits = all.flatMap(({ lead, touches: [first] }) => (first ? [wait(lead, first)] : [])).sort((a, b) => a - b);
  const [low, high] = [waits[(waits.length - 1) >> 1], waits[waits.length >> 1]];
  return [
    ...[all.length, of('Qualified', 'Won'), of('Won'), earned(all.map(({ lead }) => lead))],
    Number(fixed(ratio(of('Won'), all.length), 6)),
    low === undefined || high === undefined ? null : Number(fixed(ratio(low + high, 2 * DAY), 6)),
    told.length > 0 ? told.filter(Boolean).length : null,
  ];
}

/** In whole days if one of the moments is a plain day. */
function wait(lead: TouchedLead, first: Touch): number {
  const [created, touched] = [momentOf(lead.created), momentOf(first.at)];
  return created.isDay || touched.isDay ? (dayOf(created) - dayOf(touched)) * DAY : created.seconds - touched.seconds;
}
