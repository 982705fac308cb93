import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { globSync } from 'tinyglobby';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Where a run of tests has the program from. Two runs at once have one each. */
const folder = join(root, 'dist', `tests-${process.pid}`);

/** What a test imports of `src`, in what `setup` made of it. */
export const alias = [{ find: /^(?:\.\.?\/)+src\/(.*)\.js$/, replacement: `${folder}/src/$1.js` }];

/** The modules that Node runs as they are. */
export const external = [folder];

/** The command line among them. */
export const engine = join(folder, 'src/main.js');

/**
 * The program as modules of Node itself: run by Vite each name out of another module is looked up anew, a tenth of what a small
 * report takes. Gone with what is returned.
 */
export async function setup(): Promise<() => void> {
  const entryPoints = globSync('src/**/*.ts', { cwd: root, ignore: ['src/intake/scan/wasm/**', '**/*.d.ts'] });
  await build({
    absWorkingDir: root,
    entryPoints,
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
  return () => rmSync(folder, { recursive: true, force: true });
}
