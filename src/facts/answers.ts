import type { Engine } from '../engines/engine.js';
import { isOneOf, joined, literal, name, raw, type Sql, sql } from '../engines/sql.js';
import { rowsOf } from '../model/canonical.js';
import { dayNumber, dayNumbered } from '../model/dates.js';
import { SPEEDS, UNANSWERED } from '../model/figures/answer-figures.js';
import { isJunk, isTest, saysNothing } from '../model/reason-categories.js';
import type { WorkingTime } from '../model/working-time.js';
import { clockOf, type Stretch } from '../model/zone-clock.js';
import { isDay } from './dates-in-order.js';
import type { LeadMoment } from './fact-tables.js';
import { dayAt, instantOf, localAt, SECONDS_OF_A_DAY } from './instants.js';
import { isOfCalls, type LeadCallsSettings, layDownLeadCalls } from './lead-calls.js';
import { rowsIn } from './leads.js';
import { NO_REASON, type ReasonNames } from './reason-names.js';
import { type Calendar, calendarOf, workedUntil } from './working-days.js';
import { stretchesIn } from './zone-stretches.js';

/** How fast leads are to be answered, and by what that is told. */
interface AnswersSettings {
  /** Seconds of working time until the first answer, and whole working days until somebody says what became of the lead. */
  readonly response: number;
  readonly feedback: number;
  /** Null: nothing is in time or late, and time is that of the clock. */
  readonly calendar: WorkingTime | null;
  /** The clock starts at assignment where there is one. */
  readonly isFromAssigned: boolean;
  /** Whose answers are none, in small letters. */
  readonly notBy: readonly string[];
  /** A column of response times counts working time. */
  readonly isResponseWorking: boolean;
  readonly reasons: Pick<ReasonNames, 'reasons' | 'categories'>;
  /** Those that say nothing, folded. */
  readonly noContent: ReadonlySet<string>;
  /** The zone that moments are given in; undefined: one whose clocks never change. */
  readonly zone: string | undefined;
  readonly asOf: string;
  /** It was asked for: what it comes before has not happened yet. */
  readonly isAsked: boolean;
  /** What lists of calls tell; null: there is none. */
  readonly calls: LeadCallsSettings | null;
  /** Moments of which some export writes a day and no time. */
  readonly days: ReadonlySet<string>;
  /** Those that are laid down of leads. */
  readonly moments: ReadonlySet<LeadMoment>;
}

/** What else is known once they are laid down. */
export interface LaidAnswers {
  /** The usual working days that are over; without a calendar none. */
  readonly workingDays: readonly string[];
}

const num = (value: number): Sql => raw(String(value));

/**
 * Lays down `answers`, a row per lead. `answer` is how it stands: within or late (or just answered), overdue, pending,
 * unknown, outside. In seconds: `took` by the calendar, `elapsed` by the clock since creation, `routing` until the
 * assignment and `human` from there. Besides: the bucket of `took`, the hour and the weekday of creation, whether an
 * outcome was due, came in time, came at all and has a date, and what the calls of the lead tell.
 */
export async function layDownAnswers(engine: Engine, settings: AnswersSettings): Promise<LaidAnswers> {
  const { calendar, asOf, calls } = settings;
  if (calls) await layDownLeadCalls(engine, settings.notBy);
  const dated = await datesOf(engine, settings);
  const stretches = await stretchesIn(engine, settings.zone, dated.from, dated.to);
  const clock = clockOf(stretches);
  const [today = '', time] = asOf.split('T');
  const now = clock(today, time === undefined ? SECONDS_OF_A_DAY : secondsIn(time));
  const span = { ...{ clock, now }, from: dated.from, to: dated.to, whole: settings.feedback };
  const laid = calendar && calendarOf(calendar, span);
  const known = {
    ...{ settings, stretches, laid, wholeDays: dated.wholeDays, now },
    ...meaningsOf(settings),
    /** The first day that is not over. */
    open: dayNumber(today) + (time === undefined ? 1 : 0),
  };
  const days = laid ? sql`with working_days as materialized (select * from ${laid.days}) ` : sql``;
  await engine.run(sql`create table answers as ${days}${standing(known)}`);
  return { workingDays: (laid?.usual ?? []).filter((day) => dayNumber(day) < known.open) };
}

interface KnownOfAnswers {
  readonly settings: AnswersSettings;
  readonly stretches: readonly Stretch[];
  readonly laid: Calendar | null;
  /** Moments of which some export writes no time, even if in one cell only: midnight stands for the whole day there. */
  readonly wholeDays: ReadonlySet<Dated>;
  /** The second that "now" is, and the number of the first day that is not over by then. */
  readonly now: number;
  readonly open: number;
  /** Categories and reasons of what is no lead (spam, duplicates, tests), and reasons that say nothing. */
  readonly junk: readonly string[];
  readonly tests: readonly string[];
  readonly silent: readonly string[];
}

/** What exports say of each lead, moments as seconds of UTC. */
function saidOf({ settings, stretches, laid, wholeDays, now, junk, tests, silent }: KnownOfAnswers): Sql {
  const { moments, isAsked, calls } = settings;
  const local = (field: LeadMoment) => (moments.has(field) ? name(field) : sql`cast(null as timestamp)`);
  const at = (field: LeadMoment) => instantOf(local(field), stretches);
  const happened = (field: LeadMoment) =>
    isAsked ? sql`case when ${at(field)} <= ${num(now)} then ${at(field)} end` : at(field);
  const hasTime = (field: Dated) => (wholeDays.has(field) ? sql`not ${isDay(name(field))}` : sql`true`);
  const flag = (field: LeadMoment) => (moments.has(field) ? sql`coalesce(${name(field)}, false)` : sql`false`);
  const isNobody = isOneOf(sql`lower(trim(manager))`, settings.notBy);
  const isLost = sql`ending = 'lost'`;
  const response = moments.has('response') ? sql`response` : sql`cast(null as bigint)`;
  const called = (field: string, type: string) => (calls ? name(field) : sql`cast(null as ${raw(type)})`);
  const talked = instantOf(called('talked_at', 'timestamp'), stretches);
  const byCalls: Readonly<Record<string, Sql>> = {
    tells: calls ? sql`coalesce(${isOfCalls(calls)}, false)` : sql`false`,
    ...{ is_nobody: sql`false`, response: sql`cast(null as bigint)`, is_unread: sql`coalesce(is_untold, false)` },
    said: isAsked ? sql`case when ${talked} <= ${num(now)} then ${talked} end` : talked,
    said_has_time: calls?.areDays ? sql`not ${isDay(sql`talked_at`)}` : sql`true`,
  };
  const columns: Readonly<Record<string, Sql>> = {
    ...{ key: sql`key`, not_in_crm: sql`not_in_crm`, created_at: local('created_at'), shift: laid?.shift ?? sql`0` },
    ...{ tells: flag('tells_answer'), is_excused: flag('is_excused'), is_nobody: sql`coalesce(${isNobody}, false)` },
    ...{ created: at('created_at'), created_has_time: hasTime('created_at') },
    ...{ assigned: happened('assigned_at'), assigned_has_time: hasTime('assigned_at') },
    ...{ is_unread: flag('answer_unread'), assigned_unread: flag('assigned_unread') },
    ...{ said: happened('answered_at'), said_has_time: hasTime('answered_at'), response },
    ...{ closed: happened('closed_at'), changed: happened('changed_at') },
    is_junk: sql`${isLost} and (coalesce(${isOneOf(sql`category`, junk)}, false) or ${isOneOf(sql`reason`, tests)})`,
    is_reasoned: sql`${isLost} and reason <> ${literal(NO_REASON)} and not ${isOneOf(sql`reason`, silent)}`,
    has_moved: sql`depth > 0 or has_contact`,
    ...{ tries: called('tries', 'bigint'), calls: called('calls', 'bigint') },
    ...{ is_unreached: called('is_unreached', 'boolean'), talker: called('talker', 'varchar') },
    is_of_calls: calls ? sql`coalesce(${isOfCalls(calls)}, false)` : sql`false`,
    ...(calls?.areAnswers ? byCalls : {}),
  };
  return sql`select ${list(columns)} from leads${calls ? sql` left join lead_calls using (key)` : sql``}`;
}

/**
 * Who was answered and when, and from when the clock runs. An answer is never before creation: where it has no time, days
 * are compared.
 */
function answeredOf(known: KnownOfAnswers): Sql {
  const { settings, stretches, now } = known;
  const { isFromAssigned, isResponseWorking, isAsked } = settings;
  const dayOf = (second: Sql) => dayAt(second, stretches);
  const isAfter = sql`coalesce(case when said_has_time and created_has_time then said >= created
    else ${dayOf(sql`said`)} >= ${dayOf(sql`created`)} end, true)`;
  const hasHappened =
    isAsked && !isResponseWorking ? sql`coalesce(created + response <= ${num(now)}, true)` : sql`true`;
  const marked = sql`select *, not is_nobody and said is not null and ${isAfter} as is_said,
      not is_nobody and response is not null and ${hasHappened} as is_counted from (${saidOf(known)})`;
  const counted = isResponseWorking ? sql`cast(null as bigint)` : sql`created + response`;
  return sql`select *, is_said or is_counted as is_answered,
      tells and not is_excused and (is_said or is_counted or is_nobody or not is_unread) as is_told,
      case when is_said then said when is_counted then ${counted} end as answered,
      created_has_time and (not is_said or said_has_time) as answer_has_time,
      ${isFromAssigned ? sql`greatest(created, assigned)` : sql`created`} as start,
      created_has_time${isFromAssigned ? sql` and case when assigned is null then not assigned_unread else assigned_has_time end` : sql``} as start_has_time
    from (${marked})`;
}

/** How long the answer took, or how long a lead has waited so far. Without a calendar it is the time of the clock. */
function timedOf(known: KnownOfAnswers): Sql {
  const { settings, laid, stretches, now } = known;
  const { isResponseWorking, isFromAssigned, calendar } = settings;
  const rows = { start: 's', answered: 'a', closed: 'l' } as const;
  const worked = (of: keyof typeof rows) => (laid ? workedUntil(sql`t.${name(of)}`, rows[of]) : sql`t.${name(of)}`);
  const joins = laid
    ? [...Object.entries(rows), ['created', 'c']].map(
        ([of, row]) =>
          sql` left join working_days ${name(row as string)} on ${name(row as string)}.shift = t.shift
            and ${name(row as string)}.day = ${dayAt(sql`t.${name(of as string)}`, stretches)}`,
      )
    : [];
  // A response time is taken as it is where neither a calendar nor an assignment comes between.
  const isPlain = isResponseWorking || calendar === null || isRoundTheClock(calendar);
  const counted = sql`when not is_said and is_counted and ${isPlain ? sql`true` : sql`false`}
    ${isFromAssigned && !isResponseWorking ? sql`and assigned is null and not assigned_unread` : sql``} then response`;
  return sql`select t.*,
      case ${counted} when answer_has_time and start_has_time then greatest(${worked('answered')} - ${worked('start')}, 0) end as own_took,
      case when not is_said and is_counted and ${isResponseWorking ? sql`false` : sql`true`} then response
        when answer_has_time then answered - created end as own_elapsed,
      case when created_has_time and assigned_has_time and assigned >= created then assigned - created end as routing,
      case when answer_has_time and assigned_has_time and answered >= assigned and assigned >= created then answered - assigned end as own_human,
      case when start_has_time then ${laid?.byNow ?? num(now)} - ${worked('start')} end as waited,
      ${worked('closed')} - ${worked('start')} as until_lost, ${laid ? sql`c.until` : sql`cast(null as bigint)`} as until
    from (${answeredOf(known)}) t${joined(joins, '')}`;
}

/** The standing of each lead. */
function standing(known: KnownOfAnswers): Sql {
  const { settings, stretches, laid, open } = known;
  const most = num(settings.response);
  const dayOf = (second: Sql) => dayAt(second, stretches);
  const state = laid
    ? sql`when is_answered then case when own_took is null then 'unknown' when own_took <= ${most} then 'within' else 'late' end
      when is_junk and start_has_time and until_lost <= ${most} then 'outside'
      when waited is null then 'unknown'
      when waited <= ${most} then 'pending'
      when is_junk and closed is null then 'unknown' else 'overdue' end`
    : sql`when is_answered then 'answered' else 'pending' end`;
  const answered = sql`answer in ('within', 'late', 'answered')`;
  const ofAnswered = (own: string) => sql`case when ${answered} then ${name(own)} end`;
  const buckets = SPEEDS.map(([bucket, seconds]) =>
    seconds === null
      ? sql`when own_took is not null then ${literal(bucket)}`
      : sql`when own_took <= ${num(seconds)} then ${literal(bucket)}`,
  );
  // A loss tells what became of a lead only if its reason says something.
  const fed = sql`least(${dayOf(sql`changed`)}, case when is_reasoned then ${dayOf(sql`closed`)} end)`;
  const columns: Readonly<Record<string, Sql>> = {
    ...{ key: sql`key`, answer: sql`answer`, took: ofAnswered('own_took'), elapsed: ofAnswered('own_elapsed') },
    ...{ routing: sql`routing`, human: ofAnswered('own_human') },
    speed: sql`case when answer in ('overdue', 'pending') then ${literal(UNANSWERED)} when ${answered} then case ${joined(buckets, ' ')} end end`,
    ...{
      hour: sql`case when not created_has_time then '(no time)' else strftime(created_at, '%H') end`,
      weekday: sql`strftime(created_at, '%a')`,
    },
    feedback_due: sql`is_due`,
    feedback_given: sql`is_due and coalesce(fed <= until, false)`,
    feedback_ever: sql`${laid ? sql`is_due` : sql`not not_in_crm`} and (has_moved or is_reasoned or changed is not null)`,
    feedback_dated: sql`fed is not null`,
    answered_day: sql`case when ${answered} and answer_has_time then ${dayOf(sql`answered`)} end`,
    answered_hour: sql`case when ${answered} and answer_has_time then ${localAt(sql`answered`, stretches)} % ${num(SECONDS_OF_A_DAY)} // 3600 end`,
    ...{ tries: sql`tries`, calls: sql`calls`, is_unreached: sql`is_unreached`, is_of_calls: sql`is_of_calls` },
    answered_by: settings.calls?.areAnswers ? sql`case when ${answered} then talker end` : sql`cast(null as varchar)`,
    is_untimed: sql`answer = 'unknown' and not not_in_crm and is_told`,
  };
  return sql`select ${list(columns)} from (select *, ${fed} as fed, coalesce(until < ${num(open)}, false) and not not_in_crm as is_due,
      case when not_in_crm then 'outside' when not is_told then 'unknown' ${state} as answer
    from (${timedOf(known)}))`;
}

const list = (columns: Readonly<Record<string, Sql>>): Sql =>
  joined(
    Object.entries(columns).map(([column, value]) => sql`${value} as ${name(column)}`),
    ', ',
  );

const isRoundTheClock = ({ days, hours, holidays, byManager }: WorkingTime): boolean =>
  days.length === 7 && hours.from === 0 && hours.to === 24 * 60 && holidays.size === 0 && byManager.size === 0;

/** `09:30:15`, `09:30`. */
function secondsIn(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return hours * 3600 + minutes * 60 + Math.floor(seconds);
}

const DATED = ['created_at', 'assigned_at', 'answered_at', 'closed_at'] as const;
type Dated = (typeof DATED)[number];

/** At most so many days of a calendar are worked out. A moment further away has no working time. */
const MOST_DAYS = 60 * 366;

/** The days from the first creation to the last moment of all, and the moments that some export writes without a time. */
async function datesOf(
  engine: Engine,
  { moments, days: dayAlone, asOf, calls }: AnswersSettings,
): Promise<{ from: string; to: string; wholeDays: ReadonlySet<Dated> }> {
  const there = DATED.filter((field) => moments.has(field));
  const answered = moments.has('response') ? [sql`max(created_at + to_seconds(response))`] : [];
  const talks = calls?.areAnswers ? [sql`(select max(talked_at) from lead_calls)`] : [];
  const ends = [...there.map((field) => sql`max(${name(field)})`), ...answered, ...talks].map(
    (end) => sql`cast(cast(${end} as date) as varchar)`,
  );
  const written = there.map((field) => sql`coalesce(bool_or(${name(`${field}_is_day`)}), false)`);
  const each = there.map((field) => sql`bool_and(${isDay(name(field))}) as ${name(`${field}_is_day`)}`);
  // Asked of the rows that are laid down: what leads have does not depend on their kinds.
  const days = sql`(select ${joined([sql`cast(cast(min(created_at) as date) as varchar)`, ...ends], ', ')} from ${name(rowsIn('leads'))})`;
  const areDays = sql`(select ${joined(written, ', ')} from (select file, ${joined(each, ', ')} from ${name(rowsOf('crm'))} group by file))`;
  const [told = []] = await engine.query(
    moments.has('tells_answer') ? sql`from ${days} positional join ${areDays}` : sql`from ${days}`,
  );
  const [first, ...last] = told.slice(0, 1 + ends.length);
  const wholeDays = told.slice(1 + ends.length);
  const upTo = [asOf.slice(0, 10), ...last.flatMap((day) => (typeof day === 'string' ? [day] : []))].sort();
  const from = [asOf.slice(0, 10), ...(typeof first === 'string' ? [first] : [])].sort()[0] as string;
  const to = Math.min(dayNumber(upTo.at(-1) as string), dayNumber(from) + MOST_DAYS);
  return {
    from,
    to: dayNumbered(to),
    wholeDays: new Set(there.filter((field, at) => dayAlone.has(field) || wholeDays[at] === true)),
  };
}

/** What reasons mean, whatever a configuration calls their categories. */
function meaningsOf({ reasons: names, noContent }: AnswersSettings): Pick<KnownOfAnswers, 'junk' | 'tests' | 'silent'> {
  const [categories, reasons] = [[...names.categories].sort(), [...names.reasons].sort()];
  return {
    junk: categories.filter(isJunk),
    tests: reasons.filter(isTest),
    silent: reasons.filter((reason) => saysNothing(reason, noContent)),
  };
}
