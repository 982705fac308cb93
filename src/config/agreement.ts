import type * as z from 'zod';
import { positive } from './number-values.js';
import { section } from './schema-parts.js';

export interface Plan {
  /** Of the period, in the report's currency, as a literal. */
  revenue?: string | undefined;
}

export const plan: z.ZodType<Plan> = section({
  revenue: positive.optional().describe('Revenue of the period, in the currency of the report'),
})
  .nullish()
  .transform((found) => found ?? {});
