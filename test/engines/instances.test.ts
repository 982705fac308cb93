import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type DuckDbOptions, openDuckDb } from '../../src/engines/duckdb/open.js';
import type { Engine } from '../../src/engines/engine.js';
import { literal, sql } from '../../src/engines/sql.js';

const folder = mkdtempSync(join(tmpdir(), 'funnel-instances-'));
const [one, two, three] = ['one.csv', 'two.csv', 'three.csv'].map((name) => join(folder, name)) as [
  string,
  string,
  string,
];

/** Of so much memory as nobody else asks for, so that no other test's instances are met here. */
const inEngine = async <T>(work: (engine: Engine) => Promise<T>, options: Partial<DuckDbOptions> = {}): Promise<T> => {
  const engine = await openDuckDb({ files: [one], isSmall: true, threads: 1, memory: '321MB', ...options });
  try {
    return await work(engine);
  } finally {
    engine.close();
  }
};
/** The files that SQL may read tell whose instance it is. */
const allowed = async (engine: Engine) =>
  String((await engine.query(sql`select cast(current_setting('allowed_paths') as varchar)`))[0]);
const textIn = (engine: Engine, file: string) =>
  engine.query(sql`select * from read_csv(${literal(file)}, header = false, all_varchar = true)`);

describe('an engine of a process that had one before', () => {
  beforeAll(() => {
    process.env.TZ = 'Asia/Tokyo';
    return inEngine(async () => {}, { memory: '320MB' });
  });

  it('is in the DuckDB of the run before, of which nothing is left', async () => {
    await inEngine(
      async (engine) => {
        await engine.run(sql`create table left_over as select 1 as a`);
        await engine.run(sql`create temp table left_aside as select 1 as a`);
        await engine.run(sql`create type left_kind as enum ('a')`);
        await engine.run(sql`create view left_view as select * from left_over`);
      },
      { files: [one, two] },
    );
    await inEngine(async (engine) => {
      expect(await allowed(engine)).toContain(two);
      for (const left of [sql`table_name from duckdb_tables()`, sql`view_name from duckdb_views() where not internal`])
        expect(await engine.query(sql`select ${left}`)).toEqual([]);
      expect(await engine.query(sql`select type_name from duckdb_types() where type_name = 'left_kind'`)).toEqual([]);
      await engine.run(sql`create table left_over as select 2 as a`);
      expect(await engine.query(sql`select a from left_over`)).toEqual([[2n]]);
    });
  });

  it('is in no zone of the machine', async () => {
    for (const options of [{}, { memory: '322MB' }, { isSmall: false }])
      await inEngine(async (engine) => {
        const [[zone, day] = []] = await engine.query(
          sql`select current_setting('TimeZone'), cast(cast(timestamptz '2026-03-01 22:00:00+00' as date) as varchar)`,
        );
        expect([zone, day]).toEqual(['UTC', '2026-03-01']);
      }, options);
  });

  it('reads a file of the same name anew', async () => {
    writeFileSync(one, 'before\n');
    await inEngine(async (engine) => expect(await textIn(engine, one)).toEqual([['before']]));
    writeFileSync(one, 'after!\n');
    await inEngine(async (engine) => expect(await textIn(engine, one)).toEqual([['after!']]));
  });

  it('may read no file that it was not given, and has none that another is in', async () => {
    const other = await openDuckDb({ files: [one, three], isSmall: true, threads: 1, memory: '321MB' });
    await inEngine(async (engine) => expect(await allowed(engine)).not.toContain(three));
    await expect(textIn(other, join(folder, 'nobody.csv'))).rejects.toThrow(/Permission/);
    other.close();
    // Where something went wrong the instance goes too.
    await inEngine(async (engine) => expect(await allowed(engine)).not.toContain(three));
  });
});
