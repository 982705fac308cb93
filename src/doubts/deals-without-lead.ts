import { text } from '../error.js';
import { formatWhole } from '../model/numbers.js';
import { counted, join } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';

/** Such deals earned something, but they are no leads, and their revenue can be given to no source. */
export default defineDoubt({
  code: 'deals-without-lead',
  asks: ({ census }) => census.dealsAlone > 0,
  look: ({ census, links, settings, ofLeads }) => [
    {
      count: census.dealsAlone,
      links,
      // Only these deals have amounts, the leads have none.
      takesRevenue: settings.fields.crm.has('revenue') && !ofLeads.fields.has('revenue'),
    },
  ],
  say({ count, links, takesRevenue }) {
    const ways = join(links, '; ');
    const [en, ru] = takesRevenue ? [' what leads earned is blank;', ' выручка лидов — прочерк;'] : ['', ''];
    return text(
      `${counted(count, 'deal')} without a lead: no leads, and in a row of their own, in no total;${en} ${ways.en}`,
      `сделок без лида: ${formatWhole(count, 'ru')}; они не лиды и стоят отдельной строкой, вне итогов;${ru} ${ways.ru}`,
    );
  },
});
