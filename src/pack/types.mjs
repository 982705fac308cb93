// The declarations of the package: of all that the compiler wrote, what those of the library name, and what these name in turn.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

const { declared, out } = parseArgs({
  options: { declared: { type: 'string', default: 'dist/declared' }, out: { type: 'string', default: 'dist/types' } },
}).values;

const reached = new Set(['library.d.ts', 'danfo.d.ts']);
for (const file of reached)
  for (const [, path] of readFileSync(join(declared, file), 'utf8').matchAll(
    /(?:from|import\() ?["'](\.[^"']+)\.js["']/g,
  ))
    reached.add(`${join(dirname(file), path)}.d.ts`);

rmSync(out, { recursive: true, force: true });
for (const file of reached) {
  mkdirSync(join(out, dirname(file)), { recursive: true });
  copyFileSync(join(declared, file), join(out, file));
}
// They are of `main.cjs`, which is CommonJS though the package is a module; `import` comes by a door of its own.
writeFileSync(join(out, 'package.json'), '{ "type": "commonjs" }\n');
for (const door of ['library', 'danfo']) writeFileSync(join(out, `${door}.d.mts`), `export * from './${door}.js';\n`);
rmSync(declared, { recursive: true });
