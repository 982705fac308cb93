import { text } from '../error.js';
import { formatWhole } from '../model/numbers.js';
import { counted } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';

export default defineDoubt({
  code: 'merged-leads',
  asks: ({ merged }) => merged > 0,
  look: ({ merged }) => [{ count: merged }],
  say: ({ count }) =>
    text(
      `${counted(count, 'row')} that another row says were merged into it: one lead`,
      `строк, о которых другая строка говорит, что они с ней объединены: ${formatWhole(count, 'ru')}; это один лид`,
    ),
});
