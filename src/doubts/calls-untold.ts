import { text } from '../error.js';
import { formatWhole } from '../model/numbers.js';
import { defineDoubt } from './define-doubt.js';

/** The duration of a call does not tell whether anybody talked: it may have rung, or a machine may have answered. */
export default defineDoubt({
  code: 'calls-untold',
  asks: ({ settings }) => settings.hasCalls,
  look: ({ calls: { untold, linked } }) => [{ count: untold, linked }],
  say: ({ count, linked }) =>
    text(
      `${formatWhole(count, 'en')} of ${formatWhole(linked, 'en')} calls of leads do not say whether anybody answered: they count as calls, and as no talk; name the column in funnel.yaml (columns: talk: …, or result: …)`,
      `звонков лидам, о которых неизвестно, был ли разговор: ${formatWhole(count, 'ru')} из ${formatWhole(linked, 'ru')}; это звонки, но не разговоры; укажите столбец в funnel.yaml (columns: talk: … или result: …)`,
    ),
});
