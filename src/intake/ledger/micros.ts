import { text, UserError } from '../../error.js';
import { compare, exact, multiply } from '../../model/exact.js';
import type { Loaded } from '../scan/loaded.js';
import { entryOf } from '../shape/entry.js';
import { amountOf, type Tally } from './tally.js';

/** Whatever the currency, no click costs as much; in millionths all do. */
const MOST_PER_CLICK = 100_000;

/**
 * Refuses money that may be in millionths (as in Yandex Direct's API). If a click costs more than any can, the amounts
 * would be a million times too large, and a person has to say which it is.
 */
export function refuseMicros({ recognised, file }: Loaded, counted: Tally): void {
  const { perhapsMicros, columns } = recognised;
  if (!perhapsMicros || !columns.has('cost') || !columns.has('clicks')) return;
  const [cost, clicks] = [amountOf(counted, 'cost')?.sum, amountOf(counted, 'clicks')?.sum];
  if (!cost || !clicks || clicks.num <= 0n || compare(cost, multiply(clicks, exact(MOST_PER_CLICK))) <= 0) return;
  const said = entryOf(file.name, {}, { micros: 'true' });
  throw new UserError(
    text(
      `a click costs more than ${MOST_PER_CLICK} on average: «${columns.get('cost')?.heading}» seems to be in millionths`,
      `клик в среднем дороже ${MOST_PER_CLICK}: похоже, «${columns.get('cost')?.heading}» в миллионных долях`,
    ),
    {
      file: file.name,
      hint: text(
        `in funnel.yaml: ${said}; or micros: false, if the amounts are right`,
        `в funnel.yaml: ${said}; или micros: false, если суммы верны`,
      ),
    },
  );
}
