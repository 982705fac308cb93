import { stringify } from 'csv-stringify/sync';
import type { Format } from '../model/dialect.js';
import { type Exact, isExact } from '../model/exact.js';
import type { Arithmetic, ExplainedPart, Explanation, ListedRow } from '../model/explanation.js';
import { number, toTheCent, whole } from '../model/numbers.js';
import type { Kind } from '../model/sheet.js';
import { type Lang, type Text, text } from '../model/text.js';
import { grid } from './grid.js';
import { block, blockList, type Entry, value as jsonValue, line, list } from './json-text.js';
import { BELOW, COMFORTABLE_WIDTH, paragraph, usableWidth } from './lines.js';
import { figure } from './plain-figure.js';
import { safe } from './safe.js';
import { shown } from './shown-cell.js';
import { painter } from './styles.js';
import { displayWidth } from './width.js';

interface PageOptions {
  readonly lang: Lang;
  readonly width: number;
  readonly color: boolean;
  /** The rows behind each part are written down. */
  readonly listed: boolean;
}

/** One number with all that it comes from: a page to read; CSV of its parts, or of the rows behind them; or JSON. */
export function renderExplanation(explained: Explanation, format: Format, options: PageOptions): string {
  if (format === 'json') return explanationJson(explained, options);
  if (format === 'csv') return options.listed ? rowsCsv(explained) : partsCsv(explained);
  return page(explained, options);
}

function page(explained: Explanation, { lang, width: full, color, listed }: PageOptions): string {
  const paint = painter(color);
  const width = Math.min(usableWidth(full), COMFORTABLE_WIDTH);
  const { title, label, row, sentence, formula, parts, filters, leftOut, kind, value, isAtLeast } = explained;
  const named = row.map(([, own, of]) => shown(own, of, lang).text);
  const said = (words: string) => paragraph(safe(words), width, paint);
  const below = (words: Text, style: 'plain' | 'quiet' = 'plain') =>
    paragraph(safe(words[lang]), width, paint, style, BELOW);
  const head = [title[lang], ...named, label[lang]].join(' · ');
  const cell = isExact(value) ? exactly(value, kind, lang) : shown(value, kind, lang).text;
  const lines = [
    ...paragraph(safe(`${head}: ${isAtLeast ? '≥ ' : ''}${cell}`), width, paint, 'title'),
    ...said(sentence[lang]),
  ];
  if (formula) {
    const one = (at: number) => parts[at] as ExplainedPart;
    lines.push(
      ...below(
        text(
          written(formula, (at) => one(at).words.en),
          written(formula, (at) => one(at).words.ru),
        ),
      ),
      ...below({
        en: `= ${written(formula, (at) => shownPart(one(at), 'en'))} = ${cell}`,
        ru: `= ${written(formula, (at) => shownPart(one(at), 'ru'))} = ${cell}`,
      }),
    );
  }
  const known = new Set<string>();
  for (const part of parts) {
    lines.push(
      '',
      ...paragraph(safe(`${part.words[lang]}: ${shownPart(part, lang)}${countOf(part, lang)}`), width, paint, 'strong'),
    );
    // What an earlier part says already is not said again.
    for (const from of part.readFrom) if (!known.has(from[lang])) lines.push(...below(from));
    for (const from of part.readFrom) known.add(from[lang]);
    for (const note of part.notes) lines.push(...below(note));
    if (listed) lines.push(...rowLines(part, lang));
  }
  lines.push('', ...paragraph(COUNTED[lang], width, paint, 'strong'));
  for (const filter of filters) lines.push(...below(filter));
  if (leftOut.length > 0) lines.push('', ...paragraph(LEFT_OUT[lang], width, paint, 'strong'));
  for (const one of leftOut) lines.push(...below(one));
  if (!listed && parts.some(({ rows }) => rows !== null)) lines.push('', ...said(IDS[lang]));
  return `${lines.join('\n')}\n`;
}

const COUNTED = text('What is counted', 'Что посчитано');
const LEFT_OUT = text('What is left out, of all figures', 'Что не вошло ни в одну цифру');
const IDS = text('the lead IDs and lines behind it: --ids', 'ID лидов и строки за этим числом: --ids');

/** To the cent, so that whoever multiplies it out comes to the same. */
const exactly = (value: Exact, kind: Kind, lang: Lang): string =>
  kind === 'money' || kind === 'unit_cost' ? toTheCent(value, lang) : number(value, kind, lang);

const shownPart = ({ value, kind }: ExplainedPart, lang: Lang): string =>
  value === null ? '—' : exactly(value, kind, lang);

function countOf({ rows, kind }: ExplainedPart, lang: Lang): string {
  if (rows === null) return '';
  // Of what is counted the number itself says how many they are.
  if (kind === 'count' && rows.of === 'leads') return '';
  return ` · ${OF[rows.of][lang]}: ${whole(rows.count, lang)}`;
}

const OF = {
  leads: text('leads', 'лидов'),
  deals: text('deals', 'сделок'),
  spend: text('rows of ad statistics', 'строк статистики рекламы'),
  sums: text('rows of sheets of sums', 'строк таблиц с суммами'),
};

const SIGNS = { over: '/', minus: '−', times: '×' };

/** `(a × b − c) / d`, with brackets only where they are needed. */
function written(formula: Arithmetic, part: (at: number) => string, outer: string = ''): string {
  if (formula.op === 'part') return part(formula.part);
  if (formula.op === 'sum') {
    const terms = formula.terms.slice(0, MOST_TERMS).map((term) => written(term, part, 'sum'));
    return [...terms, ...(formula.terms.length > MOST_TERMS ? ['…'] : [])].join(' + ');
  }
  const { op, left, right } = formula;
  const own = `${written(left, part, op)} ${SIGNS[op]} ${written(right, part, `${op} right`)}`;
  const isInside = outer !== '' && outer !== 'sum' && (op === 'minus' || outer.endsWith('right'));
  return isInside ? `(${own})` : own;
}

const MOST_TERMS = 8;

/** The lines of a list: a lead, or a row of a file, and what it adds where that is no mere one. */
function rowLines({ listed, kind }: ExplainedPart, lang: Lang): string[] {
  const cells = listed.map((one) => [
    one.leadId ?? `${one.file}:${one.line}`,
    one.day ?? '—',
    shown(one.source, 'text', lang).text,
    one.adds === null
      ? '—'
      : kind === 'count' && one.leadId !== null && one.adds.num === 1n
        ? ''
        : exactly(one.adds, kind, lang),
  ]);
  const widths = [0, 1, 2, 3].map((at) =>
    cells.reduce((most, row) => Math.max(most, displayWidth(safe(row[at] ?? ''))), 0),
  );
  const columns = widths.map((width, at) => ({ width: Math.max(1, width), right: at === 3 }));
  return grid(
    columns,
    cells.map((row) => row.map((cell) => ({ text: safe(cell), paint: (words: string) => words }))),
  ).map((one) => `   ${one}`);
}

const csv = (rows: readonly (readonly string[])[]): string =>
  stringify(rows as string[][], { record_delimiter: 'unix' });
/** A spreadsheet takes a text that begins like a formula for one. */
const inert = (words: string): string => (/^[\s\p{Cf}]*[=+\-@]/u.test(words) ? `'${words}` : words);
const plain = (value: Exact | null, kind: Kind): string => (value === null ? '' : figure(value, kind));

/** The number itself first, then each part of it. */
const partsCsv = ({ report, column, value, kind, parts }: Explanation): string =>
  csv([
    ['part', 'value', 'rows', 'of'],
    [`${report}.${column}`, isExact(value) ? plain(value, kind) : inert([value ?? ''].flat().join('; ')), '', ''],
    ...parts.map(({ name, value: own, kind: of, rows }) => [
      ...[inert(name), plain(own, of), rows === null ? '' : String(rows.count), rows?.of ?? ''],
    ]),
  ]);

const rowsCsv = ({ parts }: Explanation): string =>
  csv([
    ['part', 'lead_id', 'file', 'line', 'day', 'source', 'adds'],
    ...parts.flatMap(({ name, kind, listed }) =>
      listed.map(({ leadId, file, line: at, day, source, adds }) => [
        ...[name, leadId ?? '', file ?? '', at === null ? '' : String(at), day ?? '', source ?? ''].map(inert),
        plain(adds, kind),
      ]),
    ),
  ]);

function explanationJson(explained: Explanation, { lang, listed }: PageOptions): string {
  const { report, column, row, kind, value, isAtLeast, sentence, formula, parts, filters, leftOut } = explained;
  const texts = (all: readonly Text[]) => list(all.map((one) => jsonValue(one[lang])));
  return `${block([
    ['schema', jsonValue('funnel/explain/1')],
    ['report', jsonValue(report)],
    ['column', jsonValue(column)],
    ['row', line(row.map(([name, own]): Entry => [name, jsonValue(own)]))],
    ['kind', jsonValue(kind)],
    [
      'value',
      isExact(value) ? json(value, kind) : Array.isArray(value) ? list(value.map(jsonValue)) : jsonValue(value),
    ],
    ['at_least', jsonValue(isAtLeast)],
    ['sentence', jsonValue(sentence[lang])],
    ['formula', jsonValue(formula && written(formula, (at) => (parts[at] as ExplainedPart).name))],
    ['parts', blockList(parts.map((part) => partJson(part, lang, listed)))],
    ['filters', texts(filters)],
    ['left_out', texts(leftOut)],
  ])}\n`;
}

const json = (value: Exact | null, kind: Kind): string => {
  if (value === null) return 'null';
  const digits = figure(value, kind);
  return kind === 'money' || kind === 'unit_cost' ? jsonValue(digits) : digits;
};

const partJson = (
  { name, words, kind, value, rows, readFrom, notes, listed }: ExplainedPart,
  lang: Lang,
  isListed: boolean,
) =>
  block([
    ['part', jsonValue(name)],
    ['words', jsonValue(words[lang])],
    ['value', json(value, kind)],
    ['rows', jsonValue(rows?.count ?? null)],
    ['of', jsonValue(rows?.of ?? null)],
    ['read_from', list(readFrom.map((one) => jsonValue(one[lang])))],
    ['notes', list(notes.map((one) => jsonValue(one[lang])))],
    ...(isListed ? [['listed', blockList(listed.map((one) => rowJson(one, kind)))] as const] : []),
  ]);

const rowJson = ({ leadId, file, line: at, day, source, adds }: ListedRow, kind: Kind): string =>
  line([
    ['lead_id', jsonValue(leadId)],
    ['file', jsonValue(file)],
    ['line', jsonValue(at)],
    ['day', jsonValue(day)],
    ['source', jsonValue(source)],
    ['adds', json(adds, kind)],
  ]);
