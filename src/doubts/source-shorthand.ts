import { text } from '../error.js';
import { formatWhole } from '../model/numbers.js';
import { scalar } from '../model/yaml-scalar.js';
import { defineDoubt } from './define-doubt.js';

/** How many are named. */
const SHOWN = 3;

/**
 * Two or three letters that a person typed were taken for the usual shorthand of a source. They may be initials as
 * well.
 */
export default defineDoubt({
  code: 'source-shorthand',
  asks: ({ sources }) => sources.shorthands.length > 0,
  look: ({ sources: { shorthands } }) =>
    shorthands.slice(0, SHOWN).map(({ spelling, source, count }) => ({ count, spelling, source })),
  say({ count, spelling, source }) {
    const [word, full] = [scalar(spelling), scalar(source)];
    return text(
      `«${spelling}» in the CRM (rows: ${formatWhole(count, 'en')}) is counted as ${source}; if it is, confirm it in funnel.yaml: sources: {${full}: [${word}]}; if it is something else: sources: {${word}: [${word}]}`,
      `«${spelling}» в CRM (строк: ${formatWhole(count, 'ru')}) посчитано как ${source}; если это так, подтвердите в funnel.yaml: sources: {${full}: [${word}]}; если это что-то другое: sources: {${word}: [${word}]}`,
    );
  },
});
