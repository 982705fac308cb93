/*
 * Texts that others wrote hold people: a reason of loss with a phone number, a campaign with somebody's name. Whatever is
 * shown of them passes here. Source: definitions, "People".
 */

/** What stands in place of a mail address, a phone number, a name. */
export const HIDDEN = '•••';

/** What a text is: free words, a name or an ID that is made of digits often enough, or a sentence of ours, with what it quotes. */
export type Wording = 'free' | 'named' | 'sentence';

/** A text without people. `hidePeople('Звонить +7 999 123-45-67', 'free')` is `Звонить •••`. */
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
  const hidden = hideContacts(text, wording);
  return hidden === text ? text : hidden.replace(FULL_NAME, HIDDEN);
}

const MAIL = /[^\s@;,:<>"'«»()[\]{}|/=]{1,64}@[^\s@;,:<>"'«»()[\]{}|/=]{1,255}/gu;
/** An ID that programs make: of its groups some are digits alone. */
const UUID = String.raw`[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}`;
/** A date or such an ID, which are left alone; or digits with what people put between those of a phone number. */
const DAY = String.raw`(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])[-./](?:0?[1-9]|1[0-2])[-./](?:19|20)\d\d|(?:19|20)\d\d-(?:0[1-9]|1[0-2])`;
const PHONE = String.raw`(?<!\d[.,])\+?\(?\d(?:[\s().\u2010-\u2015-]{0,3}\d){6,14}`;
const DATE_OR_PHONE = new RegExp(String.raw`(?<!\d)(?:(?<other>${DAY}|${UUID})|${PHONE})(?!\d)`, 'giu');
/** A phone number without anything between its digits, among other figures. */
const BARE = /(?<!\d)(?:[78]\d{10}|9\d{9})(?!\d)/gu;
const FULL_NAME = /\p{Lu}\p{Ll}{1,40}(?:[ \u00a0]\p{Lu}\p{Ll}{1,40}(?:-\p{Lu}\p{Ll}{1,40})?){2}/gu;

function hideContacts(text: string, wording: Wording): string {
  const mailed = text.includes('@') ? text.replace(MAIL, HIDDEN) : text;
  return mailed.replace(DATE_OR_PHONE, (found, other: string | undefined) =>
    other !== undefined ? found : isPhone(found, wording) ? HIDDEN : found.replace(BARE, HIDDEN),
  );
}

/** In free words every number of that length; among IDs and figures only what is written as people write a phone number. */
function isPhone(found: string, wording: Wording): boolean {
  if (wording === 'free' || found.startsWith('+')) return true;
  const digits = found.replace(/\D/gu, '');
  if (digits === found) return false;
  // Dots alone are figures and addresses, and blanks that do not break stand in figures of ours.
  if (/^[\d.]+$/.test(found) || /[\u00a0\u202f]/u.test(found)) return false;
  return /^\d{2,3}-\d{2}-\d{2}$/.test(found) || (digits.length >= 10 && /[-()]|^[78] |^\d{3} /.test(found));
}
