import { text } from '../error.js';
import { whole } from '../model/numbers.js';
import { counted } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';

/** Leads are lost, and nobody was asked why: without a column of reasons none was withheld either. */
export default defineDoubt({
  code: 'reasons-missing',
  asks: ({ census, ofLeads }) => census.lost > 0 && !ofLeads.fields.has('reason'),
  look: ({ census, settings }) => [{ count: census.lost, areOfDeals: settings.fields.crm.has('reason') }],
  say: ({ count, areOfDeals }) => {
    const [en, ru] = areOfDeals
      ? ['only deals without a lead have a column of reasons', 'столбец с причинами есть только у сделок без лида']
      : ['no export has a column of reasons', 'ни в одной выгрузке нет столбца с причинами'];
    return text(
      `${en}: why ${counted(count, 'lead')} ${count === 1 ? 'was' : 'were'} lost is not told; name it under reason in funnel.yaml`,
      `${ru}: почему потеряны лиды (${whole(count, 'ru')}), не сказано; укажите его как reason в funnel.yaml`,
    );
  },
});
