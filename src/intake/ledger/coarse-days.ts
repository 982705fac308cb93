import { text } from '../../error.js';
import { shiftDay, weekday } from '../../model/dates.js';
import type { Warning } from '../../model/report.js';
import { NO_WORDS } from '../../model/text.js';
import type { Loaded } from '../scan/loaded.js';
import { daysIn } from '../shape/written-days.js';
import type { Coarse } from '../type/stride.js';

const WHAT = {
  month: text('the first days of months in a row', 'подряд идущие первые числа месяцев'),
  monthEnd: text('the last days of months in a row', 'подряд идущие последние числа месяцев'),
  week: text('days a week apart', 'дни через неделю'),
};
const AS = {
  month: text('a whole month', 'целый месяц'),
  monthEnd: text('a whole month', 'целый месяц'),
  week: text('the week that begins on it', 'неделя, которая с него начинается'),
};
/** A Monday begins a week everywhere; any other day may as well end one. */
const UNLESS = {
  month: NO_WORDS,
  monthEnd: NO_WORDS,
  week: text(
    'where that week ends on it, call the column Week ending; ',
    'если неделя им кончается, назовите столбец «Конец недели»; ',
  ),
};

/**
 * It may as well be the spend of that very day, so the guess is told. The same goes for a week that does not begin on a
 * Monday.
 */
export function coarseDays({ file, recognised }: Loaded, stride: Coarse | null): Warning[] {
  const { heading, spans } = recognised.columns.get(stride ? 'day' : 'period_from') ?? {};
  const said = (en: string, ru: string): Warning[] => [
    { code: 'coarse-days', count: 1, message: text(`${file.name}: ${en}`, `${file.name}: ${ru}`) },
  ];
  if (stride)
    return said(
      `«${heading}» holds ${WHAT[stride].en}, so each row is taken for ${AS[stride].en}; ${UNLESS[stride].en}where it is a single day, call the column Day`,
      `в «${heading}» ${WHAT[stride].ru}, поэтому каждая строка — ${AS[stride].ru}; ${UNLESS[stride].ru}если это один день, назовите столбец «День»`,
    );
  const [odd] = [...(spans ?? [])].find(([cell, { from, to }]) => isOddWeek(cell, from, to)) ?? [];
  if (odd === undefined) return [];
  return said(
    `«${heading}» holds days that are no Mondays (${odd}), each taken for the first of its week; where it is the last, call the column Week ending`,
    `в «${heading}» стоят не понедельники (${odd}), каждый принят за первый день недели; если это последний её день, назовите столбец «Конец недели»`,
  );
}

/** A single date that was taken for the first of seven days. */
const isOddWeek = (cell: string, from: string, to: string): boolean =>
  to === shiftDay(from, 6) && weekday(from) !== 0 && daysIn(cell, () => 'dmy').length < 2;
