import type { Pattern } from '../model/pattern.js';
import { anyOfWords, wordsOf } from './field-words.js';

const OF_LEAD = anyOfWords(
  'lead|prospect|mql|opportunity|opp|deal|order|request|enquiry|inquiry|quote|лид\\p{L}*|сделк\\p{L}*|заявк\\p{L}*|заказ\\p{L}*|обращени\\p{L}*',
  'anfrage|auftrag|vorgang|solicitud|pedido|demande|richiesta|zapytani\\p{L}*|zgłoszeni\\p{L}*|talep|sipariş',
  'ліда|угод\\p{L}*|звернен\\p{L}*|замовлен\\p{L}*|szans\\p{L}*',
  'negócio|oportunidade?|opportunité|opportunità|verkaufschance',
);

/** Words in the heading of a column of IDs, with their weight: the more telling, the heavier. */
const IDS: readonly [Pattern, number][] = [
  [OF_LEAD, 2],
  [anyOfWords('contact|customer|client|user|visitor|клиент\\p{L}*|контакт\\p{L}*|kunde|cliente|müşteri'), 1],
  [
    anyOfWords(
      'id|uid|uuid|guid|ids|number|no|num|code|key|ref|reference|№|номер|ид|идентификатор|код|nr|nº|n°|nummer|número|numero|numer|numara|código|codice|kod|identifiant|identificador',
    ),
    3,
  ],
  [/№|#/u, 2],
  // A heading that is nothing else is the row's own ID; an ID beside it may be a client's.
  [/^(?:id|uid|uuid|guid|code|number|код|номер|идентификатор|c[óo]digo|codice|nummer|n[úu]mero|numer)$/iu, 1],
  // `requestid`, «Anfragenummer»: two words written as one.
  [anyOfWords('(?:lead|prospect|deal|order|request|opportunity|quote)(?:id|number|no)'), 5],
  [anyOfWords('(?:user|client|customer|contact|visitor)(?:id|number|no)'), 4],
  [anyOfWords('\\p{L}{4,}(?:nummer|nr)'), 4],
];

/**
 * Words of a heading whose number is not the row's own, but that of a place, of what was advertised or bought, of who
 * sold it, or of its status: `zip code`, `campaign id`.
 */
const OF_ANOTHER = anyOfWords(
  'postal|post|postcode|zip|zip ?code|area|country|region|state|city|currency|language|campaign|ad|ads|ad ?group|ad ?set',
  'channel|source|store|branch|location|listing|course|category|stage|pipeline|status|employee|agent|manager|team',
  'канала|источника|магазина|филиала|курса|категории|этапа|стадии|воронки|сотрудника|менеджера',
  'keyword|creative|placement|form|page|product|item|sku|promo|coupon|discount|индекс\\p{L}*|страны|региона|города',
  'валюты|кампани\\p{L}*|объявлени\\p{L}*|группы|формы|товар\\p{L}*|промокод\\p{L}*|plz|code postal|código postal|cep|cap',
);

/** How strongly a heading says that its column is the ID of the rows; 0: not at all. */
export const idWeight = (heading: string): number =>
  OF_ANOTHER.test(wordsOf(heading)) && !OF_LEAD.test(wordsOf(heading))
    ? 0
    : IDS.reduce((sum, [words, weight]) => sum + (words.test(wordsOf(heading)) ? weight : 0), 0);

/** The least weight of a heading that names the ID of a lead, a deal or an order. */
export const ID_OF_A_DEAL = 5;

/** Headings of contacts of people. Such a column is the ID of the rows only if there is no other. */
export const PERSONAL = anyOfWords('e ?mail|mail|phone|tel|telephone|почта|телефон\\p{L}*');

/** Headings of IDs that name whose they are: those of somebody who may buy. */
export const NAMES_LEADS = anyOfWords(
  '(?:lead|prospect|mql|enquiry|inquiry|request)s? ?(?:id|uuid|number|no|key)',
  '(?:id|номер|№|код) (?:лида|заявки|обращения)',
);
