import { text, UserError } from '../error.js';
import type { Days } from '../model/scope.js';
import { askedFor, type PeriodOptions } from './asked-days.js';
import { type Cover, earliest, hull, latest } from './cover.js';
import { isOutside, requireWhole, type Undated } from './undated-spend.js';

/** The days that the report is about: those asked for, else those that ad statistics and CRM both cover. */
export function choosePeriod(options: PeriodOptions, asOf: string | null, cover: Cover): Days {
  const { counted, spend, undated } = cover;
  const asked = askedFor(options, asOf);
  if (asked) {
    for (const one of undated) requireWhole(one, asked);
    const ads = hull([spend, ...undated.flatMap((one) => (isOutside(one, asked) ? [] : (one.period ?? [])))]);
    const from = asked.from ?? earliest(counted.from, ads.from);
    const to = asked.to ?? latest(counted.to, ads.to);
    // Beyond all exports an end that nobody asked for stays open.
    const isBeyond = from !== null && to !== null && from > to;
    return isBeyond ? asked : { from, to };
  }
  const days = options.all ? everything(cover) : daysOfBoth(cover);
  if ('refused' in days) throw days.refused;
  return days;
}

/** What ad statistics and CRM both cover; all days where one of them is missing, or nothing tells the days of some spend. */
function daysOfBoth(cover: Cover): Days | { refused: UserError } {
  const { made, undated } = cover;
  const ads = adsOf(cover);
  if (made.from === null || ads.from === null || undated.some(({ period }) => period === null))
    return everything(cover);
  const both = { from: latest(made.from, ads.from) as string, to: earliest(made.to, ads.to) as string };
  if (both.from <= both.to) return withWhole(both, undated);
  const refused = new UserError(
    text(
      `ad statistics (${ads.from} to ${ads.to}) and CRM (${made.from} to ${made.to}) have no day in common`,
      `у статистики рекламы (${ads.from} – ${ads.to}) и CRM (${made.from} – ${made.to}) нет общих дней`,
    ),
    { hint: text('export the same days from both, or say --all', 'выгрузите одни и те же дни или укажите --all') },
  );
  return { refused };
}

/** The days that ad statistics cover, those of rows of a month or a week included. */
export const adsOf = ({ spend, undated }: Cover): Days =>
  hull([spend, ...undated.flatMap(({ of, period }) => (of === 'spend' ? (period ?? []) : []))]);

function everything(cover: Cover): Days {
  const ads = adsOf(cover);
  return { from: earliest(cover.counted.from, ads.from), to: latest(cover.counted.to, ads.to) };
}

/** The days with all of those that a row holds which they would cut: a month of spend is never divided. */
function withWhole(days: Days, undated: readonly Undated[]): Days {
  const cut = undated.flatMap((one) => (one.period === null || isOutside(one, days) ? [] : one.period));
  const wider = hull([days, ...cut]);
  return wider.from === days.from && wider.to === days.to ? days : withWhole(wider, undated);
}
