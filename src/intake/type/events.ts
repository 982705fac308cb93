import { joined, sql } from '../../engines/sql.js';
import { text, UserError } from '../../error.js';
import type { Column } from '../recognise/recognised.js';
import type { Loaded } from '../scan/loaded.js';
import { cellId, cellText, cellValue, type IsRead, isUnreadable } from './cells.js';
import type { Check } from './row-check.js';

/** A row of a history needs to say whose it is, when, and what the status was. */
export function eventChecks({ columns }: Loaded['recognised'], isRead: IsRead): Check[] {
  const ids = ['deal_id', 'lead_id'].flatMap((field) => columns.get(field) ?? []);
  const entered = columns.get('entered_at') as Column;
  const status = columns.get('status');
  return [
    {
      column: ids[0] ?? null,
      when: joined(
        ids.map(({ index }) => sql`${cellId(index)} is null`),
        ' and ',
      ),
      reason: text('no lead or deal ID', 'нет ID лида или сделки'),
    },
    {
      column: entered,
      when: isUnreadable(entered.index, 'moment', isRead),
      reason: text('not a date that can be read', 'дата не читается'),
    },
    {
      column: entered,
      when: sql`${cellValue(entered.index)} is null`,
      reason: text('no moment of the change', 'нет даты перехода'),
    },
    // One that the configuration gives holds for every row.
    ...(status
      ? [{ column: status, when: sql`${cellText(status.index)} is null`, reason: text('no status', 'нет статуса') }]
      : []),
  ];
}

/** The moment under the name of a status, in a row of a CRM. */
export const enteredColumn = (at: number): string => `entered${at}`;

/** Where a CRM has both leads and deals, lead 15 is not deal 15: a column of bare IDs leaves open which it means. */
export function refuseBareIds(loaded: readonly Loaded[]): void {
  const entities = new Set(loaded.flatMap(({ recognised }) => (recognised.table === 'crm' ? [recognised.entity] : [])));
  if (entities.size < 2) return;
  for (const { file, recognised } of loaded) {
    if (recognised.table !== 'stage_events') continue;
    const [lead, deal] = [recognised.columns.get('lead_id'), recognised.columns.get('deal_id')];
    if (lead === undefined || lead.index !== deal?.index) continue;
    throw new UserError(
      text(
        `«${lead.heading}» may be the ID of a lead or of a deal`,
        `«${lead.heading}» может быть ID лида или ID сделки`,
      ),
      {
        file: file.name,
        hint: text(
          `say in funnel.yaml which it is: files: path, table: stage_events, columns: deal_id (or lead_id): ${lead.heading}, and entered_at, status`,
          `укажите в funnel.yaml, чей он: files: path, table: stage_events, columns: deal_id (или lead_id): ${lead.heading}, а также entered_at и status`,
        ),
      },
    );
  }
}
