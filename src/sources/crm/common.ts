import type { StatusMeaning } from '../../model/settings.js';
import type { LeadStage } from '../../model/stages.js';
import type { Field } from '../../model/tables.js';
import { type FieldSource, type Heading, text } from '../define.js';

/** A custom field named after a parameter of a link, as CRMs decorate it: `utm_source`, `UTM Source`, `UTM_Source__c`, `Deal - utm_source`. */
const parameter = (name: string): FieldSource => text(new RegExp(`^((deal|lead|сделка) - )?${name}(__c)?$`, 'i'));

/** UTM tags and click IDs: custom fields in every CRM. */
export const tags = {
  utm_source: parameter('utm[ _-]?source'),
  utm_medium: parameter('utm[ _-]?medium'),
  utm_campaign: parameter('utm[ _-]?campaign'),
  utm_content: parameter('utm[ _-]?content'),
  utm_term: parameter('utm[ _-]?term'),
  gclid: parameter('(gclid|gcl id|google (ad )?click id)'),
  yclid: parameter('(yclid|yandex click id)'),
  fbclid: parameter('(fbclid|facebook click id)'),
  msclkid: parameter('(msclkid|microsoft click id)'),
  ttclid: parameter('(ttclid|tiktok click id)'),
} as const satisfies Partial<Record<Field, FieldSource>>;

/** Reasons of a loss as people name the field that most CRMs leave to them; the most usual name first. */
export const reasons: readonly Heading[] = [
  'Причина отказа',
  'Причина проигрыша',
  'Причина отказа ОП',
  /^Причина (отказа|закрытия|проигрыша|провала|потери|брака|некачественного лида|условного отказа)( .+)?$/i,
  /^(closed[ _])?(lost|loss)[ _]reason(__c)?$/i,
  /^reason[ _](for[ _])?(lost|loss)(__c)?$/i,
  /^(unqualified|disqualified|disqualification)[ _]reason(__c)?$/i,
];

export const at = (stage: LeadStage): StatusMeaning => ({ kind: 'stage', stage });
/** Lost, and the CRM does not say how far the lead had come. */
export const lost: StatusMeaning = { kind: 'lost', after: null };
/** Says nothing of how far the lead has come. */
export const ignore: StatusMeaning = { kind: 'ignore' };
