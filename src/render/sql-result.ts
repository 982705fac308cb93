import type { Report } from '../model/report.js';
import type { SqlColumn, SqlValue } from '../model/sql-value.js';
import { type Lang, type Text, text } from '../model/text.js';
import { type CsvOptions, words, write } from './csv-text.js';
import { head, read } from './json.js';
import { block, blockList, line, list, value } from './json-text.js';
import { makePage } from './page.js';
import type { PageSheet } from './page-sheet.js';
import type { RenderOptions } from './renderer.js';
import { safe } from './safe.js';
import { UNKNOWN } from './shown-cell.js';
import { sqlColumns, sqlShown } from './sql-rows.js';
import { drawPage } from './table.js';
import type { Told } from './told-columns.js';

/** The result of a query for a person at a terminal: the rows between the head and the foot of a report. */
export function sqlPage(
  report: Report,
  {
    columns,
    rows,
    notes,
  }: { columns: readonly SqlColumn[]; rows: readonly (readonly SqlValue[])[]; notes: readonly Text[] },
  options: Pick<RenderOptions, 'lang' | 'width' | 'color'>,
): string {
  const sheet: PageSheet = {
    name: 'sql',
    title: RESULT[options.lang],
    columns: columns.map((column, at) =>
      toldOf(
        column,
        rows.map((row) => row[at] ?? null),
        options.lang,
      ),
    ),
    empty: [],
    rows: rows.map(() => ({ name: null, isTotal: false, seam: null, share: null })),
    notes: notes.map((note) => safe(note[options.lang])),
    isDrawn: false,
    valuesOf: () => null,
  };
  return drawPage({ ...makePage(report, options.lang), sheets: [sheet] }, options);
}

const RESULT = text('Result', 'Результат');

function toldOf(column: SqlColumn, values: readonly SqlValue[], lang: Lang): Told {
  const { name, isNumber, isMoment } = column;
  const cells = values.map((value) => sqlShown(value, column, lang));
  return {
    ...{
      name,
      kind: isNumber ? 'quantity' : isMoment ? 'moment' : 'text',
      heading: safe(name),
      right: isNumber,
      cells,
    },
    ...{ isKey: false, isTitle: false, note: undefined, yields: 0, definition: null, isEmpty: false, isQuiet: false },
    ...{
      values: [],
      kinds: [],
      repeats: values.map(() => false),
      hasUnknown: cells.some((cell) => cell.text === UNKNOWN),
    },
    fraction: () => null,
    computed: () => null,
  };
}

export const sqlCsvHead = (columns: readonly SqlColumn[], options: CsvOptions): string =>
  write([columns.map(({ name }) => words(name, options))], options);

/** The JSON of a query: the leads and days it is about, its columns, and its rows, which are written already. */
export const sqlDocument = (
  report: Report,
  given: { query: string; columns: readonly SqlColumn[]; rows: string; notes: readonly Text[]; isCut: boolean },
  lang: Lang,
): string =>
  `${block([
    ...head(report, 'funnel/sql/1'),
    ['where', list(report.where.map(value))],
    ['query', value(given.query)],
    ['columns', sqlColumns(given.columns)],
    ['rows', given.rows === '' ? '[]' : `[\n${given.rows}\n]`],
    ['cut', value(given.isCut)],
    [
      'notes',
      blockList(
        given.notes.map(({ en, ru }) =>
          line([
            ['en', value(en)],
            ['ru', value(ru)],
          ]),
        ),
      ),
    ],
    ...read(report.ledger, report.warnings, lang),
  ])}\n`;

/** What a Parquet file says about itself: the leads, days and currency it is about. */
export const sqlSaid = (report: Report): string =>
  line([...head(report, 'funnel/sql/1'), ['where', list(report.where.map(value))]]);
