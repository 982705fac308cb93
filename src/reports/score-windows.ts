import type { AnswersOf } from '../facts/answer-counts.js';
import { idOf, type Keys } from '../facts/cube-memo.js';
import type { StandardOf } from '../facts/standard-counts.js';
import { watchedFor } from '../model/came-in-time.js';
import { daysBetween, shiftDay } from '../model/dates.js';
import type { Kpi } from '../model/kpis.js';
import type { Days, Scope } from '../model/scope.js';
import { type Text, text } from '../model/text.js';
import { type SideRows, sideRows } from './followed-sides.js';
import type { ReportContext } from './report-context.js';

/** A range of days with the data that figures of a scorecard need, by the id of the group. */
export interface Window {
  readonly scope: Scope & { readonly called: Text };
  /** For how many seconds each lead is followed; Infinity: up to the as-of moment. */
  readonly seconds: number;
  readonly sides: ReadonlyMap<string, SideRows>;
  readonly answers: ReadonlyMap<string, AnswersOf>;
  readonly standards: ReadonlyMap<string, StandardOf>;
}

/**
 * The days of a scorecard. `before`: the days before them, and the same days with leads that are followed equally long;
 * null: the exports do not cover them.
 */
export interface Windows {
  /** The name of the period, where the row is of one. */
  readonly period: string | null;
  readonly now: Window;
  readonly before: { readonly previous: Window; readonly same: Window } | null;
}

const [NOW, PREVIOUS] = [text('these days', 'эти дни'), text('before', 'раньше')];

export async function windowsOf(
  context: ReportContext,
  period: string | null,
  scope: Scope,
  by: readonly string[],
): Promise<Windows> {
  const now = await windowOf(context, { ...scope, called: NOW }, Number.POSITIVE_INFINITY, by);
  const days = daysBefore(scope);
  const { asOf, covers } = context;
  if (days === null || asOf === null || covers.leads.from === null || covers.leads.from > days.from)
    return { period, now, before: null };
  const seconds = Math.max(0, watchedFor(scope.to as string, asOf));
  return {
    ...{ period, now },
    before: {
      previous: await windowOf(context, { ...scope, ...days, called: PREVIOUS }, seconds, by),
      same: {
        ...(await windowOf(context, { ...scope, called: NOW }, seconds, by)),
        answers: now.answers,
        standards: now.standards,
      },
    },
  };
}

/** As many days just before some days; null: these have no start or no end. */
export function daysBefore({ from, to }: Days): { from: string; to: string } | null {
  if (from === null || to === null) return null;
  return { from: shiftDay(from, -daysBetween(from, to) - 1), to: shiftDay(from, -1) };
}

async function windowOf(
  context: ReportContext,
  scope: Window['scope'],
  seconds: number,
  by: readonly string[],
): Promise<Window> {
  const { kpis } = context.scores;
  const isAsked = (names: readonly Kpi['name'][]) => kpis.some(({ name }) => names.includes(name));
  const own = context.within({ ...scope, by: [], period: null });
  const isWhole = seconds === Number.POSITIVE_INFINITY;
  return {
    ...{ scope, seconds },
    sides: await sideRows(context, scope, seconds, by, isWhole && isAsked(EARNED)),
    answers: byGroup(isAsked(['within_rate', 'feedback_rate']) ? await own.answers(by) : [], by),
    standards: byGroup(isAsked(['standard_rate']) ? await own.standards(by) : [], by),
  };
}

/** Only the intervals of these figures need the revenue of single deals. */
const EARNED = ['average_deal', 'revenue_per_lead', 'roas', 'romi'] as const;

const byGroup = <Row extends { readonly keys: Keys }>(rows: readonly Row[], by: readonly string[]): Map<string, Row> =>
  new Map(rows.map((row) => [idOf(row.keys, by), row]));
