import { formatOf } from './formats-options.js';

/** The options of `funnel check` alone. */
export const CHECK_OPTIONS = { format: formatOf('check') };
