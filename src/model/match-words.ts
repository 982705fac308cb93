import { type Text, text } from './text.js';

/** What named the source of a lead, the surest first. */
export const MATCH_WORDS: ReadonlyMap<string, Text> = new Map([
  ['ad_lead', text('ad lead', 'лид рекламы')],
  ['click', text('click ID', 'ID клика')],
  ['utm', text('UTM', 'UTM')],
  ['crm', text("the CRM's field", 'поле CRM')],
  ['none', text('nothing', 'не определён')],
  ['not_in_crm', text('not in the CRM', 'нет в CRM')],
]);
