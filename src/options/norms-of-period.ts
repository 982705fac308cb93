import { text } from '../error.js';
import { nearest } from '../model/nearest.js';
import { LAST_PERIODS, type NormsAsked } from '../model/scope.js';
import { BROKEN_DOWN, defineOption, ifWritten, TEXT, wrongValue } from './define-option.js';
import { readScope } from './written-scope.js';

/** Norms that replace those of funnel.yaml. */
export const norms = defineOption({
  flags: '--norms <period>',
  offers: LAST_PERIODS,
  single: true,
  help: text(
    `norms are what steps were in another period: ${LAST_PERIODS.join(', ')}, or one like 2026-01`,
    `нормы — доли шагов за другой период: ${LAST_PERIODS.join(', ')} или, например, 2026-01`,
  ),
  on: BROKEN_DOWN,
  given: TEXT,
  read: ifWritten((written): NormsAsked => {
    const last = LAST_PERIODS.find((one) => one === written);
    if (last) return last;
    const near = /\d|=/.test(written) ? undefined : nearest(written, LAST_PERIODS);
    if (near !== undefined) throw wrongValue('--norms', written, A_PERIOD, [near]);
    return readScope('--norms', written);
  }),
});

const A_PERIOD = text(
  `${LAST_PERIODS.join(', ')} or a period like 2026-01`,
  `${LAST_PERIODS.join(', ')} или период вида 2026-01`,
);
