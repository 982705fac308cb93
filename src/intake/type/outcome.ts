import type { Engine } from '../../engines/engine.js';
import { joined, name, raw, type Sql, sql } from '../../engines/sql.js';
import { mask } from '../../model/fold.js';
import type { Reject } from '../../model/report.js';
import type { Loaded } from '../scan/loaded.js';
import { lineOf } from '../scan/scan.js';
import { wasTrimmed } from './cells.js';
import type { Check } from './row-check.js';

/** What became of the rows of one typed table: which were rejected and why, left out, or hold cells that cannot be read. */
export async function collect(
  engine: Engine,
  loaded: Loaded,
  typed: Sql,
  cells: string,
  { checks, optional }: { checks: readonly Check[]; optional: readonly string[] },
) {
  const { scan, recognised } = loaded;
  const linesOf = (record: number) => scan.spans.get(record) ?? 1;
  const where = (record: number) => lineOf(scan.lineMap, record);
  const rejects: Reject[] = [];
  let rejectedLines = 0;
  for (const [code, check] of checks.entries()) {
    const shown = check.column ? name(`c${check.column.index}`) : sql`null`;
    const rows = await engine.query(sql`select t.record, ${check.column ? sql`r.${shown}` : shown}
      from ${typed} t join ${name(cells)} r on r.record = t.record
      where t.reject = ${code} and not t.excluded order by t.record`);
    for (const [record, value] of rows) {
      rejects.push({
        line: where(Number(record)),
        column: check.column?.heading ?? null,
        value: mask(String(value ?? '')),
        reason: check.reason,
      });
      rejectedLines += linesOf(Number(record));
    }
  }
  const excluded = await engine.query(sql`select record from ${typed} where excluded`);
  const excludedLines = excluded.reduce((sum, [record]) => sum + linesOf(Number(record)), 0);
  const badCells = new Map<string, number>();
  if (optional.length > 0) {
    const sums = optional.map((_, at) => sql`sum((bad >> ${raw(String(at))}) & 1)`);
    const [counts = []] = await engine.query(
      sql`select ${joined(sums, ', ')} from ${typed} where reject is null and not excluded`,
    );
    optional.forEach((heading, at) => {
      if (Number(counts[at] ?? 0) > 0) badCells.set(heading, Number(counts[at]));
    });
  }
  const field = recognised.entity === 'deal' ? 'deal_id' : 'lead_id';
  const id = recognised.columns.get(field);
  let cleanedIds = 0;
  if (id) {
    const [[count] = []] = await engine.query(
      sql`select count(*) from ${typed} t join ${name(cells)} r on r.record = t.record
        where t.reject is null and not t.excluded and (t.${name(field)} <> r.${name(`c${id.index}`)} or r.${wasTrimmed(id.index)})`,
    );
    cleanedIds = Number(count);
  }
  return { rejects, rejectedLines, excludedLines, badCells, cleanedIds };
}
