import { spelt } from '../engines/spell.js';
import { joined, name, sql } from '../engines/sql.js';
import { rowsOf } from '../model/canonical.js';
import { fold } from '../model/fold.js';
import type { Managers } from '../model/report.js';
import type { Session } from './session.js';

/** The people who edited leads. */
export const EDITORS = spelt.stored(sql`editors`, name(rowsOf('crm')));

/**
 * Everybody who works on leads in any of the exports, so that a manager has the same number in each report. Null: no
 * export has a column of managers.
 */
export async function managersOf({ engine, facts, config }: Session): Promise<Managers | null> {
  const { crm, calls } = facts.fields;
  const under = (field: string) => {
    const own = new Set(
      facts.files.flatMap(({ table, headings }) => (table === 'crm' ? (headings.get(field) ?? []) : [])).map(fold),
    );
    return [...config.dimensions].flatMap(([name, heading]) => (own.has(fold(heading)) ? [name] : []));
  };
  const byEditor = under('modified_by');
  const who = [
    ...(crm.has('manager') ? [sql`select manager from leads`] : []),
    // Editors are a dimension if the configuration makes one of their column.
    ...(byEditor.length > 0 ? [sql`select modified_by as manager from ${EDITORS}`] : []),
    ...(facts.tables.has('calls') && calls.has('manager')
      ? [sql`select manager from calls where key is not null`]
      : []),
  ];
  if (who.length === 0) return null;
  const rows = await engine.query(
    sql`select distinct manager from (${joined(who, ' union all ')}) w where manager is not null order by manager`,
  );
  return {
    names: rows.map(([name]) => name as string),
    dimensions: new Set(['manager', ...under('manager'), ...byEditor]),
  };
}
