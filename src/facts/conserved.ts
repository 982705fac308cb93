import type { Engine } from '../engines/engine.js';
import { joined, name, type Sql, sql } from '../engines/sql.js';
import { Bug } from '../error.js';
import { rowsOf } from '../model/canonical.js';
import { type Matching, orphansIn } from './ad-leads.js';
import { ADDED_LINES, type Again } from './apart.js';
import type { Place } from './places.js';

export interface Conserved {
  again: Again;
  matching: Matching;
  /** Rows that another one stands for. */
  replaced: readonly Place[];
  /** The leads of the CRM, one row each; and what an export of ad leads adds to them counts. */
  leads: Sql;
  hasCrm: boolean;
}

/**
 * Counts on both sides, or the run ends here: every row of an export is a fact, or one that another stands for, or a
 * product line that was added up; and no join has made one lead two.
 */
export async function requireConserved(engine: Engine, facts: Conserved): Promise<void> {
  const { again, matching, leads } = facts;
  const counted = (from: Sql, isFact: boolean) =>
    sql`select file, ${isFact ? sql`0` : sql`count(*)`} as typed, ${isFact ? sql`count(*)` : sql`0`} as facts from ${from} group by file`;
  const parts = [
    ...(['crm', 'ad_leads', 'ad_stats'] as const).map((table) => counted(name(rowsOf(table)), false)),
    ...[sql`crm`, matching.rows, sql`spend`].map((table) => counted(table, true)),
    ...(again.lines > 0 ? [counted(ADDED_LINES, true)] : []),
  ];
  const rows = await engine.query(
    sql`select file, sum(typed), sum(facts), (select count(*) from leads), (select count(*) from ${leads})
    from (${joined(parts, ' union all ')}) group by file order by file`,
  );
  for (const [file, typed, used, all, ofCrm] of rows) {
    const gone = facts.replaced.filter((one) => one.file === Number(file)).length;
    if (Number(typed) !== Number(used) + gone)
      throw new Bug(`file ${file}: of ${typed} rows ${used} are facts and ${gone} are not`);
    if (Number(all) !== Number(ofCrm) + orphansIn(matching, facts))
      throw new Bug(`${all} leads of ${ofCrm} in the CRM and ${orphansIn(matching, facts)} that it never received`);
  }
}
