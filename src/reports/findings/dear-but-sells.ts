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
    'The source whose leads cost more than those of all others, but bring the most for what is spent.',
    'Источник, лиды которого дороже, чем у всех остальных, но приносят больше всех на единицу расхода.',
  ),
  async find({ sources, context }) {
    const [best] = sources
      .flatMap((source) => {
        const { name, verdict, others } = source;
        const [cpl, roas, romi] = [PRICES.cpl, PRICES.roas, PRICES.romi].map((figure) => answer(figure, source));
        // Being better than the average is no good news if the source does not even earn its spend.
        return verdict === 'dear_qualified' && cpl && roas && isPositive(romi) && isWhollyCosted(source)
          ? [{ name, cpl, roas, others, revenue: source.own.revenue, leads: source.own.leads }]
          : [];
      })
      .sort((a, b) => compare(b.roas, a.roas));
    if (!best) return null;
    const { name, cpl, roas, others, revenue, leads } = best;
    const usual = { cpl: answer(PRICES.cpl, others) as Exact, roas: answer(PRICES.roas, others) as Exact };
    const one = { num: 1n, den: 1n };
    return {
      tone: 'good',
      ...{ owner: null, money: revenue, figure: 'sources.roas', scope: `source=${name}`, n: leads },
      behind: ['sources', '--by', 'campaign', '--where', `source=${name}`],
      decide: sentence(context.currency, {
        en: (write) => `${write.name(name)}: whether to spend more, as long as a lead pays`,
        ru: (write) => `${write.name(name)}: добавлять ли расход, пока лид окупается`,
      }),
      text: sentence(context.currency, {
        en: (write) =>
          `${write.name(name)}: a lead costs more than elsewhere, cost per lead (CPL) ${write.money(cpl)} against ${write.money(usual.cpl)} of the other paid sources, but ${write.money(one)} spent brings ${write.ratio(roas)} of revenue (${write.ratio(usual.roas)} of the others)`,
        ru: (write) =>
          `${write.name(name)}: лид дороже, чем у остальных: цена лида (CPL) ${write.money(cpl)} при ${write.money(usual.cpl)} у остальных платных источников, но на ${write.money(one)} расхода ${write.ratio(roas)} выручки (у остальных ${write.ratio(usual.roas)})`,
      }),
    };
  },
});
