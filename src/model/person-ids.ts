import { INVISIBLE } from './fold.js';
import { type Country, NUMBERING } from './phone-numbering.js';

/**
 * Fields that identify a person, read only where a configuration asks for them. Their cells never leave the intake: only
 * keys of them do.
 */
export const PERSON_FIELDS = ['phone', 'email'] as const;
export type PersonField = (typeof PERSON_FIELDS)[number];

/** A phone or address in the form in which it is compared; null: the cell holds none, or one that is nobody's. */
export const normalised = (field: PersonField, cell: string, country: Country | undefined): string | null =>
  field === 'phone' ? phoneIn(cell, country) : emailIn(cell);

const HIDDEN = new RegExp(`[${INVISIBLE}]`, 'gu');

/** The first phone in a cell: `8 (916) 123-45-67 доб. 5; …` is 79161234567 in Russia. */
function phoneIn(cell: string, country: Country | undefined): string | null {
  for (const one of cell
    .replace(HIDDEN, '')
    .slice(0, LONGEST)
    .split(/[,;|/\n]+/)) {
    const found = phoneOf(one, country);
    if (found !== null) return found;
  }
  return null;
}

/** No cell of people is longer; what is tells nothing more. */
const LONGEST = 300;

function phoneOf(written: string, country: Country | undefined): string | null {
  // What is masked, or what Excel made of it, is nobody's.
  if (/[*•]|\d[eе]\+?\d/iu.test(written)) return null;
  const plain = written
    .replace(/^([^.]*\d)\.0+\s*$/, '$1')
    .replace(/(?:(?:доб|вн|ext)\p{L}*|x|#)[\s.:№]*\d+[\s)]*$/iu, '')
    .replace(/\(0\)/, '');
  const digits = plain.replace(/\D/g, '');
  const number = /^[^\d]*\+/.test(plain)
    ? international(digits, country)
    : digits.startsWith('00')
      ? digits.slice(2)
      : national(digits, country);
  return number !== null && /^[1-9]\d{6,14}$/.test(number) && !isNobodys(number) ? number : null;
}

/** `+8 916 …` of whoever dials 8 at home. */
function international(digits: string, country: Country | undefined): string | null {
  const own = country && NUMBERING[country];
  return own && own.trunk !== '' && !digits.startsWith(own.code) && isLong(digits, own.trunk, own.lengths)
    ? national(digits, country)
    : digits;
}

function national(digits: string, country: Country | undefined): string | null {
  const own = country && NUMBERING[country];
  if (!own) return digits.length >= 10 ? digits : null;
  const { code, trunk, lengths } = own;
  if (isLong(digits, code, lengths)) return digits;
  if (trunk !== '' && isLong(digits, trunk, lengths)) return code + digits.slice(trunk.length);
  if (lengths.includes(digits.length)) return code + digits;
  return digits.length > Math.max(...lengths) + 1 ? digits : null;
}

const isLong = (digits: string, prefix: string, lengths: readonly number[]): boolean =>
  digits.startsWith(prefix) && lengths.includes(digits.length - prefix.length);

/** Typed in where a form asks for one: 999 99 99, 123 45 67. */
const isNobodys = (number: string): boolean => /(\d)\1{6}$|1234567(?:890?)?$|0123456789$|7654321$/.test(number);

function emailIn(cell: string): string | null {
  const written = cell.replace(HIDDEN, '').slice(0, LONGEST).normalize('NFC').toLowerCase();
  const [found] = /[^\s@<>,;:"'()[\]]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u.exec(written) ?? [];
  return found === undefined || NOBODYS.test(found) ? null : found;
}

const NOBODYS =
  /^(?:no|none|net|нет|test|тест|mail|email|e-mail|noemail|noreply|no-reply)@|^(?:name|user|you|your\p{L}*|ivan(?:ov)?|info|jane|john|(?:jane|john)[._]?doe|someone|somebody|sample|example)\d?@example\.|@test\./u;
