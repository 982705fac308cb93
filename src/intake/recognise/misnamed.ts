import { text, UserError } from '../../error.js';
import { nearest } from '../../model/nearest.js';
import { shownHeadings } from '../../model/shown-headings.js';
import { fieldsOf, TABLE_NAMES, type Table } from '../../model/tables.js';
import { isData } from '../shape/data-row.js';
import { entryOf } from '../shape/entry.js';
import { BY_PLACE_HINT } from '../shape/header.js';
import type { Wanted } from './heading-match.js';

// What a configuration, or a header, says of columns that cannot be.

const TABLES = TABLE_NAMES.filter((name) => name !== 'none').join(', ');

export const noTable = (table: string | undefined, file: string): UserError =>
  new UserError(
    table
      ? text(`table ${table} is not read yet`, `таблица ${table} пока не читается`)
      : text('the configuration does not say which table it is', 'в настройках не указана таблица'),
    { file, hint: text(`table: one of ${TABLES}`, `table: одна из ${TABLES}`) },
  );

export function severalMeant(names: readonly string[], field: string, file: string): UserError {
  const entry = entryOf(file, { [field]: names[0] as string });
  return new UserError(
    text(
      `several columns could be meant: ${shownHeadings(names)}`,
      `подходят несколько столбцов: ${shownHeadings(names)}`,
    ),
    {
      file,
      hint: text(
        `name the one that counts in funnel.yaml, for example ${entry}`,
        `укажите нужный в funnel.yaml, например ${entry}`,
      ),
    },
  );
}

/** A file that is recognised without the configuration has one table, so a field of another table is a mistake. */
export function strangeField(field: string, table: Table, file: string): UserError {
  const near = nearest(field, fieldsOf(table).keys());
  return new UserError(text(`${table} has no field ${field}`, `в ${table} нет поля ${field}`), {
    file,
    ...(near ? { hint: text(`did you mean ${near}?`, `возможно, ${near}?`) } : {}),
  });
}

/** The program's name for an unnamed column is not a heading: the next export may have another column there. */
export const unnamed = (field: string, index: number, file: string): UserError =>
  new UserError(
    text(`column ${index + 1} has no heading (${field})`, `у столбца ${index + 1} нет заголовка (${field})`),
    {
      file,
      hint: text(
        `give it one in the file, or write ${field}: $${index + 1}`,
        `впишите его в файл или укажите ${field}: $${index + 1}`,
      ),
    },
  );

export function missing(
  field: string,
  wanted: readonly Wanted[],
  headings: readonly string[],
  file: string,
  place?: number,
): UserError {
  const names = [
    ...wanted.map((one) => (typeof one === 'string' ? `«${one}»` : String(one))),
    ...(place === undefined ? [] : [`$${place}`]),
  ].join(' / ');
  const first = wanted.find((one) => typeof one === 'string');
  // YAML knows two kinds of quotes: others are letters of the heading.
  const near = typeof first === 'string' ? nearest(first.replace(/^[«“„‘](.+)[»”“’]$/su, '$1'), headings) : undefined;
  return new UserError(text(`has no column ${names} (${field})`, `нет столбца ${names} (${field})`), {
    file,
    hint: isData(headings)
      ? BY_PLACE_HINT
      : near
        ? text(`did you mean «${near}»?`, `возможно, «${near}»?`)
        : text(`its headings: ${shownHeadings(headings)}`, `заголовки файла: ${shownHeadings(headings)}`),
  });
}
