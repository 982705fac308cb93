import { withoutHomes, withoutSpeltMail } from './private-words.js';
import { Words } from './words.js';

/*
 * Texts that others wrote hold people: a reason of loss with a phone number, a campaign with somebody's name. Whatever is
 * shown of them passes here. Source: definitions, "People".
 */

/** What stands in place of a mail address, a phone number, a name. */
export const HIDDEN = '•••';

/**
 * The kind of a text, which decides what may be a person in it. `free`: somebody's words about a person (reasons,
 * statuses). `label`: what rows are told apart by, where a brand, a channel or a size is no person (sources, dimensions).
 * `name`: a name or ID, often made of digits. `sentence`: the program's own, with quotations.
 */
export type Wording = 'free' | 'label' | 'named' | 'sentence';

/** A text without personal data. `hidePeople('Звонить +7 999 123-45-67', 'free')` is `Звонить •••`. */
export function hidePeople(text: string, wording: Wording): string {
  if (wording === 'sentence')
    return text
      .split('\n')
      .map((line) => hideIn(line, wording))
      .join('\n');
  if (wording === 'named' && /^\d+$/.test(text)) return text;
  return hideIn(text, wording);
}

function hideIn(text: string, wording: Wording): string {
  const hidden = hideContacts(hideHandles(text, wording), wording);
  return hidden === text ? text : hideNames(hidden, wording);
}

const MAIL = /[^\s@;,:<>"'«»()[\]{}|/=]{1,64}@[^\s@;,:<>"'«»()[\]{}|/=]{1,255}/gu;
/** An ID that programs make: of its groups some are digits alone. */
const UUID = String.raw`[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}`;
const [MONTH, DATE] = ['(?:0?[1-9]|1[0-2])', String.raw`(?:0?[1-9]|[12]\d|3[01])`];
const YEAR = String.raw`(?:19|20)\d\d`;
/** A range of days (`20.01–22.01.2026`) or a date; but not in brackets after a figure, to which it does not belong. */
const WHOLE_DAY = [
  String.raw`${DATE}\.${MONTH}\u2013${DATE}\.${MONTH}\.${YEAR}`,
  String.raw`${YEAR}(?:[-./]${MONTH}[-./]${DATE}| (?:0[1-9]|1[0-2]) (?:0[1-9]|[12]\d|3[01]))`,
  // With the day first or, as in America, the month: `My Open Opportunities 11-28-2026 10-02-03 AM.csv` is not a phone.
  `(?:${DATE}[-./]${MONTH}|${MONTH}[-./]${DATE})[-./]${YEAR}`,
  // Moments that programs write into the names of files: `deals-20261128-100203.csv`.
  String.raw`${YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[-_T ](?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?`,
].join('|');
/**
 * What is left alone: such a day, a month, a range of years, a time, the shape of one (`00.00.0000`), or such an ID.
 * Otherwise: digits with signs that people put between those of a phone.
 */
const DAY = String.raw`${WHOLE_DAY}|(?:19|20)\d\d-(?:0[1-9]|1[0-2])|(?:19|20)\d\d[-\u2013](?:19|20)\d\d|0{4}[-./]0{1,2}[-./]0{1,2}|0{1,2}[-./]0{1,2}[-./]0{2,4}|(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?`;
const PHONE = String.raw`(?<!\d[.,])(?!\(?(?:${DAY})(?!\d))\+?\(?\d(?:(?!\s?\((?:${WHOLE_DAY})(?!\d))[\s().\u2010-\u2015-]{0,3}\d){6,14}`;
const DATE_OR_PHONE = new Words(() => String.raw`(?<!\d)(?:(?<other>${DAY}|${UUID})|${PHONE})(?!\d)`, 'giu');
/** A phone number of digits only, among other figures. */
const BARE = /(?<!\d)(?:[78]\d{10}|9\d{9})(?!\d)/gu;
/**
 * A bank card, and a phone number with separators that dates do not have. Sizes of banners (`1080-1920-1080-1350`) and
 * IDs in names look the same.
 */
const CARD_OR_SLASHED = /(?<!\d)(?:\d{4}(?:[ -]\d{4}){3}|\+?[78](?:[/_ ]?\d){10})(?!\d)/gu;
/** What follows the name of a document, however it is written. */
const DOCUMENT =
  /(?<=(?<![a-zà-ÿа-яё])(?:паспорт[а-яё]{0,5}|passport|снилс|полис[а-яё]{0,3})[\s.:№#]{0,4})\d[\d ()-]{7,22}\d(?!\d)/giu;
/** Days, years and figures after such a word are no document number: «полис 2025-2026 15000», «полис 100 000 000». */
const NO_DOCUMENT = new Words(() => String.raw`(?<!\d)(?:${DAY})(?!\d)|^\d{1,3}(?: \d{3})+$`, 'u');

function hideContacts(text: string, wording: Wording): string {
  const mailed = hideWritten(text, wording);
  if (!/\d{2}/u.test(mailed) && !/\d\D{1,3}\d/u.test(mailed)) return mailed;
  const isSaid = wording === 'free' || wording === 'sentence';
  const documented = isSaid ? mailed.replace(DOCUMENT, (found) => (isDocument(found) ? HIDDEN : found)) : mailed;
  const numbered = wording === 'free' ? documented.replace(CARD_OR_SLASHED, HIDDEN) : documented;
  return numbered.replace(DATE_OR_PHONE.in(numbered), (found, other: string | undefined) =>
    other !== undefined ? found : isPhone(found, wording) ? HIDDEN : found.replace(BARE, HIDDEN),
  );
}

/** Campaigns, sources and offices may be called by streets; in what is said of a person a street is where they live. */
function hideWritten(text: string, wording: Wording): string {
  const mailed = text.includes('@') ? text.replace(MAIL, HIDDEN) : text;
  const spelt = withoutSpeltMail(mailed, HIDDEN);
  if ((wording !== 'free' && wording !== 'sentence') || !/\d/u.test(spelt)) return spelt;
  return withoutHomes(spelt, HIDDEN);
}

const isDocument = (found: string): boolean => found.replace(/\D/gu, '').length >= 9 && !NO_DOCUMENT.test(found);

/**
 * In free words and labels every number of that length is a phone; among IDs and figures only one that is written like a
 * phone.
 */
function isPhone(found: string, wording: Wording): boolean {
  // Sizes, ranges and sums: `1080-1920-1080`, `2000-5000`, `100 000 000`.
  if (wording !== 'free' && /^(?:\d{4}(?:-\d{4})+|[1-9]\d{0,2}(?: \d{3})* 000)$/.test(found)) return false;
  if (wording === 'free' || wording === 'label' || found.startsWith('+')) return true;
  const digits = found.replace(/\D/gu, '');
  if (digits === found) return false;
  // Dots alone separate figures and addresses, an amount may stand in brackets, and no-break blanks stand in figures of
  // the program.
  if (/^[\d.]+$|^\(\d+\.\d\d?$/.test(found) || /[\u00a0\u202f]/u.test(found)) return false;
  return /^\d{2,3}-\d{2}-\d{2}$/.test(found) || (digits.length >= 10 && /[-()\u2010\u2011]|^[78] |^\d{3} /.test(found));
}

/** Somebody's name in a messenger or a network, or a link to it. */
const HANDLE = new Words(
  () =>
    String.raw`(?<![\p{L}\p{N}_.@/])@[a-z]\w{3,31}(?![\w@])|(?<![\w.])(?:t\.me|telegram\.me|wa\.me|vk\.com|ok\.ru|instagram\.com|facebook\.com|fb\.com)\/[\w.+-]{2,64}|(?<=(?<!\p{L})(?:skype|скайп|telegram|телеграм\p{L}?|тг)\s?:\s?)[a-z][\w.]{3,31}`,
  'giu',
);
/** In the program's sentences channels stay, `VK @brand`; in people's words a handle is somebody's. */
const HANDLE_AFTER_WORD = new Words(
  () =>
    String.raw`(?<=(?<!\p{L})(?:тг|ник\p{L}{0,2}|пи[шс]\p{L}+|напи[шс]\p{L}+) )@[a-z]\w{3,31}(?![\w@])|(?<=(?<!\p{L})(?:skype|скайп)\s?:\s?)[a-z][\w.]{3,31}`,
  'giu',
);

/** Alone in its cell a handle is a channel or page where ads stand; among free words it is a person's. */
function hideHandles(text: string, wording: Wording): string {
  if (wording === 'named' || wording === 'label' || !/[@/:]/.test(text)) return text;
  if (wording === 'sentence') return text.replace(HANDLE_AFTER_WORD.in(text), HIDDEN);
  const hidden = text.replace(HANDLE.in(text), HIDDEN);
  return hidden.trim() === HIDDEN ? text : hidden;
}

const WORD = String.raw`\p{Lu}(?:['’]\p{Lu})?\p{Ll}{1,40}(?:-\p{Lu}\p{Ll}{1,40})?`;
const INITIALS = String.raw`\p{Lu}\.[ \u00a0]?\p{Lu}\.`;
const BEFORE = String.raw`(?<![\p{L}'’-])`;
/**
 * Three or more capitalised words, or one with initials. The first may be another word: «Позвонить Иванову Ивану
 * Ивановичу».
 */
const FULL_NAME = new Words(
  () =>
    String.raw`${BEFORE}(?:${WORD}(?:[ \u00a0]${WORD}){2,}|${WORD}[ \u00a0]${INITIALS}|${INITIALS}[ \u00a0]?${WORD})`,
  'gu',
);
/**
 * In any case of letters: a patronymic is no other word, except «критична», «плачевна», «уровне», which follow words that
 * are not names.
 */
const NAME = String.raw`(?!(?:не|на|но|по|до|за|от|из|об|во|со|при|для|без|это|так|как|уже|все|очень|слишком|более|был\p{L}{0,2})(?!\p{L}))\p{L}{2,40}`;
const PATRONYMIC = new Words(
  () =>
    String.raw`(?<!\p{L})${NAME}[ \u00a0]${NAME}[ \u00a0](?:\p{L}{2,40}(?:[ое]вич|[ое]вн)|\p{L}{1,40}ьич|(?:ильин|кузьмин|лукин|фомин|никит|савв)ичн)[аеуы]?(?!\p{L})`,
  'giu',
);
/** Among free words two are enough. */
const TWO_WORDS = new Words(() => String.raw`${BEFORE}${WORD}[ \u00a0]${WORD}`, 'gu');

function hideNames(text: string, wording: Wording): string {
  const hide = (words: string, names: Words) => words.replace(names.in(words), HIDDEN);
  const named = hide(hide(text, FULL_NAME), PATRONYMIC);
  return wording === 'free' ? hide(named, TWO_WORDS) : named;
}
