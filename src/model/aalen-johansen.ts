import { DAYS_TOLD, FEWEST_WATCHED, type Incidence } from './incidence.js';

/** How the lives of leads end, in seconds since they were made. */
export interface Lives {
  /** Of each stage, when those came who did. */
  readonly came: readonly Numbers[];
  readonly lost: Ends;
  /** Until when those were watched who are open. */
  readonly open: Ends;
}

/** Whoever does not come to several stages ends for all of them at one moment: `of` has a bit for each. */
interface Ends {
  readonly at: Numbers;
  readonly of: Numbers;
}

/** A list of as many numbers as there are leads, of eight bytes each and none an object. */
class Numbers {
  #room = new Float64Array(64);
  #count = 0;

  push(one: number): void {
    if (this.#count === this.#room.length) {
      const larger = new Float64Array(this.#count * 2);
      larger.set(this.#room);
      this.#room = larger;
    }
    this.#room[this.#count++] = one;
  }

  get all(): Float64Array {
    return this.#room.subarray(0, this.#count);
  }
}

export const noLives = (stages: number): Lives => ({
  came: Array.from({ length: stages }, () => new Numbers()),
  lost: { at: new Numbers(), of: new Numbers() },
  open: { at: new Numbers(), of: new Numbers() },
});

export type Fit = Pick<Incidence, 'horizon' | 'dated' | 'ninetieth' | 'after'>;

/**
 * The incidence of each stage. As long as no open lead drops out of sight, everyone who comes adds the same to it, whoever else
 * comes or is lost meanwhile: of those alive as such a span begins, one of as many as are watched then. So nothing is put in
 * order but the moments at which open leads drop out, and of these none after the last lead has come.
 */
export const fitted = (lives: Lives): Fit[] => curvesOf(lives).map(fitOf);

/** What is known of one stage, of all lives. */
export interface Curve {
  /** Those who came. */
  readonly moments: Float64Array;
  readonly spans: Spans;
  readonly came: Tally;
  readonly lost: Tally;
  readonly open: Tally;
  /** As each span begins: the share that came, and the share that neither came nor was lost; and what everyone adds who comes within it. */
  readonly begins: readonly number[];
  readonly stays: readonly number[];
  readonly adds: readonly number[];
}

export function curvesOf({ came, lost, open }: Lives): Curve[] {
  const last = came.reduce((most, { all }) => all.reduce((max, at) => Math.max(max, at), most), 0);
  const spans = spansBetween(open.at.all.filter((at) => at < last).sort());
  const [lostIn, openIn] = [lost, open].map(({ at, of }) => tallied(at.all, of.all, came.length, spans)) as [
    Tally[],
    Tally[],
  ];
  return came.map(({ all }, stage) => {
    const [own] = tallied(all, null, 1, spans);
    return curveOf(all, spans, own as Tally, lostIn[stage] as Tally, openIn[stage] as Tally);
  });
}

function curveOf(moments: Float64Array, spans: Spans, came: Tally, lost: Tally, open: Tally): Curve {
  const [begins, stays, adds]: [number[], number[], number[]] = [[], [], []];
  let [watched, alive, share] = [came.all + lost.all + open.all, 1, 0];
  for (let span = 0; span < spans.count; span++) {
    const [coming, going] = [came.within[span] ?? 0, lost.within[span] ?? 0];
    const each = watched > 0 ? alive / watched : 0;
    begins.push(share);
    stays.push(alive);
    adds.push(each);
    share += coming * each;
    alive -= (coming + going) * each;
    watched -= coming + going + (open.within[span] ?? 0);
  }
  return { moments, spans, came, lost, open, begins, stays, adds };
}

/** Until when as many are watched as it takes to say anything; null: there never are as many. */
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
  const inOrder = moments.filter((at) => spans.of(at) === ripe).sort();
  const dated = countOf(moments, -Infinity, horizon);
  return {
    ...{ horizon, dated },
    ninetieth: dated === 0 ? null : (inOrder.find((_, at) => after(at + 1, ripe) >= most) ?? null),
    after: DAYS_TOLD.map((days) => (days * DAY <= horizon ? shareBy(days * DAY) : null)),
  };
}
const DAY = 86_400;

/** How many of the moments are after one and not after another: a loop, for a call each would be most of the work. */
function countOf(moments: Float64Array, since: number, until: number): number {
  let count = 0;
  for (let place = 0; place < moments.length; place++) {
    const at = moments[place] as number;
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
  /** The moment after which a span begins. */
  begin(span: number): number;
}

/**
 * `moments` are in order. Most are found at once, as it is known how many there are before each of so many equal parts: of whole
 * seconds, as moments are, for a fraction would put one that stands just between two parts into either.
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
  return {
    count: moments.length + 1,
    of(at) {
      if (at > last) return moments.length;
      let span = before[Math.floor(at / width)] ?? 0;
      while ((moments[span] as number) < at) span++;
      return span;
    },
    begin: (span) => moments[span - 1] ?? -1,
  };
}
const PARTS_EACH = 3;

/** How many lives end, in all and within each span, and the last of the ends. */
interface Tally {
  all: number;
  readonly within: Uint32Array;
  /** Those that may be among the last `FEWEST_WATCHED`; none up to `floor` is. */
  latest: number[];
  floor: number;
}

/** The ends of each stage; where `of` is null they are of the only one. */
function tallied(at: Float64Array, of: Float64Array | null, stages: number, spans: Spans): Tally[] {
  const tallies = Array.from(
    { length: stages },
    (): Tally => ({ all: 0, within: new Uint32Array(spans.count), latest: [], floor: -1 }),
  );
  for (let place = 0; place < at.length; place++) {
    const [end, stagesOf] = [at[place] as number, of === null ? 1 : (of[place] as number)];
    const span = spans.of(end);
    for (let stage = 0; stage < stages; stage++)
      if ((stagesOf & (1 << stage)) !== 0) add(tallies[stage] as Tally, end, span);
  }
  return tallies;
}

function add(tally: Tally, end: number, span: number): void {
  tally.all++;
  tally.within[span] = (tally.within[span] as number) + 1;
  if (end <= tally.floor) return;
  tally.latest.push(end);
  if (tally.latest.length < ENOUGH) return;
  tally.latest = tally.latest.sort((a, b) => a - b).slice(-FEWEST_WATCHED);
  tally.floor = tally.latest[0] as number;
}
const ENOUGH = 4096;
