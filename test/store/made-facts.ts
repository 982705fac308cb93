import { mkdtempSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDuckDb } from '../../src/engines/duckdb/open.js';
import type { Engine } from '../../src/engines/engine.js';
import { literal, name, raw, sql } from '../../src/engines/sql.js';
import type { Loading } from '../../src/store/load-facts.js';

/**
 * The facts of a load as in DuckDB: some leads with a column of each type, calls joined to them, spend, and a small
 * table. `turn` tells one version from another.
 */
export async function madeFacts(turn: number, rows = 1000): Promise<Loading & { close(): void }> {
  const path = join(mkdtempSync(join(tmpdir(), 'funnel-facts-')), 'rows.parquet');
  const engine = await openDuckDb({ files: [path], isSmall: true });
  const made = `range(${rows}) r(i)`;
  await engine.run(
    raw(`create type word as enum ('a\\b', 'it''s', '');
    create table leads as select 'lead ' || i as key,
        date '2026-01-01' + cast(i % 90 as integer) as created_day,
        case when i % 3 > 0 then timestamp '2026-01-01 10:00:00.000001' + to_seconds(i * 977) end as created_at,
        case when i % 7 > 0 then cast(i * 1.01 + ${turn} as decimal(18, 6)) end as revenue,
        cast(i as integer) as depth, i * 10000000000 - 5 as whole, cast(i as hugeint) * 1000000000000000000 as large,
        i % 2 = 0 as won, case when i % 11 > 0 then ['a\\b', 'it''s', ''][cast(i % 3 + 1 as integer)] end::word as reason,
        case when i % 5 > 0 then 'имя' || chr(9) || chr(10) || '\\N' || i end as name, i / 8 as share, cast(null as varchar) as nothing
      from ${made};
    create table calls as select 'lead ' || (i % 300) as key, i as call from ${made};
    create table spend as select i % 40 as file, i as record, cast(i as decimal(18, 6)) as spend from ${made};
    create table description as select 0 as part, 'turn ${turn}' as words`),
  );
  return {
    ...{ engine, load: 'made', program: '1', chunk: 300 },
    tables: [
      { name: 'leads', relation: name('leads'), spread: 'lead' },
      { name: 'calls', relation: sql`(select * from calls where call >= 0)`, spread: 'lead' },
      { name: 'spend', relation: name('spend'), spread: 'rows' },
      { name: 'description', relation: name('description'), spread: 'whole' },
    ],
    async handOn(rows) {
      await engine.run(sql`copy (${rows}) to ${literal(path)} (format parquet, use_tmp_file false)`);
      return readFile(path);
    },
    close: () => engine.close(),
  };
}

/** What is asked of facts on either side, in SQL that both speak. */
export const askedOf = (engine: Engine, beside = 'calls') =>
  engine.query(sql`select l.key, cast(created_day as ${TEXT(engine)}), revenue, depth, whole, large, won, reason, name, share, nothing, count(c.call), sum(c.call)
    from leads l join ${raw(beside)} c on c.key = l.key group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 order by l.key`);
const TEXT = (engine: Engine) => raw('address' in engine ? 'String' : 'varchar');
