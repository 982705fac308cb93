import { compare } from '../../model/exact.js';
import { isPositive } from '../../model/measures.js';
import { plural, text } from '../../model/text.js';
import { defineFinding } from './define-finding.js';
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
    return {
      tone: 'bad',
      owner: 'both',
      text: sentence(context.currency, {
        en: (write) => {
          const from = isOne ? ` from ${write.name(most.name)}` : '';
          const mostly = isOne ? '' : `, most of them from ${write.name(most.name)} (${write.count(most.count)})`;
          return `${write.count(count)} ${count.num === 1n ? 'lead' : 'leads'}${from} never reached the CRM${mostly}: sales cannot see ${count.num === 1n ? 'it' : 'them'}`;
        },
        ru: (write) => {
          const leads = plural(count.num, 'лид', 'лида', 'лидов');
          const came = plural(count.num, 'не дошёл', 'не дошли', 'не дошли');
          const from = isOne ? ` из ${write.name(most.name)}` : '';
          const mostly = isOne ? '' : `, больше всего из ${write.name(most.name)} (${write.count(most.count)})`;
          return `${write.count(count)} ${leads}${from} ${came} до CRM${mostly}: продажи ${plural(count.num, 'его', 'их', 'их')} не видят`;
        },
      }),
    };
  },
});
