import { makeRandom } from '../oracle/random.js';
import { apportion } from './apportion.js';
import { DAY, weekday } from './calendar.js';
import type { Lead } from './leads.js';
import { type AdUnit, SEGMENTS, type Segment } from './story.js';

/** A day of a campaign, or of an ad. */
export interface AdRow {
  segment: Segment;
  unit: AdUnit;
  day: number;
  kopecks: number;
  shown: number;
  clicks: number;
  /** In hundredths: Google shares a conversion between campaigns. */
  actions: number;
}

/** What was shown, clicked and paid for the leads there were; the sums are the story's. */
export const makeSpend = (leads: readonly Lead[]): AdRow[] => SEGMENTS.flatMap((segment) => rowsOf(segment, leads));

function rowsOf(segment: Segment, leads: readonly Lead[]): AdRow[] {
  const { ads, week, source, seed } = segment;
  if (!ads) return [];
  const random = makeRandom(seed + 1000);
  const [from, to] = segment.days;
  const places: { day: number; unit: AdUnit; leads: number }[] = [];
  for (let day = from; day <= to; day++)
    if ((week[weekday(day)] ?? 0) > 0) for (const unit of ads.units) places.push({ day, unit, leads: 0 });
  const own = leads.filter((lead) => lead.segment === segment);
  for (const lead of own) {
    const day = Math.floor(lead.created / DAY);
    const place = places.find((one) => one.day === day && one.unit === lead.unit);
    if (!place) throw new Error(`no ads on day ${day}, but a lead of them`);
    place.leads++;
  }
  const more = apportion(
    ads.actions - own.length,
    places.map((place) => (place.leads + 0.25) * random.int(50, 150)),
  );
  const actions = places.map((place, index) => place.leads + (more[index] ?? 0));
  const clicks = apportion(
    ads.clicks,
    // Some days of a small campaign nobody clicks.
    actions.map((count) => (count === 0 && random.chance(0.4) ? 0 : (count + 0.4) * random.int(70, 130))),
  );
  const kopecks = apportion(
    ads.roubles * 100,
    clicks.map((count) => count * random.int(80, 120)),
  );
  const rows = places.map(
    ({ day, unit }, index): AdRow => ({
      segment,
      unit,
      day,
      kopecks: kopecks[index] ?? 0,
      shown: (clicks[index] ?? 0) * ads.shownPerClick + random.int(5, 60) * 3,
      clicks: clicks[index] ?? 0,
      actions: (actions[index] ?? 0) * 100,
    }),
  );
  if (source === 'google') for (const [index, row] of rows.entries()) shareConversion(row, rows[index + 1]);
  return rows;

  /** Half of one conversion goes to another campaign of the day. */
  function shareConversion(row: AdRow, next: AdRow | undefined): void {
    if (next?.day !== row.day || row.actions < 200 || next.clicks === 0 || !random.chance(0.2)) return;
    row.actions -= 50;
    next.actions += 50;
  }
}
