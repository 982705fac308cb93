import { add, divide, type Exact, multiply, subtract } from '../model/exact.js';
import type { Arithmetic, ExplainedPart, Explanation, ListedRow } from '../model/explanation.js';
import type { Kind } from '../model/sheet.js';
import type { Lang, Text } from '../model/text.js';
import { warning } from './json.js';
import { block, blockList, cell, type Entry, value as json, line, list } from './json-text.js';
import type { ExplanationOptions } from './renderer.js';
import { scopeEntries } from './scope-json.js';
import { writtenFormula } from './written-formula.js';

/** An explanation for programs, in a schema of its own. */
export function explanationJson(
  explained: Explanation,
  { lang, listed }: Pick<ExplanationOptions, 'lang' | 'listed'>,
): string {
  const { report, title, column, label, row, kind, value, isAtLeast, sentence, formula, parts } = explained;
  const { scope, filters, leftOut, warnings } = explained;
  const texts = (all: readonly Text[]) => list(all.map((one) => json(one[lang])));
  const attribution = scope.attribution === null ? [] : [['attribution', json(scope.attribution)] as const];
  return `${block([
    ['schema', json('funnel/explain/1')],
    ['report', json(report)],
    ['column', json(column)],
    ['row', line(row.map(([name, own]): Entry => [name, json(own)]))],
    ['kind', json(kind)],
    ['value', cell(value, kind)],
    ['at_least', json(isAtLeast)],
    ['sentence', json(sentence[lang])],
    ['formula', json(formula && writtenFormula(formula, (at) => (parts[at] as ExplainedPart).name))],
    ['parts', blockList(parts.map((part) => partJson(part, lang, listed)))],
    ['filters', texts(filters)],
    ['left_out', texts(leftOut)],
    ['title', json(title[lang])],
    ['label', json(label[lang])],
    ['arithmetic', formula ? arithmeticJson(formula) : json(null)],
    ...divisionOf(formula, parts),
    ...scopeEntries(scope, attribution),
    ['where', list(scope.where.map(json))],
    ['warnings', blockList(warnings.map((one) => warning(one, lang)))],
  ])}\n`;
}

/**
 * How the parts make the number, so that a program can compute it again. A part is given by its position among the
 * parts.
 */
const arithmeticJson = (of: Arithmetic): string =>
  of.op === 'part'
    ? line([['part', json(of.part)]])
    : of.op === 'sum'
      ? line([
          ['op', json('sum')],
          ['terms', list(of.terms.map(arithmeticJson))],
        ])
      : line([
          ['op', json(of.op)],
          ['left', arithmeticJson(of.left)],
          ['right', arithmeticJson(of.right)],
        ]);

/** The two sides of a quotient; both are null where nothing is divided. */
function divisionOf(formula: Arithmetic | null, parts: readonly ExplainedPart[]): Entry[] {
  const of = (side: Arithmetic | null): string => (side === null ? json(null) : sideJson(side, parts));
  const sides = formula?.op === 'over' ? formula : { left: null, right: null };
  return [
    ['numerator', of(sides.left)],
    ['denominator', of(sides.right)],
  ];
}

/** The amount of one side. It is written as money if all its parts are money. */
function sideJson(side: Arithmetic, parts: readonly ExplainedPart[]): string {
  const kinds = new Set(partsIn(side).map((at) => parts[at]?.kind ?? 'quantity'));
  const [kind = 'quantity'] = kinds;
  return cell(amountOf(side, parts), kinds.size > 1 || (kind === 'count' && side.op === 'times') ? 'quantity' : kind);
}

const partsIn = (of: Arithmetic): number[] =>
  of.op === 'part' ? [of.part] : of.op === 'sum' ? of.terms.flatMap(partsIn) : [of.left, of.right].flatMap(partsIn);

function amountOf(of: Arithmetic, parts: readonly ExplainedPart[]): Exact | null {
  if (of.op === 'part') return parts[of.part]?.value ?? null;
  if (of.op === 'sum')
    return of.terms
      .map((term) => amountOf(term, parts))
      .reduce((sum, term) => (sum === null || term === null ? null : add(sum, term)));
  const [left, right] = [amountOf(of.left, parts), amountOf(of.right, parts)];
  return left === null || right === null ? null : APPLY[of.op](left, right);
}

const APPLY = { over: divide, minus: subtract, times: multiply };

const partJson = (
  { name, words, kind, value, rows, readFrom, notes, listed }: ExplainedPart,
  lang: Lang,
  isListed: boolean,
) =>
  block([
    ['part', json(name)],
    ['words', json(words[lang])],
    ['kind', json(kind)],
    ['value', cell(value, kind)],
    ['rows', json(rows?.count ?? null)],
    ['of', json(rows?.of ?? null)],
    ['read_from', list(readFrom.map((one) => json(one[lang])))],
    ['notes', list(notes.map((one) => json(one[lang])))],
    ...(isListed ? [['listed', blockList(listed.map((one) => rowJson(one, kind)))] as const] : []),
  ]);

const rowJson = ({ leadId, file, line: at, day, source, adds }: ListedRow, kind: Kind): string =>
  line([
    ['lead_id', json(leadId)],
    ['file', json(file)],
    ['line', json(at)],
    ['day', json(day)],
    ['source', json(source)],
    ['adds', cell(adds, kind)],
  ]);
