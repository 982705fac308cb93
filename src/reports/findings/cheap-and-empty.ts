import { NO_REASON } from '../../facts/reason-names.js';
import { compareWords } from '../../model/compare-words.js';
import { compare, type Exact, exact } from '../../model/exact.js';
import { FEWEST_LEADS } from '../../model/figures/enough.js';
import { answer } from '../../model/figures/figure.js';
import { PRICES } from '../../model/figures/prices.js';
import { besideOthers, sellsClearlyLess } from '../../model/figures/source-verdict.js';
import { saysNothing } from '../../model/reason-categories.js';
import type { Finding } from '../../model/report.js';
import { join, plural, type Text, text } from '../../model/text.js';
import { defineFinding, type Evidence, type Source } from './define-finding.js';
import { sentence } from './finding-words.js';

const MOST_REASONS = 3;
const MOST_OTHERS = 3;

export const cheapAndEmpty = defineFinding({
  name: 'cheap-and-empty',
  looksAt: text(
    'Sources whose leads cost less than those of all others and bring less, or nothing.',
    'Источники, лиды которых дешевле, чем у всех остальных, а приносят меньше или ничего.',
  ),
  async find(evidence) {
    const [worst, ...others] = evidence.sources.flatMap(empty).sort((a, b) => compare(b.spend, a.spend));
    if (!worst) return null;
    const { name, spend, leads, deals, cpl } = worst;
    const { context, sources } = evidence;
    const { others: rest } = worst.source;
    const usual = answer(PRICES.cpl, rest) as Exact;
    const rates = { own: answer(PRICES.deal_rate, worst.source), usual: answer(PRICES.deal_rate, rest) };
    const isCheapest = sources.every((source) => {
      const other = answer(PRICES.cpl, source);
      return other === null || compare(cpl, other) <= 0;
    });
    return {
      tone: 'bad',
      ...{ owner: 'marketing', money: spend, figure: 'sources.cpl', scope: `source=${name}`, n: leads },
      behind: ['sources', '--by', 'campaign', '--where', `source=${name}`],
      because: name,
      decide: sentence(context.currency, {
        en: (write) => `${write.name(name)}: keep it, change whom and what it promises, or stop it`,
        ru: (write) => `${write.name(name)}: оставить, поменять аудиторию и обещание или остановить`,
      }),
      text: sentence(context.currency, {
        en(write) {
          const low = isCheapest ? 'the lowest' : 'a low';
          const price = `has ${low} cost per lead (CPL), ${write.money(cpl)} against ${write.money(usual)} of the other paid sources`;
          const out = `out of ${write.count(leads)} leads`;
          const few = `but only ${write.count(deals)} ${deals.num === 1n ? 'deal' : 'deals'} ${out}`;
          const share =
            rates.own && rates.usual ? ` (${write.rate(rates.own)}, of the others ${write.rate(rates.usual)})` : '';
          const sold = deals.num === 0n ? `and not one deal ${out}` : few + share;
          return `${write.name(name)} ${price}, ${sold}. Spent ${write.money(spend)}`;
        },
        ru(write) {
          const low = isCheapest ? 'самая низкая' : 'низкая';
          const price = `${low} цена лида (CPL), ${write.money(cpl)} при ${write.money(usual)} у остальных платных источников`;
          const out = `из ${write.count(leads)} ${plural(leads.num, 'лида', 'лидов', 'лидов')}`;
          const few = `но только ${write.count(deals)} ${plural(deals.num, 'сделка', 'сделки', 'сделок')} ${out}`;
          const share =
            rates.own && rates.usual ? ` (${write.rate(rates.own)}, у остальных ${write.rate(rates.usual)})` : '';
          const sold = deals.num === 0n ? `и ни одной сделки ${out}` : few + share;
          return `${write.name(name)}: ${price}, ${sold}. Потрачено ${write.money(spend)}`;
        },
      }),
      ...detail(
        worst.name,
        others.map((other) => other.name),
        evidence,
      ),
    };
  },
});

/**
 * A source that is cheap and, by the verdict of the report, weak: a smaller share of its leads becomes deals than of
 * the others', or not a single lead did where some should have.
 */
function empty(source: Source) {
  const { name, own, verdict, others } = source;
  const { spend, leads, 'reached.deal': deals } = own;
  const cpl = answer(PRICES.cpl, source);
  if (!spend || !leads || !deals || !cpl || !answer(PRICES.cpl, others)) return [];
  if (besideOthers('cpl', source, others) !== 'better') return [];
  const sellsNothing = deals.num === 0n && compare(leads, FEWEST_LEADS) >= 0 && sellsClearlyLess(source, others);
  const [rate, usual] = [answer(PRICES.deal_rate, source), answer(PRICES.deal_rate, others)];
  const sellsLess = rate !== null && usual !== null && compare(rate, usual) < 0;
  return (verdict === 'cheap_weak' && sellsLess) || sellsNothing ? [{ name, source, spend, leads, deals, cpl }] : [];
}

/** What the reasons of its lost leads say, and which other sources are alike. */
function detail(source: string, others: readonly string[], { lost, context }: Evidence): Pick<Finding, 'detail'> {
  const reasons = lost
    .flatMap(({ reason, from }) => {
      const count = from.get(source) ?? 0n;
      return count > 0n && reason !== NO_REASON && !saysNothing(reason, context.noContent)
        ? [{ reason, count: exact(count) }]
        : [];
    })
    .sort((a, b) => compare(b.count, a.count) || compareWords(a.reason, b.reason))
    .slice(0, MOST_REASONS);
  const parts: Text[] = [];
  if (reasons.length > 0)
    parts.push(
      sentence(context.currency, {
        en: ({ count }) => `They say: ${reasons.map((one) => `«${one.reason}» ${count(one.count)}`).join(', ')}`,
        ru: ({ count }) => `Говорят: ${reasons.map((one) => `«${one.reason}» ${count(one.count)}`).join(', ')}`,
      }),
    );
  if (others.length > 0)
    parts.push(
      sentence(context.currency, {
        en: ({ name }) => `The same: ${shortened(others.map(name), 'and others')}`,
        ru: ({ name }) => `То же: ${shortened(others.map(name), 'и другие')}`,
      }),
    );
  return parts.length > 0 ? { detail: join(parts, '. ') } : {};
}

const shortened = (names: readonly string[], more: string): string =>
  names.slice(0, MOST_OTHERS).join(', ') + (names.length > MOST_OTHERS ? ` ${more}` : '');
