import type { LostLead } from '../facts/week-events.js';
import type { Exact } from '../model/exact.js';
import { type LostLine, sumOf } from '../model/figures/reviewed-leads.js';
import type { LeadStage } from '../model/funnel-stages.js';
import { isPositive } from '../model/measures.js';
import { formatWhole, number } from '../model/numbers.js';
import { type Lang, type Text, text } from '../model/text.js';
import { type Block, defineReport, type Keyed } from './define-report.js';
import { figure, leadId, words } from './report-columns.js';
import type { ReportContext } from './report-context.js';
import { happenedIn } from './reviewed-week.js';
import { totalOf } from './source-tables.js';

interface Line extends LostLine, Keyed {
  readonly lead: LostLead;
  readonly id: string;
}

const MOST = 5;

export const reviewLost = defineReport({
  name: 'review_lost',
  title: text('4. Lost at the proposal or later', '4. Потеряли на предложении и позже'),
  question: text('What was lost in the week that had come far?', 'Кого потеряли за неделю на поздних этапах?'),
  keys: ['lead_id'],
  isOfWeek: true,
  columns: {
    lead_id: leadId,
    stage: words({
      ...{ kind: 'stage', label: text('Stage', 'Этап') },
      sentence: text('stage = how far the lead came', 'этап = докуда дошёл лид'),
      value: ({ lead: { stage } }: Line): LeadStage => stage,
    }),
    reason: words({
      ...{ kind: 'text', label: text('Reason', 'Причина') },
      sentence: text('reason = why it was lost, in the words of the CRM', 'причина = почему отказались, словами CRM'),
      value: ({ lead: { reason } }: Line): string => reason,
    }),
    source: words({
      ...{ kind: 'text', label: text('Source', 'Источник'), yields: 1 },
      sentence: text('source = where the lead came from', 'источник = откуда пришёл лид'),
      value: ({ lead: { source } }: Line): string => source,
    }),
    amount: figure('lost_amount'),
  },
  // They come with the largest first.
  order: [],
  blocks: lines,
  behind: () => ({ keys: new Map() }),
  notes: notesOnLost,
});

async function lines(context: ReportContext): Promise<Block<Line>[]> {
  const all = (await happenedIn(context, 'loss')?.lostLeads('proposal')) ?? [];
  const rows = (context.review.asked.full ? all : all.slice(0, MOST)).map(
    (lead): Line => ({ lead, id: lead.id, key: lead.key, amount: lead.amount, keys: new Map([['lead_id', lead.id]]) }),
  );
  return [{ rows }];
}

async function notesOnLost(context: ReportContext): Promise<Text[]> {
  const happened = happenedIn(context, 'loss');
  if (happened === null) return [UNDATED];
  const stage = AT_LEAST.find((one) => context.known.has(one));
  if (stage === undefined) return [UNTOLD];
  const all = await happened.lostLeads('proposal');
  const own = totalOf(await happened.cube([]), happened);
  const unknown = own[`unknown_depth.${stage}`];
  const untold = isPositive(unknown) ? [untoldOf(unknown, own.lost ?? unknown)] : [];
  if (all.length === 0) return untold;
  const money = sumOf(all.map(({ amount }) => amount));
  const unpriced = all.filter(({ amount }) => amount === null).length;
  const said = (lang: Lang) => (money ? number(money, 'money', lang) : '—');
  return [
    text(
      `lost: ${formatWhole(all.length, 'en')}, hoped for ${said('en')}${money && unpriced > 0 ? `; without an amount: ${formatWhole(unpriced, 'en')}` : ''}`,
      `потеряно: ${formatWhole(all.length, 'ru')}, ожидали ${said('ru')}${money && unpriced > 0 ? `; без суммы: ${formatWhole(unpriced, 'ru')}` : ''}`,
    ),
    ...untold,
  ];
}

/** The stages that the list may start from: the first one that the exports know. */
const AT_LEAST = ['proposal', 'decision'] as const;

const untoldOf = (unknown: Exact, lost: Exact): Text =>
  text(
    `how far they came no export tells of ${number(unknown, 'count', 'en')} of the ${number(lost, 'count', 'en')} lost in these days: they are not listed`,
    `до какого этапа дошли, не отмечено: отказов за эти дни ${number(unknown, 'count', 'ru')} из ${number(lost, 'count', 'ru')}, в списке их нет`,
  );
const UNTOLD = text(
  'no export tells who came to a proposal: a status or a date of it in funnel.yaml (proposal_at under columns)',
  'ни одна выгрузка не говорит, кто дошёл до предложения: его статус или дата в funnel.yaml (proposal_at в columns)',
);
const UNDATED = text(
  'no export tells when leads were lost: closed_at in columns of funnel.yaml',
  'ни одна выгрузка не говорит, когда отказались лиды: closed_at в columns в funnel.yaml',
);
