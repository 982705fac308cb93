import { text } from '../error.js';
import { formatWhole } from '../model/numbers.js';
import { counted } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';

/** A stage that a lead had in an older download was reached, even if the newest download no longer tells it. */
export default defineDoubt({
  code: 'older-downloads',
  asks: ({ gained }) => gained > 0,
  look: ({ gained }) => [{ count: gained }],
  say: ({ count }) =>
    text(
      `${counted(count, 'lead')} reached a stage of which only an older download tells: counted as reached by then; values are those of the newest`,
      `лидов, у которых этап виден только в более старой выгрузке: ${formatWhole(count, 'ru')}; этап засчитан, а значения взяты из самой новой`,
    ),
});
