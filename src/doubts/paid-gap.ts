import { text } from '../error.js';
import { compare, subtract } from '../model/exact.js';
import { ZERO } from '../model/measures.js';
import { toTheCent, whole } from '../model/numbers.js';
import type { Lang } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';

/** Revenue is what was paid; a CRM has what was agreed. Where the two differ somebody will ask which of them a figure is. */
export default defineDoubt({
  code: 'paid-gap',
  asks: ({ paid }) => paid !== null,
  look({ paid, census: { wonDeals, pricedDeals, wonAlone, pricedAlone } }) {
    const [booked, got] = [paid?.booked ?? null, paid?.paid ?? ZERO];
    // Where payments are listed, a deal has an amount where it has a payment.
    const unpaid = wonDeals - pricedDeals + wonAlone - pricedAlone;
    const differs = booked !== null && compare(booked, got) !== 0;
    return [{ count: differs ? Math.max(unpaid, 1) : unpaid, unpaid, booked, got }];
  },
  say({ unpaid, booked, got }) {
    const sums = (lang: Lang) => {
      if (booked === null) return null;
      const [gap, size] = [subtract(booked, got), compare(booked, got)];
      const shown = toTheCent(size < 0 ? subtract(got, booked) : gap, lang);
      const word = { en: size < 0 ? 'more' : 'less', ru: size < 0 ? 'больше' : 'меньше' }[lang];
      return {
        booked: toTheCent(booked, lang),
        got: toTheCent(got, lang),
        gap: `${shown} ${word}`,
        back: `${word} на ${shown}`,
      };
    };
    const [en, ru] = [sums('en'), sums('ru')];
    const [ofEn, ofRu] =
      unpaid === 0
        ? ['', '']
        : [
            `${whole(unpaid, 'en')} won ${unpaid === 1 ? 'deal has' : 'deals have'} no payment`,
            `выигранных сделок без единой оплаты: ${whole(unpaid, 'ru')}`,
          ];
    const rest = (words: string) => (words === '' ? '' : `; ${words}`);
    if (en === null || ru === null)
      return text(`revenue is what was paid${rest(ofEn)}`, `выручка — то, что оплачено${rest(ofRu)}`);
    return text(
      `revenue is what was paid, over all exports ${en.got}; the CRM has ${en.booked} for the won deals, so it is ${en.gap}${rest(ofEn)}`,
      `выручка — то, что оплачено, по всем выгрузкам ${ru.got}; в CRM у выигранных сделок ${ru.booked}, то есть оплачено ${ru.back}${rest(ofRu)}`,
    );
  },
});
