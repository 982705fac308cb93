import { text } from '../error.js';
import { formatWhole } from '../model/numbers.js';
import { defineDoubt } from './define-doubt.js';

export default defineDoubt({
  code: 'placeholder-ids',
  asks: ({ matching }) => matching.placeholders > 0,
  look: ({ matching }) => [{ count: matching.placeholders }],
  say: ({ count }) =>
    text(
      `${formatWhole(count, 'en')} leads of the CRM bear the same ID of an ad lead as many others: it stands for none, and is not joined`,
      `лидов CRM с тем же ID рекламного лида, что и у многих других: ${formatWhole(count, 'ru')}; это не ID, по нему ничего не соединяется`,
    ),
});
