import { joined, literal, raw, type Sql, sql } from '../engines/sql.js';
import { LEAD_STAGES } from '../model/funnel-stages.js';
import { LEADS } from './fact-tables.js';

/**
 * How deep a lead got, how it ended, and whatever else is yes or no of it, as one number: `flags`. So a table of leads is a
 * third as wide, and many leads are alike in it. From the low bits on: the depth, the ending, a bit per flag.
 */
type Packed = 'depth' | 'ending' | Flag;
type Flag = {
  [Column in keyof typeof LEADS]: (typeof LEADS)[Column]['type'] extends 'boolean' ? Column : never;
}[keyof typeof LEADS];

const ENDINGS = ['open', 'won', 'lost'] as const;
const [ENDING_AT, FLAGS_AT] = [3, 5];
const DEPTH = sql`flags & ${raw(String(2 ** ENDING_AT - 1))}`;
const FLAGS = Object.entries(LEADS).flatMap(([column, { type }]) => (type === 'boolean' ? [column as Flag] : []));

/** The number, out of the values of its columns; a flag that is null is not set. */
export function packed(values: Readonly<Record<Packed, Sql>>): Sql {
  const set = (when: Sql, at: number) => sql`case when ${when} then ${raw(String(2 ** at))} else 0 end`;
  const ending = sql`case ${values.ending} ${joined(
    ENDINGS.map((one, at) => sql`when ${literal(one)} then ${raw(String(at * 2 ** ENDING_AT))}`),
    ' ',
  )} end`;
  const flags = FLAGS.map((flag, at) => set(values[flag], FLAGS_AT + at));
  return sql`cast(${joined([values.depth, ending, ...flags], ' + ')} as integer)`;
}

/** The columns, out of `flags`; the name of the stage is that of the depth. */
export const UNPACKED: Readonly<Record<string, Sql>> = {
  depth: DEPTH,
  stage: sql`case ${DEPTH} ${cases(LEAD_STAGES)} end`,
  ending: sql`case (flags >> ${raw(String(ENDING_AT))}) & 3 ${cases(ENDINGS)} end`,
  ...Object.fromEntries(FLAGS.map((flag, at) => [flag, sql`flags & ${raw(String(2 ** (FLAGS_AT + at)))} <> 0`])),
};

function cases(words: readonly string[]): Sql {
  return joined(
    words.map((word, at) => sql`when ${raw(String(at))} then ${literal(word)}`),
    ' ',
  );
}
