import { divide, isExact, toNumber } from '../model/exact.js';
import { isStage, levelOf } from '../model/funnel-stages.js';
import type { Sheet } from '../model/sheet.js';

/**
 * What each stage's bar shows, between 0 and 1: below the seam its share of the leads, above it of the visits, since
 * leads are not counted out of visits. null: nothing to draw. A report that is broken down has its own base per group.
 */
export function shares({ columns, rows }: Sheet, stage: number): (number | null)[] {
  const reached = columns.findIndex(({ name }) => name === 'reached');
  const group = (row: Sheet['rows'][number]) => JSON.stringify(row.slice(0, stage));
  const base = new Map(rows.map((row) => [`${group(row)} ${String(row[stage])}`, row[reached] ?? null]));
  return rows.map((row) => {
    const [name, count] = [row[stage], row[reached] ?? null];
    if (typeof name !== 'string' || !isStage(name) || !isExact(count)) return null;
    const whole = base.get(`${group(row)} ${levelOf(name) === 'lead' ? 'lead' : 'visit'}`) ?? null;
    const share = isExact(whole) ? divide(count, whole) : null;
    return share && Math.min(1, Math.max(0, toNumber(share, 4)));
  });
}

/** `bar(0.5, 8)` is `████`; in eighths of a character, and never nothing for something. */
export function bar(share: number, width: number): string {
  const eighths = share > 0 ? Math.max(1, Math.round(share * width * 8)) : 0;
  return '█'.repeat(eighths >> 3) + (EIGHTHS[eighths & 7] ?? '');
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
