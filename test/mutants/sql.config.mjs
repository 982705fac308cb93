import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { marked } from './sql.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const facts = join(root, 'src/facts');
const collected = join(root, 'test/mutants/collected.mjs');
/** What the oracle says does not hang on the mutant: it is asked once. */
const KEPT = /^(generate\w*|oracle|oracleOfEvents|timesOf|leakOf|bridgeOf|readData|makeContext)$/;
const ORACLE = /\/test\/oracle\/(compare\.ts|[^/]*\.test\.ts)$/;
const keeping = (path) => {
  const names = [...readFileSync(path, 'utf8').matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name);
  const lines = names.map((name) =>
    KEPT.test(name) ? `export const ${name} = kept(real.${name});` : `export const { ${name} } = real;`,
  );
  return `import * as real from '${path}';\nimport { kept } from '${collected}';\n${lines.join('\n')}`;
};

const files = new Map();
const places = [];
for (const name of readdirSync(facts, { recursive: true, encoding: 'utf8' }).sort()) {
  if (!name.endsWith('.ts')) continue;
  const path = join(facts, name);
  const found = marked(readFileSync(path, 'utf8'), relative(root, path), places.length);
  files.set(path, found.code);
  places.push(...found.places);
}

export default {
  plugins: [
    {
      name: 'sql-mutants',
      enforce: 'pre',
      resolveId(id, importer = '') {
        if (id === 'vitest' && /\/test\/.*\.test\.ts$/.test(importer)) return collected;
        if (!ORACLE.test(importer) || !id.startsWith('./')) return undefined;
        const path = join(root, 'test/oracle', id.replace(/\.js$/, '.ts'));
        const names = readFileSync(path, 'utf8').match(/(?<=^export (?:const|function) )\w+/gm) ?? [];
        const isKept = names.some((name) => KEPT.test(name));
        return isKept ? `\0kept:${path}` : undefined;
      },
      load: (id) => (id.startsWith('\0kept:') ? keeping(id.slice(6)) : files.get(id)),
    },
  ],
  test: {
    root,
    globalSetup: 'test/set-up.ts',
    include: ['test/mutants/sql.run.mjs'],
    testTimeout: 0,
    provide: { places },
  },
};
