import * as z from 'zod';
import { text } from '../error.js';
import { daysOfPeriod } from '../model/dates.js';
import { compare, parseExact } from '../model/exact.js';
import { type Amounts, type Bonus, PLANNED, type Plan, type PlannedFigure } from '../model/plans.js';
import { PERIODS } from '../model/scope.js';
import { type Complaint, complain, hintFor } from './complaint.js';
import { isLiteral, PERCENT, percent, positive, wholeNumber } from './number-values.js';
import { isByPeriod, isOfAll, mapOf, meantSo, oneOf, scalar, section, Wrong } from './schema-parts.js';

const count = wholeNumber.transform(String);
const OF = {
  revenue: positive.optional().describe('Revenue of the won deals of the period, in the currency of the report'),
  deals: count.optional().describe('Won deals of the period, those without a lead too'),
  leads: count.optional().describe('Leads created in the period'),
  spend: positive.optional().describe('What is spent on advertising'),
};
const amountsOf = (own: { readonly [F in PlannedFigure]?: string | undefined }): Amounts =>
  new Map(PLANNED.flatMap((figure) => (own[figure] === undefined ? [] : [[figure, own[figure]] as const])));

const by = section({
  source: mapOf(section(OF).transform(amountsOf)).describe('What of it single sources should bring'),
})
  .optional()
  .describe('Plans of single sources');

const period = scalar(
  text('a period like 2026-11, 2026-W47 or 2026-Q4', 'период вроде 2026-11, 2026-W47 или 2026-Q4'),
  (written) => (daysOfPeriod(written) ? written : undefined),
  { type: 'string', pattern: '^\\d{4}-' },
);

const NO_PERIOD: Complaint = {
  what: text('a plan without a period', 'план без периода'),
  hint: text(
    'add per: month, or name the periods: plan: {2026-11: {revenue: 5000000}}',
    'добавьте per: month или назовите периоды: plan: {2026-11: {revenue: 5000000}}',
  ),
};

/** The section `plan`: what each period should bring, the same in every one (`per: month`) or one by one. */
export const plan: z.ZodType<readonly Plan[]> = z
  .union([
    meantSo(
      isOfAll,
      section({ per: oneOf(PERIODS).optional().describe('month: the same in each'), ...OF, by })
        .superRefine(({ per }, context) => {
          if (per === undefined) context.addIssue(complain(undefined, NO_PERIOD));
        })
        .transform(({ per = 'month', by: of, ...own }): Plan[] => [planOf({ per }, own, of?.source)]),
    ),
    meantSo(
      isByPeriod,
      z
        .map(period, section({ ...OF, by }))
        .transform((all): Plan[] =>
          [...all].map(([name, { by: of, ...own }]) => planOf({ period: name }, own, of?.source)),
        ),
    ),
  ])
  .nullish()
  .transform((found) => found ?? []);

const planOf = (
  of: Plan['of'],
  own: Parameters<typeof amountsOf>[0],
  bySource: ReadonlyMap<string, Amounts> = new Map(),
): Plan => ({ of, amounts: amountsOf(own), bySource });

/**
 * A part of a plan or of a bonus, at most 200 %: a plan can be exceeded. A plain `80` is refused: it could be 80 % or
 * eighty times the whole.
 */
const part = scalar(
  text('a share like 80% or 1.2', 'доля вроде 80% или 1.2'),
  (written) =>
    written.startsWith('-') ? undefined : (percent(written) ?? (isLiteral(written) ? atMostTwice(written) : undefined)),
  {
    anyOf: [
      { type: 'number', minimum: 0, maximum: 2 },
      { type: 'string', pattern: PERCENT },
    ],
  },
);

const atMostTwice = (fraction: string): string | Wrong =>
  /^0*(?:[01](?:\.\d+)?|2(?:\.0+)?)$/.test(fraction) ? fraction : new Wrong(hintFor(`${fraction}%`));

export const bonus: z.ZodType<Bonus> = section({
  of: oneOf(PLANNED).optional().describe('The figure of the plan that it is paid for (revenue)'),
  steps: z.map(part, part).describe('From which share of the plan on which share of the bonus is paid: {80%: 50%}'),
}).transform(({ of = 'revenue', steps }) => ({
  of,
  steps: [...steps]
    .map(([from, pays]) => ({ from, pays }))
    .sort((a, b) => compare(parseExact(a.from), parseExact(b.from))),
}));

/** Refuses a bonus for a figure without a plan: it could not be computed. */
export function knownBonus(
  { bonus: own, plan: plans }: { bonus?: Bonus | undefined; plan: readonly Plan[] },
  context: z.RefinementCtx,
): void {
  if (own === undefined || plans.some(({ amounts }) => amounts.has(own.of))) return;
  const what = text(`a bonus of ${own.of}, of which there is no plan`, `бонус за ${own.of}, а плана по нему нет`);
  const hint = text(`add plan: {per: month, ${own.of}: …}`, `добавьте plan: {per: month, ${own.of}: …}`);
  context.addIssue(complain(undefined, { what, hint }, ['bonus']));
}
