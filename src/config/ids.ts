import type * as z from 'zod';
import { PERSON_FIELDS } from '../model/person-ids.js';
import { COUNTRIES } from '../model/phone-numbering.js';
import type { IdSettings, Repeats } from '../model/settings.js';
import { days, wholeNumber } from './number-values.js';
import { oneOf, oneOrMore, section } from './schema-parts.js';
import { flag } from './values.js';

/**
 * The section `ids`: how to repair lead IDs that programs on the way have changed. Nothing is repaired unless it is set
 * here.
 */
export const ids: z.ZodType<IdSettings> = section({
  pad: wholeNumber
    .optional()
    .describe('IDs of digits that lost their leading zeros get them back, up to so many digits'),
  strip_tail: flag.optional().describe('A tail of .0, left by a spreadsheet that took IDs for numbers, is taken off'),
  ignore_case: flag.optional().describe('IDs that differ only by case are one'),
  fallback: oneOrMore(oneOf(PERSON_FIELDS))
    .optional()
    .describe(
      'By what a lead of a form is found in the CRM where no ID and no click tells: phone, email. Never shown or kept',
    ),
  country: oneOf(COUNTRIES).optional().describe('Whose phone numbers those without a code are, like RU'),
}).transform(({ strip_tail, ignore_case, ...others }) => ({
  ...others,
  stripTail: strip_tail,
  ignoreCase: ignore_case,
}));

/** The section `repeats`: when a lead is from somebody who has come before. */
export const repeats: z.ZodType<Repeats> = section({
  by: oneOrMore(oneOf(PERSON_FIELDS)).describe('By what a person is told: phone, email. Never shown or kept'),
  window: days.optional().describe('Within how many days: 30d; without it at any time'),
}).transform(({ by, window }) => ({ by, window }));
