import { text } from '../error.js';
import { DIMENSION_NAMES } from '../model/dimensions.js';
import { PERIODS, type Period } from '../model/scope.js';
import { BROKEN_DOWN, defineOption, oneOf, TEXTS, wrongValue } from './define-option.js';

export const period = defineOption({
  flags: '--period <length>',
  single: true,
  help: text('one table per day, week, month or quarter', 'таблица на каждый день, неделю, месяц или квартал'),
  on: BROKEN_DOWN,
  choices: PERIODS,
  given: oneOf(PERIODS),
  read: (written: Period | undefined): Period | null => written ?? null,
});

/** `--by source --by manager`, or `--by source,manager`. */
export const by = defineOption({
  flags: '--by <dimension>',
  offers: 'dimensions',
  help: text(
    `break down by ${DIMENSION_NAMES.join(', ')} or a dimension of funnel.yaml; journey also by first-last, sla by hour, weekday or speed`,
    `разбить по ${DIMENSION_NAMES.join(', ')} или разрезу из funnel.yaml; journey ещё по first-last, sla — по hour, weekday, speed`,
  ),
  on: BROKEN_DOWN,
  many: true,
  given: TEXTS,
  read: (written: string | readonly string[] | undefined): string[] => {
    const names = [written ?? []].flat().flatMap((list) => list.split(',').map((one) => one.trim()));
    if (names.includes('')) throw wrongValue('--by', [written].flat().join(' '), DIMENSION, ['source']);
    return [...new Set(names)];
  },
});

const DIMENSION = text('the name of a dimension', 'название разреза');
