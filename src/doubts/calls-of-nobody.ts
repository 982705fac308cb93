import { text } from '../error.js';
import { formatWhole } from '../model/numbers.js';
import { defineDoubt } from './define-doubt.js';

/**
 * A telephony export also holds calls of customers and suppliers, so some are of no lead. If not one call is of a lead,
 * a column is probably missing.
 */
export default defineDoubt({
  code: 'calls-of-nobody',
  asks: ({ settings }) => settings.hasCalls,
  look: ({ calls: { all, linked }, settings: { fields, hasCrm } }) => [
    {
      ...{ count: all - linked, all },
      isColumnMissing: hasCrm && linked === 0,
      isByPhone: fields.calls.has('phone'),
      arePhonesKnown: fields.crm.has('phone'),
    },
  ],
  say: ({ count, all, isColumnMissing, isByPhone, arePhonesKnown }) => {
    if (!isColumnMissing)
      return text(
        `${formatWhole(count, 'en')} of ${formatWhole(all, 'en')} calls are of no lead here: they are in no figure of leads`,
        `звонков без лида: ${formatWhole(count, 'ru')} из ${formatWhole(all, 'ru')}; в показатели лидов они не входят`,
      );
    const [en, ru] = isByPhone
      ? arePhonesKnown
        ? ['their phones are of no lead in the CRM', 'по телефонам лидов в CRM не нашлось']
        : ['the CRM has no column of phones', 'в CRM нет столбца с телефоном']
      : [
          'name the column of the CRM’s ID in funnel.yaml (columns: lead_id: …), or find leads by phone (ids: {fallback: [phone]})',
          'укажите в funnel.yaml столбец с ID из CRM (columns: lead_id: …) или ищите лиды по телефону (ids: {fallback: [phone]})',
        ];
    return text(
      `none of the ${formatWhole(all, 'en')} calls is of a lead here: ${en}`,
      `ни один звонок (${formatWhole(all, 'ru')}) не относится к лидам из CRM: ${ru}`,
    );
  },
});
