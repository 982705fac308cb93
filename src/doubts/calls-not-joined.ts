import { text } from '../error.js';
import { formatWhole } from '../model/numbers.js';
import { byPerson } from './by-person.js';
import { defineDoubt } from './define-doubt.js';

export default defineDoubt({
  code: 'calls-not-joined',
  asks: ({ settings }) => settings.hasCrm,
  look: ({ matching, settings }) =>
    matching.groups
      .filter(({ isKnown, watched, leads, matched }) => !isKnown && watched && matched < leads)
      .map(({ leads, matched }) => ({ count: leads, matched, byPerson: byPerson(settings) })),
  say: ({ count, matched, byPerson: { en, ru } }) =>
    text(
      `none of the ${formatWhole(count, 'en')} leads of call tracking is found in the CRM by its ID (${formatWhole(matched, 'en')} by a click ID or a phone): they name sources, and are not counted beside the CRM's own leads${en}`,
      `ни один из лидов коллтрекинга (${formatWhole(count, 'ru')}) не найден в CRM по ID (по ID клика или телефону: ${formatWhole(matched, 'ru')}): они подсказывают источники, но сами рядом с лидами CRM не считаются${ru}`,
    ),
});
