import type { Computed } from '../computed.js';
import type { MeasureName, Rows } from '../measures.js';
import type { Formula } from './formula.js';

/** A formula applied to one subject. A part is identified by its rows, a value of the configuration by its name. */
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

/** The same rows, including days and sources for which another part has nothing. */
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
