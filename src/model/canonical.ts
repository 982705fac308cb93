import { LEAD_STAGES, type LeadStage } from './funnel-stages.js';
import { type FieldKind, fieldsOf, type Table } from './tables.js';

/**
 * The columns of canonical tables in an engine: the fields of the model; the place of a row (`file`, `record`); for CRM
 * rows whether it is a lead or a deal (`entity`), its key (`lead_key`), evidence by rules (`rule_<stage>`) and configured
 * dimensions (`dim0`, `dim1`, …); for ad rows what splits a campaign besides group and ad (`detail`); for an event that
 * stands in a CRM row as a date under the name of a status, the key of that row (`row_key`).
 */
export const SQL_TYPES: Record<FieldKind, string> = {
  id: 'varchar',
  text: 'varchar',
  moment: 'timestamp',
  day: 'date',
  money: 'decimal(18,6)',
  count: 'bigint',
  quantity: 'decimal(18,6)',
  duration: 'bigint',
  talk: 'bigint',
};

/** A canonical table's rows inside an engine, before leads are told apart. */
export const rowsOf = (table: Table): string => `${table}_rows`;
/** Events after the as-of moment: a lead that came to a stage only then had not reached it before. */
export const LATER_EVENTS = 'later_events';
/** Columns that say whether a cell of some field could not be read: true, else null. */
export const UNREAD: Readonly<Record<'answer_unread' | 'assigned_unread', readonly string[]>> = {
  answer_unread: ['answered_at', 'response'],
  assigned_unread: ['assigned_at'],
};
export const dimensionColumn = (index: number): string => `dim${index}`;
export const ruleColumn = (stage: LeadStage): string => `rule_${stage}`;

/** The meaning of each combination of pipeline, status and outcome. `stage` and `lost_after` are numbers of lead stages. */
export const STATUS_MAP = 'status_map';

export function columnTypes(table: Table, dimensions: number): [column: string, type: string][] {
  const fields = [...fieldsOf(table)].map(([field, kind]): [string, string] => [field, SQL_TYPES[kind]]);
  const rules = LEAD_STAGES.map((stage): [string, string] => [ruleColumn(stage), 'boolean']);
  const unread = Object.keys(UNREAD).map((column): [string, string] => [column, 'boolean']);
  const own: Partial<Record<Table, [string, string][]>> = {
    crm: [['entity', 'varchar'], ['lead_key', 'varchar'], ['destroyed', 'boolean'], ...unread, ...rules],
    ad_stats: [['detail', 'varchar']],
    agg: [['detail', 'varchar']],
    stage_events: [['row_key', 'varchar']],
  };
  const dims = Array.from({ length: dimensions }, (_, index): [string, string] => [dimensionColumn(index), 'varchar']);
  return [['file', 'integer'], ['record', 'bigint'], ...fields, ...(own[table] ?? []), ...dims];
}
