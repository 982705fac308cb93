import type { Engine } from '../../engines/engine.js';
import { namedRows } from '../../engines/named-rows.js';
import { name, raw, sql } from '../../engines/sql.js';
import { mask } from '../../model/fold.js';
import type { Reject } from '../../model/report.js';
import { lineOf } from '../scan/line-of.js';
import type { Loaded } from '../scan/loaded.js';
import type { Check } from '../type/row-check.js';
import { IS_USED } from '../type/running.js';
import type { Typed } from '../type/type.js';
import type { Tally } from './tally.js';

/** The physical lines of a file by what became of their rows, and the rows that were rejected. */
export interface Lines {
  used: number;
  excluded: number;
  rejected: number;
  rejects: Reject[];
}

/**
 * Turns rows into physical lines, of which a row may take several. Rejected rows are always fetched, since each is named;
 * rows that were left out only where a row may take several lines.
 */
export async function linesOf(
  engine: Engine,
  loaded: readonly Loaded[],
  typed: readonly Typed[],
  tallies: readonly Tally[],
): Promise<Lines[]> {
  const parts = typed.flatMap(({ rows }, index) => {
    const { excluded, rejected } = tallies[index] as Tally;
    const hasSpans = (loaded[index] as Loaded).scan.spans.size > 0;
    if (rejected === 0 && (excluded === 0 || !hasSpans)) return [];
    const which = hasSpans ? sql`not (${IS_USED})` : sql`reject is not null and not excluded`;
    return {
      columns: {
        file: raw(String(index)),
        record: sql`record`,
        reject: sql`reject`,
        excluded: sql`excluded`,
        shown: sql`shown`,
      },
      from: sql`from ${name(rows)} where ${which}`,
    };
  });
  const aside = await namedRows(engine, parts, sql` order by file, reject, record`);
  return typed.map(({ checks }, index) => {
    const { scan } = loaded[index] as Loaded;
    const { used, excluded } = tallies[index] as Tally;
    const lines: Lines = { used, excluded, rejected: 0, rejects: [] };
    const more = new Map([...scan.spans].map(([record, count]) => [record, count - 1]));
    for (const row of aside) {
      if (Number(row.file) !== index) continue;
      const record = Number(row.record);
      const further = more.get(record) ?? 0;
      more.delete(record);
      if (row.excluded === true) lines.excluded += further;
      else {
        const check = checks[Number(row.reject)] as Check;
        lines.rejects.push({
          line: lineOf(scan.lineMap, record),
          column: check.column?.heading ?? null,
          value: mask(String(row.shown ?? '')),
          reason: check.reason,
        });
        lines.rejected += 1 + further;
      }
    }
    for (const further of more.values()) lines.used += further;
    return lines;
  });
}
