// Leads made straight as facts, brought into shards on loopback, and asked there as a report asks:
//   npm ci --prefix test/cluster && node test/bench/cluster.mjs [--leads 1000000] [--shards 2] [--seed 1] [--memory 4GB]
// CLUSTER.md holds what it said, and what follows from that for more.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { startNodes } from '../cluster/nodes.mjs';

const { values } = parseArgs({
  options: {
    leads: { type: 'string', default: '1000000' },
    shards: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    memory: { type: 'string', default: '4GB' },
  },
});
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'funnel-cluster-bench-'));
const bundled = join(root, 'dist', 'cluster-job.mjs');
const banner = "import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);";
execFileSync(
  join(root, 'node_modules/.bin/esbuild'),
  [
    ...[join(root, 'test/bench/cluster-job.ts'), '--bundle', '--platform=node', '--format=esm'],
    ...[`--outfile=${bundled}`, '--external:@duckdb/node-bindings', '--log-level=error', `--banner:js=${banner}`],
  ],
  { stdio: 'inherit' },
);
const nodes = await startNodes(Number(values.shards));
const question = nodes.nodes.length > 1 ? `?cluster=${nodes.cluster}` : '';
try {
  const { job } = await import(pathToFileURL(bundled).href);
  const figures = await job({
    ...{ leads: Number(values.leads), seed: Number(values.seed), memory: values.memory, folder },
    address: `clickhouse://${nodes.hosts}/default${question}`,
  });
  const disk = await Promise.all(
    nodes.nodes.map((node) => node.ask('select sum(bytes_on_disk) from system.parts where active')),
  );
  console.log(
    JSON.stringify({
      leads: Number(values.leads),
      shards: nodes.nodes.length,
      seconds: figures,
      rows_a_second: Math.round(Number(values.leads) / figures.loaded),
      cpu_seconds: {
        loader: Math.round((process.cpuUsage().user + process.cpuUsage().system) / 1e6),
        shards: nodes.nodes.map(({ pid }) => cpuOf(pid)),
      },
      bytes_a_lead: Math.round(disk.reduce((sum, bytes) => sum + Number(bytes), 0) / Number(values.leads)),
      peak_mb: {
        loader: Math.round(process.resourceUsage().maxRSS / 1024),
        shards: nodes.nodes.map(({ pid }) => peakOf(pid)),
      },
    }),
  );
} finally {
  await nodes.stop();
  rmSync(folder, { recursive: true, force: true });
  rmSync(bundled, { force: true });
}

/** What a process had at most, in MB; 0 where the system does not tell. */
function peakOf(pid) {
  try {
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024);
  } catch {
    return 0;
  }
}

/** What a process took of processors, in seconds. */
function cpuOf(pid) {
  try {
    // The 14th and 15th field, in hundredths; the second is a name in brackets.
    const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
      .slice(11, 13);
    return Math.round((Number(user) + Number(system)) / 100);
  } catch {
    return 0;
  }
}
