import { add, type Exact, exact } from './exact.js';
import { LEAD_STAGES } from './funnel-stages.js';

/** What can be added up over rows. null is unknown, and unknown plus something is that something: a blank is no zero. */
export interface Measures {
  spend: Exact | null;
  visits: Exact | null;
  actions: Exact | null;
  leads: Exact | null;
  not_handed_over: Exact | null;
  lost: Exact | null;
  revenue: Exact | null;
  pipeline: Exact | null;
  /** Lost leads of which nothing tells how far they came. */
  unknown_depth: Exact | null;
  /** By lead stage, from lead to deal. */
  reached: (Exact | null)[];
  implied: (Exact | null)[];
  lost_here: (Exact | null)[];
  open_here: (Exact | null)[];
}

const SCALARS = [
  'spend',
  'visits',
  'actions',
  'leads',
  'not_handed_over',
  'lost',
  'revenue',
  'pipeline',
  'unknown_depth',
] as const;
const SERIES = ['reached', 'implied', 'lost_here', 'open_here'] as const;

const plus = (a: Exact | null, b: Exact | null): Exact | null => (a === null ? b : b === null ? a : add(a, b));

export function noMeasures(): Measures {
  const nothing = () => LEAD_STAGES.map(() => null);
  return {
    ...(Object.fromEntries(SCALARS.map((key) => [key, null])) as Pick<Measures, (typeof SCALARS)[number]>),
    reached: nothing(),
    implied: nothing(),
    lost_here: nothing(),
    open_here: nothing(),
  };
}

export function sum(all: Iterable<Measures>): Measures {
  const total = noMeasures();
  for (const one of all) {
    for (const key of SCALARS) total[key] = plus(total[key], one[key]);
    for (const key of SERIES) total[key] = total[key].map((value, index) => plus(value, one[key][index] ?? null));
  }
  return total;
}

export const ZERO: Exact = exact(0);
export const isPositive = (value: Exact | null): value is Exact => value !== null && value.num > 0n;
