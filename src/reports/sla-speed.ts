import { compareKeys } from '../facts/cube-memo.js';
import { PERIOD } from '../model/dimensions.js';
import { SPEEDS, UNANSWERED } from '../model/figures/answer-figures.js';
import type { Scoped } from '../model/figures/scoped.js';
import { type Measures, sum, zeroMeasures } from '../model/measures.js';
import { text } from '../model/text.js';
import { type Block, defineReport, type Keyed } from './define-report.js';
import { figure, words } from './report-columns.js';
import type { ReportContext } from './report-context.js';
import { notesOnAnswers } from './sla-notes.js';
import { byPeriod } from './source-tables.js';

/** Leads that were answered about equally fast, and what became of them. */
interface Line extends Scoped, Keyed {}

const BUCKETS = [...SPEEDS.map(([bucket]) => bucket), UNANSWERED];

/** The variant of `sla` by how fast leads were answered, with what became of them: `sla --by speed`. */
export const slaBySpeed = defineReport({
  name: 'sla',
  title: text('What speed brings', 'Что даёт скорость ответа'),
  question: text('Do leads that are answered faster buy more often?', 'Чаще ли покупают те, кому ответили быстрее?'),
  keys: ['speed'],
  columns: {
    speed: words({
      ...{ kind: 'level', label: text('Answered in', 'Ответили за') },
      sentence: text(
        'answered in = the working time to the answer, up to and including; without a calendar, the time by the clock',
        'ответили за = рабочее время до ответа, включительно; без календаря — время по часам',
      ),
      value: ({ keys }: Line): string => keys.get('speed') ?? '',
    }),
    leads: figure('leads'),
    qualified: figure('qualified'),
    deals: figure('deals'),
    deal_rate: figure('deal_rate'),
    low: figure('deal_rate_low', { yields: 1 }),
    high: figure('deal_rate_high', { yields: 1 }),
  },
  // They come with the fastest first.
  order: [],
  blocks: tables,
  behind: () => ({ table: 'answers', isBySpeed: true }),
  notes: (context) => notesOnAnswers(context),
});

async function tables(context: ReportContext, by: readonly string[]): Promise<Block<Line>[]> {
  const { margin, scope } = context;
  const rows = byPeriod(await context.answers([...by, 'speed']));
  const first = scope.period ? [PERIOD] : [];
  const speeds = by.length === first.length ? rows : byPeriod(await context.answers([...first, 'speed']));
  const place = ({ keys }: Keyed) => BUCKETS.indexOf(keys.get('speed') ?? '');
  return (await context.answers(first))
    .toSorted((a, b) => compareKeys(a.keys, b.keys, first))
    .map(({ keys }) => {
      const own = (rows.get(keys.get(PERIOD) ?? '') ?? []).toSorted(
        (a, b) => compareKeys(a.keys, b.keys, by) || place(a) - place(b),
      );
      const whole: Measures = sum([
        zeroMeasures(context),
        ...(speeds.get(keys.get(PERIOD) ?? '') ?? []).map((row) => row.own),
      ]);
      return {
        rows: own.map((row): Line => ({ keys: row.keys, own: row.own, margin })),
        totals: [{ keys: new Map([...keys, ['speed', '(total)']]), own: whole, margin }],
      };
    });
}
