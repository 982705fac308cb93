import type { FileSettings } from '../../model/settings.js';

/** Whether the configuration says what is in a file, and not only how it is written: `timezone: Europe/Moscow` does not. */
export const isDescribed = (settings: FileSettings | undefined): boolean =>
  settings !== undefined && (settings.columns.size > 0 || saysWhatRowsAre(settings));

/** Whether it says what a row of it is: `columns: {revenue: Amount}` tells what a column is, and nothing of that. */
export const saysWhatRowsAre = (settings: FileSettings | undefined): boolean =>
  settings !== undefined &&
  (settings.table.length > 0 ||
    settings.format !== undefined ||
    ['lead_id', 'deal_id'].some((field) => settings.columns.has(field)));
