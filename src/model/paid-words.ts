import { text } from './text.js';

// Which payments came in, by the words of a column of statuses.

const either = (...forms: readonly string[]): RegExp => new RegExp(`^(?:${forms.join('|')})$`, 'iu');

/** Why a payment is refused whose status is no word for paid, nor for what did not come in. */
export const NOT_SAID_PAID = text('not known to be paid or not', 'неизвестно, оплачено ли');

/** Headings of such a column, in a list of payments. */
export const STATUS_OF_PAYMENT = either(
  '(?:(?:payment|transaction|charge|invoice)[ _]?)?(?:status|state|stage)',
  '(?:статус|состояние|стадия)(?: (?:платежа|оплаты|операции|транзакции|сч[её]та))?',
);

/** Headings that may also hold a part of a country or the stage of a deal. */
const OF_ANYTHING = either('state|stage', 'состояние|стадия');

/** Whether a column of a list of payments says which of them came in. */
export const saysWhatCameIn = (heading: string, words: Iterable<string>): boolean =>
  STATUS_OF_PAYMENT.test(heading.trim()) &&
  (!OF_ANYTHING.test(heading.trim()) || [...words].some((word) => PAID.test(word.trim()) || UNPAID.test(word.trim())));

/** It came in. */
export const PAID = either(
  'paid(?: in full)?|fully paid|succeeded|success|successful|completed?|captured|settled|confirmed|approved|received|obtained|posted|cleared',
  'оплачен[ао]?(?: полностью)?|полностью оплачен[ао]?|оплата (?:получена|поступила|прошла)|выполнен[ао]?|успешн(?:о|ый|ая)|успешно (?:оплачен|провед[её]н|заверш[её]н)[ао]?|провед[её]н[ао]?|заверш[её]н[ао]?',
  'подтвержд[её]н[ао]?|исполнен[ао]?|зачислен[ао]?|получен[ао]?|поступил[ао]?|pag[oa]|pagad[oa]|aprovad[oa]|aprobad[oa]',
  'conclu[ií]d[oa]|completad[oa]|bezahlt|payée?|réglée?|pagat[oa]',
);

/** It was not paid, or not yet. Partly paid, refunded or disputed payments do not say how much, and are neither. */
export const UNPAID = either(
  'failed|failure|declined|cancell?ed|pending|in progress|processing|void(?:ed)?|expired|unpaid|not paid|open|draft',
  'overdue|due|rejected|refused|denied|incomplete|blocked|uncaptured|authori[sz]ed|hold|on hold|created|new|sent',
  '(?:a?waiting|requires)(?:[ _].*)?|initiated|scheduled|abandoned|error|не ?оплачен[ао]?|отмен[её]н[ао]?',
  'отклон[её]н[ао]?|ожида(?:ет|ние)(?: .*)?|в обработке|обрабатывается|неуспешн(?:о|ый|ая)|не ?прош(?:[её]л|л[ао])',
  'просрочен[ао]?|создан[ао]?|нов(?:ый|ая|ое)|черновик|выставлен[ао]?|отправлен[ао]?(?: .*)?|холд|заблокирован[ао]?',
  'ошибка|ист[её]к(?:л[ао])?|аннулирован[ао]?|pendiente|pendente|cancelad[oa]|fallid[oa]|vencid[oa]|recusad[oa]',
  'rechazad[oa]|offen|storniert|fehlgeschlagen|überfällig|en attente|annulée?|échouée?|non pagato|scadut[oa]|annullat[oa]',
);
