import { text } from '../../model/text.js';
import { isDescribed } from './described.js';
import type { Recognised } from './recognised.js';

/**
 * What is known to come without IDs (calls, forms, the leads that Meta keeps) can be the only list of its leads, which a person
 * has to say. Beside others it cannot: rows of forms and calls are found there by a click or a phone, or count as none;
 * those of a CRM would be leads once more.
 */
export function withoutIds<File extends { recognised: Recognised }>(files: readonly File[]): readonly File[] {
  const lists = files.filter(({ recognised }) => holdsLeads(recognised) && !lacksIds(recognised));
  const hasCrm = lists.some(({ recognised }) => recognised.table === 'crm');
  return files.map((one) => {
    const { recognised } = one;
    if (!lacksIds(recognised) || isDescribed(recognised.settings)) return one;
    if (recognised.table === 'ad_leads')
      return hasCrm ? { ...one, recognised: { ...recognised, rowIsLead: true } } : one;
    if (lists.length === 0) return one;
    return {
      ...one,
      recognised: { ...recognised, table: 'none', columns: new Map(), unread: onceMore(recognised.source) },
    };
  });
}

const holdsLeads = ({ table }: Recognised): boolean => table === 'crm' || table === 'ad_leads';

const lacksIds = ({ columns, rowIsLead, withoutIds }: Recognised): boolean =>
  withoutIds !== undefined && !rowIsLead && !columns.has('lead_id');

const onceMore = (format: string) => {
  const entry = `files: [{path: …, format: ${format}, columns: {lead_id: $row}}]`;
  return text(
    `its leads have no IDs, and beside the others each would count once more: left out; if they are other leads, say so in funnel.yaml: ${entry}`,
    `у лидов нет ID, и рядом с остальными каждый посчитался бы ещё раз: не учтены; если это другие лиды, укажите в funnel.yaml: ${entry}`,
  );
};
