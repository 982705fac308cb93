import { text } from '../error.js';
import { ZERO } from '../model/measures.js';
import { toTheCent, whole } from '../model/numbers.js';
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
      `${whole(count, 'en')} of ${whole(all, 'en')} payments (${toTheCent(sum ?? ZERO, 'en')}) are of no lead or deal here: in no revenue`,
      `оплат не из этих лидов и сделок: ${whole(count, 'ru')} из ${whole(all, 'ru')} (${toTheCent(sum ?? ZERO, 'ru')}); в выручку не вошли`,
    ),
});
