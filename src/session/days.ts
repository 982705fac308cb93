import { text, UserError } from '../error.js';
import type { Days } from '../model/scope.js';
import { askedFor, type PeriodOptions } from './asked-days.js';
import { type Cover, earliest, hull, latest } from './cover.js';
import { isOutside, requireWhole } from './undated-spend.js';

/** The days that the report is about: those asked for, else those that ad statistics and CRM both cover. */
export function choosePeriod(options: PeriodOptions, asOf: string | null, cover: Cover): Days {
  const { made, counted, spend, undated } = cover;
  const asked = askedFor(options, asOf);
  if (asked) {
    for (const one of undated) requireWhole(one, asked);
    const ads = hull([spend, ...undated.flatMap((one) => (isOutside(one, asked) ? [] : (one.period ?? [])))]);
    return { from: asked.from ?? earliest(counted.from, ads.from), to: asked.to ?? latest(counted.to, ads.to) };
  }
  const ads = hull([spend, ...undated.flatMap(({ period }) => period ?? [])]);
  const everything = { from: earliest(counted.from, ads.from), to: latest(counted.to, ads.to) };
  const anyUnknown = undated.some(({ period }) => period === null);
  if (options.all || anyUnknown || made.from === null || ads.from === null) return everything;
  const both = { from: latest(made.from, ads.from), to: earliest(made.to, ads.to) };
  if ((both.from as string) > (both.to as string))
    throw new UserError(
      text(
        `ad statistics (${ads.from} to ${ads.to}) and CRM (${made.from} to ${made.to}) have no day in common`,
        `у статистики рекламы (${ads.from} – ${ads.to}) и CRM (${made.from} – ${made.to}) нет общих дней`,
      ),
      { hint: text('export the same days from both, or say --all', 'выгрузите одни и те же дни или укажите --all') },
    );
  const cut = undated.some(
    ({ period }) => period !== null && (period.from < (both.from as string) || period.to > (both.to as string)),
  );
  return cut ? everything : both;
}
