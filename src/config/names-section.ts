import { onceEach } from './once.js';
import { mapOf, oneOrMore } from './schema-parts.js';
import { anyText } from './values.js';

/** The name of a source as it is shown → other spellings of it. */
export const sources = mapOf(oneOrMore(anyText)).superRefine((map, context) => {
  const names = [...map.keys()].map((owner) => ({ word: owner, owner, path: [owner], part: 'key' as const }));
  onceEach([...names, ...spellings(map)], context);
});

/** The key of `reasons` that is no category, but lists texts that say nothing. */
export const NO_CONTENT = 'no_content';

/** Category → the texts of the CRM that belong to it. A category may have the same name as a text. */
export const reasons = mapOf(oneOrMore(anyText)).superRefine((map, context) => onceEach(spellings(map), context));

const spellings = (map: ReadonlyMap<string, readonly string[]>) =>
  [...map].flatMap(([owner, words]) => words.map((word, index) => ({ word, owner, path: [owner, index] })));
