import type { FileSettings } from '../../model/settings.js';

/**
 * Whether the configuration says what a file contains, and not only how it is written: `timezone: Europe/Moscow` does
 * not.
 */
export const isDescribed = (settings: FileSettings | undefined): boolean =>
  settings !== undefined && (settings.columns.size > 0 || saysWhatRowsAre(settings));

/** Whether it says what its rows are. `columns: {revenue: Amount}` tells only what a column is. */
export const saysWhatRowsAre = (settings: FileSettings | undefined): boolean =>
  settings !== undefined &&
  (settings.table.length > 0 ||
    settings.format !== undefined ||
    ['lead_id', 'deal_id'].some((field) => settings.columns.has(field)));
