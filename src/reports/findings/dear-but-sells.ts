import { compare, type Exact } from '../../model/exact.js';
import { answer } from '../../model/figures/figure.js';
import { PRICES } from '../../model/figures/prices.js';
import { isWhollyCosted } from '../../model/figures/scoped.js';
import { isPositive } from '../../model/measures.js';
import { text } from '../../model/text.js';
import { defineFinding } from './define-finding.js';
import { sentence } from './finding-words.js';

export const dearButSells = defineFinding({
  name: 'dear-but-sells',
  looksAt: text(
    'The source whose leads cost more than average and bring the most for what is spent.',
    'Источник, лиды которого дороже среднего, но приносят больше всех на единицу расхода.',
  ),
  async find({ sources, paid, context }) {
    const [best] = sources
      .flatMap((source) => {
        const { name, verdict } = source;
        const [cpl, roas, romi] = [PRICES.cpl, PRICES.roas, PRICES.romi].map((figure) => answer(figure, source));
        // Better than average is no good news where even so it does not earn its spend.
        return verdict === 'dear_qualified' && cpl && roas && isPositive(romi) && isWhollyCosted(source)
          ? [{ name, cpl, roas }]
          : [];
      })
      .sort((a, b) => compare(b.roas, a.roas));
    if (!best) return null;
    const { name, cpl, roas } = best;
    const usual = { cpl: answer(PRICES.cpl, paid) as Exact, roas: answer(PRICES.roas, paid) as Exact };
    const one = { num: 1n, den: 1n };
    return {
      tone: 'good',
      owner: 'marketing',
      text: sentence(context.currency, {
        en: (write) =>
          `${write.name(name)}: a lead costs more than average, cost per lead (CPL) ${write.money(cpl)} against ${write.money(usual.cpl)}, but ${write.money(one)} spent brings ${write.ratio(roas)} of revenue (${write.ratio(usual.roas)} on average)`,
        ru: (write) =>
          `${write.name(name)}: лид дороже среднего, цена лида (CPL) ${write.money(cpl)} при средней ${write.money(usual.cpl)}, но на ${write.money(one)} расхода ${write.ratio(roas)} выручки (в среднем ${write.ratio(usual.roas)})`,
      }),
    };
  },
});
