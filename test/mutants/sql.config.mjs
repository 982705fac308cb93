import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { marked } from './sql.mjs';

const root = new URL('../..', import.meta.url).pathname;
const facts = join(root, 'src/facts');
const collected = join(root, 'test/mutants/collected.mjs');

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
      resolveId: (id, importer) =>
        id === 'vitest' && /\/test\/.*\.test\.ts$/.test(importer ?? '') ? collected : undefined,
      load: (id) => files.get(id),
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
