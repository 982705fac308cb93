// When leads reach their stages, how soon, and how long more may follow: by definitions.md and reports.md, Time.

import { divide, minus, plus, type Ratio, ratio, times } from './exact.js';
import type { Data } from './join.js';
import { elapsed } from './moments.js';
import { LATER, type Stage } from './read.js';
import type { Person } from './scope.js';

const DAY = 86_400;

/** A deal came on its own date, else when it was closed. */
export const cameOn = ({ created, moments, outcome, closed }: Person, stage: Stage): string => {
  if (stage === 'lead') return created;
  const own = moments.get(stage) ?? '';
  return own === '' && stage === 'deal' && outcome === 'won' ? closed : own;
};

const isDated = ({ mapped: { crm } }: Data, stage: Stage) =>
  crm.has(`${stage}_at`) || (stage === 'deal' && crm.has('closed_at'));

const isAfter = (date: string, asOf: string) => (asOf.length === 10 ? date.slice(0, 10) > asOf : date > asOf);

interface Life {
  seconds: number;
  end: 'open' | 'came' | 'lost';
}
type End = Life | 'came undated' | 'lost undated' | null;

const lifeOf = (lead: Person, stage: Stage, hasCome: boolean, isUntold: boolean, asOf: string): End => {
  const open = (): End =>
    lead.created === '' ? null : { seconds: Math.max(0, elapsed(lead.created, asOf)), end: 'open' };
  if (!hasCome && !lead.lost) return open();
  const date = hasCome ? cameOn(lead, stage) : lead.closed;
  const seconds = date === '' || lead.created === '' ? -1 : elapsed(lead.created, date);
  if (seconds < 0 || (!hasCome && isUntold)) return hasCome ? 'came undated' : 'lost undated';
  if (isAfter(date, asOf)) return open();
  return { seconds, end: hasCome ? 'came' : 'lost' };
};

export interface Incidence {
  /** Null: more than a tenth have no date. */
  maturity: number | null;
  after: (days: number) => number | null;
  /** The chance that an open lead of so many days still gets there; null: unknown. */
  toCome: ((days: number) => number) | null;
}

/** What a lead that is open hands on, in equal parts, to all that are watched longer: what it leaves behind at the end is F. */
export const incidenceOf = (ends: End[]): Incidence => {
  const lives = ends.filter((end): end is Life => end !== null && typeof end === 'object');
  const count = (of: string) => ends.filter((end) => end === of || (typeof end === 'object' && end?.end === of)).length;
  const undated = (of: 'came' | 'lost') => ends.filter((end) => end === `${of} undated`).length;
  const isUndated = (['came', 'lost'] as const).some((of) => undated(of) * 10 > count(of) + undated(of));
  const sorted = lives.toSorted((a, b) => a.seconds - b.seconds || Number(a.end === 'open') - Number(b.end === 'open'));
  const horizon = sorted.at(-30)?.seconds ?? null;
  if (isUndated || horizon === null) return { maturity: null, after: () => null, toCome: null };
  let share: Ratio = ratio(1, sorted.length);
  let [f, g]: Ratio[] = [ratio(0, 1), ratio(0, 1)];
  const curve = sorted.map(({ seconds, end }, place) => {
    const left = sorted.length - place - 1;
    if (end === 'came') f = reduced(plus(f ?? null, share));
    if (end === 'lost') g = reduced(plus(g ?? null, share));
    if (end === 'open' && left > 0) share = reduced(times(share, ratio(left + 1, left)));
    return { seconds, end, f, g };
  });
  const upTo = (limit: number) => curve.filter(({ seconds }) => seconds <= limit);
  const most = upTo(horizon).at(-1)?.f ?? null;
  const came = upTo(horizon).filter(({ end }) => end === 'came');
  const ninth = times(most, ratio(9, 10));
  // Leads of one moment come at once.
  const ripe = came.find(({ seconds }) => {
    const then = upTo(seconds).at(-1)?.f ?? null;
    return then !== null && ninth !== null && then.n * ninth.d >= ninth.n * then.d;
  });
  return {
    toCome(days) {
      if (days * DAY > horizon) return 0;
      const now = upTo(days * DAY).at(-1);
      const [come, lost] = [now?.f ?? ratio(0, 1), now?.g ?? ratio(0, 1)];
      const [later, stay] = [minus(most, come), minus(minus(ratio(1, 1), come), lost)];
      const chance = later && stay && stay.n > 0n ? ratio(later.n * stay.d, later.d * stay.n) : null;
      return chance === null ? 0 : Number(divide(chance.n * 10n ** 15n, chance.d)) / 1e15;
    },
    maturity: came.length < 30 ? null : (ripe?.seconds ?? null),
    after(days) {
      if (days * DAY > horizon) return null;
      const found = upTo(days * DAY).at(-1)?.f ?? ratio(0, 1);
      return found === null ? null : Number(divide(found.n * 1_000_000n, found.d)) / 1e6;
    },
  };
};

const reduced = (of: Ratio): Ratio => {
  if (of === null) return null;
  let [a, b] = [of.n, of.d];
  while (b !== 0n) [a, b] = [b, a % b];
  return { n: of.n / a, d: of.d / a };
};

/** Of which stages more leads may come to, and until what age, in seconds. */
export const maturityIn = (
  data: Data,
  people: Person[],
  configured: Record<string, string>,
  incidence: (people: Person[], stage: Stage) => Incidence | null,
): Map<Stage, number> =>
  new Map(
    LATER.filter((stage) => data.knows.has(stage) && data.asOf !== '').flatMap((stage): [Stage, number][] => {
      const own = configured[stage];
      if (own !== undefined) return [[stage, Number.parseInt(own, 10) * DAY]];
      const found = incidence(people, stage)?.maturity ?? null;
      return found === null ? [] : [[stage, found]];
    }),
  );

export const incidenceIn =
  (data: Data, reaches: (lead: Person, stage: Stage) => boolean, isUntold: (lead: Person, stage: Stage) => boolean) =>
  (people: Person[], stage: Stage): Incidence | null =>
    isDated(data, stage)
      ? incidenceOf(people.map((lead) => lifeOf(lead, stage, reaches(lead, stage), isUntold(lead, stage), data.asOf)))
      : null;

export const isYoung = ({ created }: Person, seconds: number, asOf: string): boolean =>
  created !== '' && elapsed(created, asOf) < seconds;

/** Half of them, nine of ten of them, and how many: between two leads in a straight line. */
export const paceOf = (
  data: Data,
  people: Person[],
  from: Stage,
  to: Stage,
): [number | null, number | null, number] => {
  const own = people.flatMap((lead) => {
    const [since, until] = [cameOn(lead, from), cameOn(lead, to)];
    if (since === '' || until === '' || isAfter(until, data.asOf)) return [];
    const took = elapsed(since, until);
    return took < 0 ? [] : [took];
  });
  own.sort((a, b) => a - b);
  const quantile = (tenths: number) => {
    if (own.length === 0) return null;
    const place = tenths * (own.length - 1);
    const [low, high] = [own[Math.floor(place / 10)] as number, own[Math.ceil(place / 10)] as number];
    return Number(divide(BigInt(low * 10 + (high - low) * (place % 10)), 10n));
  };
  return [quantile(5), quantile(9), own.length];
};
