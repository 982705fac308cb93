import { PLAIN_CODES } from '../model/currencies.js';
import { fold } from '../model/fold.js';
import { remembered } from '../model/remembered.js';
import type { FieldKind } from '../model/tables.js';
import type { Heading } from './define-source.js';

/** Whether a heading of somebody's own sheet is the wanted one, whatever its spelling. */
export const looselyFits = (wanted: Heading, heading: string, kind: FieldKind): boolean =>
  typeof wanted === 'string' ? names(heading, kind).includes(foldHeading(wanted)) : wanted.test(heading.trim());

/** Whether any heading is one of the wanted. */
export const has = (wanted: readonly Heading[], headings: readonly string[]): boolean =>
  wanted.some((one) => headings.some((heading) => looselyFits(one, heading, 'text')));

/**
 * The names that a heading may be looked up by: as it is, and also without the currency (money) or the unit (counts,
 * talks).
 */
export function names(heading: string, kind: FieldKind): string[] {
  if (kind === 'money') return [foldHeading(heading), withoutCurrency(heading)];
  if (kind === 'talk') return [foldHeading(heading), foldHeading(heading.replace(OF_TIME, ''))];
  return kind === 'count' ? [foldHeading(heading), foldHeading(heading.replace(PIECES, ''))] : [foldHeading(heading)];
}

/** A heading without case, blanks, punctuation and ё, which make no difference: `lead_id`, `Lead ID`, `LeadId:`. */
export const foldHeading = remembered((heading) =>
  fold(heading)
    .replaceAll('ё', 'е')
    .replace(/[\s_.:*-]+/gu, ''),
);

/**
 * The currency after the word: `Расход, ₽`, `Spend (USD)`, `Сумма руб.`. Not «с НДС», which is a heading of its own.
 */
const CURRENCY_TAIL = new RegExp(
  String.raw`[\s,(_]+(?:[$€£₽₴₸₹]|р|руб|рублей|${PLAIN_CODES.join('|')}|тенге|евро)\.?\)?(?:,? \(?((?:с|без) ндс)\)?)?\s*$`,
  'iu',
);

const withoutCurrency = remembered((heading) =>
  foldHeading(
    heading.replace(/\s+/gu, ' ').replace(CURRENCY_TAIL, (_, vat: string | undefined) => (vat ? ` ${vat}` : '')),
  ),
);

/** The unit after the word: «Разговор, сек», `Duration (min)`. The cells are read by it. */
const OF_TIME = /[\s,(_]+(?:с|сек\p{L}*|мин\p{L}*|s|secs?|seconds?|mins?|minutes?)\.?\)?\s*$/iu;

/** `Клики, шт.`, `Leads (qty)`. */
const PIECES = /[\s,(]+(?:шт|штук|ед|pcs|qty)\.?\)?\s*$/iu;
