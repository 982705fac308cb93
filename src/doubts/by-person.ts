import type { FactsSettings } from '../facts/facts-settings.js';
import { PERSON_FIELDS } from '../model/person-ids.js';
import { NO_WORDS, type Text, text } from '../model/text.js';

/**
 * The advice to compare phones and mail addresses, for the end of a sentence on IDs that do not join; no words if they
 * are compared already.
 */
export const byPerson = ({ fields }: Pick<FactsSettings, 'fields'>): Text =>
  PERSON_FIELDS.some((field) => fields.ad_leads.has(field) || fields.crm.has(field))
    ? NO_WORDS
    : text(
        '; or find them by what people are told by: ids: {fallback: [phone, email]} in funnel.yaml',
        '; или ищите их по телефону и почте: ids: {fallback: [phone, email], country: RU} в funnel.yaml',
      );
