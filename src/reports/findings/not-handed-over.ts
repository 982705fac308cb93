import { add, compare, type Exact, multiply } from '../../model/exact.js';
import { answer } from '../../model/figures/figure.js';
import { PRICES } from '../../model/figures/prices.js';
import { isPositive, ZERO } from '../../model/measures.js';
import { plural, text } from '../../model/text.js';
import { defineFinding, type Source } from './define-finding.js';
import { sentence } from './finding-words.js';

export const notHandedOver = defineFinding({
  name: 'not-handed-over',
  looksAt: text(
    'Leads that the ad platforms have and the CRM never received.',
    'Лиды, которые есть у рекламных площадок и не дошли до CRM.',
  ),
  async find({ sources, total, context }) {
    const count = total.not_handed_over;
    if (!isPositive(count)) return null;
    const [most, ...others] = sources
      .flatMap(({ name, own }) => (isPositive(own.not_handed_over) ? [{ name, count: own.not_handed_over }] : []))
      .sort((a, b) => compare(b.count, a.count));
    if (!most) return null;
    const isOne = others.length === 0;
    const spent = spentOn(sources);
    return {
      tone: 'bad',
      owner: 'both',
      money: spent,
      ...{ figure: 'sources.not_handed_over', scope: isOne ? `source=${most.name}` : null, n: total.leads },
      behind: ['leads', '--where', 'match=not_in_crm'],
      decide: text(
        'Who sees to it that leads of forms reach the CRM, and who calls those that did not',
        'Кто наладит передачу заявок из форм в CRM и кто перезвонит тем, кто не дошёл',
      ),
      text: sentence(context.currency, {
        en: (write) => {
          const from = isOne ? ` from ${write.name(most.name)}` : '';
          const mostly = isOne ? '' : `, most of them from ${write.name(most.name)} (${write.count(most.count)})`;
          return `${write.count(count)} ${count.num === 1n ? 'lead' : 'leads'}${from} never reached the CRM${mostly}: sales cannot see ${count.num === 1n ? 'it' : 'them'}${spent ? `. At what leads cost there, ${write.estimate(spent)}` : ''}`;
        },
        ru: (write) => {
          const leads = plural(count.num, 'лид', 'лида', 'лидов');
          const came = plural(count.num, 'не дошёл', 'не дошли', 'не дошли');
          const from = isOne ? ` из ${write.name(most.name)}` : '';
          const mostly = isOne ? '' : `, больше всего из ${write.name(most.name)} (${write.count(most.count)})`;
          return `${write.count(count)} ${leads}${from} ${came} до CRM${mostly}: продажи ${plural(count.num, 'его', 'их', 'их')} не видят${spent ? `. По цене лида это ${write.estimate(spent)}` : ''}`;
        },
      }),
    };
  },
});

/** What these leads cost, at the cost per lead of each source; null: it is unknown for one of them. */
function spentOn(sources: readonly Source[]): Exact | null {
  let sum = ZERO;
  for (const source of sources) {
    if (!isPositive(source.own.not_handed_over)) continue;
    const cpl = answer(PRICES.cpl, source);
    if (!cpl) return null;
    sum = add(sum, multiply(cpl, source.own.not_handed_over));
  }
  return sum;
}
