import { REPORTS } from '../reports/all-reports.js';
import { COUNT, DAY, type Json, listOf, object, orNull, SCOPE, STRING, WARNING } from './schema-terms.js';

/** A value of any kind. Money and prices are decimal strings; a value that is not a number is a text or a list of texts. */
const VALUE = { type: ['string', 'number', 'array', 'null'], items: STRING };
const AMOUNT = { type: ['string', 'number', 'null'] };
const SIDE = { ...AMOUNT, description: 'what is divided, and what it is divided by, where the figure is a quotient' };

const PART = object(
  {
    ...{ part: STRING, words: STRING, kind: STRING, value: AMOUNT },
    rows: { ...orNull(COUNT), description: 'how many leads, lines, … stand behind it' },
    of: { enum: ['leads', 'deals', 'payments', 'spend', 'sums', 'costs', null] },
    read_from: { ...listOf(STRING), description: 'files, headings, statuses and rules' },
    notes: { ...listOf(STRING), description: 'what of it is implied or of unknown depth, and what it leaves out' },
    listed: listOf(
      object({
        ...{ lead_id: orNull(STRING), file: orNull(STRING), line: orNull(COUNT), day: DAY, source: orNull(STRING) },
        adds: { ...AMOUNT, description: 'what it adds to the part; null: no sum is made of these' },
      }),
    ),
  },
  ['listed'],
);

/** `part` is a place in `parts`. */
const ARITHMETIC = {
  type: ['object', 'null'],
  properties: {
    ...{ part: COUNT, op: { enum: ['over', 'minus', 'times', 'sum'] } },
    ...{ left: { $ref: '#/definitions/arithmetic' }, right: { $ref: '#/definitions/arithmetic' } },
    terms: listOf({ $ref: '#/definitions/arithmetic' }),
  },
};

/** The JSON Schema of what `funnel explain --json` writes. */
export const explainSchema = (): Json => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'funnel/explain/1',
  description:
    'One printed number of funnel with all that it comes from: funnel explain … --json. It may grow by keys; none that stands here changes its meaning without another number in `schema`. Unknown is null, money a decimal string, a rate or a ratio a fraction, a duration whole seconds.',
  ...object(
    {
      schema: { const: 'funnel/explain/1' },
      report: { enum: REPORTS.map(({ name }) => name) },
      column: STRING,
      row: { type: 'object', additionalProperties: STRING, description: 'the keys that name its row' },
      ...{ kind: STRING, value: VALUE },
      at_least: { type: 'boolean', description: 'it is the least that it can be' },
      sentence: { ...STRING, description: 'what it is' },
      formula: { ...orNull(STRING), description: 'of its parts by their names; null: it is judged, or words' },
      parts: listOf(PART),
      filters: { ...listOf(STRING), description: 'what is counted, in words' },
      left_out: { ...listOf(STRING), description: 'what is left out of all figures, and why, with counts' },
      ...{ title: STRING, label: STRING },
      arithmetic: { $ref: '#/definitions/arithmetic' },
      ...{ numerator: SIDE, denominator: SIDE },
      ...SCOPE,
      warnings: listOf(WARNING),
    },
    ['attribution'],
  ),
  definitions: { arithmetic: ARITHMETIC },
});
