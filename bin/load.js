import {
  closeSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

/** The program, and the small one for what is asked of the program itself. */
const [main, small] = ['main', 'help'].map((name) => fileURLToPath(new URL(`../dist/${name}.cjs`, import.meta.url)));
/** Where what is compiled of a program is kept. */
const keptOf = (file) => `${file}.${process.platform}-${process.arch}-${process.version}.v8`;
/** Whether a help may be asked for; the small program knows whether one is. */
const isHelp = (argv) =>
  argv.every((word) => /^(?:--lang(?:=.*)?|en|ru)$/.test(word)) ||
  argv.some((word) => /^(?:-h|--help|--help-all|help|-V|--version)$/.test(word));

// A run is over before code that the engine would make faster on the side has paid for itself: ten times the default. Each
// engine has its own word for it, and says on stderr what it does not know: a newer one is told nothing.
const engine = Number.parseInt(process.versions.v8, 10);
const [late, usual] =
  engine <= 11
    ? ['--interrupt-budget=660000', '--interrupt-budget=67584']
    : engine <= 13
      ? ['--invocation-count-for-turbofan=30000', '--invocation-count-for-turbofan=3000']
      : [];
if (late) setFlagsFromString(late);

/**
 * Runs the program, with what the engine made of its text when it was built: to read four megabytes anew takes longer than
 * a small report. Another version of Node has its own, which the first report it computes and the first help leave there,
 * as Python does.
 */
export async function run(argv) {
  const said = isHelp(argv) ? await runOf(small, (program) => program.help(argv), true) : undefined;
  return said ?? runOf(main, (program) => program.run(argv), argv.includes('report'));
}

async function runOf(file, work, isKept) {
  const own = keptOf(file);
  const { script, program } = started(file, kept(own));
  const code = await work(program);
  // Undefined: there was none. One that is refused, since the engine has other flags today, stays for those it is of.
  if (isKept && code !== undefined && script.cachedDataRejected === undefined) write(script, own);
  return code;
}

/**
 * Keeps what a help and a report have had compiled, for `run`; the last step of the build. What was kept before is not
 * looked at: the engine tells texts apart by their length alone.
 */
export async function keep() {
  const folder = dirname(main);
  for (const name of readdirSync(folder)) if (name.endsWith('.v8')) rmSync(join(folder, name));
  const silent = { out: () => {}, err: () => {} };
  const helps = [['--help'], ['report', '--help']];
  await keepOf(small, (program) =>
    Promise.all(helps.map((argv) => program.saidOfItself(argv, 'ru', { width: 100, cwd: '.' }))),
  );
  await keepOf(main, (program) => program.run(['report', 'fixtures/demo'], silent));
}

async function keepOf(file, work) {
  const { script, program } = started(file);
  await work(program);
  write(script, keptOf(file));
}

function started(file, cachedData) {
  const script = new Script(wrapped(file), { filename: file, cachedData });
  const own = { exports: {} };
  script.runInThisContext()(own.exports, asUsual(createRequire(file)), own, file, dirname(file));
  return { script, program: own.exports };
}

/** The text as Node wraps it: joined as it is read, since four megabytes that are joined later are copied, a letter in two bytes. */
function wrapped(file) {
  const [before, after] = module.wrap('\0').split('\0');
  const opened = openSync(file);
  const { size } = fstatSync(opened);
  const text = Buffer.alloc(before.length + size + after.length);
  text.write(before);
  readSync(opened, text, before.length, size);
  text.write(after, before.length + size);
  closeSync(opened);
  return text.toString();
}

/** Node has its own modules compiled as well, for an engine as it comes: one with other flags would compile them anew. */
function asUsual(require) {
  const required = (name) => {
    if (!late || !module.isBuiltin(name)) return require(name);
    setFlagsFromString(usual);
    try {
      return require(name);
    } finally {
      setFlagsFromString(late);
    }
  };
  return Object.assign(required, require);
}

function kept(path) {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** Whole or not at all: two runs may do so at once. Where the program lies where nobody may write, it starts as slowly again. */
function write(script, path) {
  const half = `${path}.${process.pid}`;
  try {
    writeFileSync(half, script.createCachedData());
    renameSync(half, path);
  } catch {
    rmSync(half, { force: true });
  }
}
