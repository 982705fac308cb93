import type * as z from 'zod';
import { text } from '../error.js';
import type { Rule } from '../model/settings.js';
import { type Complaint, complain } from './complaint.js';
import { positive, wholeNumber } from './number-values.js';
import { headingOrRule } from './rule.js';
import { listOf, section } from './schema-parts.js';

/** What a lead must hold to be passed on to sales. */
export interface Standard {
  role?: Rule | undefined;
  need?: Rule | undefined;
  budget?: Rule | undefined;
  deadline?: Rule | undefined;
  /** Signs of interest, of which `atLeast` must hold. */
  interest: readonly Rule[];
  atLeast: number;
}

export interface Plan {
  /** Of the period, in the report's currency, as a literal. */
  revenue?: string | undefined;
}

export const standard: z.ZodType<Standard> = section({
  role: headingOrRule.optional().describe('The role of the contact: a column that is filled, or a rule'),
  need: headingOrRule.optional().describe('A confirmed need'),
  budget: headingOrRule.optional().describe('A budget'),
  deadline: headingOrRule.optional().describe('The date of a decision'),
  interest: listOf(headingOrRule).describe('Signs of interest'),
  at_least: wholeNumber.optional().describe('How many signs of interest there must be (2)'),
})
  .superRefine(({ interest, at_least }, context) => {
    if (at_least !== undefined && at_least > interest.length)
      context.addIssue(complain(undefined, TOO_MANY, ['at_least']));
  })
  .transform(({ at_least = 2, ...signs }) => ({ ...signs, atLeast: Math.min(at_least, signs.interest.length) }));

const TOO_MANY: Complaint = {
  what: text('more signs of interest are asked for than are named', 'признаков интереса требуется больше, чем названо'),
};

export const plan: z.ZodType<Plan> = section({
  revenue: positive.optional().describe('Revenue of the period, in the currency of the report'),
})
  .nullish()
  .transform((found) => found ?? {});
