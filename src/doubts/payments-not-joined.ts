import { text } from '../error.js';
import { ZERO } from '../model/measures.js';
import { toTheCent, whole } from '../model/numbers.js';
import { defineDoubt } from './define-doubt.js';

/** What nobody here has paid is in no revenue; where none is joined at all there is no report. */
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
