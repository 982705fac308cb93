import { onceEach } from './once.js';
import { mapOf, oneOrMore } from './schema-parts.js';
import { anyText } from './values.js';

/** The name that is shown → the spellings that are equal to it. */
export const sources = mapOf(oneOrMore(anyText)).superRefine((map, context) => {
  const names = [...map.keys()].map((owner) => ({ word: owner, owner, path: [owner], part: 'key' as const }));
  onceEach([...names, ...spellings(map)], context);
});

/** The key of `reasons` that names no category, but texts that say nothing. */
export const NO_CONTENT = 'no_content';

/** Category → the texts of the CRM that belong to it. A category may bear the name of a text. */
export const reasons = mapOf(oneOrMore(anyText)).superRefine((map, context) => onceEach(spellings(map), context));

const spellings = (map: ReadonlyMap<string, readonly string[]>) =>
  [...map].flatMap(([owner, words]) => words.map((word, index) => ({ word, owner, path: [owner, index] })));
