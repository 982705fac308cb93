import { foldReason } from '../facts/reason-names.js';
import { DECORATIONS } from '../intake/type/clean-id.js';
import { amountOf } from '../intake/type/values/amount-shape.js';
import type { Reading } from '../intake/type/values/cell-shape.js';
import { NOTHING, shapeIn } from '../intake/type/values/cell-shape.js';
import { CURRENCY_CODES } from '../model/currencies.js';
import { INVISIBLE } from '../model/fold.js';
import { normalised, type PersonField } from '../model/person-ids.js';
import { type Country, NUMBERING } from '../model/phone-numbering.js';
import {
  aroundGroup,
  isKnownSource,
  isNothing,
  isOfMedia,
  isOfRobots,
  isTotalAlone,
  meansSomething,
} from './our-words.js';
import { type Pseudonyms, pseudonyms, RUN } from './pseudonyms.js';
import { scaledAmount } from './scaled-amounts.js';
import { daysBack, type OrderOf, shiftedDate } from './shifted-dates.js';
import { listOf, type WordsBorne, wordsBorne } from './words-borne.js';

/** The random choices of one run. Nobody keeps them. */
export interface Draw {
  key: Uint8Array;
  /** The factor of amounts: a whole number, so that no digit is lost and sums stay sums. */
  factor: number;
  /** The years by which dates move back, rounded to whole weeks. */
  years: number;
}

/** Stands in for a cell that cannot be read, so that it stays unreadable. */
export const UNREADABLE = '?';

/** How cells are masked, the same in every file. */
export interface Masking extends Draw {
  readonly words: WordsBorne;
  readonly pseudonyms: Pseudonyms;
  /** The earliest day of the exports. It limits how far dates may be moved. */
  earliest: string | null;
  days(): number;
  name(cell: string): string;
  source(cell: string): string;
  medium(cell: string): string;
  id(cell: string, length?: number): string;
  page(cell: string): string;
  word(field: string, cell: string): string;
  code(cell: string): string;
  count(cell: string): string;
  time(cell: string): string;
  amount(cell: string, reading: Pick<Reading, 'parse'>): string;
  date(cell: string, orderOf: OrderOf): string;
  person(field: PersonField, cell: string, country: Country | undefined): string;
}

const MACRO = /(\{[^{}]*\})/u;
/** Macros of platforms: `{{campaign.name}}`. A user's own macro might hold a person's name. */
const KNOWN_MACRO =
  /^\{(?:campaign|ad|adset|adgroup|group|banner|creative|keyword|phrase|matchtype|source|medium|placement|position|site|device|network|region|gbid|gclid|yclid|lpurl)(?:[_.](?:id|name|type|source|text))?\}$/i;
const DECORATED = new RegExp(`^(?:${DECORATIONS.join('|')})`);
const HIDDEN = new RegExp(`[${INVISIBLE}]`, 'gu');
/** A long number as Excel shortens it (`1.23E+15`): its digits are lost. The masked one keeps this form. */
const DESTROYED = /^\d+(?:[.,]\d+)?[eE]\+\d+$/;
/** A duration with its units. */
const LENGTH =
  /^[\d\s:.,]*(?:(?:days?|ч|час(?:а|ов)?|м|мин(?:ут[аы]?)?|с|сек(?:унд[аы]?)?|h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?)\.?,?[\d\s:.,]*)*$/iu;

export function masking(draw: Draw): Masking {
  const own = pseudonyms(draw.key, meansSomething);
  const words = wordsBorne();
  const outsideMacros = (cell: string, mask: (part: string) => string) =>
    cell
      .split(MACRO)
      .map((part) => (KNOWN_MACRO.test(part) ? part : part.startsWith('{') ? own.of(part) : mask(part)))
      .join('');
  const byRun = (cell: string, isKept: (run: string) => boolean) =>
    cell.replace(RUN, (run) => (isKept(run) ? run : own.of(run)));
  const plain = (cell: string) => byRun(cell, isOfRobots);
  /**
   * A part of a source: kept if all of its words are known, else masked as a name, like `email-petrov`. Behind a slash
   * (`google / …`) known words are kept one by one, since they name the medium.
   */
  const part = (cell: string, at: number) => {
    if (isNothing(cell) || isKnownSource(cell)) return cell;
    if (at > 0) return byRun(cell, isOfMedia);
    return cell.match(RUN)?.every(isOfMedia) ? cell : name(cell);
  };

  function name(cell: string): string {
    if (isNothing(cell) || isTotalAlone(cell)) return cell;
    const group = aroundGroup(cell);
    return group ? group(plain) : outsideMacros(cell, plain);
  }

  function id(cell: string, length?: number): string {
    const visible = cell.replace(HIDDEN, '').normalize('NFC');
    const prefix = DECORATED.exec(visible)?.[0] ?? '';
    const rest = visible.slice(prefix.length);
    if (isNothing(rest)) return visible;
    if (DESTROYED.test(rest)) return rest.replace(/\d+/g, (run) => own.of(run));
    // The checksum of such an ID is computed from the ID: a random one would not fit.
    if (length !== undefined && new RegExp(`^00[0-9A-Za-z]{${length - 2}}[A-Z0-5]{3}$`).test(rest))
      return `${prefix}${own.of(rest.slice(0, length))}AAA`;
    return prefix + own.of(rest);
  }

  return {
    ...draw,
    words,
    pseudonyms: own,
    earliest: null,
    days() {
      return daysBack(draw.years, this.earliest);
    },
    name,
    source: (cell) => outsideMacros(cell, (one) => one.split(' / ').map(part).join(' / ')),
    medium: (cell) => (isNothing(cell) ? cell : outsideMacros(cell, (one) => byRun(one, isOfMedia))),
    id,
    page(cell) {
      if (isNothing(cell)) return cell;
      const scheme = /^https?:\/\//i.exec(cell)?.[0] ?? '';
      return scheme + outsideMacros(cell.slice(scheme.length), plain);
    },
    word(field, cell) {
      if (words.stays(listOf(field), cell)) return cell;
      return field === 'reason' ? own.of(cell, (run) => `reason ${foldReason(run)}`) : own.of(cell);
    },
    code: (cell) =>
      isNothing(cell) || CURRENCY_CODES.includes(cell.toUpperCase()) || amountOf(`0 ${cell}`) ? cell : UNREADABLE,
    count: (cell) => (NOTHING.has(cell) || amountOf(shapeIn(cell)) ? cell : UNREADABLE),
    time: (cell) => (NOTHING.has(cell) || LENGTH.test(cell) ? cell : UNREADABLE),
    amount: (cell, reading) => (NOTHING.has(cell) ? cell : (scaledAmount(cell, draw.factor, reading) ?? UNREADABLE)),
    date(cell, orderOf) {
      return NOTHING.has(cell) ? cell : (shiftedDate(cell, this.days(), orderOf) ?? UNREADABLE);
    },
    person(field, cell, country) {
      const known = normalised(field, cell, country);
      if (known === null) return '';
      if (field === 'email') return `${own.of(known.replace(/[^\p{L}\p{N}]+/gu, 'x'))}@mail.invalid`;
      const code = country && known.startsWith(NUMBERING[country].code) ? NUMBERING[country].code : '';
      return `+${code}${own.of(known.slice(code.length))}`;
    },
  };
}
