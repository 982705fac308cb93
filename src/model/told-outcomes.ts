const LOST = '(?:closed )?lost|проигран\\p{L}*|отказ|perdid[oa]|verloren|perdue?|pers[oa]|przegran[yae]';
const WON = '(?:closed )?won|выигран\\p{L}*|ganad[oa]|ganh[oa]|gewonnen|gagnée?|vint[oa]|wygran[yae]';
const ENDED = [WON, LOST, 'sold|продан\\p{L}*|vendid[oa]'];
const STILL_OPEN = [
  'open|active|in progress|pending|on hold|abandoned|suspended|dead|cancell?ed|открыт\\p{L}*|в работе|активн\\p{L}*|отмен[её]н\\p{L}*',
  'abiert[oa]|en curso|activ[oa]|abert[oa]|em andamento|pausad[oa]|offen|in bearbeitung|ouverte?|en cours|apert[oa]|in corso|otwart[yae]|w toku',
];
/** Words for how a deal ended, and for what has not. */
const OUTCOMES = {
  wonOrLost: new RegExp(`^(?:${WON}|${LOST})$`, 'iu'),
  lost: new RegExp(`^(?:${LOST})$`, 'iu'),
  ended: new RegExp(`^(?:${ENDED.join('|')})$`, 'iu'),
  any: new RegExp(`^(?:${[...ENDED, ...STILL_OPEN].join('|')})$`, 'iu'),
};

/** Nothing but words for won, lost and open, two of them at least. */
export function tellOutcomes(cells: Iterable<string>): boolean {
  const all = [...new Set([...cells].map((cell) => cell.trim()))];
  return (
    all.length > 1 && all.every((word) => OUTCOMES.any.test(word)) && all.some((word) => OUTCOMES.ended.test(word))
  );
}

/** Whether a word says that a deal was won, or lost. */
export const isEnded = (word: string): boolean => OUTCOMES.ended.test(word);

/** Whether a word speaks only of a deal: a house that a lead asks about may be sold, too, to somebody else. */
export const isWonOrLost = (word: string): boolean => OUTCOMES.wonOrLost.test(word.trim());

/** Whether a word says that it was lost. */
export const isLost = (word: string): boolean => OUTCOMES.lost.test(word.trim());
