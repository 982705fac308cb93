import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

const file = fileURLToPath(new URL('../dist/main.cjs', import.meta.url));
const compiled = `${file}.${process.platform}-${process.arch}-${process.version}.v8`;

// A run is over before code that the engine would make faster on the side has paid for itself: ten times the default. Each
// engine has its own word for it, and says on stderr what it does not know: a newer one is told nothing.
const engine = Number.parseInt(process.versions.v8, 10);
if (engine <= 11) setFlagsFromString('--interrupt-budget=660000');
else if (engine <= 13) setFlagsFromString('--invocation-count-for-turbofan=30000');

/**
 * The program, with what the engine made of its text when it was built: to read four megabytes anew takes longer than a small
 * report. Another version of Node has its own, which the first report it computes leaves there, as Python does.
 */
export function load() {
  const { script, program } = started(kept());
  // Undefined: there was none. One that is refused, since the engine has other flags today, stays for those it is of.
  if (script.cachedDataRejected !== undefined) return program;
  const run = async (argv) => {
    const code = await program.run(argv);
    if (argv.includes('report')) write(script);
    return code;
  };
  return { ...program, run };
}

/**
 * Keeps what a report has had compiled, for `load`; the last step of the build. What was kept before is not looked at: the
 * engine tells texts apart by their length alone.
 */
export async function keep() {
  const own = readdirSync(dirname(file)).filter((name) => name.startsWith(`${basename(file)}.`));
  for (const name of own) rmSync(join(dirname(file), name));
  const { script, program } = started();
  await program.run(['report', 'fixtures/demo'], { out: () => {}, err: () => {} });
  write(script);
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

/** Whole or not at all: two runs may do so at once. Where the program lies where nobody may write, it starts as slowly again. */
function write(script) {
  const half = `${compiled}.${process.pid}`;
  try {
    writeFileSync(half, script.createCachedData());
    renameSync(half, compiled);
  } catch {
    rmSync(half, { force: true });
  }
}
