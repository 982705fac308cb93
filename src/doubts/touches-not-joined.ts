import { text } from '../error.js';
import { CLIENTS } from '../facts/touches.js';
import { formatWhole } from '../model/numbers.js';
import { defineDoubt } from './define-doubt.js';

const has = (fields: ReadonlySet<string>): boolean => CLIENTS.some((client) => fields.has(client));

/** Most visitors never become leads. If not one visit is of a lead, the CRM probably lacks the column of client IDs. */
export default defineDoubt({
  code: 'touches-not-joined',
  asks: ({ settings }) => settings.hasTouches,
  look: ({ touches: { all, linked }, settings: { fields, hasCrm } }) => [
    {
      count: all - linked,
      all,
      // The touches are told by client IDs alone, which the CRM does not hold.
      isColumnMissing: hasCrm && linked === 0 && !has(fields.crm) && has(fields.touches),
    },
  ],
  say: ({ count, all, isColumnMissing }) =>
    isColumnMissing
      ? text(
          `none of the ${formatWhole(all, 'en')} touches is of a lead here: the CRM has no column of the same client; name it in funnel.yaml (columns: client_id: …)`,
          `ни одно касание (${formatWhole(all, 'ru')}) не связано с лидом: в CRM нет столбца с тем же ClientID; укажите его в funnel.yaml (columns: client_id: …)`,
        )
      : text(
          `${formatWhole(count, 'en')} of ${formatWhole(all, 'en')} touches are of no lead here: visitors who never became one, or whose ID the CRM does not have`,
          `касаний без лида: ${formatWhole(count, 'ru')} из ${formatWhole(all, 'ru')} — посетители, которые не стали лидами, или их ID в CRM нет`,
        ),
});
