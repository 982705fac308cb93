import type { Computed } from '../computed.js';
import type { MeasureName, Rows } from '../measures.js';
import type { Formula } from './formula.js';

/** What a formula is of one subject. A part is known by the rows behind it, what the configuration says by its name. */
export function computedOf<Of>(formula: Formula<Of>, subject: Of): Computed {
  if (formula.op === 'sum')
    return { op: 'sum', terms: formula.terms(subject).map((term) => computedOf(term, subject)) };
  if (formula.op !== 'part') {
    const [left, right] = [computedOf(formula.left, subject), computedOf(formula.right, subject)];
    return { op: formula.op, left, right };
  }
  const rows = formula.rows(subject);
  const isStated = rows.of === 'configuration' || rows.of === 'nobody';
  return {
    op: 'part',
    key: isStated ? `${rows.of} ${formula.name}` : JSON.stringify(rows),
    like: isStated ? '' : JSON.stringify(ofAllDays(rows)),
    value: formula.of(subject),
    isStated,
  };
}

/** The same rows, also of days and of sources that another part has nothing of. */
function ofAllDays(rows: Rows): object {
  const { sources: _, ...within } = 'within' in rows ? (rows.within ?? {}) : {};
  return {
    ...rows,
    ...('measure' in rows ? { measure: OF_ALL_DAYS[rows.measure] ?? rows.measure.replace('costed_', '') } : {}),
    within,
  };
}

const OF_ALL_DAYS: Partial<Record<string, MeasureName>> = {
  costed_qualified: 'reached.qualified',
  costed_deals: 'reached.deal',
};
