import { text } from '../error.js';
import { formatWhole } from '../model/numbers.js';
import { byPerson } from './by-person.js';
import { defineDoubt } from './define-doubt.js';

export default defineDoubt({
  code: 'ad-leads-not-joined',
  asks: ({ settings }) => settings.hasCrm,
  look: ({ matching, settings }) =>
    matching.groups
      .filter(({ isKnown, watched }) => !isKnown && !watched)
      .map(({ leads }) => ({ count: leads, byPerson: byPerson(settings) })),
  say: ({ count, byPerson: { en, ru } }) =>
    text(
      `none of the ${formatWhole(count, 'en')} leads of the ad forms is found in the CRM by its ID: they are not counted, and nobody knows how many were never handed over; keep the platform's lead ID in a field of the CRM (columns: ad_lead_id)${en}`,
      `ни один из лидов рекламных форм (${formatWhole(count, 'ru')}) не найден в CRM по ID: они не посчитаны, и неизвестно, сколько не передано; храните ID лида площадки в поле CRM (columns: ad_lead_id)${ru}`,
    ),
});
