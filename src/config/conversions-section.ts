import { text } from '../error.js';
import { days } from './number-values.js';
import { scalar, section } from './schema-parts.js';

/** The name of a conversion. It must be a single line: a file for a platform has a row per conversion. */
const called = scalar(
  text('a name of up to 100 characters', 'название до 100 символов'),
  (written) => (/^[^\p{Cc}\p{Zl}\p{Zp}]{1,100}$/u.test(written) ? written : undefined),
  { type: 'string', minLength: 1, maxLength: 100 },
);

/** The section `conversions`: what goes back to ad platforms. */
export const conversions = section({
  max_age: days.optional().describe('How old a lead may be that a platform is told of (60d)'),
  names: section({
    qualified: called.optional().describe('What the platform calls the conversion, or the goal; without it qualified'),
    deal: called.optional().describe('The same of a deal'),
  })
    .optional()
    .describe('How conversions are called where they go'),
}).transform(({ max_age, names }) => ({ maxAge: max_age, names: names ?? {} }));
