import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { globSync } from 'tinyglobby';
import { build } from './built.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Compiles the program into modules that Node imports itself, and gives the aliases by which tests find them. Run by
 * Vite, each name from another module is looked up anew, which is a tenth of the time of a small report.
 *
 * Each run has its own folder, removed at its end. It is in a place that a build leaves alone (a build empties `dist`),
 * and whose files Vite imports as they are.
 */
export async function compiled() {
  // The build compiles the pass. Without it a pass from an earlier build would be tested.
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
