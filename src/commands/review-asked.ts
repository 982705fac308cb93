import { compareWords } from '../model/compare-words.js';
import { daysBetween, earliest, latest, shiftDay, weekday } from '../model/dates.js';
import { DECIDED_BY } from '../model/figures/compared-figures.js';
import {
  type AskedDecision,
  type Decision,
  FEWEST_WEEKS,
  liesIn,
  type ReviewAsked,
  type ReviewedWeeks,
  USUAL_WEEKS,
  type WeekSpan,
} from '../model/review.js';
import type { Days, Filter } from '../model/scope.js';
import type { ReportContext } from '../reports/report-context.js';
import type { Cover } from '../session/cover.js';
import type { Session } from '../session/session.js';
import { isCut } from '../session/undated-spend.js';
import { foundFor, lastWholeDay } from './hypotheses-asked.js';

const WEEK = 7;

/**
 * The weeks of a review: the one asked for, else the last complete week of the days asked for that the exports hold.
 * Null: there is none.
 */
export function reviewedWeeks(
  cover: Cover,
  { isWeek, days, every, asOf }: { isWeek: boolean; days: Days; every: number; asOf: string | null },
): ReviewedWeeks | null {
  const last = isWeek ? days.to : lastSunday(earliest(cover.whole.to, days.to));
  if (last === null) return null;
  const length = every * WEEK;
  const before = (spans: number): WeekSpan => {
    const to = shiftDay(last, -spans * length);
    return { from: shiftDay(to, 1 - length), to };
  };
  const spans = Array.from({ length: Math.floor(USUAL_WEEKS / every) }, (_, at) => before(at + 1)).reverse();
  // Only a part of the month before the first lead may be exported, so a week before it is not complete.
  const held = { from: cover.sure, to: cover.made.to };
  const told = spans.filter((span) => liesIn(span, held));
  const isEnough = told.length * every >= FEWEST_WEEKS;
  const now = before(0);
  const over = lastWholeDay(asOf);
  const isWhole = liesIn(now, held) && over !== null && now.to <= over;
  return { now, isWhole, previous: before(1), usual: isEnough ? told : [], held };
}

/** The last day of the last ISO week that is over on a day. */
const lastSunday = (day: string | null): string | null =>
  day === null ? null : shiftDay(day, -((weekday(day) + 1) % WEEK));

/** What a review asks of these weeks besides figures. */
export function reviewOf(
  session: Session,
  { asked, weeks, cover }: { asked: ReviewAsked; weeks: ReviewedWeeks | null; cover: Cover },
  resolve: (filters: readonly Filter[]) => Promise<Filter[]>,
): ReportContext['review'] {
  const { config, facts } = session;
  return {
    ...{ asked, weeks, questions: config.questions, link: config.links?.lead ?? null },
    hasCalls: facts.tables.has('calls'),
    decisions: () => decisionsAsked(session, cover, weeks, resolve),
    tellsSpend: (span) =>
      liesIn(span, cover.spend) && !cover.undated.some((one) => one.of === 'spend' && isCut(one, span)),
  };
}

/** The decisions that hold in a week, the latest first, each with as many whole weeks before it as after it. */
async function decisionsAsked(
  { config, asOf }: Session,
  cover: Cover,
  weeks: ReviewedWeeks | null,
  resolve: (filters: readonly Filter[]) => Promise<Filter[]>,
): Promise<readonly AskedDecision[]> {
  const last = weeks === null ? null : earliest(weeks.now.to, lastWholeDay(asOf));
  if (last === null) return [];
  const asked: AskedDecision[] = [];
  for (const decision of config.decisions.filter(({ since }) => since <= last)) {
    const { figure } = decision;
    const { way } = DECIDED_BY.find(({ name }) => name === figure) ?? {};
    const stands = figure === undefined ? NOT_JUDGED : standing(decision, figure, last, cover);
    const found = await foundFor(decision, stands.windows, cover, resolve);
    const named = { name: decision.what, figure: figure ?? 'leads', expect: way === 'cost' ? 'down' : 'up' } as const;
    asked.push({ decision, judged: { ...decision, ...named, ...stands, ...found } });
  }
  return asked.sort(({ decision: a }, { decision: b }) => compareWords(b.since, a.since));
}

const NOT_JUDGED = { weeks: 0, windows: null, state: 'idea' } as const;

/** Whole weeks since the day of the decision, and as many before: limited by the exports and by its last day. */
function standing({ since, until }: Decision, figure: string, last: string, { sure, spend }: Cover) {
  const end = until === undefined ? last : (earliest(last, until) as string);
  const { among } = DECIDED_BY.find(({ name }) => name === figure) ?? {};
  const isOfSpend = among === 'paid' || figure === 'spend';
  const begins = isOfSpend && spend.from === null ? null : latest(sure, isOfSpend ? spend.from : null);
  const over = Math.floor((daysBetween(since, end) + 1) / WEEK);
  const held = begins === null ? 0 : Math.floor(daysBetween(begins, since) / WEEK);
  const weeks = Math.max(0, Math.min(over, held, USUAL_WEEKS));
  const windows = weeks === 0 ? null : windowsOf(since, weeks * WEEK);
  // If the exports do not hold the week before it, waiting does not help.
  const state = weeks > 0 || held < 1 ? ('done' as const) : ('running' as const);
  return { weeks, windows, state };
}

const windowsOf = (since: string, days: number) => ({
  before: { from: shiftDay(since, -days), to: shiftDay(since, -1) },
  after: { from: since, to: shiftDay(since, days - 1) },
});
