import { isExact, toNumber } from '../../model/exact.js';
import type { Lang } from '../../model/text.js';
import { text } from '../../model/text.js';
import { fitColumns } from '../fit.js';
import { footnotes, NO_ROWS, type PageSheet } from '../page-sheet.js';
import { seamWords } from '../seam.js';
import { UNKNOWN } from '../shown-cell.js';
import { slotOf } from '../slots.js';
import { nameOf, type Told } from '../told-columns.js';
import { type Markup, markup } from './markup.js';

/**
 * A report as a table, in lines of so many letters. All columns and rows are in it; columns that a meeting does not
 * need are hidden by the style only.
 */
export function sheetTable(sheet: PageSheet, lang: Lang, line = LINE): Markup {
  const { name, title, columns, rows, notes } = sheet;
  const heading = markup`<h2 id="${name}">${title}</h2>`;
  const told = notes.map((note) => markup`<p>${note}</p>`);
  if (rows.length === 0) return markup`<section class="report">${heading}<p>${NO_ROWS[lang]}</p>${told}</section>`;
  const drawn: Drawn = { folded: foldedIn(columns, line), isSortable: isSortable(sheet), lang };
  const { folded } = drawn;
  const shown = columns.filter((column) => !folded.has(column));
  const hidden = columns.filter((column) => folded.has(column));
  return markup`<section class="report">
<div class="scroll" tabindex="0" role="region" aria-labelledby="${name}">
<table data-sheet="${name}"${drawn.isSortable ? markup` data-sortable` : null}>
<caption>${heading}</caption>
<thead><tr>${columns.map((column) => markup`<th scope="col"${classes(column.right ? 'n' : '', folded.has(column) ? 'more' : '')}>${column.heading}</th>`)}</tr></thead>
<tbody>
${rows.flatMap((_, at) => rowOf(sheet, at, drawn))}</tbody>
</table>
</div>
${hidden.length === 0 ? null : markup`<details class="columns"><summary>${MORE[lang]} ${hidden.map(nameOf).join(', ')}</summary>${paragraphs(footnotes({ empty: [] }, hidden, lang))}</details>`}
<div class="notes">${paragraphs(footnotes(sheet, shown, lang))}${told}</div>
</section>`;
}

/** What each quotient divides, by `row,column`, to show when a person points at the cell. */
export const fractionsOf = ({ columns, rows }: PageSheet): Record<string, string> =>
  Object.fromEntries(
    columns.flatMap((column, at) =>
      rows.flatMap((_, row): [string, string][] => {
        const fraction = column.fraction(row);
        return fraction === null ? [] : [[`${row},${at}`, fraction]];
      }),
    ),
  );

/** How a table is drawn as a whole. */
interface Drawn {
  /** Columns for which there is no room: the style hides them. */
  readonly folded: ReadonlySet<Told>;
  readonly isSortable: boolean;
  readonly lang: Lang;
}

function rowOf({ columns, rows }: PageSheet, at: number, drawn: Drawn): Markup[] {
  const row = rows[at];
  const said = row?.seam && seamWords(row.seam[0], drawn.lang);
  const cells = columns.map((column) => cellOf(column, at, drawn));
  return [
    ...(said ? [markup`<tr class="seam"><td colspan="${columns.length}">${said}</td></tr>\n`] : []),
    markup`<tr${classes(row?.isTotal ? 'total' : '')} data-row="${at}">${cells}</tr>\n`,
  ];
}

function cellOf(column: Told, at: number, { folded, isSortable, lang }: Drawn): Markup {
  const { text: words, style } = column.cells[at] ?? { text: '', style: 'plain' };
  const value = column.values[at] ?? null;
  const isLong = /\S{25}/u.test(words);
  const own = classes(
    column.right ? 'n' : '',
    folded.has(column) ? 'more' : '',
    column.repeats[at] ? 'again' : '',
    style === 'plain' || style === 'strong' ? '' : style,
    isLong ? 'long' : '',
  );
  // The shown value is rounded, and has blanks and units: sorting uses the value behind it.
  const by = isSortable && isExact(value) ? markup` data-v="${Number(toNumber(value, 6).toPrecision(9))}"` : null;
  const told = isLong
    ? markup`<span>${words}</span>`
    : words === UNKNOWN
      ? markup`<span aria-label="${NOTHING[lang]}">${UNKNOWN}</span>`
      : words;
  return column.isKey
    ? markup`<th scope="row"${own}${by}>${told}</th>`
    : markup`<td${own}${by}>${style === 'bad' || style === 'good' || style === 'doubt' ? markup`<b>${told}</b>` : told}</td>`;
}

const NOTHING = text('unknown', 'неизвестно');

/** A funnel stays in the order of its stages, and sums that are in no total stay below it. */
const isSortable = ({ rows, columns }: PageSheet): boolean =>
  rows.length > 2 &&
  rows.every(({ seam }) => seam === null) &&
  !columns.some(({ kind, isTitle }) => isTitle && kind === 'stage');

/** The columns for which a line of a good length has no room. */
function foldedIn(columns: readonly Told[], line: number): ReadonlySet<Told> {
  const { hidden } = fitColumns(
    columns.map((column) => slotOf(column, column.heading)),
    line,
  );
  return new Set(hidden.flatMap((index) => columns[index] ?? []));
}

const LINE = 112;

const paragraphs = (lines: readonly string[]): Markup[] => lines.map((line) => markup`<p>${line}</p>`);

const classes = (...names: readonly string[]): Markup | null => {
  const given = names.filter((name) => name !== '');
  return given.length === 0 ? null : markup` class="${given.join(' ')}"`;
};

const MORE = text('More columns:', 'Ещё столбцы:');
