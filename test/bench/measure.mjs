import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const USAGE = fileURLToPath(new URL('usage.cjs', import.meta.url));

/**
 * One run of `node ...args`: wall and CPU in seconds (user and system, all threads), peak memory in MB, what it printed.
 * A run that fails is an error: half a job is not measured.
 */
export function run(args, env = {}) {
  const start = performance.now();
  const { output, status, signal, error } = spawnSync(process.execPath, ['--require', USAGE, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    maxBuffer: 2 ** 30,
    encoding: 'utf8',
  });
  const wall = (performance.now() - start) / 1_000;
  const [, stdout, stderr, usage] = output ?? [];
  if (status !== 0) throw new Error(`${args.join(' ')}: ${error ?? signal ?? `exit ${status}\n${stderr}`}`);
  return { wall, ...JSON.parse(usage), stdout, stderr };
}

/**
 * Medians of contenders that run in turn, A B C A B C: a machine that is busy for a while is so for all of them.
 * Contenders are `{ name, run, once }`; one that takes long may take part in the first turn alone.
 */
export function inTurn(contenders, turns) {
  const taken = contenders.map(() => []);
  for (let turn = 0; turn < turns; turn++)
    contenders.forEach(({ name, run: measured, once }, at) => {
      if (turn > 0 && once) return;
      taken[at].push(measured());
      process.stderr.write(`${name}: ${taken[at].at(-1).wall.toFixed(2)} s\n`);
    });
  return contenders.map(({ name }, at) => ({ name, runs: taken[at].length, ...medians(taken[at]) }));
}

function medians(all) {
  const median = (key) => {
    const sorted = all.map((one) => one[key]).sort((a, b) => a - b);
    const middle = (sorted.length - 1) / 2;
    return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
  };
  return { wall: median('wall'), cpu: median('cpu'), memory: median('memory') };
}

/** Medians as a table of Markdown, with ratios to the contender of that name. */
export function table(rows, yardstick) {
  const own = rows.find(({ name }) => name === yardstick);
  const ratios = own ? ['wall', 'CPU', 'memory'].map((what) => `${what} ÷ ${yardstick}`) : [];
  const lines = rows.map((row) => {
    const { name, wall, cpu, memory, runs } = row;
    const ratio = own ? ['wall', 'cpu', 'memory'].map((key) => (row[key] / own[key]).toFixed(2)) : [];
    return [name, wall.toFixed(2), cpu.toFixed(2), memory.toFixed(0), ...ratio, runs];
  });
  return markdown(['', 'wall, s', 'CPU, s', 'memory, MB', ...ratios, 'runs'], lines);
}

export const markdown = (header, lines) =>
  [header, header.map((_, at) => (at === 0 ? '---' : '---:')), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
