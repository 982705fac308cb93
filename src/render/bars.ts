import { divide, isExact, toNumber } from '../model/exact.js';
import { isStage, levelOf } from '../model/funnel-stages.js';
import type { Sheet } from '../model/sheet.js';
import { groupOf, ownKey } from './key-columns.js';

/**
 * What the bar of each stage shows, between 0 and 1: below the seam the share of the leads, above it the share of the
 * visits, since leads are not counted out of visits. null: there is nothing to draw. In a report that is broken down
 * each group has its own base.
 */
export function shares(sheet: Sheet): (number | null)[] {
  const [stage, reached] = [ownKey(sheet), sheet.columns.find(({ name }) => name === 'reached')];
  const base = new Map(
    sheet.rows.map((row) => [`${groupOf(sheet, row)} ${String(stage?.value(row))}`, reached?.value(row) ?? null]),
  );
  return sheet.rows.map((row) => {
    const [name, count] = [stage?.value(row), reached?.value(row) ?? null];
    if (typeof name !== 'string' || !isStage(name) || !isExact(count)) return null;
    const whole = base.get(`${groupOf(sheet, row)} ${levelOf(name) === 'lead' ? 'lead' : 'visit'}`) ?? null;
    const share = isExact(whole) ? divide(count, whole) : null;
    return share && Math.min(1, Math.max(0, toNumber(share, 4)));
  });
}

/** `bar(0.5, 8)` is `████`. It is drawn in eighths of a character, and a share above zero is never empty. */
export function bar(share: number, width: number): string {
  const eighths = share > 0 ? Math.max(1, Math.round(share * width * 8)) : 0;
  return '█'.repeat(eighths >> 3) + (EIGHTHS[eighths & 7] ?? '');
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
