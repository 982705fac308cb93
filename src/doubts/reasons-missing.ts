import { text } from '../error.js';
import { formatWhole } from '../model/numbers.js';
import { counted } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';

const WHERE = {
  nowhere: text('no export has a column of reasons', 'ни в одной выгрузке нет столбца с причинами'),
  deals: text(
    'only deals without a lead have a column of reasons',
    'столбец с причинами есть только у сделок без лида',
  ),
  elsewhere: text(
    'not every export of leads has a column of reasons, and what share has none is unknown',
    'столбец с причинами есть не во всех выгрузках лидов, и доля отказов без причины неизвестна',
  ),
};

/**
 * Leads are lost, but their export has no column of reasons: then it cannot be said that reasons were withheld, either.
 */
export default defineDoubt({
  code: 'reasons-missing',
  asks: ({ census, ofLeads }) => census.lost > 0 && (!ofLeads.fields.has('reason') || ofLeads.withoutReasons > 0),
  look: ({ census, ofLeads, settings }) => {
    if (ofLeads.fields.has('reason')) return [{ count: ofLeads.withoutReasons, where: WHERE.elsewhere }];
    return [{ count: census.lost, where: settings.fields.crm.has('reason') ? WHERE.deals : WHERE.nowhere }];
  },
  say: ({ count, where: { en, ru } }) => {
    return text(
      `${en}: why ${counted(count, 'lead')} ${count === 1 ? 'was' : 'were'} lost is not told; name it under reason in funnel.yaml`,
      `${ru}: почему потеряны лиды (${formatWhole(count, 'ru')}), не сказано; укажите его как reason в funnel.yaml`,
    );
  },
});
