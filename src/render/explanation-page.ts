import { type Exact, isExact } from '../model/exact.js';
import type { ExplainedPart, Explanation, ListedRow } from '../model/explanation.js';
import { formatWhole, number, toTheCent } from '../model/numbers.js';
import type { Kind } from '../model/sheet.js';
import { type Lang, type Text, text } from '../model/text.js';
import { fittedGrid } from './grid.js';
import { BELOW, COMFORTABLE_WIDTH, paragraph, usableWidth } from './lines.js';
import type { ExplanationOptions } from './renderer.js';
import { safe } from './safe.js';
import { showCell } from './shown-cell.js';
import { painter } from './styles.js';
import { writtenFormula } from './written-formula.js';

/** The page for a person: the number, how its parts make it, and what each part is. */
export function explanationPage(
  explained: Explanation,
  { lang, width: full, color, listed }: ExplanationOptions,
): string {
  const paint = painter(color);
  const width = Math.min(usableWidth(full), COMFORTABLE_WIDTH);
  const { title, label, row, sentence, formula, parts, filters, leftOut, kind, value, isAtLeast } = explained;
  const named = row.map(([, own, of]) => showCell(own, of, lang).text);
  const said = (words: string) => paragraph(safe(words), width, paint);
  const below = (words: Text) => paragraph(safe(words[lang]), width, paint, 'plain', BELOW);
  const head = [title[lang], ...named, label[lang]].join(' · ');
  const cell = isExact(value) ? exactly(value, kind, lang) : showCell(value, kind, lang).text;
  const lines = [
    ...paragraph(safe(`${head}: ${isAtLeast ? '≥ ' : ''}${cell}`), width, paint, 'title'),
    ...said(sentence[lang]),
  ];
  // A number that is one part needs no formula: the part itself stands below.
  if (formula && formula.op !== 'part') {
    const one = (at: number) => parts[at] as ExplainedPart;
    lines.push(
      ...below(
        text(
          writtenFormula(formula, (at) => one(at).words.en),
          writtenFormula(formula, (at) => one(at).words.ru),
        ),
      ),
      ...below({
        en: `= ${writtenFormula(formula, (at) => shownPart(one(at), 'en'))} = ${cell}`,
        ru: `= ${writtenFormula(formula, (at) => shownPart(one(at), 'ru'))} = ${cell}`,
      }),
    );
  }
  const known = new Set<string>();
  for (const part of parts) {
    lines.push(
      '',
      ...paragraph(safe(`${part.words[lang]}: ${shownPart(part, lang)}${countOf(part, lang)}`), width, paint, 'strong'),
    );
    // Sources that an earlier part has named are not repeated.
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
  if (listed && parts.some(isWithoutLines)) lines.push('', ...said(LINES[lang]));
  return `${lines.join('\n')}\n`;
}

const COUNTED = text('What is counted', 'Что посчитано');
const LEFT_OUT = text('What is left out, of all figures', 'Что не вошло ни в одну цифру');
const IDS = text('the lead IDs and lines behind it: --ids', 'ID лидов и строки за этим числом: --ids');

/** Whether the rows of files have no line numbers, as in a store. Costs of the configuration never have any. */
const isWithoutLines = ({ rows, listed }: ExplainedPart): boolean =>
  rows?.of !== 'costs' && listed.some(({ file, line }) => file !== null && line === null);
const LINES = text(
  'the lines of these files only the exports tell: explain without --store',
  'номера строк в этих файлах знают только выгрузки: explain без --store',
);

/** To the cent, so that a reader who computes it again gets the same. */
const exactly = (value: Exact, kind: Kind, lang: Lang): string =>
  kind === 'money' || kind === 'unit_cost' ? toTheCent(value, lang) : number(value, kind, lang);

const shownPart = ({ value, kind }: ExplainedPart, lang: Lang): string =>
  value === null ? '—' : exactly(value, kind, lang);

function countOf({ rows, kind }: ExplainedPart, lang: Lang): string {
  if (rows === null) return '';
  // Where leads are counted, the number itself says how many there are.
  if (kind === 'count' && rows.of === 'leads') return '';
  return ` · ${OF[rows.of][lang]}: ${formatWhole(rows.count, lang)}`;
}

const OF = {
  leads: text('leads', 'лидов'),
  deals: text('deals', 'сделок'),
  payments: text('payments', 'оплат'),
  spend: text('rows of ad statistics', 'строк статистики рекламы'),
  sums: text('rows of sheets of sums', 'строк таблиц с суммами'),
  costs: text('parts of days', 'долей за день'),
};

/**
 * The name of a listed row: the ID from the exports, else file and line. A payment is found by its line, with the ID
 * beside it.
 */
function nameOf({ leadId, file, line }: ListedRow, isPayment: boolean): string {
  if (leadId !== null && !isPayment) return leadId;
  const place = line === null ? `${file}` : `${file}:${line}`;
  return leadId === null ? place : `${place} · ${leadId}`;
}

/** The lines of a list: a lead or a row of a file, and what it adds if that is more than a count of one. */
function rowLines({ listed, kind, rows }: ExplainedPart, lang: Lang): string[] {
  const cells = listed.map((one) => [
    nameOf(one, rows?.of === 'payments'),
    one.day ?? '—',
    showCell(one.source, 'text', lang).text,
    one.adds === null
      ? kind === 'money'
        ? '—'
        : ''
      : kind === 'count' && one.leadId !== null && one.adds.num === 1n
        ? ''
        : exactly(one.adds, kind, lang),
  ]);
  return fittedGrid(
    cells.map((row) => row.map(safe)),
    [3],
  ).map((one) => `   ${one}`);
}
