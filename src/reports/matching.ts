import { add, divide, exact } from '../model/exact.js';
import { whole } from '../model/numbers.js';
import type { Warning } from '../model/report.js';
import { type Text, text } from '../model/text.js';
import { campaignsUnmatched } from './campaigns-unmatched.js';
import type { ReportContext } from './report-context.js';
import { comma, isMuchUnmatched, percent } from './unmatched-share.js';

const RULES: Record<string, Text> = {
  ad_lead: text('ad lead ID', 'ID лида площадки'),
  click: text('click ID', 'ID клика'),
  utm: text('UTM', 'UTM'),
  crm: text("the CRM's field", 'поле CRM'),
  none: text('nothing', 'ничто'),
  not_in_crm: text('not in the CRM', 'нет в CRM'),
};
const ORDER = Object.keys(RULES);

export interface Matching {
  foot: Text[];
  warnings: Warning[];
}

/** Which rule named the source of how many leads, and how much spend has leads beside it: by source, and by campaign. */
export async function matchingOf(context: ReportContext): Promise<Matching> {
  const { dimensions, has } = context;
  if (!has.leads) return { foot: [], warnings: [] };
  const foot: Text[] = [];
  const { byMatch: counts } = await context.counts();
  const named = ORDER.filter((rule) => counts.has(rule));
  const list = (lang: 'en' | 'ru') =>
    named.map((rule) => `${RULES[rule]?.[lang]} ${whole(Number(counts.get(rule)), lang)}`).join(' + ');
  if (named.length > 0)
    foot.push(text(`sources of leads named by: ${list('en')}`, `источник лида определили: ${list('ru')}`));

  const bySource = await spendOf(context, ['source']);
  if (!bySource) return { foot, warnings: [] };
  const share = divide(bySource.matched, bySource.all) ?? exact(0);
  const campaigns = dimensions.onSpend.has('campaign') ? await spendOf(context, ['source', 'campaign']) : null;
  const campaignShare = campaigns && divide(campaigns.matched, campaigns.all);
  foot.push(
    text(
      `spend whose source has leads: ${percent(share)}%${campaignShare ? `; whose source and campaign have: ${percent(campaignShare)}%` : ''}`,
      `расход, у источника которого есть лиды: ${comma(percent(share))} %${campaignShare ? `; у источника и кампании: ${comma(percent(campaignShare))} %` : ''}`,
    ),
  );
  const missing = { num: share.den - share.num, den: share.den };
  const renamed = campaigns ? await campaignsUnmatched(context) : [];
  if (!isMuchUnmatched(missing)) return { foot, warnings: renamed };
  return {
    foot,
    warnings: [
      ...renamed,
      {
        code: 'spend-unmatched',
        count: bySource.names.length,
        message: text(
          `${percent(missing)}% of spend has no lead of its source: ${bySource.names.join(', ')}; aliases go under sources in funnel.yaml`,
          `${comma(percent(missing))} % расхода без лидов своего источника: ${bySource.names.join(', ')}; псевдонимы — в sources в funnel.yaml`,
        ),
      },
    ],
  };
}

/** The spend of the scope, and the part of it at keys that have leads; null where spend cannot be told apart so. */
async function spendOf(context: ReportContext, keys: readonly string[]) {
  const rows = await context.cube(keys);
  let [matched, all] = [exact(0), exact(0)];
  const names: string[] = [];
  for (const { keys: own, measures } of rows) {
    if (!measures.spend || measures.spend.num === 0n) continue;
    all = add(all, measures.spend);
    if (measures.leads && measures.leads.num > 0n) matched = add(matched, measures.spend);
    else names.push(keys.map((key) => own.get(key)).join(' / '));
  }
  return all.num === 0n ? null : { matched, all, names };
}
