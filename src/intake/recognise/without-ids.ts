import { text } from '../../model/text.js';
import { isDescribed } from './described.js';
import type { Recognised } from './recognised.js';

/**
 * Exports that come without IDs (calls, forms, Meta's leads) may be the only list of leads there is, but a person has to
 * say so; a CRM without its IDs is a list of leads, a row each. Beside other lists it is different: rows of forms and
 * calls are matched by a click or a phone or do not count, and those of a CRM would be leads once more.
 */
export function withoutIds<File extends { recognised: Recognised }>(files: readonly File[]): readonly File[] {
  const all = files.map(({ recognised }) => recognised);
  const lists = all.filter((one) => holdsLeads(one) && !lacksIds(one));
  return files.map((one) => {
    const isOpen = lacksIds(one.recognised) && !isDescribed(one.recognised.settings);
    return isOpen ? { ...one, recognised: beside(lists, one.recognised) } : one;
  });
}

function beside(lists: readonly Recognised[], one: Recognised): Recognised {
  const eachIsOne: Recognised = { ...one, rowIsLead: one.entity === 'lead' };
  if (one.table === 'ad_leads') return lists.some(({ table }) => table === 'crm') ? eachIsOne : one;
  // Deals beside leads are no leads, whatever numbers them.
  const others = one.isUnnumbered && one.entity === 'deal' ? lists.filter(({ entity }) => entity === 'deal') : lists;
  if (others.length > 0) return { ...one, table: 'none', columns: new Map(), unread: onceMore(one.source) };
  return one.isUnnumbered ? eachIsOne : one;
}

const holdsLeads = ({ table }: Recognised): boolean => table === 'crm' || table === 'ad_leads';

const lacksIds = ({ columns, rowIsLead, withoutIds, isUnnumbered }: Recognised): boolean =>
  isUnnumbered || (withoutIds !== undefined && !rowIsLead && !columns.has('lead_id'));

const onceMore = (format: string) => {
  const entry = `files: [{path: …, format: ${format}, columns: {lead_id: $row}}]`;
  return text(
    `its rows have no IDs, and beside those of the others each would count once more: left out; if they are other ones, say so in funnel.yaml: ${entry}`,
    `у строк нет ID, и рядом с остальными каждая посчиталась бы ещё раз: не учтены; если это другие лиды, укажите в funnel.yaml: ${entry}`,
  );
};
