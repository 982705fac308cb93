import type { FileSettings } from '../../model/settings.js';

/** Whether the configuration says what is in a file, and not only how it is written: `timezone: Europe/Moscow` does not. */
export const isDescribed = (settings: FileSettings | undefined): boolean =>
  settings !== undefined && (settings.table.length > 0 || settings.columns.size > 0 || settings.format !== undefined);
