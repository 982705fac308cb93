import { text } from '../error.js';
import { ZERO } from '../model/measures.js';
import { formatWhole, toTheCent } from '../model/numbers.js';
import { defineDoubt } from './define-doubt.js';

/** Revenue is what won deals brought: prepayments, and payments for what was lost after all, are no part of it. */
export default defineDoubt({
  code: 'payments-not-won',
  asks: ({ paid }) => paid !== null,
  look: ({ paid }) => (paid ? [{ ...paid.notWon, all: paid.all }] : []),
  say: ({ count, all, sum }) =>
    text(
      `${formatWhole(count, 'en')} of ${formatWhole(all, 'en')} payments (${toTheCent(sum ?? ZERO, 'en')}) are of leads and deals that are not won: in no revenue`,
      `оплат по лидам и сделкам, которые не выиграны: ${formatWhole(count, 'ru')} из ${formatWhole(all, 'ru')} (${toTheCent(sum ?? ZERO, 'ru')}); в выручку не вошли`,
    ),
});
