import type * as z from 'zod';
import { type Text, text } from '../error.js';
import { DIMENSION_NAMES, SEGMENT } from '../model/dimensions.js';
import { ENDINGS } from '../model/endings.js';
import { fold } from '../model/fold.js';
import { LEAD_STAGES, STAGE_LABELS } from '../model/funnel-stages.js';
import { meantOf } from '../model/meant.js';
import { type Complaint, complain, onOneLine, unknownKey } from './complaint.js';
import type { Filter } from './gates.js';

interface Filtering {
  dimensions: ReadonlyMap<string, unknown>;
  segments: ReadonlyMap<string, unknown>;
  gates: readonly { where: Filter; by?: string | undefined }[];
  hypotheses: readonly { where: Filter }[];
  decisions: readonly { where: Filter }[];
}

/**
 * Refuses filters of gates, hypotheses and decisions by a dimension that does not exist: a mistyped one would match
 * nothing, or everything.
 */
export function knownDimensions(
  { dimensions, segments, gates, hypotheses, decisions }: Filtering,
  context: z.core.$RefinementCtx,
) {
  if (segments.size > 0 && dimensions.has(SEGMENT))
    context.addIssue(complain(undefined, TWICE, ['dimensions', SEGMENT]));
  const known = [...DIMENSION_NAMES, ...dimensions.keys(), ...(segments.size > 0 ? [SEGMENT] : [])];
  const refuse = (name: string, part: 'key' | 'value', path: (string | number)[]) => {
    const what = text(`no dimension \`${onOneLine(name)}\``, `нет измерения \`${onOneLine(name)}\``);
    const { hint } = unknownKey(name, known);
    context.addIssue(complain(undefined, { what, hint, ...(part === 'key' ? { part } : {}) }, path));
  };
  for (const [key, filters] of Object.entries({ gates, hypotheses, decisions }))
    for (const [index, { where }] of filters.entries())
      for (const [name, values] of where) {
        const path = [key, index, 'where', name];
        if (!known.includes(name)) refuse(name, 'key', path);
        for (const value of values) {
          const complaint = noSuch(name, value);
          if (complaint) context.addIssue(complain(undefined, complaint, path));
        }
      }
  for (const [index, { by }] of gates.entries())
    if (by !== undefined && !known.includes(by)) refuse(by, 'value', ['gates', index, 'by']);
}

function noSuch(dimension: string, value: string): Complaint | null {
  const words = CLOSED[dimension];
  const isCalled = ([word, { en, ru }]: [string, Text]) => [word, en, ru].some((one) => fold(one) === fold(value));
  if (!words || [...words].some(isCalled)) return null;
  return {
    what: text(`there is no ${dimension} «${onOneLine(value)}»`, `${dimension}: «${onOneLine(value)}» не бывает`),
    hint: meantOf(value, words.keys()),
  };
}

/** Dimensions whose values are fixed, whatever the exports hold: another value is a mistake. */
const CLOSED: Readonly<Record<string, ReadonlyMap<string, Text>>> = {
  stage: new Map(LEAD_STAGES.map((stage) => [stage, STAGE_LABELS[stage]])),
  ending: ENDINGS,
};

const TWICE: Complaint = {
  what: text('segments are the dimension `segment` already', 'разрез `segment` уже занят: это segments'),
  hint: text('give the column another name', 'назовите столбец по-другому'),
  part: 'key',
};
