import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answerOfFunnel } from './answer.mjs';
import { generate } from './generate.mjs';
import { inTurn, run, table } from './measure.mjs';

/** How many leads; how often everybody runs; for funnel, what a user would say at that size. */
export const SIZES = {
  '10k': { leads: 10_000, turns: 5, options: [] },
  '1m': { leads: 1_000_000, turns: 3, options: [] },
  '10m': { leads: 10_000_000, turns: 1, options: ['--memory', '1GB'] },
};
export const VARIANTS = ['dirty', 'clean'];

/** Who does the same job by hand, at which sizes; `once` where it takes long. */
export const PEERS = {
  polars: { title: 'Polars', sizes: ['10k', '1m', '10m'] },
  duckdb: { title: 'DuckDB SQL', sizes: ['10k', '1m', '10m'] },
  'csv-parse': { title: 'csv-parse and Maps', sizes: ['10k', '1m'], once: ['1m'] },
  danfo: { title: 'danfojs', sizes: ['10k'], once: ['10k'] },
};

/** The exports of a size, made unless they are there. */
export function exportsOf(data, size, variant) {
  const folder = join(data, `${size}-${variant}`);
  if (!existsSync(join(folder, 'funnel.yaml')))
    generate(folder, { leads: SIZES[size].leads, dirty: variant === 'dirty' });
  return folder;
}

/** The whole report by funnel, `programs` of it, and by its peers. Answers are compared before a time is told. */
export function job({ size, variant, data, programs, peers, turns = SIZES[size].turns }) {
  const folder = exportsOf(data, size, variant);
  const agree = agreement();
  const funnels = programs.map(({ title, root }) => ({
    name: title,
    run() {
      const out = mkdtempSync(join(tmpdir(), 'funnel-bench-'));
      const options = ['-f', 'csv', '-o', `${out}/`, '-q', ...SIZES[size].options];
      const ran = run([join(root, 'bin/funnel.js'), 'report', folder, ...options]);
      agree(title, answerOfFunnel(out));
      rmSync(out, { recursive: true });
      return ran;
    },
  }));
  const byHand = peers
    .filter((peer) => PEERS[peer].sizes.includes(size))
    .map((peer) => ({
      name: PEERS[peer].title,
      once: PEERS[peer].once?.includes(size),
      run() {
        const ran = run([fileURLToPath(new URL(`peers/${peer}.mjs`, import.meta.url)), folder, variant]);
        agree(PEERS[peer].title, JSON.parse(ran.stdout));
        return ran;
      },
    }));
  return table(inTurn([...funnels, ...byHand], turns), PEERS.polars.title);
}

/** Everybody's answer against the first one's: a difference ends the measuring, since they do not do the same job. */
function agreement() {
  let first;
  return (name, answer) => {
    first ??= { name, answer };
    const [path, one, other] = difference(first.answer, answer) ?? [];
    if (path === undefined) return;
    throw new Error(`the answers differ: ${path.join('.')}: ${first.name} ${show(one)}, ${name} ${show(other)}`);
  };
}

const show = (value) => JSON.stringify(value) ?? 'nothing';

/** The first place in which two answers differ, with what stands there. */
function difference(one, other, path = []) {
  const isInner = [one, other].every((value) => typeof value === 'object' && value !== null);
  if (!isInner) return Object.is(one, other) ? undefined : [path, one, other];
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const found = difference(one[key], other[key], [...path, key]);
    if (found) return found;
  }
  return undefined;
}
