import { text } from '../error.js';
import { formatWhole } from '../model/numbers.js';
import { plural } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';

/**
 * One client ID on many leads: the computer of a call centre, or a placeholder that a form writes where it knows no ID.
 */
export default defineDoubt({
  code: 'shared-clients',
  asks: ({ touches }) => touches.shared > 0,
  look: ({ touches: { shared } }) => [{ count: shared }],
  say: ({ count }) =>
    text(
      `${formatWhole(count, 'en')} client ${count === 1 ? 'ID stands' : 'IDs stand'} on ten leads or more, and on over a hundredth of them: nobody, their touches count for no lead`,
      `${formatWhole(count, 'ru')} ClientID ${plural(count, 'стоит', 'стоят', 'стоят')} на десяти лидах и больше (свыше сотой части): это никто, их касания не учтены`,
    ),
});
