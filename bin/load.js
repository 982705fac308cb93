import { readFileSync, writeFileSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

const file = fileURLToPath(new URL('../dist/main.cjs', import.meta.url));
const compiled = `${file}.v8`;

// A run is over before code that the engine would make faster on the side has paid for itself: ten times the default.
setFlagsFromString('--interrupt-budget=660000');

/**
 * The program, with what the engine made of its text when it was built: to read four megabytes anew takes longer than a small
 * report. Another version of Node refuses that and reads the text.
 */
export const load = () => started(kept()).program;

/**
 * Keeps what a report has had compiled, for `load`; the last step of the build. What was kept before is not looked at: the
 * engine tells texts apart by their length alone.
 */
export async function keep() {
  const { script, program } = started();
  await program.run(['report', 'fixtures/demo'], { out: () => {}, err: () => {} });
  writeFileSync(compiled, script.createCachedData());
}

function started(cachedData) {
  const script = new Script(module.wrap(readFileSync(file, 'utf8')), { filename: file, cachedData });
  const own = { exports: {} };
  script.runInThisContext()(own.exports, createRequire(file), own, file, dirname(file));
  return { script, program: own.exports };
}

function kept() {
  try {
    return readFileSync(compiled);
  } catch {
    return undefined;
  }
}
