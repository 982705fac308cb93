import { text } from '../error.js';
import { formatWhole } from '../model/numbers.js';
import { counted } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';

/**
 * A row of the history stays evidence: a lead that was won once counts as won, even if its status says that it is open
 * again.
 */
export default defineDoubt({
  code: 'won-yet-open',
  asks: ({ census }) => census.reopened > 0,
  look: ({ census }) => [{ count: census.reopened }],
  say: ({ count }) =>
    text(
      `won by the stage history and open by the status: ${counted(count, 'lead or deal', 'leads and deals')}, counted as won, as is right where it goes on in another pipeline; where a win was taken back, close it as lost in the CRM, or take that row out of the history`,
      `лидов и сделок, которые по истории этапов выиграны, а по статусу ещё в работе: ${formatWhole(count, 'ru')}; посчитаны как выигранные, что верно, если сделка продолжается в другой воронке; если выигрыш отменён, закройте сделку в CRM как отказ или уберите эту строку из истории`,
    ),
});
