import type * as z from 'zod';
import { text } from '../error.js';
import { HYPOTHESIZED } from '../model/figures/compared-figures.js';
import type { Hypothesis } from '../model/hypothesis.js';
import { isLessBetter, type KpiName } from '../model/kpis.js';
import { complain } from './complaint.js';
import { where } from './gates.js';
import { wholeNumber } from './number-values.js';
import { onceEach } from './once.js';
import { listOf, oneOf, section } from './schema-parts.js';
import { anyText, day } from './values.js';

/** The figures that a change can be judged by: rates from lead to a stage, and costs. */
const figure = oneOf(HYPOTHESIZED.map(({ name }) => name));

const hypothesis: z.ZodType<Hypothesis> = section({
  name: anyText.describe('What is changed, or might be'),
  side: oneOf(['marketing', 'sales', 'shared']).optional().describe('Whose change it is'),
  who: anyText.optional().describe('Who makes it'),
  figure: figure.optional().describe('The figure that it should move: a rate or a cost'),
  metric: figure.optional().describe('The same as figure'),
  since: day.optional().describe('The day of the change; without it the hypothesis is an idea'),
  where: where.describe('Where the change is made: dimension: value, or a list of values'),
  weeks: wholeNumber.optional().describe('Whole weeks before and after (4)'),
  expect: oneOf(['up', 'down']).optional().describe('Where the figure should go: rates up and costs down, unless said'),
})
  .superRefine(({ figure: own, metric }, context) => {
    if (own === undefined && metric === undefined) context.addIssue(complain(undefined, NO_FIGURE));
    else if (own !== undefined && metric !== undefined) context.addIssue(complain(undefined, TWICE, ['metric']));
  })
  .transform(({ figure: own, metric, weeks = 4, expect, ...rest }): Hypothesis => {
    const judged = HYPOTHESIZED.find(({ name }) => name === (own ?? metric))?.name ?? '';
    return { ...rest, figure: judged, weeks, expect: expect ?? (isLessBetter(judged as KpiName) ? 'down' : 'up') };
  });

/** The section `hypotheses`. Names must differ, since a row of the report is known by its name. */
export const hypotheses = listOf(hypothesis).superRefine((all, context) =>
  onceEach(
    all.map(({ name }, at) => ({ word: name, path: [at, 'name'], owner: `hypotheses[${at}]` })),
    context,
  ),
);

const NO_FIGURE = {
  what: text('a hypothesis without a figure', 'гипотеза без показателя'),
  hint: text('add figure: qualified_rate', 'добавьте figure: qualified_rate'),
};
const TWICE = { what: text('figure and metric are one thing', 'figure и metric — одно и то же') };
