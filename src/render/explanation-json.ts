import type { ExplainedPart, Explanation, ListedRow } from '../model/explanation.js';
import type { Kind } from '../model/sheet.js';
import type { Lang, Text } from '../model/text.js';
import { block, blockList, cell, type Entry, value as json, line, list } from './json-text.js';
import type { ExplanationOptions } from './renderer.js';
import { writtenFormula } from './written-formula.js';

/** The same for programs, with a schema of its own. */
export function explanationJson(
  explained: Explanation,
  { lang, listed }: Pick<ExplanationOptions, 'lang' | 'listed'>,
): string {
  const { report, column, row, kind, value, isAtLeast, sentence, formula, parts, filters, leftOut } = explained;
  const texts = (all: readonly Text[]) => list(all.map((one) => json(one[lang])));
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
  ])}\n`;
}

const partJson = (
  { name, words, kind, value, rows, readFrom, notes, listed }: ExplainedPart,
  lang: Lang,
  isListed: boolean,
) =>
  block([
    ['part', json(name)],
    ['words', json(words[lang])],
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
