import { makeRandom } from './random.js';

// The scorecard of April, computed from its definition alone.

const HEADINGS = [
  ...(['ID', 'Created', 'Changed', 'Source', 'Manager', 'Status', 'Reason'] as const),
  ...(['Qualified', 'Called', 'Closed', 'Paid'] as const),
] as const;
type Row = Readonly<Record<(typeof HEADINGS)[number], string>>;

export interface ScoreInput {
  readonly rows: readonly Row[];
  /** The spend of a day, for each paid source. */
  readonly daily: Readonly<Record<string, number>>;
  /** Days. */
  readonly maturity: number;
  readonly files: Readonly<Record<string, string>>;
}

const DAY = 86_400_000;
const dayAt = (at: number): string => new Date(Date.parse('2026-03-01') + at * DAY).toISOString().slice(0, 10);
const AS_OF = '2026-05-31';
const since = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY;

const REASONS = ['', 'other', 'Too expensive', 'No answer', 'Spam', 'Duplicate', 'Changed mind', 'Тестовая заявка'];
const NOBODY_DECIDED = ['No answer', 'Spam', 'Duplicate', 'Тестовая заявка'];
export const NORMS = { qualified_of_worked: 0.5, qualified_rate: 0.4, cpql: 30, qualified_to_deal: 0.4 } as const;
export const PLAN = 20_000;

export function generateScores(seed: number): ScoreInput {
  const random = makeRandom(seed);
  const daily = { VK: random.int(50, 90), Google: random.int(50, 90) };
  const maturity = random.pick([20, 60]);
  const rows = Array.from({ length: random.int(60, 500) }, (_, at): Row => {
    const created = random.int(0, 60);
    const Status = random.pick(['New', 'Good', 'Won', 'Lost', 'Lost']);
    const later = (most: number) => dayAt(Math.min(created + random.int(0, most), since('2026-03-01', AS_OF)));
    const isQualified = Status === 'Good' || Status === 'Won' || (Status === 'Lost' && random.chance(0.2));
    return {
      ...{ ID: String(at + 1), Created: dayAt(created), Changed: at === 0 ? AS_OF : dayAt(created), Status },
      ...{ Source: random.pick(['VK', 'Google', 'Friends']), Manager: random.pick(['Anna', 'Oleg', 'Vera']) },
      Reason: Status === 'Lost' ? random.pick(REASONS) : '',
      // What a later stage implies may lack its own date.
      Qualified: isQualified && !(Status === 'Won' && random.chance(0.1)) ? later(50) : '',
      Called: random.chance(0.6) ? later(50) : '',
      Closed: Status === 'Lost' || Status === 'Won' ? later(50) : '',
      Paid: Status === 'Won' ? String(random.int(1, 9) * 100) : '',
    };
  });
  const lines = rows.map((row) => HEADINGS.map((heading) => row[heading]).join(','));
  const ads = Array.from({ length: 61 }, (_, at) =>
    Object.entries(daily).map(([source, cost]) => `${dayAt(at)},${source},${cost}`),
  ).flat();
  return {
    ...{ rows, daily, maturity },
    files: {
      'crm.csv': `${[HEADINGS.join(','), ...lines].join('\n')}\n`,
      'ads.csv': `${['Day,Source,Cost', ...ads].join('\n')}\n`,
      'funnel.yaml': `currency: RUB
files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, modified_at: Changed, source: Source, manager: Manager, status: Status, reason: Reason, qualified_at: Qualified, contact_at: Called, closed_at: Closed, revenue: Paid}}
  - {path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, cost: Cost}}
statuses: {New: lead, Good: qualified, Won: deal, Lost: lost}
maturity: {deal: ${maturity}d}
plan: {per: month, revenue: ${PLAN}}
norms: {qualified: ${NORMS.qualified_rate}}
kpi:
  marketing: {qualified_of_worked: ${NORMS.qualified_of_worked}, cpql: ${NORMS.cpql}, romi: null}
  sales: {qualified_to_deal: ${NORMS.qualified_to_deal}, contacted_rate: null, lost_without_reason: null}
  shared: [revenue]
`,
    },
  };
}

const isWon = ({ Status }: Row) => Status === 'Won';
const isLost = ({ Status }: Row) => Status === 'Lost';
const isQualified = (row: Row) => row.Qualified !== '' || row.Status === 'Good' || isWon(row);
const isDecided = (row: Row) => isQualified(row) || (isLost(row) && !NOBODY_DECIDED.includes(row.Reason));
const isTalkedTo = (row: Row) => row.Called !== '' || isWon(row);
const isSilent = (row: Row) => isLost(row) && ['', 'other'].includes(row.Reason);
const isPaid = ({ Source }: Row) => Source !== 'Friends';
const always = () => true;

type Test = (row: Row) => boolean;
/** Whether a lead had come so far within so many days of its creation, if its date says so, or that of being won. */
const within =
  (days: number, date: 'Qualified' | 'Called' | 'Closed'): Test =>
  (row) =>
    [row[date], isWon(row) ? row.Closed : ''].some((day) => day !== '' && since(row.Created, day) <= days);
const came = (date: 'Qualified' | 'Called' | 'Closed') => (days: number) => within(days, date);

interface Figure {
  name: string;
  side: string;
  hits: Test;
  of: Test;
  /** Who had come so far within so many days. */
  hit: (days: number) => Test;
  base: (days: number) => Test;
  isEarly: boolean;
}
const rate = (
  side: string,
  name: string,
  of: Pick<Figure, 'hits' | 'of' | 'hit' | 'base'>,
  isEarly = true,
): Figure => ({
  ...of,
  ...{ side, name, isEarly },
});
const RATES: readonly Figure[] = [
  rate('marketing', 'qualified_of_worked', {
    ...{ hits: isQualified, of: isDecided, hit: came('Qualified') },
    // Qualified, or lost: whichever came first.
    base: (days) => (row) => within(days, 'Qualified')(row) || (isLost(row) && within(days, 'Closed')(row)),
  }),
  rate('marketing', 'qualified_rate', { hits: isQualified, of: always, hit: came('Qualified'), base: () => always }),
  rate('sales', 'qualified_to_deal', { hits: isWon, of: isQualified, hit: came('Closed'), base: came('Qualified') }),
  rate('sales', 'contacted_rate', { hits: isTalkedTo, of: always, hit: came('Called'), base: () => always }),
  rate(
    'sales',
    'lost_without_reason',
    { hits: isSilent, of: isLost, hit: came('Closed'), base: came('Closed') },
    false,
  ),
];

const six = (value: number | null): number | null => (value === null ? null : Math.round(value * 1e6) / 1e6);
const share = (some: number, all: number): number | null => (all === 0 ? null : some / all);
const count = (rows: readonly Row[], ...tests: readonly Test[]) =>
  rows.filter((row) => tests.every((test) => test(row))).length;

function wilson(hits: number, n: number): { low: number; high: number } | null {
  if (n === 0) return null;
  const z2 = 1.959963984540054 ** 2;
  const [p, middle] = [hits / n, (hits + z2 / 2) / (n + z2)];
  const half = (Math.sqrt(z2) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))) / (1 + z2 / n);
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/**
 * What one costs, where so many came each day for all of the spend. The count has the interval of all λ with (n − λ)² ≤ z² φ λ,
 * φ by how much its days vary more than chance; the cost that of the inverse. Found by halving, not by the formula of roots.
 */
function costBetween(perDay: readonly number[], spend: number): { low: number; high: number } | null {
  const n = perDay.reduce((sum, one) => sum + one, 0);
  if (n === 0) return null;
  const mean = n / perDay.length;
  const variance = perDay.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (perDay.length - 1);
  const phi = Math.max(1, variance / mean);
  const isIn = (rate: number) => (n - rate) ** 2 <= 1.959963984540054 ** 2 * phi * rate;
  const edge = (inside: number, outside: number): number => {
    let [near, far] = [inside, outside];
    for (let step = 0; step < 200; step++) {
      const middle = (near + far) / 2;
      if (isIn(middle)) near = middle;
      else far = middle;
    }
    return near;
  };
  return { low: spend / edge(n, 20 * n + 1000), high: spend / edge(n, 0) };
}

const APRIL = { from: '2026-04-01', to: '2026-04-30' };
const BEFORE = { from: '2026-03-02', to: '2026-03-31' };
/** Days from the end of April to the end of May. */
const FOLLOWED = 31;
const madeIn = (rows: readonly Row[], { from, to }: typeof APRIL) =>
  rows.filter(({ Created }) => Created >= from && Created <= to);

/** By its name: value, norm, low, high, n, previous, change, verdict; of costs and sums without an interval. */
export type Score = Readonly<Record<string, number | string | null>>;

export function scoresOf({ rows, daily, maturity }: ScoreInput, isOf: Test = always): Record<string, Score> {
  const own = rows.filter(isOf);
  const [now, before] = [madeIn(own, APRIL), madeIn(own, BEFORE)];
  const young = count(
    now,
    ({ Status }) => !['Won', 'Lost'].includes(Status),
    ({ Created }) => since(Created, AS_OF) + 1 < maturity + 1,
  );
  const areYoung = young * 10 > now.length;
  const implied = count(now, isWon, ({ Qualified }) => Qualified === '');
  const unproven = implied * 10 > count(now, isQualified);
  const impliedTalks = count(now, isWon, ({ Called }) => Called === '');
  const scores: Record<string, Score> = {};
  for (const { name, hits, of, hit, base, isEarly } of RATES) {
    const followed = (some: readonly Row[]) => share(count(some, hits, hit(FOLLOWED)), count(some, of, base(FOLLOWED)));
    const n = count(now, of);
    const value = share(count(now, hits), n);
    const bounds = wilson(count(now, hits), n);
    const norm = (NORMS as Record<string, number>)[name] ?? null;
    const [is, was] = [followed(now), followed(before)];
    const doubt =
      n < 30
        ? 'too few'
        : isEarly && areYoung
          ? 'too early'
          : (name.includes('qualified') && unproven) ||
              (name === 'contacted_rate' && impliedTalks * 10 > count(now, isWon))
            ? 'unproven'
            : null;
    const judged =
      bounds === null || norm === null ? null : bounds.high < norm ? 'below' : bounds.low > norm ? 'above' : 'ok';
    scores[name] = {
      ...{ value: six(value), norm, n, low: six(bounds?.low ?? null), high: six(bounds?.high ?? null) },
      ...{ previous: six(was), change: is === null || was === null ? null : six(is - was) },
      verdict: value === null || norm === null ? null : (doubt ?? judged),
    };
  }
  const paid = now.filter(isPaid);
  const unprovenPaid = count(paid, isWon, ({ Qualified }) => Qualified === '') * 10 > count(paid, isQualified);
  const spend = Object.values(daily).reduce((sum, cost) => sum + cost * 30, 0);
  const qualified = (some: readonly Row[], ...more: readonly Test[]) => count(some, isPaid, isQualified, ...more);
  const cost = (of: number) => (of === 0 ? null : spend / of);
  const inTime = within(FOLLOWED, 'Qualified');
  const [cpqlNow, cpqlWas] = [cost(qualified(now, inTime)), cost(qualified(before, inTime))];
  const daily30 = Array.from({ length: 30 }, (_, at) => qualified(now, ({ Created }) => Created === dayAt(31 + at)));
  const bounds = costBetween(daily30, spend);
  const judged = bounds === null ? null : bounds.high < NORMS.cpql ? 'below' : bounds.low > NORMS.cpql ? 'above' : 'ok';
  const n = qualified(now);
  scores.cpql = {
    ...{ value: cost(n), norm: NORMS.cpql, n, previous: cpqlWas },
    ...{ low: bounds?.low ?? null, high: bounds?.high ?? null },
    verdict: n === 0 ? null : n < 30 ? 'too few' : areYoung ? 'too early' : unprovenPaid ? 'unproven' : judged,
    change: cpqlNow === null || cpqlWas === null ? null : cpqlNow - cpqlWas,
  };
  const earned = (some: readonly Row[]) => some.reduce((sum, { Paid }) => sum + Number(Paid), 0);
  const wonIn = ({ from, to }: typeof APRIL) =>
    own.filter((row) => isWon(row) && row.Closed >= from && row.Closed <= to);
  const [revenue, was] = [earned(wonIn(APRIL)), earned(wonIn(BEFORE))];
  scores.revenue = {
    ...{ value: revenue, norm: PLAN, gap: revenue - PLAN, n: null, previous: was, change: revenue - was },
    verdict: revenue < PLAN ? 'below' : revenue > PLAN ? 'above' : 'ok',
  };
  return scores;
}

/** Of a manager: deals by those that leads of the same sources bring all, and how many these are. */
export function expectedOf({ rows }: ScoreInput, manager: string): { expected: number; against: number | null } {
  const all = madeIn(rows, APRIL);
  const own = all.filter(({ Manager }) => Manager === manager);
  const expected = ['VK', 'Google', 'Friends'].reduce((sum, source) => {
    const of = (some: readonly Row[]) => some.filter(({ Source }) => Source === source);
    return sum + of(own).length * (share(count(of(all), isWon), of(all).length) ?? 0);
  }, 0);
  return { expected, against: share(count(own, isWon), expected) };
}
