import { compareWords } from '../model/compare-words.js';
import { PERIOD } from '../model/dimensions.js';
import { compare, exact } from '../model/exact.js';
import type { ReasonLine } from '../model/figures/reviewed-leads.js';
import { periodsIn } from '../model/periods.js';
import type { WeekSpan } from '../model/review.js';
import { text } from '../model/text.js';
import { type Block, defineReport, type Keyed } from './define-report.js';
import { figure, words } from './report-columns.js';
import type { ReportContext } from './report-context.js';
import { happenedIn, weekOf } from './reviewed-week.js';

interface Line extends ReasonLine, Keyed {}

/** With fewer lost leads a reason tells nothing; and no more reasons than this are discussed. */
const [FEWEST, MOST] = [5, 3];

export const reviewReasons = defineReport({
  name: 'review_reasons',
  title: text('Reasons above usual', 'Причины чаще обычного'),
  question: text('For which reasons was more lost than usual?', 'По каким причинам теряли чаще обычного?'),
  keys: ['reason'],
  isOfWeek: true,
  columns: {
    reason: words({
      ...{ kind: 'text', label: text('Reason', 'Причина') },
      sentence: text(
        'reason = why leads were lost in the week, by the day of the loss, at whatever stage',
        'причина = почему отказались за неделю, по дню отказа, на любом этапе',
      ),
      value: ({ reason }: Line): string => reason,
    }),
    lost: figure('reason_lost'),
    usual_high: figure('reason_usual'),
  },
  order: [{ falling: 'lost' }, 'keys'],
  blocks: lines,
  notes: async ({ review }) => (review.weeks !== null && review.weeks.usual.length === 0 ? [NO_USUAL] : []),
});

const NO_USUAL = text(
  'what is usual is told by 6 whole weeks before it at least: the exports hold fewer',
  'что обычно, говорят хотя бы 6 целых недель до неё: в выгрузках их меньше',
);

async function lines(context: ReportContext): Promise<Block<Line>[]> {
  const week = weekOf(context);
  const { weeks, asked } = context.review;
  if (week === null || weeks === null || weeks.usual.length === 0 || !happenedIn(context, 'loss')) return [];
  const [first = weeks.now] = weeks.usual;
  const scope = { ...week, from: first.from, period: 'week' as const, basis: 'event' as const };
  const counts = new Map<string, Map<string, number>>();
  for (const { keys, reason, count } of await context.plans.within(scope).lost([PERIOD])) {
    const own = counts.get(reason) ?? new Map<string, number>();
    const period = keys.get(PERIOD) ?? '';
    own.set(period, (own.get(period) ?? 0) + Number(count));
    counts.set(reason, own);
  }
  const rows = [...counts].flatMap(([reason, own]): Line[] => {
    const inSpan = (span: WeekSpan) => periodsIn(span, 'week').reduce((sum, one) => sum + (own.get(one) ?? 0), 0);
    const [lost, usual] = [inSpan(weeks.now), Math.max(...weeks.usual.map(inSpan))];
    if (lost < FEWEST || lost <= usual) return [];
    return [
      {
        ...{ reason, lost: exact(lost), usualHigh: exact(usual), weeks: weeks.usual.length },
        scope: { ...week, basis: 'event' },
        keys: new Map([['reason', reason]]),
      },
    ];
  });
  const most = rows.sort((a, b) => compare(b.lost, a.lost) || compareWords(a.reason, b.reason));
  return [{ rows: asked.full ? most : most.slice(0, MOST) }];
}
