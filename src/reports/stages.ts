import { levelOf } from '../model/funnel-stages.js';
import { text } from '../model/text.js';
import { defineReport } from './define-report.js';
import { figure, words } from './report-columns.js';
import { funnels, type StageRow } from './stage-funnels.js';
import { notesOnStages } from './stage-notes.js';

export const stages = defineReport({
  name: 'stages',
  title: text('Stages', 'Этапы'),
  question: text('How does each stage convert, against its norm?', 'Как конвертируется каждый этап и какова норма?'),
  keys: ['stage'],
  columns: {
    stage: words({
      kind: 'stage',
      label: text('Stage', 'Этап'),
      sentence: text('stage = a stage of the unified funnel', 'этап = этап единой воронки'),
      value: ({ stage }: StageRow) => stage,
    }),
    /** `aggregate`: a sum from ad statistics; `lead`: counted lead by lead. */
    level: words({
      kind: 'level',
      label: text('Level', 'Уровень'),
      sentence: text(
        'level = aggregate where it is a sum out of ad statistics, lead where it is counted lead by lead',
        'уровень = aggregate, если это сумма из рекламы, lead, если посчитано по каждому лиду',
      ),
      yields: 'hidden',
      value: ({ stage }: StageRow) => levelOf(stage),
    }),
    reached: { ...figure('reached'), isAtLeast: ({ isAtLeast }: StageRow) => isAtLeast },
    /** Those of them for whom only a later stage is marked. */
    implied: figure('implied', { yields: 5 }),
    /** Reached / reached the stage before. */
    step_rate: figure('step_rate'),
    overall_rate: figure('overall_rate', { yields: 8 }),
    lead_rate: figure('lead_rate', { yields: 6 }),
    /** The 95 % interval of `step_rate` (Wilson). */
    step_low: figure('step_low', { yields: 'hidden' }),
    step_high: figure('step_high', { yields: 'hidden' }),
    /** Reached = moved + lost + open. */
    moved: { ...figure('moved', { yields: 7 }), isAtLeast: ({ next }: StageRow) => next?.isAtLeast ?? false },
    lost: figure('lost_here', { yields: 3 }),
    open: figure('open_here', { yields: 4 }),
    norm: figure('norm', { yields: 2 }),
    /** `step_rate` − `norm`. */
    gap: figure('gap', { yields: 1 }),
    verdict: figure('step_verdict'),
    /** Lost leads for which no export tells whether they reached the stage. */
    unknown_depth: figure('unknown_depth', { yields: 'hidden' }),
    /** Open leads of the stage before that may still come: they are younger than the usual time. */
    too_early: figure('too_early', { yields: 'hidden' }),
    /** From the last known stage before it, over `timed` leads; whole seconds. */
    median_seconds: figure('median_seconds', { yields: 'hidden' }),
    p90_seconds: figure('p90_seconds', { yields: 'hidden' }),
    timed: figure('timed', { yields: 'hidden' }),
    /** Where leads count by the day on which they reached the stage: those whose day is unknown. */
    undated: figure('undated', { yields: 'hidden' }),
  },
  order: [],
  blocks: funnels,
  notes: notesOnStages,
});
