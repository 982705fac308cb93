import { add, compare, divide } from '../model/exact.js';
import { mask } from '../model/fold.js';
import { ZERO } from '../model/measures.js';
import type { Warning } from '../model/report.js';
import { noValueOf } from '../model/silent.js';
import { text } from '../model/text.js';
import type { ReportContext } from './report-context.js';
import { comma, isMuchUnmatched, percent } from './unmatched-share.js';

/**
 * Campaigns with spend and without leads, beside campaigns of the same source with leads and without spend: probably
 * one campaign that was renamed, or is spelt in two ways. The dearest come first, each with its share of all spend.
 */
export async function campaignsUnmatched(context: ReportContext): Promise<Warning[]> {
  const rows = (await context.cube(['source', 'campaign'])).map(({ keys, measures }) => ({
    source: keys.get('source') ?? '',
    campaign: keys.get('campaign') ?? '',
    spend: measures.spend ?? ZERO,
    leads: measures.leads ?? ZERO,
  }));
  const known = rows.filter(({ campaign }) => campaign !== noValueOf('campaign'));
  const strays = known.filter(({ spend, leads }) => spend.num === 0n && leads.num > 0n);
  const strayed = new Set(strays.map(({ source }) => source));
  const lacking = known
    .filter(({ source, spend, leads }) => spend.num > 0n && leads.num === 0n && strayed.has(source))
    .sort((a, b) => compare(b.spend, a.spend));
  const all = rows.reduce((sum, { spend }) => add(sum, spend), ZERO);
  const part = divide(
    lacking.reduce((sum, { spend }) => add(sum, spend), ZERO),
    all,
  );
  if (!part || !isMuchUnmatched(part)) return [];
  const some = (words: readonly string[]) => words.slice(0, 3).join(', ') + (words.length > 3 ? ' …' : '');
  const spent = (lang: 'en' | 'ru') =>
    some(
      lacking.map(({ campaign, spend }) => {
        const share = percent(divide(spend, all) ?? ZERO);
        return `«${mask(campaign)}» ${lang === 'en' ? `${share}%` : `${comma(share)} %`}`;
      }),
    );
  const sources = new Set(lacking.map(({ source }) => source));
  const named = some(
    strays
      .filter(({ source }) => sources.has(source))
      .sort((a, b) => compare(b.leads, a.leads))
      .map(({ campaign }) => `«${mask(campaign)}»`),
  );
  return [
    {
      code: 'campaigns-unmatched',
      count: lacking.length,
      message: text(
        `${percent(part)}% of spend is of campaigns that no lead names: ${spent('en')}; leads of the same sources name campaigns without spend: ${named}; were they renamed, or do UTM tags spell them in another way?`,
        `${comma(percent(part))} % расхода — кампании, которых нет ни у одного лида: ${spent('ru')}; у лидов тех же источников есть кампании без расхода: ${named}; переименованы или иначе записаны в UTM?`,
      ),
    },
  ];
}
