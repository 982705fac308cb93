import type { Arithmetic } from '../model/explanation.js';

const SIGNS = { over: '/', minus: '−', times: '×' };

/** `(a × b − c) / d`, with brackets only where they are needed. */
export function writtenFormula(formula: Arithmetic, part: (at: number) => string, outer: string = ''): string {
  if (formula.op === 'part') return part(formula.part);
  if (formula.op === 'sum') {
    const terms = formula.terms.slice(0, MOST_TERMS).map((term) => writtenFormula(term, part, 'sum'));
    const all = [...terms, ...(formula.terms.length > MOST_TERMS ? ['…'] : [])].join(' + ');
    return terms.length > 1 && outer !== '' && outer !== 'sum' ? `(${all})` : all;
  }
  const { op, left, right } = formula;
  const own = `${writtenFormula(left, part, op)} ${SIGNS[op]} ${writtenFormula(right, part, `${op} right`)}`;
  const isInside = outer !== '' && outer !== 'sum' && (op === 'minus' || outer.endsWith('right'));
  return isInside ? `(${own})` : own;
}

const MOST_TERMS = 8;
