import type { Exact } from '../exact.js';
import { type OfStandard, rowsBehind } from '../measures.js';
import { text } from '../text.js';
import { figure } from './figure.js';
import { over, type Part, part } from './formula.js';

/** Of how many leads it is known whether they meet a criterion, and how many do. */
export interface CriterionCount {
  readonly known: Exact;
  readonly met: Exact;
}

/** How some leads stand to one criterion of the standard; null: to all of them. */
export interface StandardLine {
  readonly criterion: number | null;
  readonly stands: CriterionCount;
}

const counted = (is: OfStandard['is']): Part<StandardLine> =>
  part(
    is === 'known' ? 'of known standard' : 'meeting the standard',
    ({ stands }) => stands[is],
    ({ criterion }) => rowsBehind('leads', { standard: { criterion, is } }),
  );

export const STANDARDS = {
  standard_known: figure<StandardLine, 'count'>({
    kind: 'count',
    label: text('Known', 'Известно'),
    sentence: text(
      'known = leads of which the columns of the criterion say whether they meet it; of the whole standard: leads that miss some criterion, or meet all',
      'известно = лиды, о которых столбцы критерия говорят, выполнен ли он; по стандарту целиком: какой-то критерий не выполнен или выполнены все',
    ),
    formula: counted('known'),
  }),
  standard_met: figure<StandardLine, 'count'>({
    kind: 'count',
    label: text('Met', 'Выполнен'),
    sentence: text(
      'met = leads that meet the criterion: its column is filled, or its rule holds; of interest: enough of its signs',
      'выполнен = лиды, у которых критерий выполнен: столбец заполнен или выполнено правило; интерес — достаточно признаков',
    ),
    formula: counted('met'),
  }),
  standard_rate: figure<StandardLine, 'rate'>({
    kind: 'rate',
    label: text('Share met', 'Доля'),
    sentence: text(
      'share met = leads that meet it / leads of which that is known',
      'доля = лиды, у которых критерий выполнен / лиды, о которых это известно',
    ),
    formula: over(counted('met'), counted('known')),
  }),
} as const;
