import { text } from '../error.js';
import { whole } from '../model/numbers.js';
import { defineDoubt } from './define-doubt.js';

/** A won deal whose amount is blank or unreadable earned something, and nobody knows what: it is no zero. */
export default defineDoubt({
  code: 'amounts-missing',
  asks: ({ census, ofLeads }) => ofLeads.fields.has('revenue') && census.wonDeals > census.pricedDeals,
  look: ({ census: { wonDeals, pricedDeals } }) => [{ count: wonDeals - pricedDeals, all: wonDeals }],
  say: ({ count, all }) =>
    count === all
      ? text(
          `${all === 1 ? 'the only won deal has no amount' : `none of ${whole(all, 'en')} won deals has an amount`}: revenue and what is made of it are blank`,
          `ни у одной из выигранных сделок (${whole(all, 'ru')}) нет суммы: выручка и всё, что из неё считается, — прочерк`,
        )
      : text(
          `${whole(count, 'en')} of ${whole(all, 'en')} won deals ${count === 1 ? 'has' : 'have'} no amount: revenue is the sum of the others, and the average deal is of those alone`,
          `у ${whole(count, 'ru')} из ${whole(all, 'ru')} выигранных сделок нет суммы: выручка — сумма остальных, средняя сделка — только по ним`,
        ),
});
