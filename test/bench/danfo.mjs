// Why DuckDB is the engine and danfojs a bridge, in figures: the same files grouped by source, revenue summed, by both,
// each run in a process of its own under GNU time, turn and turn about; the fastest counts. Needs `npm ci` here and in test/danfo.
//   node test/bench/danfo.mjs [runs]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = fileURLToPath(import.meta.url);
const root = fileURLToPath(new URL('../..', import.meta.url));
const find = (folder, name) => pathToFileURL(createRequire(join(root, folder, 'package.json')).resolve(name)).href;

/** Each is given its import and a file, and answers with the sum of each source. */
const ENGINES = {
  danfojs: {
    load: () => import(find('test/danfo', 'danfojs-node')),
    async job({ readCSV }, file) {
      const frame = await readCSV(file);
      return frame.groupby(['source']).col(['revenue']).sum().values;
    },
  },
  duckdb: {
    load: () => import(find('.', '@duckdb/node-api')),
    async job({ DuckDBInstance }, file) {
      const connection = await (await DuckDBInstance.create(':memory:')).connect();
      const reader = await connection.runAndReadAll(
        `select source, sum(revenue) from read_csv('${file}', header = true, delim = ',', quote = '"',
          columns = {lead_id: 'varchar', source: 'varchar', revenue: 'decimal(18,2)'}) group by all`,
      );
      return reader.getRows();
    },
  },
};

const [, , word, file] = process.argv;
if (word && Object.hasOwn(ENGINES, word)) await child(ENGINES[word], file);
else drive(Number(word ?? 7));

async function child({ load, job }, path) {
  const start = performance.now();
  const engine = await load();
  const loaded = performance.now();
  const rows = path ? await job(engine, path) : [];
  const done = performance.now();
  const sums = rows.map(([source, sum]) => [String(source), String(sum)]).sort(([a], [b]) => (a < b ? -1 : 1));
  console.log(JSON.stringify({ import: loaded - start, job: done - loaded, sums }));
}

function drive(runs) {
  const folder = mkdtempSync(join(tmpdir(), 'funnel-bench-'));
  const jobs = [
    ['the demo', write(folder, 'demo.csv', demoLeads())],
    ['generated', write(folder, 'generated.csv', generated(200_000))],
  ];
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, the fastest of ${runs} runs\n`);
  console.log('| rows | engine | import, ms | read, group, sum, ms | whole process, s | of it CPU, s | memory, MB |');
  console.log('|---|---|---|---|---|---|---|');
  const answers = [];
  for (const [name, { path, rows }] of jobs) {
    const ran = { danfojs: [], duckdb: [] };
    for (let run = 0; run < runs; run += 1)
      for (const engine of Object.keys(ran)) ran[engine].push(timed(engine, path));
    for (const [engine, all] of Object.entries(ran)) {
      const of = (key) => Math.min(...all.map((one) => one[key]));
      const digits = { import: 0, job: 0, wall: 2, cpu: 2, memory: 0 };
      const figures = Object.entries(digits).map(([key, decimals]) => of(key).toFixed(decimals));
      console.log(`| ${rows.toLocaleString('en')} (${name}) | ${engine} | ${figures.join(' | ')} |`);
      answers.push([`${name}, ${engine}`, all[0].sums.map((pair) => pair.join(' ')).join(' · ')]);
    }
  }
  console.log(`\n${answers.map((pair) => pair.join(': ')).join('\n')}`);
  rmSync(folder, { recursive: true });
}

/** One run under GNU time: its own clock for import and job, time's for the process and its memory. */
function timed(engine, path) {
  const { stdout, stderr, status } = spawnSync('/usr/bin/time', ['-v', process.execPath, here, engine, path], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  const [, memory] = /Maximum resident set size \(kbytes\): (\d+)/.exec(stderr);
  const [, minutes, seconds] = /Elapsed .*: (?:\d+:)?(\d+):([\d.]+)$/m.exec(stderr);
  const cpu = [...stderr.matchAll(/(?:User|System) time \(seconds\): ([\d.]+)/g)].reduce(
    (sum, [, s]) => sum + Number(s),
    0,
  );
  const said = JSON.parse(stdout.trim().split('\n').at(-1));
  return { ...said, cpu, memory: Number(memory) / 1024, wall: Number(minutes) * 60 + Number(seconds) };
}

function write(folder, name, leads) {
  const path = join(folder, name);
  writeFileSync(path, `lead_id,source,revenue\n${leads.map((lead) => lead.join(',')).join('\n')}\n`);
  return { path, rows: leads.length };
}

/** The leads of the demo's CRM export, each as it was last changed, with the revenue of those that were won. */
function demoLeads() {
  const { parse } = createRequire(join(root, 'package.json'))('csv-parse/sync');
  const demo = join(root, 'fixtures/demo');
  const [crm] = readdirSync(demo).filter((name) => name.startsWith('amocrm'));
  const bytes = readFileSync(join(demo, crm));
  const [header, ...rows] = parse(new TextDecoder('windows-1251').decode(bytes), {
    delimiter: ';',
    relax_column_count: true,
    skip_empty_lines: true,
  });
  const pick = (row, heading) => row[header.indexOf(heading)];
  const leads = new Map();
  for (const row of rows) {
    const id = pick(row, 'ID');
    if (!id || row.length !== header.length) continue;
    const changed = pick(row, 'Дата редактирования').replace(/^(\d+)\.(\d+)\.(\d+)/, '$3-$2-$1');
    if (leads.get(id)?.changed > changed) continue;
    const won = pick(row, 'Этап сделки') === 'Успешно реализовано';
    const revenue = won ? Number(pick(row, 'Бюджет').replaceAll(/\s/g, '').replace(',', '.')) : 0;
    leads.set(id, { changed, lead: [id, pick(row, 'utm_source') || '(no source)', revenue.toFixed(2)] });
  }
  return [...leads.values()].map(({ lead }) => lead);
}

/** Eight sources, amounts with kopecks, the same on every machine. */
function generated(count) {
  let state = 1;
  const random = (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return Array.from({ length: count }, (_, index) => [
    10_000_000 + index,
    `source ${random(8)}`,
    (random(20_000_000) / 100).toFixed(2),
  ]);
}
