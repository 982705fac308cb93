import { text } from '../error.js';
import { formatWhole } from '../model/numbers.js';
import { counted } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';

export default defineDoubt({
  code: 'duplicate-amounts',
  asks: ({ census }) => census.againDiffering > 0,
  look: ({ census }) => [{ count: census.againDiffering }],
  say: ({ count }) =>
    text(
      `${counted(count, 'lead')} with different amounts in several rows: the latest amount counts`,
      `у повторных лидов различаются суммы (лидов: ${formatWhole(count, 'ru')}); взята последняя`,
    ),
});
