import { text } from '../error.js';
import { counted } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';

export default defineDoubt({
  code: 'duplicate-amounts',
  asks: ({ again }) => again.differing > 0,
  look: ({ again }) => [{ count: again.differing }],
  say: ({ count }) =>
    text(
      `${counted(count, 'lead')} with different amounts in several rows: the latest amount counts`,
      `у повторных лидов различаются суммы (лидов: ${count}); взята последняя`,
    ),
});
