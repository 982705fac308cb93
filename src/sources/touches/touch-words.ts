import type { Field } from '../../model/tables.js';
import { type FieldSource, text } from '../define-source.js';

/** UTM tags and click IDs of a visit, under the names that trackers of visits use. */
export const tagsOfVisit = {
  utm_source: text('utm_source', 'utmSource', 'UTM Source'),
  utm_medium: text('utm_medium', 'utmMedium', 'UTM Medium'),
  utm_campaign: text('utm_campaign', 'utmCampaign', 'UTM Campaign'),
  gclid: text('gclid'),
  yclid: text('yclid'),
  fbclid: text('fbclid'),
  msclkid: text('msclkid'),
  ttclid: text('ttclid'),
} as const satisfies Partial<Record<Field, FieldSource>>;
