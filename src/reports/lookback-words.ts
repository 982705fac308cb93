import { whole } from '../model/numbers.js';
import { plural, type Text, text } from '../model/text.js';
import type { ReportContext } from './report-context.js';

/** The touches that the look-back leaves out, of those that come before a lead; nothing where it leaves out none. */
export function lookbackWords({ before, early, lookback }: ReportContext['touches']): Text[] {
  if (early === 0) return [];
  const share = ((early / before) * 100).toFixed(1);
  return [
    text(
      `${whole(early, 'en')} of ${whole(before, 'en')} touches before a lead (${share}%) are older than ${lookback} days and do not count (lookback)`,
      `${whole(early, 'ru')} из ${whole(before, 'ru')} касаний до лида (${share.replace('.', ',')}\u00a0%) старше ${lookback} ${plural(lookback, 'дня', 'дней', 'дней')} и не учтены (lookback)`,
    ),
  ];
}
