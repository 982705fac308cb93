import { FIGURES } from '../model/figures/catalogue.js';
import { hasUnknownDepth } from '../model/figures/scoped.js';
import type { ChangeName } from '../model/figures/trend-figures.js';
import type { FollowedFigure } from '../model/followed.js';
import type { Period } from '../model/scope.js';
import { join, type Text, text } from '../model/text.js';
import { defineReport } from './define-report.js';
import { figure, periodKey, periodState, type ReportColumn, words } from './report-columns.js';
import type { ReportContext } from './report-context.js';
import { notesOnTrend } from './trend-notes.js';
import { series, type TrendLine } from './trend-series.js';

export const trend = defineReport({
  name: 'trend',
  title: text('By weeks', 'По неделям'),
  titleOf: ({ scope: { period } }: ReportContext) => TITLES[period ?? 'week'],
  question: text(
    'What changed from week to week, and is it news?',
    'Что изменилось от недели к неделе и новость ли это?',
  ),
  keys: ['period'],
  period: 'week',
  columns: {
    period: periodKey,
    state: { ...periodState(({ state }: TrendLine) => state), yields: 1 },
    leads: figure('leads'),
    qualified: { ...figure('qualified', { yields: 7 }), isAtLeast: hasUnknownDepth },
    deals: figure('deals'),
    spend: figure('spend', { yields: 4 }),
    revenue: figure('revenue', { yields: 5 }),
    cpl: figure('cpl'),
    cpql: figure('cpql', { yields: 10 }),
    cost_per_deal: figure('cost_per_deal', { yields: 13 }),
    qualified_rate: figure('qualified_rate'),
    deal_rate: figure('deal_rate', { yields: 11 }),
    /** Revenue / spend, a fraction. */
    roas: figure('roas', { yields: 9 }),
    romi: figure('romi', { yields: 12 }),
    /** For periods that are too early: the deals so far plus those that the open leads will become, from and to. */
    deals_low: figure('deals_low', { yields: 8 }),
    deals_high: figure('deals_high', { yields: 8 }),
  },
  further: ({ followed }: ReportContext) => ({ ...changesOf(followed), signal }),
  order: [],
  blocks: series,
  notes: notesOnTrend,
});

const TITLES: Record<Period, Text> = {
  day: text('By days', 'По дням'),
  week: text('By weeks', 'По неделям'),
  month: text('By months', 'По месяцам'),
  quarter: text('By quarters', 'По кварталам'),
};

const changesOf = (followed: readonly FollowedFigure[]): Record<string, ReportColumn<TrendLine>> =>
  Object.fromEntries(
    followed.map((name, at): [ChangeName, ReportColumn<TrendLine>] => [
      `${name}_change`,
      figure(`${name}_change`, { yields: at === 0 ? 2 : 6 }),
    ]),
  );

/** `leads up`, `cpl down`, among the figures asked for. */
const signal: ReportColumn<TrendLine> = words({
  kind: 'list',
  label: text('News', 'Сигнал'),
  sentence: text(
    'news = the value lies further from the median of the 8 to 26 whole mature periods before it than 3 × 1.4826 × MAD, and a count than 3 × √median; not again until a period is usual',
    'сигнал = значение дальше от медианы 8–26 предыдущих полных созревших периодов, чем 3 × 1,4826 × MAD, а для количеств ещё и дальше 3 × √медианы; снова — только после обычного периода',
  ),
  value: ({ signals }: TrendLine) => signals?.map(([name, where]) => `${name} ${where}`) ?? null,
  told: ({ signals }: TrendLine): Text | null =>
    signals &&
    join(
      signals.map(([name, where]) => arrow(FIGURES[name].label, where)),
      ', ',
    ),
});

const arrow = ({ en, ru }: Text, where: 'up' | 'down'): Text => {
  const sign = where === 'up' ? '↑' : '↓';
  return text(`${en} ${sign}`, `${ru} ${sign}`);
};
