import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { globSync } from 'tinyglobby';
import { build } from './built.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * The program as modules that Node itself imports, and how tests come by it: run by Vite each name out of another module is
 * looked up anew, a tenth of what a small report takes. Two runs at once have a folder each, which is gone with the run; it lies
 * where a build, which empties `dist`, leaves it alone, and where Vite takes what lies there for what is to be imported as it is.
 */
export async function compiled() {
  // Its pass is compiled by the build: what was compiled of an earlier one would be tested in its place.
  build();
  const folder = join(root, 'node_modules', `.funnel-tests-${process.pid}`);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: globSync('src/**/*.ts', { cwd: root, ignore: ['src/intake/scan/wasm/**', '**/*.d.ts'] }),
    outdir: folder,
    outbase: '.',
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    supported: { 'import-attributes': true },
    sourcemap: 'linked',
    logLevel: 'error',
  });
  for (const path of ['package.json', 'src/intake/open/pass.wasm']) cpSync(join(root, path), join(folder, path));
  return {
    alias: [{ find: /^(?:\.\.?\/)+src\/(.*)\.js$/, replacement: `${folder}/src/$1.js` }],
    engine: join(folder, 'src/main.js'),
  };
}
