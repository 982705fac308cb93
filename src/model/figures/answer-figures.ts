import { add, compare, type Exact, fromNumber } from '../exact.js';
import { isMuch, type Measures, type Rows, rowsBehind, type StandsWithAnswer } from '../measures.js';
import { type Text, text } from '../text.js';
import { FEWEST_LEADS } from './enough.js';
import { figure, judged } from './figure.js';
import { over, type Part, part } from './formula.js';
import { measure, type Scoped } from './scoped.js';
import { wilson } from './wilson.js';

/** Groups of leads by how fast they were answered: up to so many seconds; null: longer. */
export const SPEEDS = [
  ['5m', 300],
  ['15m', 900],
  ['1h', 3600],
  ['4h', 14_400],
  ['24h', 86_400],
  ['later', null],
] as const;
export const UNANSWERED = 'unanswered';

/** How some leads stand with their answers. */
export interface Answers {
  /** How many stand so: `null` where nothing tells. */
  readonly counts: Readonly<Record<StandsWithAnswer, Exact | null>>;
  /** Seconds; null: of nobody. */
  readonly times: Readonly<Record<TimeOfAnswer, Exact | null>>;
  /** The median number of calls until leads were reached or given up, and the number of calls; null: unknown. */
  readonly attempts: Exact | null;
  readonly calls: Exact | null;
  /** Whether of the words that were given nine of ten have a date. */
  readonly isFeedbackDated: boolean;
}

export const TIMES_OF_ANSWER = ['took', 'took_p90', 'elapsed', 'routing', 'human'] as const;
export type TimeOfAnswer = (typeof TIMES_OF_ANSWER)[number];

export interface AnswerLine {
  readonly own: Measures;
  readonly answers: Answers;
  /** The share that is to be answered in time. */
  readonly norm: Exact | null;
}

const behind = (stands: StandsWithAnswer): Rows => rowsBehind('leads', { answer: stands });
const counted = (stands: StandsWithAnswer): Part<AnswerLine> =>
  part(
    stands,
    ({ answers }) => answers.counts[stands],
    () => behind(stands),
  );
const count = (stands: StandsWithAnswer, label: Text, sentence: Text) =>
  figure<AnswerLine, 'count'>({ kind: 'count', label, sentence, formula: counted(stands) });

const timed = (name: string, time: TimeOfAnswer, stands: StandsWithAnswer, label: Text, sentence: Text) =>
  figure<AnswerLine, 'seconds'>({
    kind: 'seconds',
    label,
    sentence,
    formula: part(
      name,
      ({ answers }) => answers.times[time],
      () => ({ of: 'leads', measure: 'leads', within: { answer: stands }, as: 'quantile' }),
    ),
  });

const withinRate = over(counted('within'), counted('due'));
const normOf = part<AnswerLine>(
  'norm',
  ({ norm }) => norm,
  () => ({ of: 'configuration' }),
);

type AnswerVerdict = 'above' | 'ok' | 'below' | 'too few' | 'too early';

/** The verdict by the whole interval of the share. If more than a tenth still have time to be answered, it stays open. */
function verdictOf({ answers: { counts }, norm }: AnswerLine): AnswerVerdict | null {
  const [within, due, pending] = [counts.within, counts.due, counts.pending];
  if (!within || !due || !pending || !norm) return null;
  if (compare(due, FEWEST_LEADS) < 0) return 'too few';
  if (isMuch(pending, add(due, pending))) return 'too early';
  const bounds = wilson(Number(within.num), Number(due.num));
  if (!bounds) return null;
  if (compare(fromNumber(bounds.high), norm) < 0) return 'below';
  return compare(fromNumber(bounds.low), norm) > 0 ? 'above' : 'ok';
}

/** The bounds of the deal rate, of whole leads. */
function boundsOf({ own }: Pick<Scoped, 'own'>, bound: 'low' | 'high'): Exact | null {
  const [deals, leads] = [own['reached.deal'], own.leads];
  if (deals === null || leads === null) return null;
  const bounds = wilson(Number(deals.num), Number(leads.num));
  return bounds && fromNumber(bounds[bound]);
}
const bound = (which: 'low' | 'high', label: Text, sentence: Text) =>
  judged<Pick<Scoped, 'own' | 'margin'>, 'rate', Exact | null>({
    kind: 'rate',
    label,
    sentence,
    from: [measure('reached.deal'), measure('leads')],
    judge: (scoped) => boundsOf(scoped, which),
  });

export const ANSWERS = {
  answered: count(
    'answered',
    text('Answered', 'Отвечено'),
    text(
      'answered = leads that somebody answered: a moment or a time of the answer in the export, not before creation',
      'отвечено = лиды, на которые ответили: в выгрузке есть момент или время ответа, не раньше создания',
    ),
  ),
  within: count(
    'within',
    text('In time', 'В срок'),
    text(
      'in time = answered within the time of sla.response, in working time',
      'в срок = отвечено не позже срока sla.response, в рабочем времени',
    ),
  ),
  late: count(
    'late',
    text('Late', 'Позже срока'),
    text('late = answered later than that', 'позже срока = отвечено позже него'),
  ),
  overdue: count(
    'overdue',
    text('Overdue', 'Просрочено'),
    text(
      'overdue = not answered by the as-of moment, and the time is up',
      'просрочено = к моменту отчёта не отвечено, и срок вышел',
    ),
  ),
  pending: count(
    'pending',
    text('Pending', 'Ждут ответа'),
    text(
      'pending = not answered, and there is time left; without a calendar, all that are not answered',
      'ждут ответа = не отвечено, срок ещё не вышел; без календаря — все, кому не ответили',
    ),
  ),
  answer_unknown: count(
    'unknown',
    text('Unknown', 'Неизвестно'),
    text(
      'unknown = their file has no column of answers, its cell cannot be read, their status is one of sla.none, or nothing tells the time of the day (of spam, the day of the loss)',
      'неизвестно = в их файле нет столбца с ответом, ячейка с ним не читается, их статус назван в sla.none или неизвестно время суток (у спама — день отказа)',
    ),
  ),
  answer_outside: count(
    'outside',
    text('Outside', 'Вне SLA'),
    text(
      'outside = lost as spam, a duplicate or a test before an answer was due, or never in the CRM',
      'вне SLA = закрыты как спам, дубль или тест до истечения срока, или лида нет в CRM',
    ),
  ),
  within_rate: figure<AnswerLine, 'rate'>({
    kind: 'rate',
    label: text('In time %', 'В срок %'),
    sentence: text(
      'in time % = in time / (in time + late + overdue)',
      'в срок % = в срок / (в срок + позже срока + просрочено)',
    ),
    formula: withinRate,
  }),
  within_norm: figure<AnswerLine, 'rate'>({
    kind: 'rate',
    label: text('Norm', 'Норма'),
    sentence: text('norm = norms.within_rate in funnel.yaml', 'норма = norms.within_rate из funnel.yaml'),
    formula: normOf,
  }),
  within_verdict: judged<AnswerLine, 'verdict', AnswerVerdict | null>({
    kind: 'verdict',
    label: text('Verdict', 'Оценка'),
    sentence: text(
      'verdict = whether the whole 95% interval of the share in time lies above or below the norm; from 30 leads on',
      'оценка = лежит ли весь 95%-й интервал доли ответов в срок выше или ниже нормы; от 30 лидов',
    ),
    from: [counted('within'), counted('due'), counted('pending'), normOf],
    judge: verdictOf,
  }),
  answer_median: timed(
    'median of answers',
    'took',
    'answered',
    text('Median', 'Медиана'),
    text(
      'median = the working time to the answer, of those answered; without a calendar, the time by the clock',
      'медиана = рабочее время до ответа у тех, кому ответили; без календаря — время по часам',
    ),
  ),
  answer_p90: timed(
    'nine of ten answers',
    'took_p90',
    'answered',
    text('9 of 10', '9 из 10'),
    text(
      '9 of 10 = the same time that nine of ten answers do not exceed',
      '9 из 10 = то же время, в которое уложились девять ответов из десяти',
    ),
  ),
  elapsed_median: timed(
    'median by the clock',
    'elapsed',
    'answered',
    text('By the clock', 'По часам'),
    text(
      'by the clock = from creation to the answer, nights and weekends too, in the median',
      'по часам = от создания до ответа вместе с ночами и выходными, медиана',
    ),
  ),
  routing_median: timed(
    'median to assignment',
    'routing',
    'assigned',
    text('To assignment', 'До назначения'),
    text(
      'to assignment = from creation to the assignment, by the clock, in the median',
      'до назначения = от создания до назначения менеджера, по часам, медиана',
    ),
  ),
  human_median: timed(
    'median from assignment',
    'human',
    'answered',
    text('From assignment', 'От назначения'),
    text(
      'from assignment = from the assignment to the answer, by the clock, in the median',
      'от назначения = от назначения менеджера до ответа, по часам, медиана',
    ),
  ),
  feedback_due: count(
    'feedback_due',
    text('Feedback due', 'Нужен отклик'),
    text(
      'feedback due = leads of the CRM of which the working days of sla.feedback after the day of creation are over',
      'нужен отклик = лиды CRM, у которых прошли рабочие дни sla.feedback после дня создания',
    ),
  ),
  feedback_given: count(
    'feedback_given',
    text('Feedback given', 'Отклик дан'),
    text(
      'feedback given = of them those whose status changed, that reached a stage or were lost for a stated reason by then',
      'отклик дан = из них те, где к сроку сменился статус, достигнут этап или указана причина отказа',
    ),
  ),
  feedback_rate: figure<AnswerLine, 'rate'>({
    kind: 'rate',
    label: text('Feedback %', 'Отклик %'),
    sentence: text(
      'feedback % = feedback given / feedback due; blank where less than nine tenths of it is dated',
      'отклик % = отклик дан / нужен отклик; пусто, если дат нет больше чем у десятой части',
    ),
    formula: over(
      part<AnswerLine>(
        'feedback_given',
        ({ answers }) => (answers.isFeedbackDated ? answers.counts.feedback_given : null),
        () => behind('feedback_given'),
      ),
      counted('feedback_due'),
    ),
  }),
  feedback_ever: count(
    'feedback_ever',
    text('Feedback at all', 'Отклик вообще'),
    text(
      'feedback at all = those of them that got it at any time; without a calendar, of all leads of the CRM',
      'отклик вообще = из них те, где он есть хоть когда-нибудь; без календаря — из всех лидов CRM',
    ),
  ),
  attempts: figure<AnswerLine, 'quantity'>({
    kind: 'quantity',
    label: text('Attempts', 'Попыток'),
    sentence: text(
      'attempts = calls to a lead from its creation to the first talk, or all of them where there was none; the median of the leads that were called',
      'попыток = звонки лиду от создания до первого разговора, а без разговора — все; медиана по лидам, которым звонили',
    ),
    formula: part(
      'attempts, median',
      ({ answers }) => answers.attempts,
      () => ({ of: 'leads', measure: 'leads', within: { answer: 'called' }, as: 'quantile' }),
    ),
  }),
  no_answer: count(
    'no_answer',
    text('Not reached', 'Недозвон'),
    text(
      'not reached = leads that were called, and nobody answered: no call with a talk from creation on; blank where none was made on a day of the lists of calls',
      'недозвон = лиды, которым звонили, но никто не ответил: от создания ни одного звонка с разговором; пусто, если ни один лид не создан в дни списков звонков',
    ),
  ),
  no_answer_under_3: count(
    'no_answer_under_3',
    text('Under 3 attempts', 'Меньше 3 попыток'),
    text(
      'under 3 attempts = of those not reached, the ones called once or twice',
      'меньше 3 попыток = из недозвона те, кому звонили один или два раза',
    ),
  ),
  calls: figure<AnswerLine, 'count'>({
    kind: 'count',
    label: text('Calls', 'Звонки'),
    sentence: text(
      'calls = all calls of these leads from their creation on, both ways, robots aside',
      'звонки = все звонки этих лидов от создания, входящие и исходящие, без роботов',
    ),
    formula: part(
      'calls',
      ({ answers }) => answers.calls,
      () => ({ of: 'leads', measure: 'leads', within: { answer: 'with_calls', adds: 'calls' } }),
    ),
  }),
  open_leads: figure<Scoped, 'count'>({
    kind: 'count',
    label: text('Open', 'В работе'),
    sentence: text('open = leads that are neither won nor lost', 'в работе = лиды без сделки и без отказа'),
    formula: measure('open'),
  }),
  deal_rate_low: bound(
    'low',
    text('from', 'от'),
    text(
      'from = the lower end of the 95% interval of the deal rate (Wilson)',
      'от = нижняя граница 95%-го интервала конверсии в сделку (Уилсон)',
    ),
  ),
  deal_rate_high: bound(
    'high',
    text('to', 'до'),
    text('to = the upper end of it', 'до = верхняя граница этого интервала'),
  ),
} as const;
