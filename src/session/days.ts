import { text, UserError } from '../error.js';
import { earliest, interval, latest } from '../model/dates.js';
import type { Days } from '../model/scope.js';
import type { Lang } from '../model/text.js';
import { askedFor, LAST_WHOLE, type PeriodOptions, wholePeriods } from './asked-days.js';
import { type Cover, hull } from './cover.js';
import { isOutside, requireWhole, type Undated } from './undated-spend.js';

/**
 * The days of the report: those asked for, else those that ad statistics and CRM both cover.
 *
 * @throws {UserError} Where they would cut spend of several days, or the two cover no day in common.
 */
export function choosePeriod(options: PeriodOptions, asOf: string | null, cover: Cover): Days {
  const { all, undated } = cover;
  const asked = options.week === LAST_WHOLE && askedFor(options, asOf) ? lastWhole(cover) : askedFor(options, asOf);
  if (asked) {
    for (const one of undated) requireWhole(one, asked);
    const from = asked.from ?? all.from;
    const to = asked.to ?? all.to;
    // If the days lie outside of all exports, an end that was not asked for stays open.
    const isBeyond = from !== null && to !== null && from > to;
    return isBeyond ? asked : { from, to };
  }
  const days = options.all ? all : daysOfBoth(cover);
  if ('refused' in days) throw days.refused;
  return days;
}

/**
 * The last week that is over and that the exports cover from Monday to Sunday.
 *
 * @throws {UserError} Where there is none.
 */
function lastWhole({ whole: { from, to } }: Cover): Days {
  const days = to === null ? null : wholePeriods(1, 'week', to);
  if (days && (from === null || from <= days.from)) return days;
  const held = (lang: Lang) => (from === null || to === null ? NO_DAYS[lang] : interval(from, to, lang));
  throw new UserError(text('--week last-whole: no week is whole', '--week last-whole: полной недели нет'), {
    hint: text(`whole days in the exports: ${held('en')}`, `полные дни в выгрузках: ${held('ru')}`),
  });
}

const NO_DAYS = text('none', 'ни одного');

/**
 * The days that ad statistics and CRM both cover. All days if one of the two is missing, or if the days of some spend
 * are unknown.
 */
function daysOfBoth(cover: Cover): Days | { refused: UserError } {
  const { made, spend: ads, all, undated } = cover;
  if (made.from === null || ads.from === null || undated.some(({ period }) => period === null)) return all;
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

/**
 * The same days, widened to include all of each row of several days that they would cut: a month of spend is never
 * divided.
 */
function withWhole(days: Days, undated: readonly Undated[]): Days {
  const cut = undated.flatMap((one) => (one.period === null || isOutside(one, days) ? [] : one.period));
  const wider = hull([days, ...cut]);
  return wider.from === days.from && wider.to === days.to ? days : withWhole(wider, undated);
}
