import type { Engine, Value } from '../engines/engine.js';
import { spelt } from '../engines/spell.js';
import { joined, literal, name, raw, type Sql, sql } from '../engines/sql.js';
import { Bug } from '../error.js';
import { dayNumber, dayNumbered, weekday } from '../model/dates.js';
import { type Answers, TIMES_OF_ANSWER, type TimeOfAnswer } from '../model/figures/answer-figures.js';
import {
  isMuch,
  type Known,
  LEAD_MEASURES,
  type LeadMeasureName,
  type Measures,
  noMeasures,
  STANDS_WITH_ANSWER,
  type StandsWithAnswer,
  settleAmounts,
  ZERO,
} from '../model/measures.js';
import type { Scope } from '../model/scope.js';
import { noValueOf } from '../model/silent.js';
import { exactSum } from './cube.js';
import type { Keys } from './cube-memo.js';
import { type Dimensions, inScope, keyColumns, rowPerValue } from './cube-scope.js';
import { inSeconds } from './lead-paces.js';
import { leadsWhere } from './lead-rows.js';

/** Some leads: how they were answered, and what became of them. */
export interface AnswersOf {
  readonly keys: Keys;
  readonly own: Measures;
  readonly answers: Answers;
  /** Leads of which nothing is known only because a time of day, or the day of the loss, is missing. */
  readonly untimed: number;
}

/** Laid down already. */
const ANSWERS = spelt.beside(sql`answers`, sql`answers`);

/** What names the rows of answers besides the dimensions of leads. */
export const ANSWER_KEYS: Readonly<Record<string, Sql>> = {
  hour: sql`coalesce(hour, '(no date)')`,
  weekday: sql`coalesce(weekday, '(no date)')`,
  speed: sql`speed`,
  // Where calls name who spoke, that one; else who has the lead.
  manager: sql`coalesce(answered_by, manager, ${literal(noValueOf('manager'))})`,
};

const is = (...answers: readonly string[]): Sql =>
  joined(
    answers.map((answer) => sql`answer = ${answer}`),
    ' or ',
  );
/** Which leads of `answers` stand so. */
export const STANDING: Readonly<Record<StandsWithAnswer, Sql>> = {
  answered: sql`(${is('within', 'late', 'answered')})`,
  within: is('within'),
  late: is('late'),
  overdue: is('overdue'),
  pending: is('pending'),
  unknown: is('unknown'),
  outside: is('outside'),
  due: sql`(${is('within', 'late', 'overdue')})`,
  assigned: sql`routing is not null`,
  feedback_due: sql`feedback_due`,
  feedback_given: sql`feedback_given`,
  feedback_ever: sql`feedback_ever`,
  called: sql`coalesce(tries > 0, false)`,
  no_answer: sql`coalesce(is_unreached, false)`,
  no_answer_under_3: sql`coalesce(is_unreached and tries < 3, false)`,
  with_calls: sql`coalesce(calls > 0, false)`,
};
/** What only a calendar tells. */
const OF_CALENDARS: readonly StandsWithAnswer[] = [
  'within',
  'late',
  'overdue',
  'due',
  'feedback_due',
  'feedback_given',
];

/** And what only lists of calls do. */
const OF_CALLS: readonly StandsWithAnswer[] = ['called', 'no_answer', 'no_answer_under_3', 'with_calls'];

const QUANTILES: Readonly<Record<TimeOfAnswer, readonly [column: string, share: string]>> = {
  took: ['took', '0.5'],
  took_p90: ['took', '0.9'],
  elapsed: ['elapsed', '0.5'],
  routing: ['routing', '0.5'],
  human: ['human', '0.5'],
};

const quantile = (value: Sql, share: string) => spelt.quantile(value, raw(share), sql`true`);

const MEASURES = [
  ...(['leads', 'open', 'reached.lead', 'reached.qualified', 'unknown_depth.qualified', 'reached.deal'] as const),
] satisfies LeadMeasureName[];

/** Counts the answers of a scope by some keys, which may be keys of answers too. The table `answers` must be there. */
export async function countAnswers(
  { engine, dimensions, ...known }: Known & { engine: Engine; dimensions: Dimensions },
  scope: Scope,
  keys: readonly string[],
  { hasCalendar, hasCalls }: { hasCalendar: boolean; hasCalls: boolean },
): Promise<AnswersOf[]> {
  const told = MEASURES.filter((of) => LEAD_MEASURES[of].isKnown(known));
  const sums = told.map((of) => sql`count(*) filter (where ${leadsWhere(LEAD_MEASURES[of].where(known.reach))})`);
  // Where no lead was made on the days of the call lists, nobody knows who was not reached: that is unknown and not zero.
  const areOfCalls = hasCalls ? sql`coalesce(${spelt.any(sql`is_of_calls`)}, true)` : sql`false`;
  const stands = STANDS_WITH_ANSWER.map((one) => {
    const count = sql`count(*) filter (where ${STANDING[one]})`;
    return OF_CALLS.includes(one) ? sql`case when ${areOfCalls} then ${count} end` : count;
  });
  const times = TIMES_OF_ANSWER.map((one) => {
    const [column, share] = QUANTILES[one];
    return quantile(name(column), share);
  });
  const called = [
    quantile(sql`tries`, '0.5'),
    sql`case when ${areOfCalls} then coalesce(sum(calls), 0) else sum(calls) end`,
  ];
  const open = ['feedback_ever and not feedback_dated', 'is_untimed'].map(
    (one) => sql`count(*) filter (where ${raw(one)})`,
  );
  const day = sql`created_day`;
  const columns = keys.map((key) => ANSWER_KEYS[key] ?? (keyColumns([key], scope, day, dimensions)[0] as Sql));
  const grouped = keys.length === 0 ? sql`` : sql` group by ${raw(keys.map((_, at) => at + 1).join(', '))}`;
  const rows =
    await engine.query(sql`select ${joined([...columns, ...sums, ...stands, ...times, ...called, ...open], ', ')}
    from ${rowPerValue(sql`leads join ${ANSWERS} using (key)`, keys, dimensions)}
    where ${inScope(scope, day, dimensions)}${keys.includes('speed') ? sql` and speed is not null` : sql``}${grouped}`);
  return rows.map((row) => {
    const next = takerOf(row);
    const own = noMeasures();
    const names = keys.map((key) => [key, next() as string] as const);
    for (const of of told) own[of] = exactSum(next()) ?? ZERO;
    const counts = byName(STANDS_WITH_ANSWER, (one) => {
      const found = exactSum(next());
      return OF_CALENDARS.includes(one) && !hasCalendar ? null : found;
    });
    const found = {
      keys: new Map(names),
      own: settleAmounts(own),
      answers: {
        counts,
        times: byName(TIMES_OF_ANSWER, () => inSeconds(next())),
        attempts: inSeconds(next()),
        calls: exactSum(next()),
        isFeedbackDated: !isMuch(exactSum(next()), counts.feedback_ever),
      },
      untimed: Number(next()),
    };
    if (!keys.includes('speed')) requireWhole(found);
    return found;
  });
}

/** How many answers were given in an hour (0 to 23) of a weekday (from Monday, which is 0). */
export interface AnswerHour {
  readonly weekday: number;
  readonly hour: number;
  readonly count: number;
}

export async function countAnswerHours(engine: Engine, scope: Scope, dimensions: Dimensions): Promise<AnswerHour[]> {
  const rows =
    await engine.query(sql`select answered_day, answered_hour, count(*) from leads join ${ANSWERS} using (key)
    where answered_day is not null and ${inScope(scope, sql`created_day`, dimensions)} group by 1, 2 order by 1, 2`);
  return rows.map(([day, hour, count]) => ({
    weekday: weekday(dayNumbered(Number(day))),
    ...{ hour: Number(hour), count: Number(count) },
  }));
}

/** Working days, between the first and the last answer to any lead, on which nobody answered. */
export async function silentDays(engine: Engine, workingDays: readonly string[]): Promise<string[]> {
  if (workingDays.length === 0) return [];
  const rows = await engine.query(sql`select distinct answered_day from ${ANSWERS} where answered_day is not null`);
  const days = new Set(rows.map(([day]) => Number(day)));
  const [first, last] = [Math.min(...days), Math.max(...days)];
  return workingDays.filter((day) => {
    const at = dayNumber(day);
    return at > first && at < last && !days.has(at);
  });
}

function takerOf(row: readonly Value[]): () => Value {
  let at = 0;
  return () => row[at++] ?? null;
}

const byName = <Name extends string, T>(names: readonly Name[], of: (name: Name) => T): Record<Name, T> =>
  Object.fromEntries(names.map((one) => [one, of(one)])) as Record<Name, T>;

/** Each lead has exactly one standing. The sum is counted on both sides, and a difference ends the run. */
function requireWhole({ own, answers: { counts } }: AnswersOf): void {
  const sum = (...parts: readonly StandsWithAnswer[]) => parts.reduce((all, one) => all + (counts[one]?.num ?? 0n), 0n);
  const all = sum('answered', 'overdue', 'pending', 'unknown', 'outside');
  if (own.leads?.num !== all)
    throw new Bug(`${own.leads?.num} leads, and ${all} that stand some way with their answer`);
  if (counts.within && sum('answered') !== sum('within', 'late'))
    throw new Bug(`${sum('answered')} answers, and ${sum('within', 'late')} in time or late`);
}
