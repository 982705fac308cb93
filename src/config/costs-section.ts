import * as z from 'zod';
import { text } from '../error.js';
import { daysOfPeriod } from '../model/dates.js';
import type { Costs, CostsOfMonth } from '../model/settings.js';
import { isLiteral } from './number-values.js';
import { isByPeriod, isOfAll, mapOf, meantSo, oneOf, scalar, section } from './schema-parts.js';

/** An amount with at most two decimals: the days of a month share it to the cent. */
const amount = scalar(
  text('an amount like 100000 or 99.90', 'сумма вроде 100000 или 99.90'),
  (written) => (isLiteral(written) && /^\d+(?:\.\d\d?)?$/.test(written) ? written : undefined),
  { type: ['number', 'string'], minimum: 0, pattern: '^\\d+(\\.\\d\\d?)?$' },
);

const month = scalar(
  text('a month like 2026-10', 'месяц вроде 2026-10'),
  (written) => (/^\d{4}-\d\d$/.test(written) && daysOfPeriod(written) ? written : undefined),
  { type: 'string', pattern: '^\\d{4}-\\d\\d$' },
);

/** One amount, or several by their purpose: `{salaries: 100000, software: 5000}`. */
const amounts = z.union([amount.transform((one) => new Map([['costs', one]])), z.map(z.string(), amount)]);

const by = section({
  source: mapOf(amounts).describe('Costs that one source bears, beside those that none does'),
});

/** A section with our own keys and, beside them, keys that the user chooses: each holds an amount. */
const named = <const S extends z.core.$ZodLooseShape>(shape: S) =>
  z.preprocess(
    (node) => (node instanceof Map ? Object.assign(Object.create(null), Object.fromEntries(node)) : node),
    z.object(shape).catchall(amount),
  );

const ofMonth = z.union([
  amount.transform((one): CostsOfMonth => ({ own: new Map([['costs', one]]), bySource: new Map() })),
  named({ by: by.optional() }).transform(({ by, ...own }) => costsOf(own, by)),
]);

/** The section `costs`: what marketing costs besides advertising, the same in every month or month by month. */
export const costs: z.ZodType<Costs> = z
  .union([
    meantSo(
      isOfAll,
      named({
        per: oneOf(['month'] as const).describe('month: the same in each'),
        by: by.optional().describe('Costs that sources bear'),
      }).transform(({ per: _, by, ...own }): Costs => [{ month: null, ...costsOf(own, by) }]),
    ),
    meantSo(
      isByPeriod,
      z.map(month, ofMonth).transform((all): Costs => [...all].map(([own, of]) => ({ month: own, ...of }))),
    ),
  ])
  .nullish()
  .transform((found) => found ?? []);

const costsOf = (
  own: Readonly<Record<string, string>>,
  of: { source: ReadonlyMap<string, ReadonlyMap<string, string>> } | undefined,
): CostsOfMonth => ({ own: new Map(Object.entries(own)), bySource: of?.source ?? new Map() });
