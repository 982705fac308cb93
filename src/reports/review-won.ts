import type { WonLead } from '../facts/week-events.js';
import { compare } from '../model/exact.js';
import { sumOf, type WonLine } from '../model/figures/reviewed-leads.js';
import { number, whole } from '../model/numbers.js';
import { type Lang, type Text, text } from '../model/text.js';
import { type Block, defineReport, type Keyed } from './define-report.js';
import { figure, words } from './report-columns.js';
import type { ReportContext } from './report-context.js';
import { happenedIn, weekOf } from './reviewed-week.js';

interface Line extends WonLine, Keyed {
  readonly lead: WonLead;
  readonly id: string;
  /** What it is shown for. */
  readonly as: Text | null;
}

export const reviewWon = defineReport({
  name: 'review_won',
  title: text('3. Won', '3. Выиграли'),
  question: text('What was won in the week, and whence did it come?', 'Что выиграли за неделю и откуда это пришло?'),
  keys: ['lead_id'],
  isOfWeek: true,
  columns: {
    lead_id: words({
      ...{ kind: 'text', label: text('Lead', 'Лид') },
      sentence: text('lead = its ID in the CRM', 'лид = его ID в CRM'),
      value: ({ id }: Line): string => id,
    }),
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
  // The largest first, as they come.
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

/** The largest, the quickest of the others, and of the rest the largest of a new source: three where there are as many. */
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
const NEW = text('first of its source', 'первая из этого источника');

async function notesOnWon(context: ReportContext, rows: readonly Line[]): Promise<Text[]> {
  const happened = happenedIn(context, 'win');
  if (happened === null) return [UNDATED];
  const all = await happened.wonLeads();
  const [of] = await happened.dealsAlone();
  const alone = { count: Number(of?.wonDeals?.num ?? 0n), revenue: of?.revenue ?? null };
  const count = all.reduce((sum, { deals }) => sum + deals, 0) + alone.count;
  const money = sumOf([...all.map(({ revenue }) => revenue), alone.revenue]);
  const unpriced = all.filter(({ revenue }) => revenue === null).length;
  const roles = rows.flatMap(({ as, id }) => (as ? [text(`${as.en} ${id}`, `${as.ru} ${id}`)] : []));
  const said = (lang: Lang) => (money ? number(money, 'money', lang) : '—');
  return [
    text(
      `won deals: ${whole(count, 'en')}, revenue ${said('en')}${alone.count > 0 ? `, of these without a lead ${whole(alone.count, 'en')}` : ''}${unpriced > 0 ? `; leads without an amount: ${whole(unpriced, 'en')}` : ''}`,
      `выигранных сделок: ${whole(count, 'ru')}, выручка ${said('ru')}${alone.count > 0 ? `, из них без лида ${whole(alone.count, 'ru')}` : ''}${unpriced > 0 ? `; лидов без суммы: ${whole(unpriced, 'ru')}` : ''}`,
    ),
    ...(roles.length > 0 ? [text(roles.map(({ en }) => en).join(' · '), roles.map(({ ru }) => ru).join(' · '))] : []),
  ];
}

const UNDATED = text(
  'no export tells when deals were won: closed_at or deal_at in columns of funnel.yaml',
  'ни одна выгрузка не говорит, когда выиграны сделки: closed_at или deal_at в columns в funnel.yaml',
);
