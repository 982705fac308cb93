import { NO_SOURCE } from '../../facts/lead-source.js';
import { daysOfPeriod, period, shiftDay } from '../../model/dates.js';
import { PERIOD } from '../../model/dimensions.js';
import { add, compare, type Exact, exact, fromNumber, multiply, subtract, toNumber } from '../../model/exact.js';
import { FEWEST_LEADS } from '../../model/figures/enough.js';
import { answer } from '../../model/figures/figure.js';
import { newcombe } from '../../model/figures/newcombe.js';
import { PRICES } from '../../model/figures/prices.js';
import { isWhollyCosted } from '../../model/figures/scoped.js';
import { isMuch, isPositive, ZERO } from '../../model/measures.js';
import { type Text, text } from '../../model/text.js';
import type { ReportContext } from '../report-context.js';
import { totalOf } from '../source-tables.js';
import { defineFinding } from './define-finding.js';
import { sentence, type Writer } from './finding-words.js';

export const changed = defineFinding({
  name: 'changed',
  looksAt: text(
    'The source with the most deals: its last whole month against the one before.',
    'Источник, у которого больше всего сделок: последний целый месяц против предыдущего.',
  ),
  async find({ sources, context }) {
    const months = lastTwoMonths(context);
    if (!months) return null;
    const [largest] = sources
      .filter(({ name, own }) => name !== NO_SOURCE && isPositive(own['reached.deal']))
      .sort((a, b) => compare(b.own['reached.deal'] as Exact, a.own['reached.deal'] as Exact));
    if (!largest) return null;
    const [was, is] = await figuresOf(largest.name, months, context);
    if (!was || !is || compare(was.leads, FEWEST_LEADS) < 0 || compare(is.leads, FEWEST_LEADS) < 0) return null;
    const found = compared(was, is);
    if (!found) return null;
    const { low, high, verdict } = found;
    const isGood = verdict === 'up' || (verdict === 'close' && compare(is.deals, was.deals) > 0);
    if (isGood && !(was.isCosted && is.isCosted)) return null;
    return {
      ...(isGood ? ({ tone: 'good', owner: null } as const) : ({ tone: 'bad', owner: 'both' } as const)),
      money: worthOf(was, is, answer(PRICES.average_deal, largest)),
      ...{ figure: 'sources.deal_rate', scope: `source=${largest.name}`, n: is.leads },
      behind: ['compare', '--a', months.was, '--b', months.is, '--where', `source=${largest.name}`],
      ...(isGood
        ? {}
        : {
            decide: sentence(context.currency, {
              en: (write) =>
                `${write.name(largest.name)}: what was changed in ${period(months.is, 'en')}, and is it taken back`,
              ru: (write) =>
                `${write.name(largest.name)}: что поменяли в ${period(months.is, 'ru')} и возвращаем ли, как было`,
            }),
          }),
      text: sentence(context.currency, {
        en(write) {
          const cpl = was.cpl && is.cpl ? `cost per lead (CPL) ${arrow(write, 'money', was.cpl, is.cpl)}, ` : '';
          const deals = `deals ${arrow(write, 'count', was.deals, is.deals)}`;
          const rates = `of the leads ${write.rate(was.rate)} → ${write.rate(is.rate)} became deals`;
          const bounds = `a difference of ${write.points(low)} to ${write.points(high)} points: ${WORDS[verdict].en}`;
          return `${write.name(largest.name)}, ${period(months.is, 'en')} against ${period(months.was, 'en')}: ${cpl}${deals}; ${rates}, ${bounds}`;
        },
        ru(write) {
          const cpl = was.cpl && is.cpl ? `цена лида (CPL) ${arrow(write, 'money', was.cpl, is.cpl)}, ` : '';
          const deals = `сделок ${arrow(write, 'count', was.deals, is.deals)}`;
          const rates = `до сделки дошли ${write.rate(was.rate)} → ${write.rate(is.rate)} лидов`;
          const bounds = `разница от ${write.points(low)} до ${write.points(high)} п. п.: ${WORDS[verdict].ru}`;
          return `${write.name(largest.name)}, ${period(months.is, 'ru')} против ${period(months.was, 'ru')}: ${cpl}${deals}; ${rates}, ${bounds}`;
        },
      }),
    };
  },
});

/** `30 → 50 (+67%)`. A change from zero has no percentage. */
const arrow = (write: Writer, as: 'money' | 'count', from: Exact, to: Exact): string =>
  `${write[as](from)} → ${write[as](to)}${from.num === 0n ? '' : ` (${write.change(from, to)})`}`;

/** What the difference in deals is worth: its size times the average deal. */
function worthOf(was: Month, is: Month, averageDeal: Exact | null): Exact | null {
  const more = subtract(is.deals, was.deals);
  return averageDeal && multiply(more.num < 0n ? { ...more, num: -more.num } : more, averageDeal);
}

interface Month {
  leads: Exact;
  deals: Exact;
  /** Neither lost nor won: some of these may still become deals. */
  open: Exact;
  rate: Exact;
  cpl: Exact | null;
  isCosted: boolean;
}

const WORDS: Record<'up' | 'down' | 'close', Text> = {
  up: text('clearly up', 'явно выше'),
  down: text('clearly down', 'явно ниже'),
  close: text('too close to call', 'разница в пределах случайного'),
};

/** So many days at each end of a month may be without leads, because of weekends and holidays. */
const SLACK_DAYS = 3;

/** The last two calendar months of the period that the leads of the CRM cover as a whole; null: there are no two. */
function lastTwoMonths({ leadDays, scope: { from, to } }: ReportContext): { was: string; is: string } | null {
  if (!from || !to) return null;
  const is = lastDay(to.slice(0, 7)) === to ? to.slice(0, 7) : monthBefore(to.slice(0, 7));
  const was = monthBefore(is);
  if (from > `${was}-01`) return null;
  const { from: first, to: last } = leadDays;
  const isCovered =
    first !== null &&
    last !== null &&
    first <= shiftDay(`${was}-01`, SLACK_DAYS) &&
    last >= shiftDay(lastDay(is), -SLACK_DAYS);
  return isCovered ? { was, is } : null;
}

const lastDay = (month: string): string => daysOfPeriod(month)?.to ?? '';
const monthBefore = (month: string): string => shiftDay(`${month}-01`, -1).slice(0, 7);

async function figuresOf(source: string, { was, is }: { was: string; is: string }, context: ReportContext) {
  const scope = { ...context.scope, from: `${was}-01`, to: lastDay(is), by: [], period: 'month' as const };
  const all = await context.within(scope).cube([PERIOD, 'source']);
  const rows = all.filter(({ keys }) => keys.get('source') === source);
  // Spend without days belongs to no month.
  const isDated = rows.every(({ keys }) => keys.get(PERIOD) === was || keys.get(PERIOD) === is);
  return [was, is].map((month): Month | null => {
    const row = rows.find(({ keys }) => keys.get(PERIOD) === month);
    if (!row) return null;
    const scoped = { own: totalOf([row], context), margin: context.margin };
    const { leads, lost, 'reached.deal': deals } = scoped.own;
    const rate = answer(PRICES.deal_rate, scoped);
    if (!leads || !deals || !rate || isMuch(scoped.own.young, leads)) return null;
    const open = exact(leads.num - deals.num - (lost?.num ?? 0n));
    return {
      leads,
      deals,
      rate,
      open: open.num < 0n ? ZERO : open,
      cpl: isDated ? answer(PRICES.cpl, scoped) : null,
      isCosted: isWhollyCosted(scoped),
    };
  }) as [Month | null, Month | null];
}

/**
 * The change that is worth telling: a rate that is clearly another one (`up`, `down`), or at least half as many deals
 * more, or half as many fewer.
 */
function compared(was: Month, is: Month): { low: Exact; high: Exact; verdict: 'up' | 'down' | 'close' } | null {
  const judge = (deals: Exact) => {
    const bounds = newcombe(
      { hits: toNumber(was.deals, 0), n: toNumber(was.leads, 0) },
      { hits: toNumber(deals, 0), n: toNumber(is.leads, 0) },
    );
    const verdict: 'up' | 'down' | 'close' = !bounds
      ? 'close'
      : bounds.low > 0
        ? 'up'
        : bounds.high < 0
          ? 'down'
          : 'close';
    // From none to none is no change.
    const isHalf = was.deals.num > 0n && 2n * deals.num <= was.deals.num;
    return { bounds, verdict, isFall: verdict === 'down' || isHalf };
  };
  const { bounds, verdict, isFall } = judge(is.deals);
  const isRise = verdict === 'up' || (is.deals.num > 0n && 2n * is.deals.num >= 3n * was.deals.num);
  if (!bounds || (!isFall && !isRise)) return null;
  // The later month has had less time. So a fall counts only if it stays one when the leads that are open beyond the
  // share of the month before are taken for deals.
  const usual = (was.open.num * is.leads.num) / was.leads.num;
  const more = is.open.num > usual ? exact(is.open.num - usual) : ZERO;
  if (isFall && !judge(add(is.deals, more)).isFall) return null;
  return { low: fromNumber(bounds.low), high: fromNumber(bounds.high), verdict };
}
