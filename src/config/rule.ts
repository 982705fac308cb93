import * as z from 'zod';
import { text } from '../error.js';
import type { Condition, Rule } from '../model/settings.js';
import { complain } from './complaint.js';
import { isLiteral } from './number-values.js';
import { mapOf, oneOrMore, scalar, section, Wrong } from './schema-parts.js';
import { ANY_SCALAR, anyText } from './values.js';

type Sign = Extract<Condition, { op: 'compare' }>['sign'];

const COMPARISON = /^(>=|<=|!=|>|<|=) *(.*)$/s;

const EXPECTS = text(
  'a value, a list of values, present, absent, "> 0" or {not: […]}',
  'значение, список значений, present, absent, "> 0" или {not: […]}',
);

/** Reads a condition: `present`, `absent`, a comparison with a number, or a single value. */
function readWord(written: string): Condition | Wrong | undefined {
  if (written.trim() === '') return undefined;
  if (written === 'present' || written === 'absent') return { op: written };
  const [, sign = '', operand = ''] = COMPARISON.exec(written) ?? [];
  if (isLiteral(operand)) return { op: 'compare', sign: sign as Sign, value: operand };
  // Some CRMs have values like `<none>`. But `> 1 000`, `=> 5` and `≥ 5` were meant to be comparisons.
  const meant =
    (sign !== '' && (written.charAt(sign.length) === ' ' || /^[<>=!]*\s*[-+.,\d]/.test(operand))) ||
    /^[≥≤≠]\s*[-+.,\d]/.test(written);
  return meant ? PLAIN_NUMBER : { op: 'in', values: [written] };
}

const PLAIN_NUMBER = new Wrong(
  text(
    'compare with a plain number ("> 1000.5"), or put a value that begins so into a list',
    'сравнивайте с простым числом ("> 1000.5"), а значение с таким началом возьмите в список',
  ),
);

const SAY_DIRECTLY = new Wrong(
  text(
    'write the opposite: absent for not present, "<= 0" for not "> 0"',
    'напишите противоположное: absent вместо не present, "<= 0" вместо не "> 0"',
  ),
);

const word = scalar(EXPECTS, readWord, ANY_SCALAR);

const values = z.array(anyText).min(1);

const notOne = scalar(
  text('a value or a list of values', 'значение или список значений'),
  (written) => {
    const read = readWord(written);
    if (read === undefined || read instanceof Wrong) return read;
    return read.op === 'in' ? [...read.values] : SAY_DIRECTLY;
  },
  ANY_SCALAR,
);

const not = section({ not: z.union([notOne, values]).describe('None of these values') });

const condition: z.ZodType<Condition> = z.union([
  word,
  values.transform((list): Condition => ({ op: 'in', values: list })),
  not.transform((found): Condition => ({ op: 'not_in', values: found.not })),
]);

/** One map of conditions: all of them must hold. */
const allOf = mapOf(condition)
  .superRefine((map, context) => {
    if (map.size === 0) context.addIssue(complain(undefined, NO_COLUMN));
  })
  .transform((map) => [...map].map(([column, wanted]) => ({ column, condition: wanted })));

// An empty rule would hold for every row, which nobody means.
const NO_COLUMN = { what: text('the rule names no column', 'правило не называет ни одного столбца') };

/** A rule: a map of column → condition, all of which must hold; or a list of such maps, one of which must hold. */
export const rule: z.ZodType<Rule> = oneOrMore<Rule[number]>(allOf);

/** A rule, or a single heading: the rule that its cell is filled. */
export const headingOrRule: z.ZodType<Rule> = z.union([
  scalar(
    text('a heading, or column: condition', 'заголовок столбца или столбец: условие'),
    (column): Rule | undefined => (column.trim() === '' ? undefined : [[{ column, condition: { op: 'present' } }]]),
    ANY_SCALAR,
  ),
  rule,
]);
