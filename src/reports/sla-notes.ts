import type { AnswerHour } from '../facts/answer-counts.js';
import { stretches } from '../model/dates.js';
import { exact } from '../model/exact.js';
import { formatWhole, number } from '../model/numbers.js';
import { type Lang, type Text, text } from '../model/text.js';
import type { ReportContext } from './report-context.js';

/** Notes under a table of answers. */
export async function notesOnAnswers(context: ReportContext, isByManager = false): Promise<Text[]> {
  const { sla } = context;
  if (!sla.tellsAnswers) return [sla.hasCalls ? ONLY_CALLS : NO_COLUMN];
  return [
    sla.hasCalendar ? dueWords(sla) : proposalOf(await context.answerHours()),
    ...(sla.hasCalendar && sla.zone === null ? [NO_ZONE] : []),
    ...(sla.isByCalls ? [BY_CALLS] : []),
    ...(sla.isFromAssigned ? [FROM_ASSIGNED] : []),
    ...(isByManager ? [sla.isByCalls ? WHO_SPOKE : RESPONSIBLE] : []),
    ...silentWords(await context.silentDays()),
    ...(await untoldWords(context)),
  ];
}

const NO_COLUMN = text(
  'no export tells when leads were answered: name its column under answered_at (a moment) or response (a time) in columns of funnel.yaml',
  'ни одна выгрузка не говорит, когда ответили на лид: укажите столбец как answered_at (момент) или response (время) в columns в funnel.yaml',
);
const ONLY_CALLS = text(
  'no column of the CRM tells when leads were answered, and there are calls: sla: {answer: calls} in funnel.yaml takes the first talk',
  'столбца с ответом в CRM нет, но есть звонки: sla: {answer: calls} в funnel.yaml возьмёт за ответ первый разговор',
);
const BY_CALLS = text(
  'answer: the first call with a talk, made by a person, from creation on; unknown: leads of days that no list of calls covers, and those with a call of which nothing tells whether anybody answered',
  'ответ — первый звонок с разговором, который сделал человек, от создания лида; неизвестно — лиды за дни, которых нет в списках звонков, и те, у кого неясно, был ли разговор',
);
const WHO_SPOKE = text(
  'manager: who spoke first, as the calls say; of leads without a talk, who has them in the CRM',
  'менеджер — тот, кто первым поговорил, по звонкам; у лидов без разговора — ответственный в CRM',
);
const NO_ZONE = text(
  'the calendar is held against times as exported: timezone in funnel.yaml says whose they are',
  'календарь приложен ко времени, как оно в выгрузках: чьё оно, скажет timezone в funnel.yaml',
);
const FROM_ASSIGNED = text(
  'the clock starts at assignment where a lead has one, else at creation (sla.from: created: always there)',
  'срок идёт от назначения менеджера, если оно известно, иначе от создания (sla.from: created — всегда от создания)',
);
const RESPONSIBLE = text(
  'manager: who has the lead in the CRM when it was exported, and not necessarily who answered it',
  'менеджер — ответственный на момент выгрузки, а не обязательно тот, кто ответил',
);

function dueWords({ response, isResponseSaid }: ReportContext['sla']): Text {
  const time = (lang: Lang) => number(exact(response), 'seconds', lang);
  return isResponseSaid
    ? text(`in time: within ${time('en')} of working time`, `в срок: за ${time('ru')} рабочего времени`)
    : text(
        `in time: within ${time('en')} of working time (sla.response in funnel.yaml sets another)`,
        `в срок: за ${time('ru')} рабочего времени (другой срок задаёт sla.response в funnel.yaml)`,
      );
}

function silentWords(days: readonly string[]): Text[] {
  if (days.length === 0) return [];
  return [
    text(
      `working days on which nobody was answered: ${stretches(days, 'en')}; days off belong in sla.calendar.holidays`,
      `рабочие дни без единого ответа: ${stretches(days, 'ru')}; выходные впишите в sla.calendar.holidays`,
    ),
  ];
}

/** Leads whose file tells answers but not the time of the day: says how many. */
async function untoldWords(context: ReportContext): Promise<Text[]> {
  if (!context.sla.hasCalendar) return [];
  const [{ untimed } = { untimed: 0 }] = await context.answers([]);
  if (untimed === 0) return [];
  return [
    text(
      `unknown for lack of a time of the day, or of a day of the loss: ${formatWhole(untimed, 'en')} leads`,
      `неизвестно, потому что нет времени суток или даты отказа: лидов ${formatWhole(untimed, 'ru')}`,
    ),
  ];
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/**
 * A calendar to paste into funnel.yaml: the weekdays that have at least a twentieth of the answers each, and the
 * shortest hours that hold nine tenths of them.
 */
function proposalOf(hours: readonly AnswerHour[]): Text {
  const all = sumOf(hours);
  if (all === 0)
    return text(
      'without a calendar nothing is in time or late: sla: {calendar: {days: Mon-Fri, hours: "09:00-18:00"}} in funnel.yaml',
      'без календаря нет ответов в срок и просроченных: sla: {calendar: {days: Mon-Fri, hours: "09:00-18:00"}} в funnel.yaml',
    );
  const on = WEEKDAYS.map((_, at) => sumOf(hours.filter(({ weekday }) => weekday === at)) * 20 >= all);
  const worked = hours.filter(({ weekday }) => on[weekday]);
  const [from, to] = shortest(Array.from({ length: 24 }, (_, at) => sumOf(worked.filter(({ hour }) => hour === at))));
  const calendar = `sla: {calendar: {days: ${rangesOf(on)}, hours: "${clockOf(from)}-${clockOf(to)}"}}`;
  return text(
    `without a calendar nothing is in time or late, and who is not answered is pending. In funnel.yaml, by when nine of ten answers were given: ${calendar}`,
    `без календаря нет ответов в срок и просроченных, а кому не ответили — ждут. В funnel.yaml, по часам девяти ответов из десяти: ${calendar}`,
  );
}

const sumOf = (hours: readonly AnswerHour[]): number => hours.reduce((sum, { count }) => sum + count, 0);
const clockOf = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** The first of the shortest ranges of hours that hold nine tenths of all answers. */
function shortest(counts: readonly number[]): [from: number, to: number] {
  const all = counts.reduce((sum, one) => sum + one, 0);
  for (let length = 1; length < 24; length++)
    for (let from = 0; from + length <= 24; from++) {
      const held = counts.slice(from, from + length).reduce((sum, one) => sum + one, 0);
      if (held * 10 >= all * 9) return [from, from + length];
    }
  return [0, 24];
}

/** Weekdays as the configuration has them: `Mon-Fri`, `[Mon-Wed, Sat]`. */
function rangesOf(on: readonly boolean[]): string {
  const ranges: string[] = [];
  for (let at = 0; at < on.length; at++) {
    if (!on[at]) continue;
    const first = at;
    while (on[at + 1]) at++;
    ranges.push(first === at ? (WEEKDAYS[at] as string) : `${WEEKDAYS[first]}-${WEEKDAYS[at]}`);
  }
  return ranges.length === 1 ? (ranges[0] as string) : `[${ranges.join(', ')}]`;
}
