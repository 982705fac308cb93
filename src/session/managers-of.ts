import { sql } from '../engines/sql.js';
import { fold } from '../model/fold.js';
import type { Managers } from '../model/report.js';
import type { Session } from './session.js';

/** Who works on the leads of all exports, whatever the report is about: so that each is called alike in all files of them. */
export async function managersOf({ engine, facts, config }: Session): Promise<Managers | null> {
  const areCalled = facts.tables.has('calls') && facts.fields.calls.has('manager');
  if (!facts.fields.crm.has('manager') && !areCalled) return null;
  const who = sql`select manager from leads${areCalled ? sql` union all select manager from calls where key is not null` : sql``}`;
  const rows = await engine.query(
    sql`select distinct manager from (${who}) where manager is not null order by manager`,
  );
  const own = new Set(
    facts.files.flatMap(({ table, headings }) => (table === 'crm' ? (headings.get('manager') ?? []) : [])).map(fold),
  );
  const dimensions = [...config.dimensions].flatMap(([name, heading]) => (own.has(fold(heading)) ? [name] : []));
  return { names: rows.map(([name]) => name as string), dimensions: new Set(['manager', ...dimensions]) };
}
