import { joined, name, type Sql, sql } from '../engines/sql.js';
import { LATER_STAGES, stageDate } from './evidence.js';
import { type LeadMoment, stageMoment } from './fact-tables.js';

export interface MomentsSettings {
  /** Fields that some export of the CRM has. */
  fields: ReadonlySet<string>;
  hasHistory: boolean;
  asOf: string | undefined;
  /** Those that somebody asks for. */
  moments: ReadonlySet<LeadMoment>;
}

/** The moments that are asked for and that some export has: the dates of its columns, and of its history. */
export function momentsOf({ moments, fields, hasHistory, asOf }: MomentsSettings): [LeadMoment, Sql][] {
  const dates = LATER_STAGES.flatMap((stage): [LeadMoment, Sql][] => {
    const parts = [
      ...(fields.has(stageMoment(stage)) ? [stageDate(stage, asOf)] : []),
      ...(hasHistory ? [name(`${stage}_since`)] : []),
    ];
    return parts.length > 0 ? [[stageMoment(stage), earliest(parts)]] : [];
  });
  const changes = [...(hasHistory ? [sql`changed_at`] : []), ...dates.map(([, date]) => date)];
  const own = (['assigned_at', 'answered_at', 'response', 'closed_at', 'modified_by'] as const).filter((field) =>
    fields.has(field),
  );
  const known: [LeadMoment, Sql][] = [
    ['created_at', sql`created_at`],
    ...own.map((field): [LeadMoment, Sql] => [field, name(field)]),
    ...(changes.length > 0 ? [['changed_at', earliest(changes)] as [LeadMoment, Sql]] : []),
    ...dates,
    ['tells_answer', sql`tells_answer`],
    ['is_excused', sql`is_excused`],
    ['answer_unread', sql`answer_unread`],
    ['assigned_unread', sql`assigned_unread`],
    ['is_accepted', sql`is_accepted`],
  ];
  return known.filter(([moment]) => moments.has(moment));
}

/** Null only where all are. */
const earliest = (moments: readonly Sql[]): Sql => sql`least(${joined(moments, ', ')})`;
