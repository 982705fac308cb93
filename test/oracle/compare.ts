// Compares the program with the oracle: the same files, the same options, every cell of every row.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { ENGINE } from '../given.js';
import { bridgeOf } from './bridge.js';
import { oracleOfEvents } from './events.js';
import { type OracleInput, type OracleReport, oracle } from './oracle.js';
import { makeRandom } from './random.js';

export type Options = NonNullable<OracleInput['options']>;

interface Sheet {
  columns: { name: string }[];
  rows: unknown[][];
}

type Run = (
  argv: string[],
  io: { out: (chunk: string) => void; err: (chunk: string) => void } & object,
) => Promise<number>;

export const flags = ({ from, to, all, by = [], where = [], reach, period, basis }: Options) => [
  ...(from === undefined ? [] : ['--from', from]),
  ...(to === undefined ? [] : ['--to', to]),
  ...(all ? ['--all'] : []),
  ...by.flatMap((dimension) => ['--by', dimension]),
  ...where.flatMap((condition) => ['--where', condition]),
  ...(reach === undefined ? [] : ['--reach', reach]),
  ...(period === undefined ? [] : ['--period', period]),
  ...(basis === undefined ? [] : ['--basis', basis]),
];

interface Printed {
  reports: Record<string, Sheet>;
  codes: string[];
  period: { from: string | null; to: string | null };
  bridge: Record<string, number> | null;
}

/** Runs the program. Gives its reports and the codes of its warnings. */
export const runEngine = async (
  folder: string,
  options: Options,
  label: string,
  command = 'report',
  more: string[] = [],
): Promise<Printed> => {
  // A path that the compiler cannot follow: the oracle must not depend on the program.
  const { run } = (await import(/* @vite-ignore */ ENGINE)) as { run: Run };
  const [out, err]: [string[], string[]] = [[], []];
  const io = {
    out: (chunk: string) => void out.push(chunk),
    err: (chunk: string) => void err.push(chunk),
    ...{ width: 100, isTerminal: false, env: { LANG: 'C', HOME: folder }, cwd: folder },
  };
  const argv = [command, folder, '--format', 'json', '--max-rejects', '100%', ...flags(options), ...more];
  const code = await run(argv, io);
  if (code !== 0) throw new Error(`${label}: exit ${code} of funnel ${argv.join(' ')}\n${err.join('')}`);
  const { reports, warnings, period, bridge } = JSON.parse(out.join(''));
  return { reports, period, bridge, codes: warnings.map(({ code }: { code: string }) => code) };
};

const show = (row: unknown[] | undefined) => (row ? JSON.stringify(row) : 'nothing');

/** The differences between the two, in words that say where to look; empty if there are none. */
const differences = (wanted: Record<string, OracleReport>, got: Record<string, Sheet>): string[] =>
  Object.entries(wanted).flatMap(([report, { columns, rows }]) => {
    const sheet = got[report];
    if (!sheet) return [`${report}: missing`];
    // Columns that were added later come last, and are not compared.
    const names = sheet.columns.map(({ name }) => name).slice(0, columns.length);
    if (names.join() !== columns.join()) return [`${report}: columns ${names.join()} where ${columns.join()} is right`];
    const found =
      rows.length === sheet.rows.length ? [] : [`${report}: ${sheet.rows.length} rows where ${rows.length} is right`];
    for (let i = 0; i < Math.max(rows.length, sheet.rows.length); i++) {
      const [right, actual] = [rows[i], sheet.rows[i]];
      if (!right || !actual) {
        found.push(`${report}[${i}]: ${show(actual)} where ${show(right)} is right`);
        continue;
      }
      for (const [j, column] of columns.entries()) {
        // The program's own table of reasons is not part of the oracle.
        if (['category', 'duplicates', 'cpl_unique'].includes(column) && right[j] === null) continue;
        const [a, b] = [JSON.stringify(actual[j]), JSON.stringify(right[j])];
        if (a !== b) found.push(`${report}[${i}].${column}: ${a} where ${b} is right, in ${show(right)}`);
      }
    }
    return found;
  });

export const expectSame = (wanted: Record<string, OracleReport>, got: Record<string, Sheet>, label: string) => {
  const found = differences(wanted, got);
  const more = found.length > 12 ? [`… and ${found.length - 12} more`] : [];
  if (found.length > 0) expect.fail([label, ...found.slice(0, 12), ...more].join('\n'));
};

/**
 * Asks every third report by the day of events. Drawn with another seed, so that all else drawn from this seed stays
 * the same.
 */
export const byEventsAtTimes = <Input extends OracleInput>(input: Input, seed: number): Input =>
  makeRandom(seed + 3_000_000).chance(1 / 3) ? { ...input, options: { ...input.options, basis: 'event' } } : input;

/** Writes the exports into the folder `own`, and expects the program's report to be the oracle's. */
export const expectAgreement = async (input: OracleInput & { yaml: string }, own: string, name: string) => {
  mkdirSync(own, { recursive: true });
  for (const { name, text } of input.files) writeFileSync(join(own, name), text);
  writeFileSync(join(own, 'funnel.yaml'), input.yaml);
  const label = `${name}: ${flags(input.options ?? {}).join(' ')} (in ${own})`;
  const { reports, period, bridge } = await runEngine(own, input.options ?? {}, label);
  expectSame(input.options?.basis === 'event' ? oracleOfEvents(input) : oracle(input), reports, label);
  expect(bridge, label).toEqual(bridgeOf(input, period));
};
