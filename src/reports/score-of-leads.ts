import type { ComparedFigure } from '../model/figures/compared-figures.js';
import { fewestOn, isUnproven } from '../model/figures/compared-verdict.js';
import { type Comparison, formulaOf, groupOf, intervalOn } from '../model/figures/comparison.js';
import { NUMBERS } from '../model/figures/comparisons.js';
import { tooEarly } from '../model/figures/enough.js';
import { appliedTo, type Part } from '../model/figures/formula.js';
import type { Scored } from '../model/figures/scored-figures.js';
import type { Side } from '../model/figures/side.js';
import { isMuch, ZERO } from '../model/measures.js';
import { type SideRows, sideOf } from './followed-sides.js';
import type { ReportContext } from './report-context.js';
import type { Measured, ScoredGroup } from './score-line.js';
import type { Window, Windows } from './score-windows.js';

/**
 * A figure of leads and of the spend on them, with the change from the days before. The change is computed as `compare`
 * does for two sides.
 */
export function scoreOfLeads(
  context: ReportContext,
  figure: ComparedFigure,
  { now, before }: Windows,
  group: ScoredGroup,
): Measured {
  const side = sideIn(context, now, group);
  const row: Comparison = { figure, a: side, b: side, seconds: now.seconds };
  const value = formulaOf(row, 'b');
  return {
    ...{ kind: figure.figure.kind, table: 'leads' },
    value: value && appliedTo(value, row),
    // Without a source that has spend, the number that the figure is divided by is unknown.
    n:
      figure.among === 'paid' && side.paid.sources?.length === 0 ? null : (appliedTo(NUMBERS[1], row) as Part<unknown>),
    bounds: intervalOn(row, 'b'),
    doubt: doubtOf(row),
    before: before && isKnown(context, figure, before.previous) ? heldBeside(context, figure, before, group) : null,
  };
}

const NOBODY = { printed: [], followed: [], earned: [] };
const sideIn = (context: ReportContext, { scope, sides }: Window, { id, keys }: ScoredGroup): Side =>
  sideOf(context, scope, scope.called, sides.get(id) ?? ({ keys, ...NOBODY } satisfies SideRows));

function heldBeside(
  context: ReportContext,
  figure: ComparedFigure,
  { previous, same }: NonNullable<Windows['before']>,
  group: ScoredGroup,
): Measured['before'] {
  const row: Comparison = {
    figure,
    a: sideIn(context, previous, group),
    b: sideIn(context, same, group),
    seconds: same.seconds,
  };
  const [a, b] = [formulaOf(row, 'a', true), formulaOf(row, 'b', true)];
  return a && b && { previous: appliedTo(a, row), now: appliedTo(b, row) };
}

/**
 * Whether the spend of some days is known: ad statistics must cover them, and no spend without days may lie partly in
 * them.
 */
function isKnown({ covers, scores }: ReportContext, { among }: ComparedFigure, { scope }: Window): boolean {
  if (among === 'all') return true;
  const { from } = covers.spend;
  return from !== null && scope.from !== null && from <= scope.from && !scores.isSpendCut(scope);
}

/** The first of these words that applies: too few, too early, unproven. */
function doubtOf(row: Comparison): Scored['doubt'] {
  const few = fewestOn(row, 'b');
  if (few) return { word: 'too few', told: few };
  const { own } = groupOf(row, 'b');
  // A young lead may still become anything, whatever stage the figure is of.
  if (row.figure.stage !== null && isMuch(own.young, own.leads))
    return { word: 'too early', told: tooEarly(own.young ?? ZERO, own.leads ?? ZERO) };
  return isUnproven(row, 'b') ? { word: 'unproven', told: null } : null;
}
