import { PLAIN_CODES } from '../model/currencies.js';
import { fold } from '../model/fold.js';
import { remembered } from '../model/remembered.js';
import type { FieldKind } from '../model/tables.js';
import type { Heading } from './define-source.js';

/** Whether a heading of somebody's own sheet is the wanted one, however it is spelt. */
export const fits = (wanted: Heading, heading: string, kind: FieldKind): boolean =>
  typeof wanted === 'string' ? names(heading, kind).includes(loose(wanted)) : wanted.test(heading.trim());

/** Whether any heading is one of the wanted. */
export const has = (wanted: readonly Heading[], headings: readonly string[]): boolean =>
  wanted.some((one) => headings.some((heading) => fits(one, heading, 'text')));

/** What a heading may be called: as it stands, money without its currency, a number without its unit. */
export function names(heading: string, kind: FieldKind): string[] {
  if (kind === 'money') return [loose(heading), withoutCurrency(heading)];
  if (kind === 'talk') return [loose(heading), loose(heading.replace(OF_TIME, ''))];
  return kind === 'count' ? [loose(heading), loose(heading.replace(PIECES, ''))] : [loose(heading)];
}

/** Case, blanks, punctuation and ё do not tell headings apart: `lead_id`, `Lead ID`, `LeadId:`. */
export const loose = remembered((heading) =>
  fold(heading)
    .replaceAll('ё', 'е')
    .replace(/[\s_.:*-]+/gu, ''),
);

/**
 * `Расход, ₽`, `Spend (USD)`, `Сумма руб.`: the currency after the word; "с НДС" stays, which is a heading of its own, also
 * behind the currency: «Расход, ₽ без НДС».
 */
const CURRENCY_TAIL = new RegExp(
  String.raw`[\s,(_]+(?:[$€£₽₴₸₹]|р|руб|рублей|${PLAIN_CODES.join('|')}|тенге|евро)\.?\)?(?:,? \(?((?:с|без) ндс)\)?)?\s*$`,
  'iu',
);

const withoutCurrency = remembered((heading) =>
  loose(heading.replace(/\s+/gu, ' ').replace(CURRENCY_TAIL, (_, vat: string | undefined) => (vat ? ` ${vat}` : ''))),
);

/** «Разговор, сек», `Duration (min)`: which of them it is, its cells are read by. */
const OF_TIME = /[\s,(_]+(?:с|сек\p{L}*|мин\p{L}*|s|secs?|seconds?|mins?|minutes?)\.?\)?\s*$/iu;

/** `Клики, шт.`, `Leads (qty)`. */
const PIECES = /[\s,(]+(?:шт|штук|ед|pcs|qty)\.?\)?\s*$/iu;
