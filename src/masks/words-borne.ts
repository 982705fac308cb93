import { foldReason } from '../facts/reason-names.js';
import { outcomeOf } from '../intake/type/outcome-words.js';
import { fold } from '../model/fold.js';
import { hidePeople } from '../model/people.js';
import { saysNothing } from '../model/reason-categories.js';
import { isKnownStatus, isNothing, isOfCalls } from './our-words.js';

/**
 * The list that a word belongs to. A status that was left is one of the statuses, and funnel.yaml explains outcomes
 * among them.
 */
type WordList = 'status' | 'pipeline' | 'reason' | 'direction' | 'result';
export const listOf = (field: string): WordList =>
  field === 'from_status' || field === 'outcome' ? 'status' : (field as WordList);

/** The least number of leads that must share a word: a word of fewer may tell of one of them. */
export const ENOUGH = 5;
/** A text of more characters was written about somebody. */
const LONGEST = 60;

/** Keeps account of which leads have which words, and of which words stay as they are. */
export interface WordsBorne {
  /** Records that a lead (its ID) has a word. */
  bear(list: WordList, word: string, lead: string): void;
  /** Records the name of somebody who works in the company. */
  person(name: string): void;
  /** Records a word that stands in a heading and stays there. */
  stay(list: WordList, word: string): void;
  /** All reasons that occur, in each spelling. */
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

/** The endings of Russian names that change with the case: `Анна`, `Андрей`, `Белый`. */
const ENDING = /(?:[ыио]й|[ая]я|[аяйьоеуюыи])$/u;
const [SHORTEST_STEM, LONGEST_ENDING] = [3, 3];

/**
 * Whether a word is this name in any grammatical case: «передан Олегу», «ушёл к Смирнову». A name in Latin letters must
 * be equal.
 */
function isNamed(word: string, name: string): boolean {
  if (word === name) return true;
  if (!/^\p{Script=Cyrillic}+$/u.test(name)) return false;
  const stem = name.replace(ENDING, '');
  return stem.length >= SHORTEST_STEM && word.startsWith(stem) && word.length - stem.length <= LONGEST_ENDING;
}

/** The key under which a word is counted. All spellings of a reason have the same one. */
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
