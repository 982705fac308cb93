import { isLeastWeekly, kindOfWeekly, OF_A_WEEK, type WeeklyLine } from '../model/figures/weekly-figures.js';
import { FEWEST_WEEKS } from '../model/review.js';
import type { Kind } from '../model/sheet.js';
import { text } from '../model/text.js';
import { type Block, defineReport, type Keyed } from './define-report.js';
import { figure, words } from './report-columns.js';
import type { ReportContext } from './report-context.js';
import { notesOnFigures } from './review-notes.js';
import { readingsOf } from './weekly-readings.js';

interface ReviewLine extends WeeklyLine, Keyed {}

const kindOf = (row: WeeklyLine): Kind => kindOfWeekly(row);
const shown = { kindOf };
/** For an even number of weeks the median may lie between two counts. */
const kindOfMiddle = (row: WeeklyLine): Kind => (kindOf(row) === 'count' ? 'quantity' : kindOf(row));

export const reviewFigures = defineReport({
  name: 'review_figures',
  title: text('2. The week in figures', '2. Неделя в цифрах'),
  question: text('What was the week like beside those before it?', 'Какой была неделя рядом с прежними?'),
  keys: ['figure'],
  needs: ['paces', 'answers'],
  isOfWeek: true,
  columns: {
    figure: words({
      ...{ kind: 'figure', label: text('Figure', 'Показатель') },
      sentence: text(
        'figure = what the week is told by; qualified and talked to: within 7 days of the creation of each lead; deals are won deals',
        'показатель = чем описана неделя; квалы и разговоры — за 7 дней от создания каждого лида; сделки — выигранные',
      ),
      value: ({ name }: ReviewLine): string => name,
    }),
    value: { ...figure('weekly_value'), ...shown, isAtLeast: isLeastWeekly },
    previous: { ...figure('weekly_previous'), ...shown },
    usual_low: { ...figure('usual_low', { yields: 1 }), ...shown },
    usual_median: { ...figure('usual_median'), kindOf: kindOfMiddle },
    usual_high: { ...figure('usual_high', { yields: 1 }), ...shown },
    word: figure('weekly_word'),
  },
  order: [],
  blocks: lines,
  // Each number knows its own days.
  behind: ({ name }) => ({ keys: new Map(), ...(name === 'within_rate' ? { table: 'answers' as const } : {}) }),
  notes: async (context, rows) => notesOnFigures(context, rows),
});

async function lines(context: ReportContext): Promise<Block<ReviewLine>[]> {
  const { weeks, asked } = context.review;
  if (weeks === null) return [];
  const readings = await readingsOf(context, weeks);
  const rows = OF_A_WEEK.map(
    (name): ReviewLine => ({
      ...{ ...readings, name, isWhole: weeks.isWhole },
      fewest: Math.ceil(FEWEST_WEEKS / asked.every),
      keys: new Map([['figure', name]]),
    }),
  );
  return [{ rows }];
}
