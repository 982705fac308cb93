import { text } from '../../error.js';
import type { Warning } from '../../model/report.js';
import type { Loaded } from '../scan/loaded.js';
import type { Coarse } from '../type/stride.js';

const WHAT = {
  month: text('the first days of months in a row', 'подряд идущие первые числа месяцев'),
  week: text('days a week apart', 'дни через неделю'),
};
const AS = { month: text('month', 'месяц'), week: text('week', 'неделя') };

/** It may be spend of that very day: a guess, and said. */
export function coarseDays({ file, recognised }: Loaded, stride: Coarse | null): Warning[] {
  const heading = recognised.columns.get('day')?.heading;
  if (!stride) return [];
  return [
    {
      code: 'coarse-days',
      count: 1,
      message: text(
        `${file.name}: «${heading}» holds ${WHAT[stride].en}, so each row is taken for a whole ${AS[stride].en}; where it is a single day, call the column Day`,
        `${file.name}: в «${heading}» ${WHAT[stride].ru}, поэтому каждая строка — целый период (${AS[stride].ru}); если это один день, назовите столбец «День»`,
      ),
    },
  ];
}
