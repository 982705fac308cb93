import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { instrumented } from './code.mjs';
import { WHOLE } from './parts.mjs';
import { marked } from './sql.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
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

const asked = process.env.FUNNEL_MUTANTS ?? 'facts';
const part = WHOLE[asked];
if (part === undefined) throw new Error(`FUNNEL_MUTANTS=${asked}: there are ${Object.keys(WHOLE)}`);
const filesIn = (path) =>
  statSync(path).isFile()
    ? [path]
    : readdirSync(path, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .sort()
        .map((name) => join(path, name));
const paths = part.mutate.flatMap((name) => filesIn(join(root, name)));
const sources = paths.map((path) => ({ path, file: relative(root, path) }));

const files = new Map();
const places = [];
if (part.of === 'sql')
  for (const { path, file } of sources) {
    const found = marked(readFileSync(path, 'utf8'), file, places.length);
    files.set(path, found.code);
    places.push(...found.places);
  }
else {
  const found = await instrumented(sources);
  for (const [path, code] of found.code) files.set(path, code);
  places.push(...found.places);
}

export default {
  plugins: [
    {
      name: 'mutants',
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
    include: ['test/mutants/reports.run.mjs'],
    testTimeout: 0,
    provide: { places, killers: part.killers, of: part.of, least: part.least ?? 0 },
  },
};
