import { id, NO, type RowRule, text, YES } from '../define-source.js';

const either = (...forms: RegExp[]): RegExp => new RegExp(`^(?:${forms.map(({ source }) => source).join('|')})$`, 'iu');

/** A call is a lead where the export does not say that it is a repeated one, or not the target. Of several flags all count. */
export const targetOnly: RowRule = {
  heading:
    /^(?:уникально-целев(?:ой|ая)|уникальн(?:ый|ая)|целев(?:ой|ая)|uniq(?:ue)?_?target|uniq(?:ue)?|target|is_?(?:uniq(?:ue)?|target))[ _]?(?:звонок|заявка|обращение|call|request|lead)?$/iu,
  keep: either(YES, /(?:уникально-)?целев(?:ой|ая)/, /уникальн(?:ый|ая)/, /uniq(?:ue)?/, /target/),
  drop: either(NO, /не ?целев(?:ой|ая)/, /(?:не ?уникальн|повторн)(?:ый|ая)/, /non-?target/, /repeated/),
};

/** Tags of the visit that ended in the call, and the IDs of its clicks. */
export const clicks = {
  gclid: text('gclid'),
  yclid: text('yclid'),
  fbclid: text('fbclid'),
  msclkid: text('msclkid'),
  ttclid: text('ttclid'),
  keyword: text('keyword', 'utmTerm', 'utm_term', 'UTM Term', 'Ключевая фраза', 'Ключевое слово', 'Ключевые слова'),
  campaign_id: id('campaignId', 'campaign_id', 'utm_campaign_id', 'ID кампании'),
};
