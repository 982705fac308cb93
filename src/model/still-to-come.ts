import { curvesOf, endsOf, horizonOf, type Lives, together } from './aalen-johansen.js';

/**
 * How likely an open lead still is to come to the first stage of some lives, by its age a in whole days: (F(T) − F(a)) /
 * (1 − F(a) − share lost by a), all of one fit. One value for each day up to T, beyond which nothing is said; null where
 * there is no T.
 */
export function stillToCome(lives: Lives): readonly number[] | null {
  const [curve] = curvesOf(lives);
  const horizon = curve ? horizonOf(curve) : null;
  if (!curve || horizon === null) return null;
  const { spans, begins, stays, adds } = curve;
  const [came, lost] = [together(curve.moments).sort(), together(endsOf(lives.lost, 0)).sort()];
  const by = (until: number) => {
    const span = spans.of(until);
    const within = (moments: Float64Array) => upTo(moments, until) - upTo(moments, spans.begin(span));
    const [coming, going, each] = [within(came), within(lost), adds[span] ?? 0];
    return { share: (begins[span] ?? 0) + coming * each, stays: (stays[span] ?? 0) - (coming + going) * each };
  };
  const most = by(horizon).share;
  return Array.from({ length: Math.floor(horizon / DAY) + 1 }, (_, day) => {
    const now = by(day * DAY);
    // What doubles lack of a whole is nobody who comes.
    return now.stays > TINY ? Math.min(1, Math.max(0, (most - now.share) / now.stays)) : 0;
  });
}

const DAY = 86_400;
const TINY = 1e-12;

/** How many of them, which are in order, are no later. */
function upTo(moments: Float64Array, until: number): number {
  let [from, to] = [0, moments.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((moments[middle] as number) <= until) from = middle + 1;
    else to = middle;
  }
  return from;
}
