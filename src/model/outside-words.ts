import { formatWhole, toTheCent } from './numbers.js';
import type { Outside } from './report.js';
import { join, type Text, text } from './text.js';

/** `outside these days: 2 leads, spend 4,000.00`. */
export function outsideWords({ leads, spend, dealsAlone }: Outside): Text {
  const parts: Text[] = [];
  if (leads > 0n)
    parts.push(
      text(`${formatWhole(leads, 'en')} ${leads === 1n ? 'lead' : 'leads'}`, `лидов ${formatWhole(leads, 'ru')}`),
    );
  if (spend && spend.num !== 0n)
    parts.push(text(`spend ${toTheCent(spend, 'en')}`, `расход ${toTheCent(spend, 'ru')}`));
  if (dealsAlone > 0n)
    parts.push(
      text(
        `${formatWhole(dealsAlone, 'en')} won ${dealsAlone === 1n ? 'deal' : 'deals'} without a lead`,
        `выигранных сделок без лида ${formatWhole(dealsAlone, 'ru')}`,
      ),
    );
  return join([text('outside these days', 'вне этих дней'), join(parts, ', ')], ': ');
}
