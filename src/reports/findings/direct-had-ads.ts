import { text } from '../../model/text.js';
import { directDeals } from '../direct-deals.js';
import { defineFinding } from './define-finding.js';

export const directHadAds = defineFinding({
  name: 'direct-had-ads',
  looksAt: text(
    'Deals that look direct and had an ad touch before: only where there is a list of touches.',
    'Сделки, которые выглядят прямыми, а раньше было касание с рекламой: только если есть касания.',
  ),
  async find({ context }) {
    const said = await directDeals(context);
    return (
      said && {
        ...{ tone: 'info', owner: 'marketing', money: null, figure: 'journey.deals', scope: null, n: null },
        behind: ['journey', '--by', 'first-last'],
        text: said,
      }
    );
  },
});
