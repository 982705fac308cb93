import { type Text, text } from '../error.js';
import { compare, type Exact, subtract } from '../model/exact.js';
import { ZERO } from '../model/measures.js';
import { formatWhole, toTheCent } from '../model/numbers.js';
import { type Lang, NO_WORDS } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';

/**
 * Where payments are listed, revenue is what was paid, while the CRM has what was agreed. Where they differ, a reader
 * has to know which of the two a figure is.
 */
export default defineDoubt({
  code: 'paid-gap',
  asks: ({ paid }) => paid !== null,
  look({ paid, census: { wonDeals, pricedDeals, wonAlone, pricedAlone } }) {
    const [booked, got] = [paid?.booked ?? null, paid?.paid ?? ZERO];
    // With payments, a deal has a price only if it has a payment.
    const unpaid = wonDeals - pricedDeals + wonAlone - pricedAlone;
    const differs = booked !== null && compare(booked, got) !== 0;
    return [{ count: differs ? Math.max(unpaid, 1) : unpaid, unpaid, booked, got }];
  },
  say({ unpaid, booked, got }) {
    const without =
      unpaid === 0
        ? NO_WORDS
        : text(
            `; ${formatWhole(unpaid, 'en')} won ${unpaid === 1 ? 'deal has' : 'deals have'} no payment`,
            `; выигранных сделок без единой оплаты: ${formatWhole(unpaid, 'ru')}`,
          );
    const beside = booked === null ? NO_WORDS : besideTheCrm(booked, got);
    return text(
      `revenue is what was paid${beside.en}${without.en}`,
      `выручка — то, что оплачено${beside.ru}${without.ru}`,
    );
  },
});

function besideTheCrm(booked: Exact, got: Exact): Text {
  const size = compare(booked, got);
  const sums = (lang: Lang) => ({
    paid: toTheCent(got, lang),
    crm: toTheCent(booked, lang),
    gap: toTheCent(size < 0 ? subtract(got, booked) : subtract(booked, got), lang),
  });
  const [en, ru] = [sums('en'), sums('ru')];
  if (size === 0)
    return text(
      `, over all exports ${en.paid}, as much as the CRM has for the won deals`,
      `, по всем выгрузкам ${ru.paid}, столько же, сколько в CRM у выигранных сделок`,
    );
  return text(
    `, over all exports ${en.paid}; the CRM has ${en.crm} for the won deals, so it is ${en.gap} ${size < 0 ? 'more' : 'less'}`,
    `, по всем выгрузкам ${ru.paid}; в CRM у выигранных сделок ${ru.crm}, то есть оплачено ${size < 0 ? 'больше' : 'меньше'} на ${ru.gap}`,
  );
}
