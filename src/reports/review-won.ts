import type { WonLead } from '../facts/week-events.js';
import { compare, type Exact, subtract } from '../model/exact.js';
import type { WonLine } from '../model/figures/reviewed-leads.js';
import { isPositive, plus, ZERO } from '../model/measures.js';
import { number } from '../model/numbers.js';
import { type Lang, type Text, text } from '../model/text.js';
import { type Block, defineReport, type Keyed } from './define-report.js';
import { figure, leadId, words } from './report-columns.js';
import type { ReportContext } from './report-context.js';
import { resultsOfScope } from './results-of-scope.js';
import { happenedIn, weekOf } from './reviewed-week.js';

interface Line extends WonLine, Keyed {
  readonly lead: WonLead;
  readonly id: string;
  /** Why it is shown. */
  readonly as: Text | null;
}

export const reviewWon = defineReport({
  name: 'review_won',
  title: text('3. Won', '3. Выиграли'),
  question: text('What was won in the week, and whence did it come?', 'Что выиграли за неделю и откуда это пришло?'),
  keys: ['lead_id'],
  isOfWeek: true,
  columns: {
    lead_id: leadId,
    source: words({
      ...{ kind: 'text', label: text('Source', 'Источник') },
      sentence: text('source = where the lead came from', 'источник = откуда пришёл лид'),
      value: ({ lead: { source } }: Line): string => source,
    }),
    campaign: words({
      ...{ kind: 'text', label: text('Campaign', 'Кампания'), yields: 1 },
      sentence: text('campaign = which campaign brought the lead', 'кампания = какая кампания привела лид'),
      value: ({ lead: { campaign } }: Line): string | null => campaign,
    }),
    touches: figure('won_touches', { yields: 2 }),
    days: figure('won_after'),
    revenue: figure('won_revenue'),
  },
  // They come with the largest first.
  order: [],
  blocks: lines,
  behind: () => ({ keys: new Map() }),
  notes: notesOnWon,
});

async function lines(context: ReportContext): Promise<Block<Line>[]> {
  const week = weekOf(context);
  const all = (await happenedIn(context, 'win')?.wonLeads()) ?? [];
  if (week === null) return [];
  const shown = context.review.asked.full ? all.map((lead) => ({ lead, as: null })) : threeOf(all);
  const rows = shown.map(({ lead, as }): Line => {
    const { key, id, touches, days, revenue } = lead;
    return {
      ...{ lead, id, key, touches, days, revenue, as },
      scope: { ...week, basis: 'event' },
      keys: new Map([['lead_id', id]]),
    };
  });
  return [{ rows }];
}

type Shown = WonLead & { readonly id: string };

/**
 * The largest deal, the quickest of the others, and of the rest the largest from a new source. Three deals, if there
 * are that many.
 */
function threeOf(all: readonly Shown[]): { lead: Shown; as: Text | null }[] {
  const left = [...all];
  const take = (found: Shown | undefined, as: Text | null) => {
    if (!found) return [];
    left.splice(left.indexOf(found), 1);
    return [{ lead: found, as }];
  };
  const largest = take(
    left.find(({ revenue }) => revenue !== null),
    LARGEST,
  );
  const dated = left.filter(({ days }) => days !== null && days.num >= 0n);
  const quickest = take(dated.sort((a, b) => (a.days && b.days ? compare(a.days, b.days) : 0))[0], QUICKEST);
  const fresh = take(
    left.find(({ isNewSource }) => isNewSource),
    NEW,
  );
  const found = [...largest, ...quickest, ...fresh];
  return [...found, ...left.slice(0, THREE - found.length).map((lead) => ({ lead, as: null }))];
}

const THREE = 3;
const LARGEST = text('largest', 'крупнейшая');
const QUICKEST = text('quickest', 'самая быстрая');
const NEW = text('first of its source in the exports', 'первая из этого источника в выгрузках');

async function notesOnWon(context: ReportContext, rows: readonly Line[]): Promise<Text[]> {
  const [week, happened] = [weekOf(context), happenedIn(context, 'win')];
  if (week === null || happened === null) return [UNDATED];
  const { own, alone } = await resultsOfScope(context, { ...week, basis: 'event' }, false);
  const count = plus(own.won_deals, alone.won_deals) ?? ZERO;
  const money = plus(own.revenue, alone.revenue);
  const unpriced = subtract(count, plus(own.priced_deals, alone.priced_deals) ?? ZERO);
  const roles = rows.flatMap(({ as, id }) => (as ? [text(`${as.en} ${id}`, `${as.ru} ${id}`)] : []));
  const said = (lang: Lang) => (money ? number(money, 'money', lang) : '—');
  const more = (told: string, of: Exact | null, lang: Lang) =>
    isPositive(of) ? `${told} ${number(of, 'count', lang)}` : '';
  return [
    text(
      `won deals: ${number(count, 'count', 'en')}, revenue ${said('en')}${more(', of these without a lead', alone.won_deals, 'en')}${more('; without an amount:', unpriced, 'en')}`,
      `выигранных сделок: ${number(count, 'count', 'ru')}, выручка ${said('ru')}${more(', из них без лида', alone.won_deals, 'ru')}${more('; без суммы:', unpriced, 'ru')}`,
    ),
    ...(roles.length > 0 ? [text(roles.map(({ en }) => en).join(' · '), roles.map(({ ru }) => ru).join(' · '))] : []),
  ];
}

const UNDATED = text(
  'no export tells when deals were won: closed_at or deal_at in columns of funnel.yaml',
  'ни одна выгрузка не говорит, когда выиграны сделки: closed_at или deal_at в columns в funnel.yaml',
);
