import { compareKeys } from '../facts/cube-memo.js';
import { PERIOD } from '../model/dimensions.js';
import { parseExact } from '../model/exact.js';
import type { AnswerLine } from '../model/figures/answer-figures.js';
import type { Scoped } from '../model/figures/scoped.js';
import { type Text, text } from '../model/text.js';
import { type Block, defineReport, type Keyed } from './define-report.js';
import { figure, key, type ReportColumn, words } from './report-columns.js';
import type { ReportContext } from './report-context.js';
import { notesOnAnswers } from './sla-notes.js';
import { slaBySpeed } from './sla-speed.js';
import { byPeriod } from './source-tables.js';

/** How quickly some leads were answered. */
interface Line extends Scoped, Keyed, AnswerLine {}

const FIGURES = {
  leads: figure('leads'),
  answered: figure('answered'),
  within: figure('within'),
  late: figure('late', { yields: 2 }),
  overdue: figure('overdue'),
  pending: figure('pending', { yields: 1 }),
  unknown: figure('answer_unknown', { yields: 3 }),
  outside: figure('answer_outside', { yields: 4 }),
  within_rate: figure('within_rate'),
  norm: figure('within_norm', { yields: 5 }),
  verdict: figure('within_verdict'),
  median_seconds: figure('answer_median'),
  p90_seconds: figure('answer_p90', { yields: 2 }),
  elapsed_median_seconds: figure('elapsed_median', { yields: 4 }),
  routing_median_seconds: figure('routing_median', { yields: 'hidden' }),
  human_median_seconds: figure('human_median', { yields: 'hidden' }),
  feedback_due: figure('feedback_due', { yields: 'hidden' }),
  feedback_given: figure('feedback_given', { yields: 'hidden' }),
  feedback_rate: figure('feedback_rate', { yields: 3 }),
  feedback_ever: figure('feedback_ever', { yields: 'hidden' }),
  attempts: figure('attempts', { yields: 4, isQuiet: true }),
  no_answer: figure('no_answer', { yields: 3, isQuiet: true }),
  no_answer_under_3: figure('no_answer_under_3', { yields: 'hidden' }),
  calls: figure('calls', { yields: 5, isQuiet: true }),
  open_leads: figure('open_leads', { yields: 4 }),
} as const;

const TITLE = text('Answers', 'Скорость ответа');
const QUESTION = text('Who is not answered, and how fast are the others?', 'Кому не ответили и как быстро отвечают?');

/** A variant by the hour or the weekday on which leads were created, in the order of the clock. */
const byClock = (name: 'hour' | 'weekday', label: Text, sentence: Text) =>
  defineReport<Line, Record<string, ReportColumn<Line>>>({
    ...{ name: 'sla', title: TITLE, question: QUESTION, keys: [name] },
    columns: {
      [name]: words({ kind: 'level', label, sentence, value: ({ keys }: Line): string => keys.get(name) ?? '' }),
      ...FIGURES,
    },
    order: [],
    blocks: (context, by) => tables(context, [...by, name]),
    behind: () => ({ table: 'answers' }),
    notes: (context) => notesOnAnswers(context),
  });

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

export const sla = defineReport({
  ...{ name: 'sla', title: TITLE, question: QUESTION, keys: ['manager'] },
  needs: ['answers'],
  areKeysUsual: true,
  columns: { manager: key('manager'), ...FIGURES },
  order: [{ falling: 'leads' }, 'keys'],
  ways: {
    hour: byClock(
      'hour',
      text('Hour', 'Час'),
      text('hour = that in which the lead was made', 'час = тот, в который создан лид'),
    ),
    weekday: byClock(
      'weekday',
      text('Weekday', 'День недели'),
      text('weekday = that on which the lead was made', 'день недели = тот, в который создан лид'),
    ),
    speed: slaBySpeed,
  },
  blocks: (context: ReportContext, by: readonly string[]): Promise<Block<Line>[]> =>
    tables(context, by.some((one) => one !== PERIOD) ? by : [...by, 'manager']),
  behind: () => ({ table: 'answers' }),
  notes: (context) => {
    const { by } = context.scope;
    return notesOnAnswers(context, by.length === 0 || by.includes('manager'));
  },
});

/**
 * A table for each period. The total is computed from the whole, since medians cannot be added up; the last key holds
 * its name.
 */
async function tables(context: ReportContext, by: readonly string[]): Promise<Block<Line>[]> {
  const last = by.at(-1) as string;
  const { margin, scope, norms } = context;
  const agreed = norms.figures.get('within_rate');
  const norm = agreed === undefined ? null : parseExact(agreed);
  const first = scope.period ? [PERIOD] : [];
  const rows = byPeriod(await context.answers(by));
  const totals = await context.answers(first);
  const place = (own: string | undefined) => (last === 'weekday' ? WEEKDAYS.indexOf(own ?? '') : 0);
  return totals
    .toSorted((a, b) => compareKeys(a.keys, b.keys, first))
    .map((total) => ({
      rows: (rows.get(total.keys.get(PERIOD) ?? '') ?? [])
        .toSorted(
          (a, b) =>
            compareKeys(a.keys, b.keys, by.slice(0, -1)) ||
            place(a.keys.get(last)) - place(b.keys.get(last)) ||
            compareKeys(a.keys, b.keys, by),
        )
        .map((row): Line => ({ ...row, margin, norm })),
      totals: [{ ...total, keys: new Map([...total.keys, [last, '(total)']]), margin, norm }],
    }));
}
