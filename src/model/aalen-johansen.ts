import { DAYS_TOLD, FEWEST_WATCHED, type Incidence } from './incidence.js';

/**
 * How the lives of leads end, in whole seconds since their creation, in any order; a moment stands as often as lives end
 * at it.
 */
export interface Lives {
  readonly stages: number;
  readonly came: readonly Ends[];
  readonly lost: readonly Ends[];
  /** Until when those were watched who are open. */
  readonly open: readonly Ends[];
}

/**
 * The ends of lives, for several stages at once: a lead that does not come to some of them ends for all of these at one
 * moment. `of` has a bit per stage.
 */
export interface Ends {
  readonly of: number;
  readonly at: Float64Array;
}

type Fit = Pick<Incidence, 'horizon' | 'dated' | 'ninetieth' | 'after'>;

/**
 * Estimates the incidence of each stage. As long as no open lead drops out of sight, every lead that comes adds the same
 * amount: the share still alive when the span begins, divided by the number watched then. So only the moments at which
 * open leads drop out need to be sorted, and none of those after the last lead has come.
 */
export const fitIncidences = (lives: Lives): Fit[] => curvesOf(lives).map(fitOf);

/** What is known of one stage, of all lives. */
interface Curve {
  /** When those came who did, in parts. */
  readonly moments: readonly Float64Array[];
  readonly spans: Spans;
  readonly came: Tally;
  readonly lost: Tally;
  readonly open: Tally;
  /**
   * When each span begins: the share that has come, the share that has neither come nor been lost, and what each lead
   * adds that comes within the span.
   */
  readonly begins: Float64Array;
  readonly stays: Float64Array;
  readonly adds: Float64Array;
}

export function curvesOf({ stages, came, lost, open }: Lives): Curve[] {
  const last = latestOf(momentsOf(came));
  const spans = spansBetween(momentsIn(momentsOf(open), -Infinity, last - 1).sort());
  const [cameIn, lostIn, openIn] = [came, lost, open].map((ends) => tallied(ends, stages, spans)) as [
    Tally[],
    Tally[],
    Tally[],
  ];
  return Array.from({ length: stages }, (_, stage) =>
    curveOf(endsOf(came, stage), spans, cameIn[stage] as Tally, lostIn[stage] as Tally, openIn[stage] as Tally),
  );
}

const momentsOf = (ends: readonly Ends[]): Float64Array[] => ends.map(({ at }) => at);

/** When lives end for one stage, in parts. */
export const endsOf = (ends: readonly Ends[], stage: number): Float64Array[] =>
  ends.flatMap(({ of, at }) => ((of & (1 << stage)) === 0 ? [] : [at]));

/** The parts as one. */
export function together(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function curveOf(moments: readonly Float64Array[], spans: Spans, came: Tally, lost: Tally, open: Tally): Curve {
  const ofSpans = () => new Float64Array(spans.count);
  const [begins, stays, adds] = [ofSpans(), ofSpans(), ofSpans()];
  let [watched, alive, share] = [came.all + lost.all + open.all, 1, 0];
  for (let span = 0; span < spans.count; span++) {
    const [coming, going] = [came.within[span] ?? 0, lost.within[span] ?? 0];
    const part = watched > 0 ? alive / watched : 0;
    begins[span] = share;
    stays[span] = alive;
    adds[span] = part;
    share += coming * part;
    alive -= (coming + going) * part;
    watched -= coming + going + (open.within[span] ?? 0);
  }
  return { moments, spans, came, lost, open, begins, stays, adds };
}

/** The last moment at which enough leads are watched to say anything; null: there never are enough. */
export const horizonOf = ({ came, lost, open }: Curve): number | null =>
  [came, lost, open]
    .flatMap((own) => own.latest)
    .sort((a, b) => a - b)
    .at(-FEWEST_WATCHED) ?? null;

function fitOf(curve: Curve): Fit {
  const { moments, spans, came, begins, adds } = curve;
  const horizon = horizonOf(curve);
  if (horizon === null) return { horizon, dated: 0, ninetieth: null, after: DAYS_TOLD.map(() => null) };
  const after = (coming: number, span: number) => (begins[span] ?? 0) + coming * (adds[span] ?? 0);
  const shareBy = (until: number): number => {
    const [span, since] = [spans.of(until), spans.begin(spans.of(until))];
    return after(countOf(moments, since, until), span);
  };
  const most = 0.9 * shareBy(horizon) - TINY;
  const ripe = begins.findIndex((_, span) => after(came.within[span] ?? 0, span) >= most);
  const inOrder = momentsIn(moments, spans.begin(ripe), spans.begin(ripe + 1)).sort();
  const dated = countOf(moments, -Infinity, horizon);
  return {
    ...{ horizon, dated },
    ninetieth: dated === 0 ? null : (inOrder.find((_, at) => after(at + 1, ripe) >= most) ?? null),
    after: DAYS_TOLD.map((days) => (days * DAY <= horizon ? shareBy(days * DAY) : null)),
  };
}
const DAY = 86_400;

/** The latest moment; 0 where there are none. */
function latestOf(moments: readonly Float64Array[]): number {
  let latest = 0;
  for (const part of moments)
    for (let place = 0; place < part.length; place++) latest = Math.max(latest, part[place] as number);
  return latest;
}

/** Collects the moments after one and not after another. */
function momentsIn(moments: readonly Float64Array[], since: number, until: number): Float64Array {
  const found = new Float64Array(countOf(moments, since, until));
  let count = 0;
  for (const part of moments)
    for (let place = 0; place < part.length; place++) {
      const at = part[place] as number;
      if (at > since && at <= until) found[count++] = at;
    }
  return found;
}

/** Counts moments after one and not after another. Plain loops, here and elsewhere: a call for each moment would be most of the work. */
function countOf(moments: readonly Float64Array[], since: number, until: number): number {
  let count = 0;
  for (const part of moments)
    for (let place = 0; place < part.length; place++) {
      const at = part[place] as number;
      if (at > since && at <= until) count++;
    }
  return count;
}

/** What a sum of doubles may lack of a whole tenth. */
const TINY = 1e-12;

/** Time as it is divided by moments: a moment is the end of its span. */
interface Spans {
  readonly count: number;
  of(at: number): number;
  /** Finds the span of each moment. */
  ofAll(at: Float64Array): Uint32Array;
  /** The moment after which a span begins; the one after the last never does. */
  begin(span: number): number;
}

/**
 * Finds the span of each of the sorted `moments`. Most are found directly, since it is known how many lie before each of
 * many equal parts. Moments are whole seconds; a fraction just between two parts could fall into either.
 */
function spansBetween(moments: Float64Array): Spans {
  const last = moments.at(-1) ?? -1;
  const parts = PARTS_EACH * moments.length + 1;
  const width = Math.ceil((last + 1) / parts);
  const before = new Uint32Array(parts + 1);
  for (let part = 0, span = 0; part <= parts; part++) {
    while ((moments[span] ?? Infinity) < part * width) span++;
    before[part] = span;
  }
  const of = (at: number): number => {
    if (at > last) return moments.length;
    let span = before[Math.floor(at / width)] ?? 0;
    while ((moments[span] as number) < at) span++;
    return span;
  };
  return {
    count: moments.length + 1,
    of,
    ofAll(all) {
      const spans = new Uint32Array(all.length);
      for (let place = 0; place < all.length; place++) spans[place] = of(all[place] as number);
      return spans;
    },
    begin: (span) => (span > moments.length ? Infinity : (moments[span - 1] ?? -1)),
  };
}
const PARTS_EACH = 3;

/** How many lives end, in all and within each span, and the last end of all. */
interface Tally {
  all: number;
  readonly within: Uint32Array;
  /** The moments that may be among the last `FEWEST_WATCHED`; none is up to `floor`. */
  latest: number[];
  floor: number;
}

/** The ends of each stage. */
function tallied(ends: readonly Ends[], stages: number, spans: Spans): Tally[] {
  const tallies = Array.from(
    { length: stages },
    (): Tally => ({ all: 0, within: new Uint32Array(spans.count), latest: [], floor: -1 }),
  );
  for (const { of, at } of ends) {
    const within = spans.ofAll(at);
    for (const [stage, tally] of tallies.entries()) if ((of & (1 << stage)) !== 0) addAll(tally, at, within);
  }
  return tallies;
}

function addAll(tally: Tally, ends: Float64Array, spans: Uint32Array): void {
  const { within } = tally;
  tally.all += ends.length;
  for (let place = 0; place < spans.length; place++) {
    const span = spans[place] as number;
    within[span] = (within[span] as number) + 1;
  }
  for (let place = 0; place < ends.length; place++) {
    const end = ends[place] as number;
    if (end <= tally.floor) continue;
    tally.latest.push(end);
    if (tally.latest.length < ENOUGH) continue;
    tally.latest = tally.latest.sort((a, b) => a - b).slice(-FEWEST_WATCHED);
    tally.floor = tally.latest[0] as number;
  }
}
const ENOUGH = 4096;
