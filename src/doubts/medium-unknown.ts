import { text } from '../error.js';
import { formatWhole } from '../model/numbers.js';
import { scalar } from '../model/yaml-scalar.js';
import { defineDoubt } from './define-doubt.js';

/** How many media are named. */
const SHOWN = 6;

/**
 * Leads name an ad platform with a medium that is not known, while other leads of the same platform have a medium of
 * paid traffic. If the unknown one is not paid, these leads make the advertising look cheaper than it is.
 */
export default defineDoubt({
  code: 'medium-unknown',
  asks: ({ sources }) => sources.openMedia.length > 0,
  look: ({ sources: { openMedia } }) => [
    { count: openMedia.reduce((sum, { count }) => sum + count, 0), media: openMedia },
  ],
  say({ count, media }) {
    const shown = media.slice(0, SHOWN);
    const more = media.length - shown.length;
    const list = shown.map(({ spelling, count: rows }) => `«${spelling}» (${rows})`).join(', ');
    const [first] = shown;
    const yes = `sources: {${scalar(first?.source ?? '')}: [${scalar(first?.spelling ?? '')}]}`;
    const no = `sources: {${scalar(first?.spelling ?? '')}: [${scalar(first?.spelling ?? '')}]}`;
    return text(
      `${formatWhole(count, 'en')} rows name a medium of which nothing is known, and count as advertising: ${list}${more > 0 ? `, and ${more} more` : ''}; if it is, confirm it in funnel.yaml: ${yes}; if nobody paid for it: ${no}`,
      `строки с типом трафика, о котором ничего не известно, посчитаны как реклама: ${formatWhole(count, 'ru')} (${list}${more > 0 ? ` и ещё ${more}` : ''}); если это реклама, подтвердите в funnel.yaml: ${yes}; если за неё не платили: ${no}`,
    );
  },
});
