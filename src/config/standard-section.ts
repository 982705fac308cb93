import * as z from 'zod';
import { text } from '../error.js';
import { nearest } from '../model/nearest.js';
import type { Rule, Standard } from '../model/settings.js';
import { type Complaint, complain, unknownKey } from './complaint.js';
import { wholeNumber } from './number-values.js';
import { headingOrRule } from './rule.js';
import { listOf } from './schema-parts.js';

const USUAL = {
  role: headingOrRule.optional().describe('The role of the contact: a column that is filled, or a rule'),
  need: headingOrRule.optional().describe('A confirmed need'),
  budget: headingOrRule.optional().describe('A budget'),
  deadline: headingOrRule.optional().describe('The date of a decision'),
  interest: listOf(headingOrRule).describe('Signs of interest'),
  at_least: wholeNumber.optional().describe('How many signs of interest there must be (2)'),
};

/**
 * The section `standard`: what a lead must have to be passed on to sales. Criterion by name: first the usual ones, then
 * the user's own in the order of the file.
 */
export const standard: z.ZodType<Standard> = z
  .preprocess((node, context) => {
    if (!(node instanceof Map)) return node;
    // A criterion of the user's own may have any name, but not a misspelt usual one.
    for (const key of node.keys())
      if (!Object.hasOwn(USUAL, key) && nearest(key, Object.keys(USUAL)) !== undefined)
        context.issues.push(complain(undefined, unknownKey(key, Object.keys(USUAL)), [key]));
    return Object.assign(Object.create(null), Object.fromEntries(node));
  }, z.object(USUAL).catchall(headingOrRule))
  .superRefine(({ interest, at_least, ...criteria }, context) => {
    if (at_least !== undefined && at_least > interest.length)
      context.addIssue(complain(undefined, TOO_MANY, ['at_least']));
    if (interest.length === 0 && Object.values(criteria).every((one) => one === undefined))
      context.addIssue(complain(undefined, NO_CRITERION));
  })
  .transform(({ interest, at_least = 2, ...criteria }): Standard => {
    const own = Object.entries<Rule | undefined>(criteria);
    const usual = own.filter(([name]) => Object.hasOwn(USUAL, name));
    const signs = interest.length > 0 ? [['interest', interest, Math.min(at_least, interest.length)] as const] : [];
    const single = (all: typeof own) =>
      all.flatMap(([name, rule]) => (rule === undefined ? [] : [[name, [rule], 1] as const]));
    return new Map(
      [...single(usual), ...signs, ...single(own.filter((one) => !usual.includes(one)))].map(([name, all, atLeast]) => [
        name,
        { signs: all, atLeast },
      ]),
    );
  });

const TOO_MANY: Complaint = {
  what: text('more signs of interest are asked for than are named', 'признаков интереса требуется больше, чем названо'),
};
const NO_CRITERION: Complaint = {
  what: text('the standard names no criterion', 'в стандарте нет ни одного критерия'),
};
