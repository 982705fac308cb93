import { spelt } from '../engines/spell.js';
import { joined, literal, name, raw, type Sql, sql } from '../engines/sql.js';
import { LEAD_STAGES } from '../model/funnel-stages.js';
import type { LeadCondition } from '../model/measures.js';
import { hasColumn } from './evidence.js';
import { youngBit } from './young.js';

/** Conditions of the catalogue over the table `leads`. */
export const leadsWhere = (conditions: readonly LeadCondition[]): Sql =>
  conditions.length === 0 ? sql`true` : joined(conditions.map(one), ' and ');

function one(condition: LeadCondition): Sql {
  if ('flag' in condition) return sql`${raw(condition.not ? 'not ' : '')}${name(condition.flag)}`;
  if ('depth' in condition)
    return sql`depth ${raw(condition.depth === 'from' ? '>=' : '=')} ${raw(String(LEAD_STAGES.indexOf(condition.stage)))}`;
  if ('awaits' in condition) return sql`awaits = ${raw(String(LEAD_STAGES.indexOf(condition.awaits)))}`;
  if ('young' in condition) return spelt.hasBit(sql`young`, raw(String(youngBit(condition.young))));
  const isNot = condition.not === true;
  if ('evidence' in condition) return sql`${raw(isNot ? 'not ' : '')}${name(hasColumn(condition.evidence))}`;
  return sql`ending ${raw(isNot ? '<>' : '=')} ${literal(condition.ending)}`;
}
