import type * as z from 'zod';
import { text } from '../error.js';
import { DIMENSION_NAMES } from '../model/dimensions.js';
import { complain, shown, unknownKey } from './complaint.js';
import type { Filter } from './gates.js';

interface Filtering {
  dimensions: ReadonlyMap<string, string>;
  gates: readonly { where: Filter }[];
  hypotheses: readonly { where: Filter }[];
}

/** Gates and hypotheses filter by dimensions that exist: a mistyped one would never match, or always. */
export function knownDimensions({ dimensions, gates, hypotheses }: Filtering, context: z.core.$RefinementCtx) {
  const known = [...DIMENSION_NAMES, ...dimensions.keys()];
  for (const [key, filters] of Object.entries({ gates, hypotheses }))
    for (const [index, { where }] of filters.entries())
      for (const name of where.keys())
        if (!known.includes(name)) {
          const what = text(`no dimension \`${shown(name)}\``, `нет измерения \`${shown(name)}\``);
          const { hint } = unknownKey(name, known);
          context.addIssue(complain(undefined, { what, hint, part: 'key' }, [key, index, 'where', name]));
        }
}
