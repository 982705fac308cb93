import type * as z from 'zod';
import { text } from '../error.js';
import { complain } from './complaint.js';
import { limit, wholeNumber } from './number-values.js';
import { mapOf, oneOf, oneOrMore, section } from './schema-parts.js';
import { anyText, day, flag } from './values.js';

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

/** A change whose effect is judged by one metric, over equal windows before and after. */
export interface Hypothesis {
  name: string;
  side?: 'marketing' | 'sales' | 'shared' | undefined;
  /** `YYYY-MM-DD`: the first day with the change. */
  since: string;
  metric: string;
  where: Filter;
  weeks: number;
}

const where = mapOf(oneOrMore(anyText)).describe('Only these: dimension: value, or a list of values');

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

export const hypothesis: z.ZodType<Hypothesis> = section({
  name: anyText.describe('What was changed'),
  side: oneOf(['marketing', 'sales', 'shared']).optional().describe('Whose change it was'),
  since: day.describe('The first day with the change'),
  metric: anyText.describe('The figure that it should move'),
  where,
  weeks: wholeNumber.describe('Whole weeks before and after'),
});
