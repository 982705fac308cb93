import type { Source } from '../define-source.js';
import { amocrm } from './amocrm.js';
import { bigin } from './bigin.js';
import { bitrix24 } from './bitrix24.js';
import { hubspot } from './hubspot.js';
import { metaLeadsCenter } from './meta-leads.js';
import { pipedrive } from './pipedrive.js';
import { retailcrm } from './retailcrm.js';
import { salesforce } from './salesforce.js';
import { zoho } from './zoho.js';

/** Every known CRM. Adding one: its file, and a line here. */
export const CRMS: readonly Source[] = [
  amocrm,
  bitrix24,
  hubspot,
  // Before Zoho: where both fit, a sub-pipeline is Bigin's.
  bigin,
  zoho,
  salesforce,
  pipedrive,
  retailcrm,
  metaLeadsCenter,
];
