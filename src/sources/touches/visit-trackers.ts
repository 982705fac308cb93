import type { Source } from '../define-source.js';
import { analyticsSessions } from './analytics-sessions.js';
import { calltouchVisits } from './calltouch-visits.js';
import { roistatVisits } from './roistat-visits.js';

/** Trackers of single visits that have no other export here. Adding one: its file, and a line here. */
export const VISITS: readonly Source[] = [analyticsSessions, calltouchVisits, roistatVisits];
