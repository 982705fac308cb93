import { orRefused } from '../error.js';
import { shiftDay } from '../model/dates.js';
import type { AskedHypothesis, Hypothesis, HypothesisState } from '../model/hypothesis.js';
import type { Filter } from '../model/scope.js';
import type { Cover } from '../session/cover.js';
import type { Session } from '../session/session.js';
import { isCut } from '../session/undated-spend.js';

/**
 * The hypotheses of the configuration at the as-of moment. One that names something that no export has applies to no
 * rows.
 */
export async function hypothesesAsked(
  { config, asOf }: Session,
  cover: Cover,
  resolve: (filters: readonly Filter[]) => Promise<Filter[]>,
): Promise<readonly AskedHypothesis[]> {
  const asked: AskedHypothesis[] = [];
  for (const one of config.hypotheses) {
    const stands = standing(one, asOf);
    asked.push({ ...one, ...stands, ...(await foundFor(one, stands.windows, cover, resolve)) });
  }
  return asked;
}

/** The scope of a change in the words of the exports, and the files whose spend is cut by its weeks. */
export async function foundFor(
  { where }: Pick<Hypothesis, 'where'>,
  windows: AskedHypothesis['windows'],
  { undated }: Pick<Cover, 'undated'>,
  resolve: (filters: readonly Filter[]) => Promise<Filter[]>,
): Promise<Pick<AskedHypothesis, 'filters' | 'cuts' | 'unmatched'>> {
  const written = [...where].map(([dimension, values]) => ({ dimension, values, not: false }));
  const found = await orRefused(() => resolve(written));
  const isThere = Array.isArray(found);
  const weeks = Object.values(windows ?? {});
  const cut = undated.filter((spend) => spend.of === 'spend' && weeks.some((window) => isCut(spend, window)));
  const cuts = [...new Set(cut.map(({ file }) => file))];
  return { filters: isThere ? found : written, cuts, unmatched: isThere ? null : found.what };
}

/**
 * The weeks that are compared: whole blocks of seven days, as many before as after; the day of the change is in neither.
 */
function standing({ since, weeks }: Hypothesis, asOf: string | null): Pick<AskedHypothesis, 'state' | 'windows'> {
  if (since === undefined) return { state: 'idea', windows: null };
  const last = lastWholeDay(asOf);
  if (last === null || asOf === null || since > asOf.slice(0, 10)) return { state: 'planned', windows: null };
  let over = 0;
  while (over < weeks && shiftDay(since, (over + 1) * WEEK) <= last) over++;
  const state: HypothesisState = over === weeks ? 'done' : 'running';
  if (over === 0) return { state, windows: null };
  const days = over * WEEK;
  return {
    state,
    windows: {
      before: { from: shiftDay(since, -days), to: shiftDay(since, -1) },
      after: { from: shiftDay(since, 1), to: shiftDay(since, days) },
    },
  };
}

const WEEK = 7;

/** A moment cuts its day; a day is all of it. */
export const lastWholeDay = (asOf: string | null): string | null =>
  asOf === null ? null : asOf.length === 10 ? asOf : shiftDay(asOf.slice(0, 10), -1);
