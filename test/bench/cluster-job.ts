// What `cluster.mjs` runs, bundled: it makes leads directly as facts, loads them into a store, and asks there what a
// report asks.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openClickHouse } from '../../src/engines/clickhouse/open-clickhouse.js';
import { openDuckDb } from '../../src/engines/duckdb/open.js';
import { literal, name, raw, sql } from '../../src/engines/sql.js';
import { storeAddress } from '../../src/model/store-address.js';
import { loadFacts } from '../../src/store/load-facts.js';
import { factsInForce } from '../../src/store/loads.js';

/**
 * Leads with as many columns as in an export of a CRM: words, days, moments, sums, yes and no. The same seed gives the
 * same leads.
 */
const LEADS = (leads: number, seed: number) => `create table leads as select 'L' || i as key,
    date '2025-01-06' + cast(h % 364 as integer) as created_day,
    timestamp '2025-01-06 09:00:00' + to_seconds(h % 31449600) as created_at,
    'source ' || (h % 12) as source, 'campaign ' || (h // 7 % 1400) as campaign, 'manager ' || (h // 11 % 40) as manager,
    case when h % 3 = 0 then 'reason ' || (h // 13 % 25) end as reason, cast(h // 17 % 6 as integer) as depth,
    ['open', 'won', 'lost'][cast(h // 19 % 3 + 1 as integer)] as ending, h // 23 % 5 = 0 as repeat,
    case when h // 19 % 3 = 1 then cast(h // 29 % 10000000 / 100 as decimal(18, 6)) end as revenue,
    case when h // 17 % 6 > 0 then timestamp '2025-01-06 09:00:00' + to_seconds(h % 31449600 + h // 31 % 900000) end as qualified_at,
    case when h // 17 % 6 > 4 then timestamp '2025-01-06 09:00:00' + to_seconds(h % 31449600 + h // 37 % 9000000) end as deal_at,
    cast(h // 41 % 4096 as integer) as kind, cast(1 as integer) as weight
  from (select i, cast(hash(i * 1000003 + ${seed}) >> 2 as bigint) as h from range(${leads}) r(i))`;

const CUBE = sql`select source, depth, ending, count(*) as leads, sum(revenue) as earned, count(deal_at) as deals
  from leads group by source, depth, ending order by source, depth, ending`;

export async function job({
  leads,
  seed,
  address,
  folder,
  memory,
}: {
  leads: number;
  seed: number;
  address: string;
  folder: string;
  memory: string;
}): Promise<Record<string, number>> {
  const found = storeAddress(address);
  if ('wrong' in found) throw new Error(found.wrong.en);
  const path = join(folder, 'rows.parquet');
  const engine = await openDuckDb({ files: [path], spill: join(folder, 'spill'), memory });
  const store = openClickHouse({ address: found });
  const figures: Record<string, number> = {};
  const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const done = await work();
    figures[what] = Math.round(performance.now() - began) / 1000;
    return done;
  };
  await timed('made', () => engine.run(raw(LEADS(leads, seed))));
  await engine.run(sql`create table description as select 0 as part, 'made' as words`);
  await timed('loaded', () =>
    loadFacts(store, {
      ...{ engine, load: `made-${leads}`, program: '1' },
      tables: [
        { name: 'leads', relation: name('leads'), spread: 'lead' },
        { name: 'description', relation: name('description'), spread: 'whole' },
      ],
      async handOn(rows) {
        await engine.run(
          sql`copy (${rows}) to ${literal(path)} (format parquet, compression zstd, use_tmp_file false)`,
        );
        return readFile(path);
      },
    }),
  );
  const { tables } = await factsInForce(store, `made-${leads}`);
  const reading = openClickHouse({ address: found, tables });
  const there = await timed('cube there', () => reading.query(CUBE));
  await timed('cube there again', () => reading.query(CUBE));
  const here = await timed('cube here', () => engine.query(CUBE));
  const text = (rows: unknown) =>
    JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? String(value) : value));
  if (text(there) !== text(here)) throw new Error('the store and DuckDB do not agree');
  reading.close();
  store.close();
  engine.close();
  return figures;
}
