import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { open } from '../../src/intake/open/opened.js';
import { knownHeadings } from '../../src/intake/recognise/known-headings.js';
import { recognise } from '../../src/intake/recognise/recognise.js';
import { findShape } from '../../src/intake/shape/file-shape.js';
import { SOURCES } from '../../src/sources/known-sources.js';
import { matchesOf } from './crm-matcher.js';
import { takers } from './takers.js';

/**
 * Every export in fixtures/sources: what it is read as, and which heading is which field, as in `expected/read.json`
 * beside it. For a new fixture the first run writes this file; look at it before it is committed, as at any golden
 * file.
 */
const fixtures = fileURLToPath(new URL('../../fixtures/sources', import.meta.url));
const FOLDERS = readdirSync(fixtures, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? [one.name] : []));

const exportsIn = (folder: string): string[] =>
  readdirSync(join(fixtures, folder), { withFileTypes: true })
    .flatMap((one) => (one.isFile() && one.name !== 'funnel.yaml' ? [one.name] : []))
    .sort();

/** What the program makes of a file before it reads a row. */
async function read(folder: string, file: string) {
  const path = join(fixtures, folder, file);
  const [opened] = await open(path, path);
  const shape = opened && findShape(opened.bytes, knownHeadings(undefined, []), undefined, opened.table !== undefined);
  if (!shape) throw new Error(`${path}: no header`);
  const { headings, headerLine, preamble } = shape;
  const { source, table, entity, columns, rows } = recognise(headings, path, undefined, { preamble });
  const known = {
    source,
    table,
    ...(entity === 'deal' ? { entity } : {}),
    header_line: headerLine,
    columns: Object.fromEntries([...columns].map(([field, { heading }]) => [field, heading])),
    ...(rows.length > 0 ? { counts_by: rows.map(({ column }) => column.heading) } : {}),
  };
  return { known, headings };
}

const crmsOf = (headings: readonly string[]): string[] => [
  ...new Set(matchesOf(headings).map(({ source }) => source.name)),
];

describe('the fixture', () => {
  it.each(FOLDERS)('%s is known for what it is', { tags: 'slow' }, async (folder) => {
    const all: Record<string, object> = {};
    for (const file of exportsIn(folder)) {
      const { known, headings } = await read(folder, file);
      all[file.normalize('NFC')] = known;
      // One platform or CRM alone takes it, whatever the order of the list.
      if (known.table === 'ad_stats' && known.source !== 'guess')
        expect([file, takers(headings, file)]).toEqual([file, [known.source]]);
      if (known.table === 'crm' && folder.startsWith('crm-') && known.source !== 'guess')
        expect([file, crmsOf(headings)]).toEqual([file, [known.source]]);
    }
    await expect(`${JSON.stringify(all, null, 2)}\n`).toMatchFileSnapshot(
      join(fixtures, folder, 'expected', 'read.json'),
    );
  });

  it('is there for every platform that is read, under its name', () => {
    const isRead = SOURCES.filter(({ exports }) => exports.some(({ table }) => table !== 'none'));
    const without = isRead.filter(
      ({ name }) => !FOLDERS.some((folder) => folder.replace(/^(?:crm|calls)-/, '').startsWith(name)),
    );
    expect(without.map(({ name }) => name)).toEqual([]);
  });
});
