import type * as z from 'zod';
import { text } from '../error.js';
import { complain } from './complaint.js';
import { limit } from './number-values.js';
import { mapOf, oneOrMore, section } from './schema-parts.js';
import { anyText, flag } from './values.js';

/** Dimension → the values that are kept, any of them. */
export type Filter = ReadonlyMap<string, readonly string[]>;

/** A figure that must stay within limits, else the exit code is 1. */
export interface Gate {
  name?: string | undefined;
  metric: string;
  /** Literals; a share as a fraction. */
  min?: string | undefined;
  max?: string | undefined;
  where: Filter;
  /** A blank figure or a missing row does not fail. */
  optional: boolean;
  /** Only warns. */
  warn: boolean;
}

export const where = mapOf(oneOrMore(anyText)).describe('Only these: dimension: value, or a list of values');

export const gate: z.ZodType<Gate> = section({
  name: anyText.optional().describe('What the gate is called in the output'),
  metric: anyText.describe('The figure'),
  min: limit.optional().describe('The lowest value that passes'),
  max: limit.optional().describe('The highest value that passes'),
  where,
  optional: flag.optional().describe('A blank figure or a missing row does not fail'),
  warn: flag.optional().describe('Only warns'),
})
  .superRefine(({ min, max }, context) => {
    if (min === undefined && max === undefined) context.addIssue(complain(undefined, NO_LIMIT));
  })
  .transform(({ optional = false, warn = false, ...rest }) => ({ ...rest, optional, warn }));

const NO_LIMIT = {
  what: text('a gate without a limit', 'порог без предела'),
  hint: text('add min or max', 'добавьте min или max'),
};
