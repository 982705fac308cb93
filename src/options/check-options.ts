import { formatOf } from './formats-options.js';

/** What `check` alone takes. */
export const CHECK_OPTIONS = { format: formatOf('check') };
