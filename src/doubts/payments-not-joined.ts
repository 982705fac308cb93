import { text } from '../error.js';
import { ZERO } from '../model/measures.js';
import { formatWhole, toTheCent } from '../model/numbers.js';
import { defineDoubt } from './define-doubt.js';

/**
 * Payments of no lead or deal here are in no revenue. That not one payment can be joined is an error, and told
 * elsewhere.
 */
export default defineDoubt({
  code: 'payments-not-joined',
  asks: ({ paid }) => paid !== null,
  look: ({ paid }) => (paid && paid.ofNobody.count < paid.all ? [{ ...paid.ofNobody, all: paid.all }] : []),
  say: ({ count, all, sum }) =>
    text(
      `${formatWhole(count, 'en')} of ${formatWhole(all, 'en')} payments (${toTheCent(sum ?? ZERO, 'en')}) are of no lead or deal here: in no revenue`,
      `оплат не из этих лидов и сделок: ${formatWhole(count, 'ru')} из ${formatWhole(all, 'ru')} (${toTheCent(sum ?? ZERO, 'ru')}); в выручку не вошли`,
    ),
});
