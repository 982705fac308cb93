import { ADS } from './ads/index.js';
import { CALLS } from './calls/index.js';
import { CRMS } from './crm/index.js';
import type { Source } from './define.js';

/** Every known platform. Adding one: its file, and a line in the list of its folder. */
export const SOURCES: readonly Source[] = [...ADS, ...CALLS, ...CRMS];
