import type * as z from 'zod';
import type { IdSettings } from '../model/settings.js';
import { wholeNumber } from './number-values.js';
import { section } from './schema-parts.js';
import { flag } from './values.js';

/** How lead IDs are read, where programs on the way changed them: never without being told. */
export const ids: z.ZodType<IdSettings> = section({
  pad: wholeNumber
    .optional()
    .describe('IDs of digits that lost their leading zeros get them back, up to so many digits'),
  strip_tail: flag.optional().describe('A tail of .0, left by a spreadsheet that took IDs for numbers, is taken off'),
  ignore_case: flag.optional().describe('IDs that differ only by case are one'),
}).transform(({ pad, strip_tail, ignore_case }) => ({ pad, stripTail: strip_tail, ignoreCase: ignore_case }));
