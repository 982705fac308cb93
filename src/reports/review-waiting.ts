import { compareKeys } from '../facts/cube-memo.js';
import { type Exact, exact } from '../model/exact.js';
import { sumOf, type WaitingLine } from '../model/figures/reviewed-leads.js';
import { plus, ZERO } from '../model/measures.js';
import { type Text, text } from '../model/text.js';
import { type Block, defineReport, type Keyed } from './define-report.js';
import { figure, key } from './report-columns.js';
import type { ReportContext } from './report-context.js';
import { happenedIn, weekOf } from './reviewed-week.js';
import { thresholdsOf } from './stuck.js';

interface Line extends WaitingLine, Keyed {}

const MOST = 6;

export const reviewWaiting = defineReport({
  name: 'review_waiting',
  title: text('5. Waiting', '5. Ждут'),
  question: text('Who waits for whom, and how much is at stake?', 'Кто кого ждёт и сколько на кону?'),
  keys: ['manager'],
  needs: ['paces', 'answers'],
  isOfWeek: true,
  columns: {
    manager: key('manager'),
    no_answer: figure('waiting_answer'),
    stuck: figure('waiting_stuck'),
    without_reason: figure('waiting_reason'),
    amount: figure('waiting_amount'),
  },
  order: [],
  blocks: lines,
  behind: ({ keys }) => ({ keys: keys.get('manager') === '(total)' ? new Map() : keys }),
  notes: notesOnWaiting,
});

async function lines(context: ReportContext): Promise<Block<Line>[]> {
  const week = weekOf(context);
  if (week === null) return [];
  const all = { ...week, from: null, to: null, undated: true, called: text('all days', 'все дни') };
  const open = context.plans.within(all);
  const thresholds = await thresholdsOf(open);
  const { leads } = await open.stuck([], thresholds);
  const has = (isUnanswered: boolean) => leads.some(({ why }) => (why === 'no answer') === isUnanswered);
  // Where no export tells answers, or what counts as too long, none can be found: that is unknown, not zero.
  const isToldOf = { answers: context.sla.tellsAnswers || has(true), stuck: thresholds.size > 0 || has(false) };
  const lost = (await happenedIn(context, 'loss')?.cube(['manager'])) ?? [];
  const wordless = new Map(lost.map(({ keys, measures }) => [keys.get('manager') ?? '', measures.wordless]));
  const isTold = [...wordless.values()].some((count) => count !== null);
  const lineOf = (manager: string, of: typeof leads, withoutReason: Exact | null): Line => ({
    noAnswer: isToldOf.answers ? of.filter(({ why }) => why === 'no answer').map((lead) => lead.key) : null,
    stuck: isToldOf.stuck ? of.filter(({ why }) => why !== 'no answer').map((lead) => lead.key) : null,
    ...{ withoutReason, amount: sumOf(of.map(({ amount }) => amount)), week: { ...week, basis: 'event' }, all },
    keys: new Map([['manager', manager]]),
  });
  const managers = new Set([...leads.map(({ manager }) => manager), ...wordless.keys()]);
  const rows = [...managers]
    .map((name) =>
      lineOf(
        name,
        leads.filter(({ manager }) => manager === name),
        isTold ? (wordless.get(name) ?? ZERO) : null,
      ),
    )
    .filter((row) => waiting(row) > 0)
    .sort((a, b) => waiting(b) - waiting(a) || compareKeys(a.keys, b.keys, ['manager']));
  const total = isTold ? [...wordless.values()].reduce<Exact | null>((sum, one) => plus(sum, one), exact(0)) : null;
  return [
    {
      rows: context.review.asked.full ? rows : rows.slice(0, MOST),
      totals: rows.length > 0 ? [lineOf('(total)', leads, total)] : [],
    },
  ];
}

const waiting = ({ noAnswer, stuck, withoutReason }: WaitingLine): number =>
  (noAnswer?.length ?? 0) + (stuck?.length ?? 0) + Number(withoutReason?.num ?? 0n);

async function notesOnWaiting(context: ReportContext, rows: readonly Line[]): Promise<Text[]> {
  if (!context.has.ends) return [NO_ENDS];
  return rows.length === 0 ? [NOBODY] : [AS_OF];
}

const AS_OF = text(
  'no answer, stuck: as of the as-of moment, whenever the lead was created (funnel stuck lists them); without a reason: lost in the week',
  'без ответа и зависли — на дату среза, когда бы лид ни создан (список: funnel stuck); без причины — отказы недели',
);
const NOBODY = text('nobody waits, as far as the exports tell', 'судя по выгрузкам, никто не ждёт');
const NO_ENDS = text(
  'no status or outcome tells who is still open: name its column under status in columns of funnel.yaml',
  'ни статус, ни исход не говорят, кто ещё в работе: укажите столбец как status в columns в funnel.yaml',
);
