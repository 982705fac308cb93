import { type Text, text } from '../model/text.js';
import type { ReportContext } from './report-context.js';
import type { TrendLine } from './trend-series.js';

/** Says what is not told of the periods, and why. */
export async function notesOnTrend(_: ReportContext, rows: readonly TrendLine[]): Promise<readonly Text[]> {
  const has = (state: TrendLine['state']) => rows.some((row) => row.state === state);
  const isEarly = has('too early');
  const isNews = rows.some(({ signals }) => signals !== null && signals.length > 0);
  const isUnheard = !isNews && rows.every(({ signals }) => signals === null);
  return [
    ...(has('partial') || isEarly ? [NO_CHANGE] : []),
    ...(isEarly && rows.some(({ expected }) => expected !== null) ? [IN_THE_END] : []),
    ...(isEarly && rows.every(({ expected }) => expected === null) ? [NO_ESTIMATE] : []),
    ...(isNews ? [NEWS] : []),
    ...(isUnheard ? [TOO_SHORT] : []),
  ];
}

const NO_CHANGE = text(
  'no change is told from or to a period that is not whole, or of whose leads more than a tenth may yet become deals',
  'изменения не считаются от неполного периода и к нему, а также если больше десятой части лидов ещё могут стать сделками',
);
const IN_THE_END = text(
  'deals in the end = those there are and those that open leads will become, as leads of their age did (9 times in 10 between the two)',
  'сделок в итоге = уже есть и ещё будут из открытых лидов, если они пойдут как прежние лиды их возраста (в 9 случаях из 10 между этими числами)',
);
const NO_ESTIMATE = text(
  'how many deals are still to come cannot be told: too few leads are watched so long, or more than a tenth of the deals or of the lost leads have no date',
  'сколько сделок ещё будет, не оценить: так долго прослежено слишком мало лидов или больше десятой части сделок или отказов без даты',
);
const NEWS = text(
  'news = further from the median of up to 26 whole mature periods before it than chance and habit explain; it is told once, until a period is usual again',
  'сигнал = дальше от медианы предыдущих полных созревших периодов (до 26), чем объясняют случай и обычный разброс; повторно — только после обычного периода',
);
const TOO_SHORT = text(
  'news takes 8 whole mature periods before it',
  'для сигнала нужно не меньше 8 полных созревших периодов до него',
);
