import { exact } from '../model/exact.js';
import { formatWhole, number } from '../model/numbers.js';
import { type Lang, outOf, plural, type Text, text } from '../model/text.js';
import type { ReportContext } from './report-context.js';

/** Says how many of the touches before a lead are too old for the look-back; no sentence if there are none. */
export function lookbackWords({ before, early, lookback }: ReportContext['touches']): Text[] {
  if (early === 0) return [];
  const share = (lang: Lang) => number(exact(early, before), 'rate', lang);
  return [
    text(
      `${formatWhole(early, 'en')} of ${formatWhole(before, 'en')} touches before a lead (${share('en')}) are older than ${lookback} days and do not count (lookback)`,
      `${formatWhole(early, 'ru')} ${outOf(before, 'касания', 'касаний')} до лида (${share('ru')}) старше ${lookback} ${plural(lookback, 'дня', 'дней', 'дней')} и не учтены (lookback)`,
    ),
  ];
}
