import { type Text, text } from '../error.js';
import { formatWhole } from '../model/numbers.js';
import { outOf } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';

/**
 * A won deal whose amount is blank or unreadable did earn something, but nobody knows how much: it must not count as
 * zero.
 */
export default defineDoubt({
  code: 'amounts-missing',
  asks: ({ census, ofLeads, settings }) =>
    // Where payments are listed, `paid-gap` says which deals have none.
    !settings.hasPayments &&
    ((ofLeads.fields.has('revenue') && census.wonDeals > census.pricedDeals) ||
      (settings.fields.crm.has('revenue') && census.wonAlone > census.pricedAlone)),
  look: ({ census: { wonDeals, pricedDeals, wonAlone, pricedAlone }, ofLeads }) => [
    { count: ofLeads.fields.has('revenue') ? wonDeals - pricedDeals : 0, all: wonDeals, areAlone: false },
    { count: wonAlone - pricedAlone, all: wonAlone, areAlone: true },
  ],
  say: ({ count, all, areAlone }) => (areAlone ? ofDealsAlone(count, all) : ofLeads(count, all)),
});

const ofLeads = (count: number, all: number): Text =>
  count === all
    ? text(
        `${all === 1 ? 'the only won deal has no amount' : `none of ${formatWhole(all, 'en')} won deals has an amount`}: revenue and what is made of it are blank`,
        `ни у одной из выигранных сделок (${formatWhole(all, 'ru')}) нет суммы: выручка и всё, что из неё считается, — прочерк`,
      )
    : text(
        `${formatWhole(count, 'en')} of ${formatWhole(all, 'en')} won deals ${count === 1 ? 'has' : 'have'} no amount: revenue is the sum of the others, and the average deal is of those alone`,
        `у ${formatWhole(count, 'ru')} ${outOf(all, 'выигранной сделки', 'выигранных сделок')} нет суммы: выручка — сумма остальных, средний чек — только по ним`,
      );

/** The same for won deals without a lead: their revenue stands in a row of its own. */
const ofDealsAlone = (count: number, all: number): Text =>
  text(
    `${formatWhole(count, 'en')} of ${formatWhole(all, 'en')} won deals without a lead ${count === 1 ? 'has' : 'have'} no amount: what the others earned is the revenue of their row`,
    `у ${formatWhole(count, 'ru')} ${outOf(all, 'выигранной сделки', 'выигранных сделок')} без лида нет суммы: выручка их строки — сумма остальных`,
  );
