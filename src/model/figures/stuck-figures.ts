import type { Exact } from '../exact.js';
import type { StagePair } from '../funnel-stages.js';
import { type Rows, rowsBehind, type Within } from '../measures.js';
import { text } from '../text.js';
import { figure } from './figure.js';
import { part } from './formula.js';

/** An open lead in its stage. */
export interface StuckLine {
  readonly key: string;
  readonly age: Exact;
  readonly threshold: Exact | null;
  /** The step whose times give the threshold; null: the configuration gives it. */
  readonly toldBy: StagePair | null;
  readonly amount: Exact | null;
}

const times = (within: Within): Rows => ({ of: 'leads', measure: 'leads', within, as: 'quantile' });

export const STUCK = {
  stuck_age: figure<StuckLine, 'seconds'>({
    kind: 'seconds',
    label: text('In the stage', 'На этапе'),
    sentence: text(
      'in the stage = time from the date on which the lead came to its stage, of a lead from its creation, to the as-of moment',
      'на этапе = время от даты, когда лид дошёл до этапа (для этапа «Лид» — от создания), до даты, на которую смотрим',
    ),
    formula: part(
      'age',
      ({ age }) => age,
      ({ key }) => times({ lead: key }),
    ),
  }),
  stuck_threshold: figure<StuckLine, 'seconds'>({
    kind: 'seconds',
    label: text('Usual', 'Обычно до'),
    sentence: text(
      'usual = what stuck: in funnel.yaml says of the stage, else the time in which nine of ten came on from it (times; of 30 leads at least)',
      'обычно до = срок этапа из stuck в funnel.yaml, иначе время, за которое с него ушли девять из десяти (times; не меньше 30 лидов)',
    ),
    formula: part(
      'threshold',
      ({ threshold }) => threshold,
      ({ toldBy }) => (toldBy ? times({ timed: toldBy }) : { of: 'configuration' }),
    ),
  }),
  stuck_amount: figure<StuckLine, 'money'>({
    kind: 'money',
    label: text('Amount', 'Сумма'),
    sentence: text('amount = what is hoped for from the open lead', 'сумма = сколько ожидается по открытому лиду'),
    formula: part(
      'amount',
      ({ amount }) => amount,
      ({ key }) => rowsBehind('pipeline', { lead: key }),
    ),
  }),
} as const;
