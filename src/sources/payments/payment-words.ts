import { NOT_SAID_PAID, PAID, STATUS_OF_PAYMENT, UNPAID } from '../../model/paid-words.js';
import type { RowRule } from '../define-source.js';

/** Which rows of a list of payments came in, where it has a column of statuses. */
export const paidOnly: RowRule = { heading: STATUS_OF_PAYMENT, keep: PAID, drop: UNPAID, unclear: NOT_SAID_PAID };
