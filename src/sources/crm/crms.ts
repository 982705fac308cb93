import type { Source } from '../define-source.js';
import { activecampaign } from './activecampaign.js';
import { amocrm } from './amocrm.js';
import { bigin } from './bigin.js';
import { bitrix24 } from './bitrix24.js';
import { close } from './close.js';
import { freshsales } from './freshsales.js';
import { getcourse } from './getcourse.js';
import { hubspot } from './hubspot.js';
import { metaLeadsCenter } from './meta-leads.js';
import { moysklad } from './moysklad.js';
import { pipedrive } from './pipedrive.js';
import { retailcrm } from './retailcrm.js';
import { salesforce } from './salesforce.js';
import { tilda } from './tilda.js';
import { zoho } from './zoho.js';

/** Every known CRM. Adding one: its file, and a line here. */
export const CRMS: readonly Source[] = [
  amocrm,
  bitrix24,
  hubspot,
  // Bigin comes before Zoho: a file with a sub-pipeline fits both, and is Bigin's.
  bigin,
  zoho,
  salesforce,
  pipedrive,
  retailcrm,
  moysklad,
  getcourse,
  tilda,
  close,
  freshsales,
  activecampaign,
  metaLeadsCenter,
];
