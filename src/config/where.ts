import type * as z from 'zod';
import { text } from '../error.js';
import { DIMENSION_NAMES, SEGMENT } from '../model/dimensions.js';
import { type Complaint, complain, shown, unknownKey } from './complaint.js';
import type { Filter } from './gates.js';

interface Filtering {
  dimensions: ReadonlyMap<string, string>;
  segments: ReadonlyMap<string, unknown>;
  gates: readonly { where: Filter; by?: string | undefined }[];
  hypotheses: readonly { where: Filter }[];
  decisions: readonly { where: Filter }[];
}

/** Gates, hypotheses and decisions filter by dimensions that exist: a mistyped one would never match, or always. */
export function knownDimensions(
  { dimensions, segments, gates, hypotheses, decisions }: Filtering,
  context: z.core.$RefinementCtx,
) {
  if (segments.size > 0 && dimensions.has(SEGMENT))
    context.addIssue(complain(undefined, TWICE, ['dimensions', SEGMENT]));
  const known = [...DIMENSION_NAMES, ...dimensions.keys(), ...(segments.size > 0 ? [SEGMENT] : [])];
  const refuse = (name: string, part: 'key' | 'value', path: (string | number)[]) => {
    const what = text(`no dimension \`${shown(name)}\``, `нет измерения \`${shown(name)}\``);
    const { hint } = unknownKey(name, known);
    context.addIssue(complain(undefined, { what, hint, ...(part === 'key' ? { part } : {}) }, path));
  };
  for (const [key, filters] of Object.entries({ gates, hypotheses, decisions }))
    for (const [index, { where }] of filters.entries())
      for (const name of where.keys()) if (!known.includes(name)) refuse(name, 'key', [key, index, 'where', name]);
  for (const [index, { by }] of gates.entries())
    if (by !== undefined && !known.includes(by)) refuse(by, 'value', ['gates', index, 'by']);
}

const TWICE: Complaint = {
  what: text('segments are the dimension `segment` already', 'разрез `segment` уже занят: это segments'),
  hint: text('give the column another name', 'назовите столбец по-другому'),
  part: 'key',
};
