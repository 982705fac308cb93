import { LEAD_STAGES, STAGE_LABELS } from '../funnel-stages.js';
import type { MeasureName, Rows, SpendMeasureName, StandsWithAnswer } from '../measures.js';
import type { Kind } from '../sheet.js';
import { type Text, text } from '../text.js';

/** What a part is called in a formula, and how it is written. */
interface PartWords {
  readonly words: Text;
  /** `by_figure`: as the figure of its row is. */
  readonly kind: Extract<Kind, 'count' | 'quantity' | 'money' | 'rate' | 'seconds' | 'by_figure'>;
}

const count = (en: string, ru: string): PartWords => ({ words: text(en, ru), kind: 'count' });
const money = (en: string, ru: string): PartWords => ({ words: text(en, ru), kind: 'money' });
const quantity = (en: string, ru: string): PartWords => ({ words: text(en, ru), kind: 'quantity' });
const rate = (en: string, ru: string): PartWords => ({ words: text(en, ru), kind: 'rate' });
const seconds = (en: string, ru: string): PartWords => ({ words: text(en, ru), kind: 'seconds' });

type Measured = MeasureName | SpendMeasureName;

const PLAIN = {
  spend: money('spend', 'расход'),
  costed_spend: money('spend of days whose cost is known', 'расход за дни с известной стоимостью'),
  open_spend: money(
    'spend of days whose cost is not known in full',
    'расход за дни, стоимость которых известна не вся',
  ),
  unacted_spend: money('spend where no actions are counted', 'расход там, где действия не считаются'),
  visits: count('visits', 'переходы'),
  actions: quantity('actions', 'действия'),
  platform_actions: quantity('actions of the platform', 'действия площадки'),
  analytics_goals: quantity('goals of web analytics', 'цели веб-аналитики'),
  costed_actions: quantity('actions of rows whose cost is known', 'действия в строках с известным расходом'),
  leads: count('leads', 'лиды'),
  not_handed_over: count('leads of forms that are not in the CRM', 'лиды форм, которых нет в CRM'),
  lost: count('lost leads', 'отказы'),
  open: count('open leads', 'открытые лиды'),
  revenue: money('revenue of won deals', 'выручка выигранных сделок'),
  won_deals: count('won deals', 'выигранные сделки'),
  undated_losses: count('lost leads, nothing says on which day', 'отказы неизвестно в какой день'),
  undated_wins: count('won deals, nothing says on which day', 'выигранные сделки неизвестно в какой день'),
  priced_deals: count('won deals that have an amount', 'выигранные сделки, у которых есть сумма'),
  pipeline: money('amounts of open leads', 'суммы открытых лидов'),
  priced_open: count('open leads that have an amount', 'открытые лиды, у которых есть сумма'),
  contacted: count('leads that somebody talked to', 'лиды, с которыми поговорили'),
  unknown_contacted: count(
    'lost leads of which no export tells whether somebody talked to them',
    'отказы, о которых выгрузки не говорят, был ли разговор',
  ),
  whole_leads: count('leads, each whole', 'лиды целиком'),
  whole_deals: count('deals, each whole', 'сделки целиком'),
  repeats: count('leads of a person who had come before', 'повторные лиды'),
  duplicates: count('lost leads that are duplicates', 'отказы-дубли'),
  wordless: count('lost leads without a reason', 'отказы без причины'),
  worked: count('leads qualified or lost by a decision', 'лиды, квалифицированные или с отказом по решению'),
  costed_unique: count(
    'leads of days that spend covers, without repeats and duplicates',
    'лиды за дни, которые покрывает расход, без повторов и дублей',
  ),
  costed_leads: count('leads of days that spend covers', 'лиды за дни, которые покрывает расход'),
  costed_qualified: count('qualified leads of days that spend covers', 'квал. лиды за дни, которые покрывает расход'),
  costed_deals: count('deals of days that spend covers', 'сделки за дни, которые покрывает расход'),
  costed_revenue: money('revenue of days that spend covers', 'выручка за дни, которые покрывает расход'),
  costed_profit: money(
    'profit of won deals of days that spend covers',
    'прибыль выигранных сделок за дни, которые покрывает расход',
  ),
  costed_unprofited: count(
    'won deals of days that spend covers whose profit is unknown',
    'выигранные сделки за дни, которые покрывает расход, с неизвестной прибылью',
  ),
  young: count('open leads too young to be judged', 'открытые лиды, о которых ещё рано судить'),
  costed_won_deals: count('won deals of days that spend covers', 'выигранные сделки за дни, которые покрывает расход'),
  costed_priced_deals: count(
    'won deals of days that spend covers that have an amount',
    'выигранные сделки за дни, которые покрывает расход, с суммой',
  ),
} as const satisfies Partial<Record<Measured, PartWords>>;

const OF_STAGES = {
  reached: (en: string, ru: string) => count(`leads that reached “${en}”`, `лиды, дошедшие до этапа «${ru}»`),
  implied: (en: string, ru: string) =>
    count(
      `leads that reached “${en}”, of which only a later stage is marked`,
      `лиды, дошедшие до этапа «${ru}», у которых отмечен только более поздний`,
    ),
  undated: (en: string, ru: string) =>
    count(
      `leads that reached “${en}”, nothing says on which day`,
      `лиды, дошедшие до этапа «${ru}» неизвестно в какой день`,
    ),
  unknown_depth: (en: string, ru: string) =>
    count(
      `lost leads of which no export tells whether they reached “${en}”`,
      `отказы, о которых выгрузки не говорят, дошли ли они до этапа «${ru}»`,
    ),
  too_early: (en: string, ru: string) =>
    count(`open leads too young to be missed at “${en}”`, `открытые лиды, которым до этапа «${ru}» ещё рано`),
  lost_here: (en: string, ru: string) => count(`leads lost at “${en}”`, `отказы на этапе «${ru}»`),
  open_here: (en: string, ru: string) => count(`open leads at “${en}”`, `открытые лиды на этапе «${ru}»`),
} as const;

const ALL = new Map<string, PartWords>([
  ...Object.entries(PLAIN),
  ...Object.entries(OF_STAGES).flatMap(([name, of]) =>
    LEAD_STAGES.map((stage): [string, PartWords] => [
      `${name}.${stage}`,
      of(STAGE_LABELS[stage].en, STAGE_LABELS[stage].ru),
    ]),
  ),
]);

/** Parts that are no sums of their rows, by their names. */
const OTHERS: ReadonlyMap<string, PartWords> = new Map([
  ['norm', rate('norm', 'норма')],
  ['agreed amount', money('norm', 'норма')],
  ['agreed ratio', quantity('norm', 'норма')],
  ['margin', rate('margin', 'маржа')],
  ['costs', money('costs of funnel.yaml', 'затраты из funnel.yaml')],
  ['moved on', count('leads that moved on', 'лиды, которые перешли дальше')],
  ['still open', count('open leads', 'открытые лиды')],
  ['age', seconds('time in the stage', 'время на этапе')],
  ['threshold', seconds('usual time in the stage', 'обычное время на этапе')],
  ['maturity', seconds('maturity', 'срок созревания')],
  ['median', seconds('time, in the median', 'время, медиана')],
  ['seconds, median', seconds('time, in the median', 'время, медиана')],
  ['p90', seconds('time that nine of ten do not exceed', 'время, в которое уложились девять из десяти')],
  ['expected, low', count('deals that are expected yet, at least', 'ожидается сделок, не меньше')],
  ['expected, high', count('deals that are expected yet, at most', 'ожидается сделок, не больше')],
  ['days', count('days', 'дней')],
  ['weeks', count('weeks', 'недель')],
  ['most of a week', count('the most of a week', 'больше всего за неделю')],
  ['n', count('what it is divided by', 'на что делится')],
  ['agreed', { words: text('norm', 'норма'), kind: 'by_figure' }],
  ['n_a', count('what it is divided by, first side', 'на что делится, первая сторона')],
  ['n_b', count('what it is divided by, second side', 'на что делится, вторая сторона')],
  ['nothing comparable', count('what both sides have', 'то, что есть у обеих сторон')],
  ['nothing is missing', count('nothing is missing', 'всего хватает')],
  ['platform_leads', count('rows of forms', 'строки форм')],
  ['matched', count('forms that the CRM has as they are', 'формы, которые есть в CRM как есть')],
  ['other_source', count('forms that the CRM has under another source', 'формы, у которых в CRM другой источник')],
  ['other_day', count('forms that the CRM has on another day', 'формы, у которых в CRM другой день')],
  ['not_handed_over', count('forms that are not in the CRM', 'формы, которых нет в CRM')],
  ['excluded', count('rows that a rule leaves out', 'строки, исключённые правилом')],
  ['repeated', count('rows that repeat a lead', 'строки, повторяющие лид')],
  ['plan', quantity('the plan', 'план')],
  ['working days', count('working days of the period', 'рабочие дни периода')],
  ['working days passed', count('working days of it that are over', 'из них прошло')],
  ['attempts, median', quantity('calls to a lead, in the median', 'звонки лиду, медиана')],
  ['seconds of a day', count('seconds of a day', 'секунд в сутках')],
]);

/** Leads by how they stand with their answer. */
const STANDING: Readonly<Record<StandsWithAnswer, PartWords>> = {
  answered: count('leads that were answered', 'лиды, на которые ответили'),
  within: count('leads answered in time', 'лиды, на которые ответили в срок'),
  late: count('leads answered late', 'лиды, на которые ответили позже срока'),
  overdue: count('leads without an answer whose time is up', 'лиды без ответа, у которых вышел срок'),
  pending: count('leads that wait for an answer', 'лиды, которые ждут ответа'),
  unknown: count('leads of whose answer nothing tells', 'лиды, об ответе на которые ничего не известно'),
  outside: count('leads that nobody has to answer', 'лиды вне SLA'),
  due: count('leads whose answer was due', 'лиды, у которых срок ответа наступил'),
  assigned: count('leads with a moment of assignment', 'лиды с моментом назначения'),
  feedback_due: count('leads whose feedback was due', 'лиды, по которым пора было дать отклик'),
  feedback_given: count('leads with feedback in time', 'лиды с откликом в срок'),
  feedback_ever: count('leads with feedback', 'лиды с откликом'),
  called: count('leads that were called', 'лиды, которым звонили'),
  no_answer: count('leads that were called and not reached', 'лиды, до которых не дозвонились'),
  no_answer_under_3: count('of them those called once or twice', 'из них те, кому звонили раз или два'),
  with_calls: count('leads that have calls', 'лиды, у которых есть звонки'),
};
const OF_STANDARD = {
  known: count('leads of which it is known', 'лиды, о которых это известно'),
  met: count('leads that meet it', 'лиды, у которых он выполнен'),
} as const;
const CALLS = count('calls of leads', 'звонки лидов');
const TIME_OF_ANSWER = seconds('time', 'время');
const TIMED = count('leads with both dates, in order', 'лиды, у которых есть обе даты и они идут по порядку');
const ESTIMATE = rate('share of leads that came', 'доля лидов, которые дошли');

/** The words for a part of a formula: by the measure of its rows, else by its own name. */
export function wordsOf(name: string, rows: Rows): PartWords {
  const isOfRows = rows.of === 'leads' || rows.of === 'spend';
  const stands = isOfRows ? rows.within?.answer : undefined;
  const standard = isOfRows ? rows.within?.standard : undefined;
  if (standard) return OF_STANDARD[standard.is];
  if (isOfRows && rows.within?.adds) return CALLS;
  if (stands) return 'as' in rows ? (OTHERS.get(name) ?? TIME_OF_ANSWER) : STANDING[stands];
  if (isOfRows && !('as' in rows)) return rows.within?.timed ? TIMED : wordsOfMeasure(rows.measure);
  return OTHERS.get(name) ?? ('as' in rows ? ESTIMATE : { words: text(name, name), kind: 'rate' });
}

/** Every measure should have words here; a new one is called by its name until it gets them. */
const wordsOfMeasure = (measure: Measured): PartWords =>
  ALL.get(measure) ?? { words: text(measure, measure), kind: 'quantity' };
