import { sql } from '../engines/sql.js';
import { type Text, text } from '../error.js';
import { inScope, nothing } from '../facts/cube-scope.js';
import { add, compare, divide, type Exact, exact, isExact, round } from '../model/exact.js';
import { mask } from '../model/fold.js';
import { whole } from '../model/numbers.js';
import type { Warning } from '../model/report.js';
import type { ReportContext } from '../reports/define-report.js';

const RULES: Record<string, Text> = {
  ad_lead: text('ad lead ID', 'ID лида площадки'),
  click: text('click ID', 'ID клика'),
  utm: text('UTM', 'UTM'),
  crm: text("the CRM's field", 'поле CRM'),
  none: text('nothing', 'ничто'),
  not_in_crm: text('not in the CRM', 'нет в CRM'),
};
const ORDER = Object.keys(RULES);

/** Spend above this share without any lead is said aloud. */
const MOST_UNMATCHED = { num: 5n, den: 100n };

export interface Matching {
  foot: Text[];
  warnings: Warning[];
}

/** Which rule named the source of how many leads, and how much spend has leads beside it: by source, and by campaign. */
export async function matchingOf(context: ReportContext): Promise<Matching> {
  const { engine, scope, dimensions, has } = context;
  if (!has.leads) return { foot: [], warnings: [] };
  const foot: Text[] = [];
  const rules = await engine.query(
    sql`select match, count(*) from leads where ${inScope(scope, sql`created_day`, dimensions)} group by 1`,
  );
  const counts = new Map(rules.map(([rule, count]) => [rule as string, count as bigint]));
  const named = ORDER.filter((rule) => counts.has(rule));
  const list = (lang: 'en' | 'ru') =>
    named.map((rule) => `${RULES[rule]?.[lang]} ${whole(Number(counts.get(rule)), lang)}`).join(' + ');
  if (named.length > 0)
    foot.push(text(`sources of leads named by: ${list('en')}`, `источник лида определили: ${list('ru')}`));

  const bySource = await spendOf(context, ['source']);
  if (!bySource) return { foot, warnings: [] };
  const share = divide(bySource.matched, bySource.all) ?? exact(0);
  const percent = (part: Exact) => round({ num: part.num * 1000n, den: part.den * 10n }, 1);
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
  if (!isMuch(missing)) return { foot, warnings: renamed };
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

const isMuch = (share: Exact): boolean => share.num * MOST_UNMATCHED.den > MOST_UNMATCHED.num * share.den;

/**
 * Campaigns with spend that no lead names, beside leads of the same source that name campaigns without spend: renamed,
 * or spelt in two ways. The dearest first, each with its share of all spend.
 */
async function campaignsUnmatched(context: ReportContext): Promise<Warning[]> {
  const rows = (await context.cube(['source', 'campaign'])).map(({ keys: [source = '', campaign = ''], measures }) => ({
    source,
    campaign,
    spend: measures.spend ?? exact(0),
    leads: measures.leads ?? exact(0),
  }));
  const known = rows.filter(({ campaign }) => campaign !== nothing('campaign'));
  const strays = known.filter(({ spend, leads }) => spend.num === 0n && leads.num > 0n);
  const lacking = known
    .filter(
      ({ source, spend, leads }) => spend.num > 0n && leads.num === 0n && strays.some((one) => one.source === source),
    )
    .sort((a, b) => compare(b.spend, a.spend));
  const all = rows.reduce((sum, { spend }) => add(sum, spend), exact(0));
  const part = divide(
    lacking.reduce((sum, { spend }) => add(sum, spend), exact(0)),
    all,
  );
  if (!part || !isMuch(part)) return [];
  const percent = (share: Exact | null) => (share ? round({ num: share.num * 100n, den: share.den }, 1) : '0.0');
  const some = (words: readonly string[]) => words.slice(0, 3).join(', ') + (words.length > 3 ? ' …' : '');
  const spent = (lang: 'en' | 'ru') =>
    some(
      lacking.map(({ campaign, spend }) => {
        const share = percent(divide(spend, all));
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

const comma = (figure: string): string => figure.replace('.', ',');

/** The spend of the scope, and the part of it at keys that have leads; null where spend cannot be told apart so. */
async function spendOf(context: ReportContext, keys: readonly string[]) {
  const rows = await context.cube(keys);
  let [matched, all] = [exact(0), exact(0)];
  const names: string[] = [];
  for (const { keys: own, measures } of rows) {
    if (!isExact(measures.spend) || measures.spend.num === 0n) continue;
    all = add(all, measures.spend);
    if (measures.leads && measures.leads.num > 0n) matched = add(matched, measures.spend);
    else names.push(own.join(' / '));
  }
  return all.num === 0n ? null : { matched, all, names };
}
