// How long funnel takes and what memory, beside others who do the same job, into RESULTS.md. Machines differ and are
// busy: the ratios of one run hold. Once: npm ci --prefix test/bench && npm run build. (The package of Polars for Linux on
// x64 is named there since npm leaves it out under Node 20, where it works; on other machines: npm ci --force.)
//
//   npm run bench                                          everything; ten million leads take a while
//   npm run bench -- --sizes 10k --only job                a minute
//   npm run bench -- --sizes 10k,1m --before ../older      beside an older checkout, built
//
//   --sizes 10k,1m,10m     --variants dirty,clean     --peers polars,duckdb,csv-parse,danfo     --runs 3
//   --only job,small,campaigns,grouping      --data FOLDER, where exports are kept      --out FILE
//   --program FOLDER, the checkout that is measured where it is not this one
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { grouping } from './danfo.mjs';
import { exportsOf, job, PEERS, SIZES, VARIANTS } from './job.mjs';
import { campaigns, small, statementCounts, whereTimeGoes } from './small.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../..');
const SECTIONS = ['job', 'small', 'campaigns', 'grouping'];

const text = { type: 'string' };
const { values } = parseArgs({
  options: {
    sizes: text,
    variants: text,
    peers: text,
    runs: text,
    only: text,
    program: text,
    before: text,
    data: text,
    out: text,
  },
});
const sizes = list('sizes', Object.keys(SIZES));
const variants = list('variants', VARIANTS);
const peers = list('peers', Object.keys(PEERS));
const only = list('only', SECTIONS);
const turns = values.runs ? Number(values.runs) : undefined;
const now = { title: 'funnel', root: values.program ?? root };
const before = values.before ? [{ title: 'funnel before', root: values.before }] : [];
const programs = [now, ...before];
for (const { root: own } of programs)
  if (!existsSync(join(own, 'dist/main.cjs'))) throw new Error(`${own} is not built: npm run build`);
if (!existsSync(join(here, 'node_modules'))) throw new Error('the peers are not installed: npm ci --prefix test/bench');

const data = values.data ?? mkdtempSync(join(tmpdir(), 'funnel-bench-data-'));
try {
  const out = values.out ?? join(here, 'RESULTS.md');
  let written = '';
  // Part by part: what took long is not lost by what fails later.
  for (const part of parts()) {
    written += `${written && '\n'}${part}\n`;
    writeFileSync(out, written);
  }
} finally {
  if (!values.data) rmSync(data, { recursive: true });
}

function* parts() {
  const [cpu] = cpus();
  const load = loadavg()[0].toFixed(1);
  yield '# Results';
  yield 'Written by `npm run bench` (test/bench/run.mjs). Medians of runs in turn; memory is the peak that is resident. Ratios hold, times are of this machine.';
  yield [
    `- ${availableParallelism()} cores (${cpu?.model.trim()}), ${(totalmem() / 2 ** 30).toFixed(0)} GB, ${process.platform}, Node ${process.versions.node}; load ${load} as it began`,
    ...programs.map(({ title, root: own }) => `- ${title}: ${commitOf(own)}`),
  ].join('\n');
  if (only.includes('job')) {
    yield '## The same job';
    yield '`funnel report FOLDER -f csv -o OUT` with all its checks, and the same figures by hand, which check nothing. All answers are equal: leads reached, lost and open by stage; spend, clicks, leads, qualified, deals and revenue by source; reasons.';
    // Ten million are for the limits of memory: once, and dirty.
    for (const size of sizes)
      for (const variant of size === '10m' ? variants.slice(0, 1) : variants) {
        yield `### ${SIZES[size].leads.toLocaleString('en')} leads, ${variant}`;
        yield job({ size, variant, data, peers, programs: size === '10m' ? [now] : programs, turns });
      }
    const [size] = sizes.filter((one) => one !== '10m').slice(-1);
    if (size) {
      yield `## Where the time goes`;
      yield `${SIZES[size].leads.toLocaleString('en')} leads, ${variants[0]}, one run.`;
      yield whereTimeGoes(now, exportsOf(data, size, variants[0]));
    }
  }
  if (only.includes('small')) {
    yield '## Small reports, beside a node that does nothing';
    yield small({ programs, turns: turns ?? 9 });
    yield statementCounts(programs);
  }
  if (only.includes('campaigns')) {
    yield '## `sources --by campaign`, 10,000 leads of 10,000 campaigns';
    yield campaigns({ programs, data, turns: turns ?? 3 });
  }
  if (only.includes('grouping')) {
    yield '## Grouping 200,000 leads by source: why danfojs is a bridge';
    yield grouping(turns ?? 5);
  }
}

/** The words given for an option, or all of them. */
function list(option, known) {
  const given = values[option]?.split(',') ?? known;
  const [unknown] = given.filter((word) => !known.includes(word));
  if (unknown !== undefined) throw new Error(`--${option} ${unknown}: ${known.join(', ')}`);
  return given;
}

function commitOf(folder) {
  const git = (...args) => execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' }).trim();
  const isChanged =
    git('status', '--porcelain', '--untracked-files=no', '--', 'src', 'bin', 'package-lock.json') !== '';
  return `${git('log', '-1', '--format=%h, %cs')}${isChanged ? ', with changes' : ''}`;
}
