import { text } from '../error.js';
import { whole } from '../model/numbers.js';
import { defineDoubt } from './define-doubt.js';

/** How long the line was open says nothing of a talk: it rang, or a machine answered. */
export default defineDoubt({
  code: 'calls-untold',
  asks: ({ settings }) => settings.hasCalls,
  look: ({ calls: { untold, linked } }) => [{ count: untold, linked }],
  say: ({ count, linked }) =>
    text(
      `${whole(count, 'en')} of ${whole(linked, 'en')} calls of leads do not say whether anybody answered: they count as calls, and as no talk; name the column in funnel.yaml (columns: talk: …, or result: …)`,
      `звонков лидам, о которых неизвестно, был ли разговор: ${whole(count, 'ru')} из ${whole(linked, 'ru')}; это звонки, но не разговоры; укажите столбец в funnel.yaml (columns: talk: … или result: …)`,
    ),
});
