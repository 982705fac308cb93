import { constantValue, isOneOf, joined, literal, name, raw, type Sql, sql } from '../../engines/sql.js';
import { dimensionColumn, ruleColumn, SQL_TYPES } from '../../model/canonical.js';
import { laidOutBetween } from '../../model/cell-values.js';
import { INVISIBLE } from '../../model/fold.js';
import { LEAD_STAGES } from '../../model/funnel-stages.js';
import type { Rule } from '../../model/settings.js';
import { fieldsOf } from '../../model/tables.js';
import type { Loaded } from '../scan/loaded.js';
import { cellRead, cellText, cellValue, cellWords, dashesAreNothing, mayHaveCome, RECORD } from './cells.js';
import { checksOf } from './checks.js';
import { cleanId } from './clean-id.js';
import { type Cells, columnsOf, foldedCell, ruleHolds } from './conditions.js';
import { enteredColumn } from './events.js';
import { fieldValue } from './field-value.js';
import { callsIn, IS_CALL } from './journal-calls.js';
import { isLater } from './later.js';
import { isRead, type LaidOut, plainIn } from './lay-out.js';
import { type Mark, markBits, marksOf } from './marks.js';
import { type CellRequest, splitColumn } from './request.js';
import type { Check } from './row-check.js';
import { leftOut, leftOutMarks, unclearRows } from './row-rules.js';
import { textsOf } from './texts.js';
import type { TypeOptions } from './type-options.js';
import type { Reading } from './values/cell-shape.js';
import { isWorked, workedValue } from './worked.js';

/** The rows of a file as they are laid down, and the meaning of their bits and numbers. */
export interface Typing {
  /** Every row of the file: its place there (`record`), its fields, and what became of it. */
  rows: Sql;
  /** Canonical columns that it has; the others are unknown in every row. */
  fields: ReadonlySet<string>;
  /** `reject` is the index of the first check that a row fails, and `shown` the cell by which it fails. */
  checks: readonly Check[];
  marks: readonly Mark[];
  /** Which IDs of leads may stand on several rows: none, those marked by `COMES_AGAIN`, or (where it is not known) any. */
  again: 'none' | 'some' | 'any';
}

/** Of two rows with one ID at least one: true or null. */
export const COMES_AGAIN = 'comes_again';

/** What a file's rows are typed by. */
interface TypeBy {
  request: CellRequest;
  readings: ReadonlyMap<number, Reading>;
  /** Where its cells lie. */
  laidOut: LaidOut;
  /** Places of the headings that conditions and dimensions read. */
  extras: ReadonlyMap<string, number>;
  /** Places of the columns that split a campaign further. */
  details: readonly number[];
  /** IDs that are nobody's. */
  placeholders: readonly string[];
  options: TypeOptions;
}

type Column = readonly [column: string, value: Sql];
const list = (columns: readonly Column[]): Sql =>
  columns.length === 0
    ? sql`1 as one`
    : joined(
        columns.map(([column, value]) => sql`${value} as ${name(column)}`),
        ', ',
      );

/** From the text of a file to its typed rows: cells, values, the row, and what becomes of it. */
export function typingOf(loaded: Loaded, by: TypeBy): Typing {
  const { recognised } = loaded;
  const { extras, options } = by;
  const conditions = conditionsOn(extras, by.request);
  const fields = [...fieldColumns(loaded, by), ...furtherColumns(loaded, by, conditions)];
  const ofFields = checksOf(recognised, by.placeholders, (index) => isRead(by.laidOut.columns, index));
  const settled = new Set([...columnsOf(options.exclude ?? []).all].map((heading) => extras.get(heading)));
  const checks = [...ofFields, ...unclearRows(recognised.rows, settled)].filter(
    ({ when }) => constantValue(when) !== false,
  );
  const isLead = ruleHolds(readableRule(options.rules.get('lead'), extras), conditions);
  const marks = [
    ...marksOf(loaded, by.request.typed, by.readings, by.laidOut, options),
    ...leftOutMarks(recognised.rows, isLead),
  ];
  const values = valueColumns(loaded, by);
  const again = againIn(by, values);
  const fails = checks.map(({ when }, at) => sql`when ${when} then ${raw(String(at))}`);
  const isAway = sql`${ruleHolds(readableRule(options.exclude, extras), conditions)} or ${recognised.table === 'none' ? sql`true` : isLater(recognised, options.asOf)}`;
  const excluded = sql`(${isAway} or ${leftOut(recognised.rows, isLead)})`;
  const became: Column[] = [
    ['reject', sql`cast(${fails.length > 0 ? sql`case ${joined(fails, ' ')} end` : sql`null`} as tinyint)`],
    ['excluded', excluded],
    ...(callsIn(recognised).length > 0 ? [[IS_CALL, sql`not (${isAway})`] as const] : []),
    ...markBits(marks),
    ...(again === 'some' ? [[COMES_AGAIN, mayHaveCome(by.request.own as number)] as const] : []),
  ];
  const shown = checks.flatMap(({ column }, at) =>
    column ? [sql`when ${raw(String(at))} then ${cellText(column.index)}`] : [],
  );
  const kept = [...fields, ...became].map(([column]) => name(column));
  return {
    fields: new Set(fields.map(([column]) => column)),
    checks,
    marks,
    again,
    rows: sql`select ${RECORD}, ${joined(kept, ', ')}, ${shown.length > 0 ? sql`case reject ${joined(shown, ' ')} end` : sql`cast(null as varchar)`} as shown
      from (select ${RECORD}, ${list([...fields, ...became, ...shownCells(checks)])}
        from (select *, ${list(values)}
          from ${textsOf(loaded, by.laidOut, by.request)}))`,
  };
}

/** What the pass tells of cells holds for IDs only where every ID is the cell as it stands. */
function againIn({ request: { own }, laidOut }: TypeBy, ids: readonly Column[]): Typing['again'] {
  const laid = own === undefined ? undefined : laidOut.columns.get(own);
  const isAsLaid = ids.some(([column, value]) => column === `i${own}` && value.text === cellText(own as number).text);
  if (!isAsLaid || laid?.plain !== 'all' || laid.mayComeAgain === null) return 'any';
  return laid.mayComeAgain ? 'some' : 'none';
}

/** The cells that checks look at, each once. */
const shownCells = (checks: readonly Check[]): Column[] => {
  const places = new Set(checks.flatMap(({ column }) => (column ? [column.index] : [])));
  return [...places].map((at): Column => [`c${at}`, cellText(at)]);
};

/** What the cells become: each once, whatever asks for it. */
function valueColumns(
  loaded: Loaded,
  { request: { typed, ids, words, bared, isCaseIgnored }, readings, laidOut, options }: TypeBy,
): Column[] {
  const hasInvisible = loaded.characters.some((char) => INVISIBLE.includes(char));
  return [
    ...typed.flatMap(({ index }): Column[] => {
      const reading = readings.get(index);
      const laid = laidOut.columns.get(index);
      if (!reading) return [];
      const converted = reading.convert(cellText(index));
      if (!laid?.hasValues) return [[`v${index}`, converted]];
      // A cell without a value may still have one by rules that the pass does not know.
      const odd = sql`case when ${cellText(index)} is not null then ${converted} else ${cellRead(index)} end`;
      return [[`v${index}`, laid.hasTexts ? odd : cellRead(index)]];
    }),
    ...[...ids].map(
      (at): Column => [
        `i${at}`,
        cleanId(
          cellText(at),
          {
            isPlain: plainIn(laidOut.columns, at),
            isLowered: isCaseIgnored && bared.has(at),
            hasInvisible,
            shortest: loaded.recognised.idLength,
          },
          options.ids,
        ),
      ],
    ),
    ...[...words].map((at): Column => [`f${at}`, foldedCell(cellText(at))]),
  ];
}

/** The fields of the canonical table that come from a column, the lines above the header or the configuration. */
function fieldColumns({ recognised }: Loaded, { placeholders, laidOut }: TypeBy): Column[] {
  const { table, columns, settings, constants } = recognised;
  return [...fieldsOf(table)].flatMap(([field, kind]): Column[] => {
    const column = columns.get(field);
    const constant = settings?.set.get(field) ?? constants.get(field);
    if (!column && constant === undefined) return [];
    const said = column ? fieldValue(field, column, recognised, laidOut) : literal(constant as string);
    const isPerhapsNobodys = field === 'deal_id' && recognised.entity === 'deal' && placeholders.length > 0;
    const value = isPerhapsNobodys ? sql`case when not ${isOneOf(said, placeholders)} then ${said} end` : said;
    return [[field, sql`cast(${value} as ${raw(SQL_TYPES[kind])})`]];
  });
}

/** The further columns of a row: moments under the names of statuses, evidence of rules, dimensions. */
function furtherColumns({ recognised }: Loaded, { extras, details, options }: TypeBy, conditions: Cells): Column[] {
  const rules = recognised.table === 'crm' ? LEAD_STAGES.filter((stage) => options.rules.has(stage)) : [];
  return [
    ...(recognised.splits ?? []).map(({ index }): Column => [splitColumn(index), cellText(index)]),
    ...recognised.entered.map(({ index }, at): Column => [enteredColumn(at), cellValue(index)]),
    ...rules.map(
      (stage): Column => [ruleColumn(stage), ruleHolds(readableRule(options.rules.get(stage), extras), conditions)],
    ),
    ...(details.length > 0 ? [['detail', sql`concat_ws(' · ', ${joined(details.map(cellText), ', ')})`] as const] : []),
    ...[...options.dimensions].flatMap(([dimension, heading], at): Column[] => {
      const place = extras.get(heading);
      return place === undefined ? [] : [[dimensionColumn(at), valuesOf(place, options.splits?.get(dimension))]];
    }),
    ...[...options.worked.values()].flatMap((worked, at): Column[] =>
      isWorked(worked, recognised.table, (column) => extras.has(column))
        ? [
            [
              dimensionColumn(options.dimensions.size + at),
              workedValue(worked, (column) => extras.has(column), conditions),
            ],
          ]
        : [],
    ),
  ];
}

/**
 * The values of a dimension in a cell. Several are taken once each, by code point, so that a lead does not count twice in
 * one row.
 */
function valuesOf(place: number, split: string | undefined): Sql {
  if (split === undefined) return cellText(place);
  const parts = sql`list_transform(string_split(${cellText(place)}, ${literal(split)}), lambda part: ${trimmed(sql`part`)})`;
  const values = sql`list_sort(list_distinct(list_filter(${parts}, lambda part: part <> '')))`;
  return sql`nullif(array_to_string(${values}, ${literal(laidOutBetween(split))}), '')`;
}

const trimmed = (text: Sql): Sql => sql`trim(${text}, ${literal(' \t\r\n\u00a0')})`;

/** Of numbers the words for nothing are still there, which are evidence of none. */
const conditionsOn = (extras: ReadonlyMap<string, number>, { nulls }: CellRequest): Cells => {
  const place = (heading: string) => extras.get(heading) as number;
  return {
    text: (heading) => dashesAreNothing(cellText(place(heading)), nulls),
    folded: (heading) => cellWords(place(heading)),
    number: (heading) => cellValue(place(heading)),
  };
};

/** The lists of a rule whose columns this file has, all of them. */
export const readableRule = (rule: Rule | undefined, extras: ReadonlyMap<string, number>): Rule =>
  (rule ?? []).filter((conditions) => conditions.every(({ column }) => extras.has(column)));
