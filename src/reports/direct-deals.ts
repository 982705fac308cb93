import { formatWhole } from '../model/numbers.js';
import { plural, type Text } from '../model/text.js';
import { sentence } from './findings/finding-words.js';
import type { ReportContext } from './report-context.js';

/**
 * A lead that is said to have come directly may have seen an ad before: says how many of these deals had an ad touch.
 * Null: none, or there is no list of touches.
 */
export async function directDeals(context: ReportContext): Promise<Text | null> {
  if (context.touches.told !== 'list' || !context.known.has('deal')) return null;
  const { deals, withAd, revenue } = await context.directDeals();
  if (withAd === 0n) return null;
  return sentence(context.currency, {
    en: ({ money }) =>
      `Of ${formatWhole(deals, 'en')} ${deals === 1n ? 'deal that looks' : 'deals that look'} direct («came by himself», or no source) ${formatWhole(withAd, 'en')} had an ad touch before${revenue ? `, ${money(revenue)} of revenue` : ''}`,
    ru: ({ money }) =>
      `Из ${formatWhole(deals, 'ru')} ${plural(deals, 'сделки, которая выглядит прямой', 'сделок, которые выглядят прямыми', 'сделок, которые выглядят прямыми')} («сам пришёл» или без источника), у ${formatWhole(withAd, 'ru')} раньше было касание с рекламой${revenue ? `, выручка ${money(revenue)}` : ''}`,
  });
}
