import { ADS } from './ads/ad-platforms.js';
import { CALLS } from './calls/call-trackers.js';
import { CRMS } from './crm/crms.js';
import type { Source } from './define-source.js';
import { PAYMENTS } from './payments/payment-systems.js';
import { VISITS } from './touches/visit-trackers.js';

/** Every known platform. Adding one: its file, and a line in the list of its folder. */
export const SOURCES: readonly Source[] = [...ADS, ...CALLS, ...CRMS, ...PAYMENTS, ...VISITS];
