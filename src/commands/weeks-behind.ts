import { text } from '../error.js';
import { shiftDay } from '../model/dates.js';
import { weekOf } from '../model/periods.js';
import type { Days } from '../model/scope.js';
import type { Text } from '../model/text.js';
import { LAST_WHOLE, type PeriodOptions, wholePeriods } from '../session/asked-days.js';

/** What there is to say of `--week last-whole` where later weeks have begun. */
interface WeeksBehind {
  readonly said: readonly Text[];
  /** By the clock a week is over that the exports do not hold all of. */
  readonly isBehind: boolean;
}

/** `asked`: the as-of moment as it was written. */
export function weeksBehind(
  { week }: PeriodOptions,
  { from }: Days,
  asOf: string | null,
  asked: string | undefined,
): WeeksBehind {
  if (week !== LAST_WHOLE || from === null || asOf === null) return { said: [], isBehind: false };
  const [own, latest] = [weekOf(from), weekOf(asOf.slice(0, 10))];
  if (latest <= own) return { said: [], isBehind: false };
  const isByClock = asked === 'now' || asked === 'yesterday';
  const over = weekOf(wholePeriods(1, 'week', asOf).from);
  const next = weekOf(shiftDay(from, 7));
  const begun =
    next === latest
      ? text(`${latest} has begun, and not all of it is`, `${latest} уже идёт, но в выгрузках не вся`)
      : text(
          `${next} … ${latest} have begun, and not all of them are`,
          `${next} … ${latest} — уже позже, но в выгрузках не целиком`,
        );
  return {
    said: [
      text(
        `${own} is the last whole week; ${begun.en} in the exports`,
        `${own} — последняя полная неделя; ${begun.ru}`,
      ),
    ],
    isBehind: isByClock && over > own,
  };
}
