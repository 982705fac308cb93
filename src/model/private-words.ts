import { Words } from './words.js';

// Words that tell where somebody lives, when they were born, or how to write to them, besides digits and an @.

const AT = String.raw`\s?[([{]\s?(?:at|собака)\s?[)\]}]\s?|\s(?:собака|\(a\))\s`;
const DOT = String.raw`\.|\s?[([{]\s?(?:dot|точка)\s?[)\]}]\s?|\s(?:dot|точка)\s`;
/** `ivan (at) mail.ru`, «ivan собака mail точка ru»: an address hidden from machines. Without brackets «at» is a word. */
const SPELT_MAIL = new Words(
  () =>
    String.raw`(?<![\p{L}\p{N}._+-])[\p{L}\p{N}][\p{L}\p{N}._+-]{0,63}(?:${AT})[\p{L}\p{N}-]{1,63}(?:(?:${DOT})[\p{L}\p{N}-]{1,63}){1,3}(?![\p{L}\p{N}])`,
  'giu',
);

/** A text without such addresses. A quick test comes first: most texts have nothing in place of the `@`. */
export const withoutSpeltMail = (text: string, hidden: string): string =>
  /[([{]\s?(?:at|собака)\s?[)\]}]|\s(?:собака|\(a\))\s/iu.test(text) ? text.replace(SPELT_MAIL.in(text), hidden) : text;

/**
 * The number of a house, and not of what costs, lasts or is counted: «дом на улице Ленина 5 комнат», «улица Ленина 5 000
 * ₽».
 */
const HOUSE = String.raw`(?!(?:19|20)\d\d(?!\d))\d{1,4}(?:к\d{1,2}|\s?[а-яёa-z](?![\p{L}]))?(?:[/-]\d{1,4}[а-яё]?)?(?![\p{L}\p{N}%₽$€.,]*\d|\s?(?:[₽$€%]|\d|(?:руб|р\.|тыс|млн|мин|час|дн|день|лет|год|раз|шт|км|м²|кв\.?\s?м|комн|клик|лид|заяв|usd|eur|rub)))`;
const ROOM = String.raw`(?:[\s,]{1,3}(?:к|корп|корпус|стр|строение|кв|квартира|оф|офис|под|подъезд|эт|этаж)\.?\s?\d{1,4}[а-яё]?(?!\p{L}))`;
const STREET = String.raw`(?:ул(?:\.|ица|ице|ицы)?|просп(?:\.|ект|екте|екта)?|пр-к?т|переул(?:ок|ке|ка)|шоссе|бульвар[е]?|б-р|набережн(?:ая|ой)|пер\.|наб\.|пр-д|мкр\.?)(?:(?<=\.)|(?!\p{L}))`;
const STREET_NAME = String.raw`(?:\d{1,3}(?:-\p{L}{1,3})?\s)?\p{L}[\p{L}-]{1,30}(?:\s[\p{L}-]{2,30})?`;
const NUMBER = String.raw`[\s,]{1,3}(?:д(?:ом)?\.?\s?)?${HOUSE}${ROOM}{0,4}`;
/** A street with a house number: «ул. Ленина, д. 5, кв. 7», «Невский проспект, 28», `12 Baker Street`. */
const ADDRESS = new Words(
  () =>
    [
      String.raw`(?<![\p{L}\p{N}])${STREET}\s?${STREET_NAME}${NUMBER}`,
      String.raw`(?<![\p{L}\p{N}])\p{L}[\p{L}-]{2,30}\s${STREET}${NUMBER}`,
      String.raw`(?<![\p{L}\p{N}])д(?:ом)?\.?\s?\d{1,4}[а-яё]?[\s,]{1,3}кв(?:артира)?\.?\s?\d{1,4}(?![\p{L}\p{N}])(?!\s?м)`,
      String.raw`(?<![\p{L}\p{N}.,])\d{1,5}[a-z]?\s(?:[a-z][a-z'-]{2,30}\s){1,2}(?:street|avenue|road|lane|boulevard|st\.|ave\.|rd\.|blvd\.)(?!\p{L})`,
      String.raw`(?<![\p{L}\p{N}])\p{L}{3,30}(?:straße|strasse|str\.)\s\d{1,4}[a-z]?(?![\p{L}\p{N}])`,
    ].join('|'),
  'giu',
);

const DATE = String.raw`(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}\.?\s\p{L}{3,10}\.?,?\s\d{4}|\p{L}{3,10}\.?\s\d{1,2},?\s\d{4})(?!\d)`;
/** A day of birth beside the word for it: «д.р. 05.05.1980», `born on May 5, 1980`. «И др.» means "and others". */
const BIRTH = new Words(
  () =>
    [
      String.raw`(?<=(?<!\p{L})(?:(?<!(?:и|до)\s)д\.?\s?р\.?(?!\p{L})|дата рождения|день рождения|дату рождения|родил(?:ся|ась)|born|d\.?o\.?b\.?|date of birth|birth ?da(?:y|te)|geb\.?|geboren)[\s.:–—-]{0,3}(?:on\s|am\s)?)${DATE}`,
      String.raw`(?<!\d)${DATE}(?=\s?(?:г\.\s?р\.|года рождения|г\.?р\.?(?!\p{L})))`,
    ].join('|'),
  'giu',
);

/**
 * Words of which each of the two patterns needs one. Looking for them is quick; preparing either pattern takes longer
 * than most texts are worth.
 */
const OF_STREETS =
  /ул(?:иц[аеы])?(?![а-яё])|просп|пр-|переул|шоссе|бульвар|б-р|набережн|наб\.|пер\.|мкр|кв(?:артира)?\.?\s?\d|street|avenue|road|lane|boulevard|st\.|ave\.|rd\.|blvd\.|stra(?:ß|ẞ|ss)e|str\./i;
const OF_BIRTH =
  /рожд|родил|born|birth|geb|d\.?o\.?b|д\.?\s?р\.?[\s.:–—-]{0,3}(?:(?:on|am)\s)?(?:\d|[^\s\d]{3,24}\s\d)|\d\s?г\.?\s?р/i;

/** A text without what tells where somebody lives, and when they were born. */
export function withoutHomes(text: string, hidden: string): string {
  const unborn = OF_BIRTH.test(text) ? text.replace(BIRTH.in(text), hidden) : text;
  return OF_STREETS.test(unborn) ? unborn.replace(ADDRESS.in(unborn), hidden) : unborn;
}
