import { IS_BESIDE, MAY_BE_BESIDE } from '../shape/beside-words.js';
import { isNothing, type TotalContext } from './totals.js';

/** What is longer is no label. */
const LONGEST = 100;

/**
 * The label of a row of a home-made sheet of sums that stands beside them and is none: «Среднее», `Remaining budget`. It
 * is in the place of the day, or is all that names the row. Undefined: the row is an ordinary one.
 */
export function besideLabel(
  cells: readonly string[],
  { identity, names }: Pick<TotalContext, 'identity' | 'names'>,
): string | undefined {
  const filled = (columns: readonly number[]) =>
    columns.map((index) => cells[index] ?? '').filter((cell) => !isNothing(cell));
  const days = filled(identity);
  if (days.length > 0)
    return days.every((cell) => cell.length <= LONGEST && MAY_BE_BESIDE.test(cell)) ? days[0] : undefined;
  const [label, ...others] = filled(names);
  if (label === undefined || others.length > 0 || label.length > LONGEST) return undefined;
  // A campaign may be called «Бюджет» if nothing else could tell its row from others.
  return (identity.length + names.length > 1 ? MAY_BE_BESIDE : IS_BESIDE).test(label) ? label : undefined;
}
