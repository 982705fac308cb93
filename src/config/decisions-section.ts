import type * as z from 'zod';
import { text } from '../error.js';
import { DECIDED_BY } from '../model/figures/compared-figures.js';
import type { Decision } from '../model/review.js';
import { complain } from './complaint.js';
import { where } from './gates.js';
import { listOf, oneOf, scalar, section } from './schema-parts.js';
import { anyText, day } from './values.js';

/**
 * One entry of `decisions`: what was agreed in a meeting, who does it, since when it holds, and the figure that shows
 * whether it works.
 */
const decision: z.ZodType<Decision> = section({
  since: day.describe('The day from which on it holds'),
  what: anyText.describe('What was decided'),
  who: anyText.optional().describe('Who does it'),
  figure: oneOf(DECIDED_BY.map(({ name }) => name))
    .optional()
    .describe('The figure by which it is looked at; without one it is only read out'),
  where: where.describe('What it is about: dimension: value, or a list of values'),
  until: day.optional().describe('The last day that it is looked at'),
}).superRefine(({ since, until }, context) => {
  if (until !== undefined && until < since) context.addIssue(complain(undefined, ENDS_FIRST, ['until']));
});

const ENDS_FIRST = {
  what: text('until is before since', 'until раньше, чем since'),
  hint: text('since is the day of the decision, until the last one', 'since — день решения, until — последний день'),
};

export const decisions = listOf(decision);

/** Questions to ask in the meeting. */
export const questions = listOf(anyText);

/** The address at which a CRM shows a lead, with `{lead_id}` in the place of the ID. */
const ofLead = scalar(
  text('an address with {lead_id} in it', 'адрес, в котором есть {lead_id}'),
  (written) => (/^https?:\/\/\S+$/i.test(written) && written.includes('{lead_id}') ? written : undefined),
  { type: 'string', pattern: '^https?://.*\\{lead_id\\}' },
);

export const links = section({
  lead: ofLead.optional().describe('Where the CRM shows a lead: https://crm.example/leads/{lead_id}'),
});
