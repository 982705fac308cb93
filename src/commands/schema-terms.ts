import { ATTRIBUTIONS } from '../model/attribution.js';
import { BASES } from '../model/lead-events.js';
import { REACHES } from '../model/report.js';
import { WARNINGS } from '../model/warnings.js';

// What the JSON Schemas of our outputs are made of.

export type Json = Readonly<Record<string, unknown>>;

export const STRING = { type: 'string' };
export const NUMBER = { type: 'number' };
export const COUNT = { type: 'integer' };
export const orNull = ({ type, ...more }: { type: string }): Json => ({ type: [type, 'null'], ...more });
export const listOf = (items: Json): Json => ({ type: 'array', items });
export const DAY = { type: ['string', 'null'], pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
/**
 * An object. `optional`: keys that appear only where they say something. New keys may be added; none changes its meaning.
 */
export const object = (properties: Readonly<Record<string, Json>>, optional: readonly string[] = []): Json => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((key) => !optional.includes(key)),
});
export const BOTH = object({ en: STRING, ru: STRING });
export const DAYS = object({ from: DAY, to: DAY });
/** An amount, digit by digit: it never passes through a double. */
export const AMOUNT = { type: ['string', 'null'], pattern: '^-?\\d+(\\.\\d+)?$' };

export const WARNING = object({ code: { enum: Object.keys(WARNINGS) }, message: STRING, count: NUMBER });

/** The scope of a figure; `attribution` appears where sources have parts of leads. */
export const SCOPE = {
  period: DAYS,
  basis: { enum: [...BASES] },
  reach: { enum: [...REACHES] },
  attribution: { enum: [...ATTRIBUTIONS] },
  as_of: { type: ['string', 'null'], pattern: '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}:\\d{2})?$' },
  timezone: STRING,
  currency: orNull(STRING),
  where: listOf(STRING),
};
