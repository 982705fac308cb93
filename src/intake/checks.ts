import { joined, type Sql, sql } from '../engines/sql.js';
import { type Text, text, UserError } from '../error.js';
import { nearest } from '../model/nearest.js';
import type { Field } from '../model/tables.js';
import { SOURCES } from '../sources/index.js';
import { cellId, cellValue, isUnreadable } from './cells.js';
import { entryOf } from './entry.js';
import type { Loaded } from './load.js';
import type { Column } from './recognise.js';

/** Why a row of a table is rejected: the first check that holds counts. */
export interface Check {
  column: Column | null;
  when: Sql;
  reason: Text;
}

/** Without these columns a file is no CRM export, or no ad statistics: said before a row is read. */
export function requireFields({ recognised, file, shape }: Loaded): void {
  const { columns, table, rowIsLead, entity } = recognised;
  const lacks = (what: Text, hint: Text) => {
    throw new UserError(what, { file: file.name, hint });
  };
  const near = (words: string[]) =>
    words.flatMap((word) => nearest(word, shape.headings) ?? [])[0] ?? shape.headings[0] ?? 'Id';
  // What to type, whole where the file has no entry of its own yet.
  const add = (field: string, heading: string) => {
    const entry = recognised.settings ? undefined : entryOf(file.name, { [field]: heading });
    return entry
      ? text(`add to funnel.yaml: ${entry}`, `добавьте в funnel.yaml: ${entry}`)
      : text(`add under columns: ${field}: ${heading}`, `добавьте в columns: ${field}: ${heading}`);
  };
  const row = text('; or lead_id: $row, where each row is a lead', '; или lead_id: $row, если каждая строка — лид');
  if (table !== 'ad_stats' && !rowIsLead && !columns.has('lead_id') && !(entity === 'deal' && columns.has('deal_id')))
    lacks(
      entity === 'deal'
        ? text('a CRM export without deal IDs', 'выгрузка CRM без ID сделок')
        : text('a CRM export without lead IDs', 'выгрузка CRM без ID лидов'),
      both(
        entity === 'deal'
          ? add('deal_id', near(['ID', 'Deal ID', 'Record ID']))
          : add('lead_id', near(['ID', 'Lead ID', 'Record ID'])),
        row,
      ),
    );
  if (table !== 'ad_stats' && !columns.has('created_at')) {
    const usual = usualHeading(recognised, 'created_at');
    lacks(
      text('a CRM export without the date of creation', 'выгрузка CRM без даты создания'),
      usual === undefined
        ? text('add under columns: created_at: and its heading', 'добавьте в columns: created_at: и заголовок столбца')
        : text(
            `export it again with the column «${usual}»; if it is here by another name, ${add('created_at', '…').en}`,
            `выгрузите ещё раз со столбцом «${usual}»; если он назван иначе, ${add('created_at', '…').ru}`,
          ),
    );
  }
  if (table === 'ad_stats' && !['cost', 'clicks', 'sessions'].some((field) => columns.has(field)))
    lacks(
      text('ad statistics without cost and without clicks', 'статистика рекламы без расхода и без кликов'),
      text('add under columns: cost: or clicks: and its heading', 'добавьте в columns: cost: или clicks: и заголовок'),
    );
}

const both = (a: Text, b: Text): Text => text(a.en + b.en, a.ru + b.ru);

/** How the source of a file usually calls a field. */
function usualHeading({ source, entity }: Loaded['recognised'], field: Field): string | undefined {
  const exports = SOURCES.find(({ name }) => name === source)?.exports ?? [];
  const own = exports.find((shape) => (shape.entity ?? 'lead') === entity && shape.fields[field]);
  return own?.fields[field]?.headings.find((heading) => typeof heading === 'string');
}

const NO_DATE = text('not a date that can be read', 'дата не читается');

/** 0001-01-01, 1899-12-30, 1970-01-01: how programs write that there is no date. No export is so old. */
export const isBeforeAll = (moment: Sql): Sql => sql`coalesce(${moment} < timestamp '1990-01-01', false)`;

/** A lead, or a deal, needs an ID and a date of creation. */
export function leadChecks({ columns, entity, rowIsLead }: Loaded['recognised'], asOf: string | undefined): Check[] {
  const created = columns.get('created_at') as Column;
  const moment = cellValue(created.index);
  const id = rowIsLead ? undefined : columns.get(entity === 'deal' ? 'deal_id' : 'lead_id');
  const noId = entity === 'deal' ? text('no deal ID', 'нет ID сделки') : text('no lead ID', 'нет ID лида');
  return [
    ...(id ? [{ column: id, when: sql`${cellId(id.index)} is null`, reason: noId }] : []),
    { column: created, when: isUnreadable(created.index, 'moment'), reason: NO_DATE },
    { column: created, when: isBeforeAll(moment), reason: NO_DATE },
    { column: created, when: sql`${moment} is null`, reason: text('no date of creation', 'нет даты создания') },
    ...(asOf
      ? [
          {
            column: created,
            when: sql`${moment} > cast(${asOf} as timestamp)`,
            reason: text('created after the as-of date', 'создан после даты среза'),
          },
        ]
      : []),
  ];
}

/** An ad row needs cost or clicks, and its day where the export has days. */
export function adChecks(columns: ReadonlyMap<string, Column>): Check[] {
  const figures = ['cost', 'clicks', 'sessions'].flatMap((field) => columns.get(field) ?? []);
  const day = columns.get('day');
  return [
    ...figures.map((column) => ({
      column,
      when: isUnreadable(column.index, 'money'),
      reason: text('not a number that can be read', 'число не читается'),
    })),
    {
      column: figures[0] ?? null,
      when: joined(
        figures.map(({ index }) => sql`${cellValue(index)} is null`),
        ' and ',
      ),
      reason: text('neither cost nor clicks', 'нет ни расхода, ни кликов'),
    },
    ...(day
      ? [
          { column: day, when: isUnreadable(day.index, 'day'), reason: NO_DATE },
          { column: day, when: isBeforeAll(cellValue(day.index)), reason: NO_DATE },
          { column: day, when: sql`${cellValue(day.index)} is null`, reason: text('no day', 'нет дня') },
        ]
      : []),
  ];
}
