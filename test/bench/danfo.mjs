// Why DuckDB is the engine and danfojs a bridge, in figures: 200,000 leads grouped by source, revenue summed, by both.
//   node test/bench/danfo.mjs
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inTurn, run, table } from './measure.mjs';

const here = fileURLToPath(import.meta.url);

/** Each imports its library and, given a file, prints the sum of each source. */
const ENGINES = {
  async danfojs(file) {
    const { readCSV } = await import('danfojs-node');
    return file ? (await readCSV(file)).groupby(['source']).col(['revenue']).sum().values : [];
  },
  async duckdb(file) {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    if (!file) return [];
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const reader = await connection.runAndReadAll(
      `select source, sum(revenue) from read_csv('${file}', header = true, delim = ',', quote = '"',
        columns = {lead_id: 'varchar', source: 'varchar', revenue: 'decimal(18,2)'}) group by all order by all`,
    );
    return reader.getRows();
  },
};

/** The table, and below it the sums of both: those of danfojs are doubles. */
export function grouping(turns) {
  const folder = mkdtempSync(join(tmpdir(), 'funnel-bench-'));
  const file = join(folder, 'leads.csv');
  writeFileSync(file, leads(200_000));
  const answers = new Map();
  const contenders = Object.keys(ENGINES).flatMap((engine) => [
    {
      name: engine,
      run() {
        const ran = run([here, engine, file]);
        answers.set(engine, ran.stdout.trim());
        return ran;
      },
    },
    { name: `${engine}, its import alone`, run: () => run([here, engine]) },
  ]);
  const measured = table(inTurn(contenders, turns), 'duckdb');
  rmSync(folder, { recursive: true });
  return `${measured}\n\n${[...answers].map((pair) => pair.join(': ')).join('\n\n')}`;
}

/** Eight sources, amounts with kopecks: the leads whose sums the README quotes. */
function leads(count) {
  let state = 1;
  const below = (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
  const rows = Array.from(
    { length: count },
    (_, index) => `${10_000_000 + index},source ${below(8)},${(below(20_000_000) / 100).toFixed(2)}`,
  );
  return `lead_id,source,revenue\n${rows.join('\n')}\n`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , engine, file] = process.argv;
  if (!engine) console.log(grouping(5));
  else {
    const sums = (await ENGINES[engine](file)).map((row) => row.map(String).join(' '));
    console.log(sums.sort().join(' · '));
  }
}
