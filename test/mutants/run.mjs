// Asks whether tests notice mutants, of all code or of the parts that FUNNEL_MUTANTS names: FUNNEL_MUTANTS=dates,ledger.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ALONE, WHOLE } from './parts.mjs';

const asked = process.env.FUNNEL_MUTANTS?.split(',') ?? [
  ...Object.keys(ALONE),
  ...Object.keys(WHOLE).filter((name) => WHOLE[name].of === 'code'),
];
const unknown = asked.filter((name) => !(name in ALONE || name in WHOLE));
if (unknown.length > 0) {
  console.error(`FUNNEL_MUTANTS: ${unknown}: there are ${[...Object.keys(ALONE), ...Object.keys(WHOLE)]}`);
  process.exit(2);
}

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const areNoticed = (names, ...program) => {
  const env = { ...process.env, FUNNEL_MUTANTS: names.join(',') };
  return spawnSync(process.execPath, program, { cwd: here('../..'), env, stdio: 'inherit' }).status === 0;
};

const alone = asked.filter((name) => name in ALONE);
const stryker = here('node_modules/@stryker-mutator/core/bin/stryker.js');
const vitest = here('../../node_modules/vitest/vitest.mjs');
const found = [
  ...(alone.length > 0 ? [areNoticed(alone, stryker, 'run', 'test/mutants/stryker.config.mjs')] : []),
  ...asked
    .filter((name) => name in WHOLE)
    .map((name) => areNoticed([name], vitest, 'run', '--config', 'test/mutants/reports.config.mjs')),
];
process.exitCode = found.every(Boolean) ? 0 : 1;
