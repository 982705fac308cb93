import { basename } from 'node:path';
import { areSums } from '../../model/tables.js';
import type { Loaded } from '../scan/loaded.js';
import { monthInName } from '../shape/month-in-name.js';
import { type Days, periodIn } from '../shape/preamble.js';

/**
 * The days that an export says it covers: in funnel.yaml, above its header, in the name of its file. A month in the name
 * is what the file is of only if its rows have no days: else it may have been downloaded before the month was over.
 */
export const statedDays = ({
  recognised,
  shape,
  file,
}: Pick<Loaded, 'recognised' | 'shape' | 'file'>): Days | undefined =>
  recognised.settings?.period ??
  periodIn(shape.preamble) ??
  periodIn([basename(file.name)]) ??
  periodIn([basename(file.path)]) ??
  (isUndated(recognised) ? monthInName(basename(file.path)) : undefined) ??
  undefined;

const isUndated = ({ table, columns }: Loaded['recognised']): boolean =>
  areSums(table) && !columns.has('day') && !columns.has('period_from');
