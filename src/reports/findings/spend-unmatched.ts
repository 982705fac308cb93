import type { CubeRow } from '../../facts/cube.js';
import { isOnSpend } from '../../facts/cube-scope.js';
import { compareWords } from '../../model/compare-words.js';
import { add, compare, divide, type Exact, exact } from '../../model/exact.js';
import { isPositive, ZERO } from '../../model/measures.js';
import { noValueOf } from '../../model/silent.js';
import { text } from '../../model/text.js';
import { isMuchUnmatched } from '../unmatched-share.js';
import { defineFinding, type Evidence } from './define-finding.js';
import { sentence } from './finding-words.js';

/** Campaigns of a source are looked at if this share of its leads stands in campaigns that also have spend. */
const FEWEST_NAMED = exact(9, 10);
const MOST_NAMES = 3;

export const spendUnmatched = defineFinding({
  name: 'spend-unmatched',
  looksAt: text(
    'Spend of sources and campaigns of which the CRM has not a single lead.',
    'Расход источников и кампаний, от которых в CRM нет ни одного лида.',
  ),
  async find(evidence) {
    const { context, total } = evidence;
    if (!total.leads || !isPositive(total.leads) || !isPositive(total.spend)) return null;
    const unmatched = (await withoutLeads(evidence)).sort(
      (a, b) => compare(b.spend, a.spend) || compareWords(a.label, b.label),
    );
    const spend = unmatched.reduce((sum, one) => add(sum, one.spend), ZERO);
    const share = divide(spend, total.spend);
    if (!share || !isMuchUnmatched(share)) return null;
    const named = unmatched.slice(0, MOST_NAMES);
    const more = unmatched.length - named.length;
    const [areSources, areCampaigns] = [
      unmatched.every(({ isSource }) => isSource),
      unmatched.every(({ isSource }) => !isSource),
    ];
    return {
      tone: 'bad',
      ...{ owner: 'marketing', money: spend, figure: 'sources.spend', scope: null, n: total.leads },
      behind: areSources ? ['sources'] : ['sources', '--by', 'campaign'],
      decide: areSources
        ? text(
            'What has brought no lead: is it called otherwise in the CRM, or stopped',
            'Источники без лидов: поправить названия в CRM или остановить',
          )
        : text(
            'What has brought no lead: are its tags (UTM) mended, or is it stopped',
            'Кампании без лидов: поправить метки (UTM) или остановить',
          ),
      text: sentence(context.currency, {
        en(write) {
          const what = areSources ? 'sources' : areCampaigns ? 'campaigns' : 'sources and campaigns';
          const list = named.map((one) => `${write.name(one.label)} ${write.money(one.spend)}`).join(', ');
          return `${write.money(spend)}, ${write.rate(share)} of the spend, went to ${what} without a single lead of these days in the CRM: ${list}${more > 0 ? ` and ${more} more` : ''}. ${areSources ? 'Check whether the CRM calls them otherwise' : 'Check their tags (UTM)'}, or stop them`;
        },
        ru(write) {
          const what = areSources ? 'источники' : areCampaigns ? 'кампании' : 'источники и кампании';
          const list = named.map((one) => `${write.name(one.label)} ${write.money(one.spend)}`).join(', ');
          return `${write.money(spend)}, ${write.rate(share)} расхода, ушло на ${what} без единого лида за эти дни в CRM: ${list}${more > 0 ? ` и ещё ${more}` : ''}. ${areSources ? 'Проверьте, не называются ли они в CRM иначе,' : 'Проверьте их метки (UTM)'} или остановите`;
        },
      }),
    };
  },
});

interface Unmatched {
  label: string;
  spend: Exact;
  isSource: boolean;
}

async function withoutLeads({ context, sources }: Evidence): Promise<Unmatched[]> {
  const campaigns = new Map<string, CubeRow[]>(sources.map(({ name }) => [name, []]));
  if (isOnSpend('campaign', context.dimensions))
    for (const row of await context.cube(['source', 'campaign']))
      campaigns.get(row.keys.get('source') ?? '')?.push(row);
  return sources.flatMap(({ name, own: { spend, leads } }): Unmatched[] => {
    if (!isPositive(spend)) return [];
    if (!leads || leads.num === 0n) return [{ label: name, spend, isSource: true }];
    const own = campaigns.get(name) ?? [];
    const matched = own.reduce(
      (sum, row) => (isCampaign(row) && isPositive(row.measures.spend) ? add(sum, row.measures.leads ?? ZERO) : sum),
      ZERO,
    );
    // If the CRM has other names for campaigns, or none, it cannot be known which campaign has no leads.
    if (compare(matched, { num: leads.num * FEWEST_NAMED.num, den: leads.den * FEWEST_NAMED.den }) < 0) return [];
    return own.flatMap((row) =>
      isCampaign(row) && isPositive(row.measures.spend) && row.measures.leads?.num === 0n
        ? [{ label: `${name} / ${row.keys.get('campaign')}`, spend: row.measures.spend, isSource: false }]
        : [],
    );
  });
}

const isCampaign = ({ keys }: CubeRow): boolean => keys.get('campaign') !== noValueOf('campaign');
