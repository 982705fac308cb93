import { joined, type Sql, sql } from '../engines/sql.js';
import { type Text, text, UserError } from '../error.js';
import { nearest } from '../model/nearest.js';
import { cellId, cellValue, isUnreadable } from './cells.js';
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
  const { columns, table, rowIsLead, entity, withoutIds } = recognised;
  const lacks = (what: Text, hint: Text) => {
    throw new UserError(what, { file: file.name, hint });
  };
  const near = (words: string[]) =>
    words.flatMap((word) => nearest(word, shape.headings) ?? [])[0] ?? shape.headings[0] ?? 'Id';
  const isOfLeads = table === 'crm' || table === 'ad_leads';
  if (isOfLeads && !rowIsLead && !columns.has('lead_id') && !(entity === 'deal' && columns.has('deal_id')))
    lacks(
      table === 'crm'
        ? text('a CRM export without lead IDs', 'выгрузка CRM без ID лидов')
        : text('leads without IDs', 'лиды без ID'),
      withoutIds ??
        text(
          `add under columns: lead_id: ${near(['ID', 'Lead ID', 'Record ID'])}; or lead_id: $row, where each row is a lead`,
          `добавьте в columns: lead_id: ${near(['ID', 'ID лида', 'ID сделки'])}; или lead_id: $row, если каждая строка — лид`,
        ),
    );
  if (isOfLeads && !columns.has('created_at'))
    lacks(
      text('a CRM export without the date of creation', 'выгрузка CRM без даты создания'),
      text('add under columns: created_at: and its heading', 'добавьте в columns: created_at: и заголовок столбца'),
    );
  if (table === 'ad_names' && !columns.has('campaign_id'))
    lacks(
      text('names of campaigns without their IDs', 'названия кампаний без их ID'),
      text('add under columns: campaign_id: and its heading', 'добавьте в columns: campaign_id: и заголовок столбца'),
    );
  if (table === 'ad_stats' && !['cost', 'clicks', 'sessions'].some((field) => columns.has(field)))
    lacks(
      text('ad statistics without cost and without clicks', 'статистика рекламы без расхода и без кликов'),
      text('add under columns: cost: or clicks: and its heading', 'добавьте в columns: cost: или clicks: и заголовок'),
    );
}

/** What every row of a table needs. */
export const tableChecks = (recognised: Loaded['recognised'], asOf: string | undefined): Check[] =>
  recognised.table === 'ad_stats'
    ? adChecks(recognised.columns)
    : recognised.table === 'ad_names'
      ? nameChecks(recognised.columns)
      : leadChecks(recognised, asOf);

const NO_DATE = text('not a date that can be read', 'дата не читается');

/** A lead, or a deal, needs an ID and a date of creation. */
function leadChecks({ columns, entity, rowIsLead }: Loaded['recognised'], asOf: string | undefined): Check[] {
  const created = columns.get('created_at') as Column;
  const moment = cellValue(created.index);
  const id = rowIsLead ? undefined : columns.get(entity === 'deal' ? 'deal_id' : 'lead_id');
  const noId = entity === 'deal' ? text('no deal ID', 'нет ID сделки') : text('no lead ID', 'нет ID лида');
  return [
    ...(id ? [{ column: id, when: sql`${cellId(id.index)} is null`, reason: noId }] : []),
    { column: created, when: isUnreadable(created.index, 'moment'), reason: NO_DATE },
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

/** A name is of some campaign; a row without one is of no use, and does no harm. */
function nameChecks(columns: ReadonlyMap<string, Column>): Check[] {
  const id = columns.get('campaign_id');
  const reason = text('no campaign ID', 'нет ID кампании');
  return id ? [{ column: id, when: sql`${cellId(id.index)} is null`, reason }] : [];
}

/** An ad row needs cost or clicks, and its day where the export has days. */
function adChecks(columns: ReadonlyMap<string, Column>): Check[] {
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
          { column: day, when: sql`${cellValue(day.index)} is null`, reason: text('no day', 'нет дня') },
        ]
      : []),
  ];
}
