import { foldReason } from '../facts/reason-names.js';
import { outcomeOf } from '../intake/type/outcome-words.js';
import { fold } from '../model/fold.js';
import { hidePeople } from '../model/people.js';
import { saysNothing } from '../model/reason-categories.js';
import { isKnownStatus, isNothing, isOfCalls } from './our-words.js';

/** Of which list a word is: a status that was left is one of the same statuses, and funnel.yaml explains outcomes among them. */
type WordList = 'status' | 'pipeline' | 'reason' | 'direction' | 'result';
export const listOf = (field: string): WordList =>
  field === 'from_status' || field === 'outcome' ? 'status' : (field as WordList);

/** So many leads at least: what fewer bear may tell of one of them. */
export const ENOUGH = 5;
/** What is longer was written of somebody. */
const LONGEST = 60;

/** Whose words are whose, and which of them stay. */
export interface WordsBorne {
  /** A lead, by its ID, bears a word. */
  bear(list: WordList, word: string, lead: string): void;
  /** A name of somebody who works there. */
  person(name: string): void;
  /** Words that stand in headings, and stay there. */
  stay(list: WordList, word: string): void;
  /** All reasons that stand anywhere, in each spelling. */
  reasons(): Iterable<string>;
  /** Whether a word stays as it is. */
  stays(list: WordList, word: string): boolean;
}

const KNOWN: Record<WordList, (word: string) => boolean> = {
  status: (word) => isKnownStatus(word) || outcomeOf(word) !== undefined,
  pipeline: () => false,
  reason: (word) => saysNothing(word),
  direction: isOfCalls,
  result: isOfCalls,
};

/** What a name ends with, where Russian changes it: `Анна`, `Андрей`, `Белый`. */
const ENDING = /(?:[ыио]й|[ая]я|[аяйьоеуюыи])$/u;
const [SHORTEST_STEM, LONGEST_ENDING] = [3, 3];

/** Whether a word is a name in whatever case: «передан Олегу», «ушёл к Смирнову». Of Latin letters it is that name alone. */
function isNamed(word: string, name: string): boolean {
  if (word === name) return true;
  if (!/^\p{Script=Cyrillic}+$/u.test(name)) return false;
  const stem = name.replace(ENDING, '');
  return stem.length >= SHORTEST_STEM && word.startsWith(stem) && word.length - stem.length <= LONGEST_ENDING;
}

/** The spellings of one reason are one. */
const keyOf = (list: WordList, word: string): string => `${list} ${list === 'reason' ? foldReason(word) : fold(word)}`;

export function wordsBorne(): WordsBorne {
  const bearers = new Map<string, Set<string>>();
  const staying = new Set<string>();
  const people = new Set<string>();
  const reasons = new Set<string>();
  const runs = (words: string) => fold(words).match(/[\p{L}\p{M}]{3,}/gu) ?? [];
  const isPersonal = (word: string) =>
    word.length > LONGEST ||
    /\d{5}|@|:\/\//u.test(word) ||
    hidePeople(word, 'free') !== word ||
    runs(word).some((run) => [...people].some((name) => isNamed(run, name)));
  return {
    bear(list, word, lead) {
      const key = keyOf(list, word);
      const own = bearers.get(key) ?? new Set();
      if (own.size < ENOUGH) bearers.set(key, own.add(lead));
      if (list === 'reason') reasons.add(word);
    },
    person(name) {
      for (const run of runs(name)) people.add(run);
    },
    reasons: () => reasons,
    stay: (list, word) => void staying.add(keyOf(list, word)),
    stays(list, word) {
      if (isNothing(word) || KNOWN[list](word)) return true;
      const key = keyOf(list, word);
      if (staying.has(key)) return true;
      return (bearers.get(key)?.size ?? 0) >= ENOUGH && !isPersonal(word);
    },
  };
}
