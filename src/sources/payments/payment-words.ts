import { NOT_SAID_PAID, PAID, STATUS_OF_PAYMENT, UNPAID } from '../../model/paid-words.js';
import type { RowRule } from '../define-source.js';

/** Keeps the payments that came in, where a list of payments has a column of statuses. */
export const paidOnly: RowRule = { heading: STATUS_OF_PAYMENT, keep: PAID, drop: UNPAID, unclear: NOT_SAID_PAID };
