import { text } from '../error.js';
import { whole } from '../model/numbers.js';
import { counted } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';

/** Where a lead stood in an older download it has been, whatever the newest says: it came so far by then. */
export default defineDoubt({
  code: 'older-downloads',
  asks: ({ gained }) => gained > 0,
  look: ({ gained }) => [{ count: gained }],
  say: ({ count }) =>
    text(
      `${counted(count, 'lead')} reached a stage of which only an older download tells: counted as reached by then; values are those of the newest`,
      `лидов, у которых этап виден только в более старой выгрузке: ${whole(count, 'ru')}; этап засчитан, а значения взяты из самой новой`,
    ),
});
