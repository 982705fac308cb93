import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { askedContext } from '../../src/commands/asked-context.js';
import { leadSheet } from '../../src/commands/lead-sheet.js';
import { momentsOf } from '../../src/commands/needed-facts.js';
import { orRefused } from '../../src/error.js';
import { isExact, round } from '../../src/model/exact.js';
import { noValueOf } from '../../src/model/silent.js';
import { sources } from '../../src/reports/sources.js';
import { type Session, withSession } from '../../src/session/session.js';
import { PLAIN } from '../explain/multiplied.js';
import { oneIn } from '../given.js';
import { silentIo } from '../silent-io.js';

const fixtures = fileURLToPath(new URL('../../fixtures/', import.meta.url));
/** Calls of these are of leads that another export has. */
const WITHOUT = ['crm-zoho-calls', 'calls-mango-two-numbers'];
const withLeads = readdirSync(join(fixtures, 'sources')).filter(
  (name) => /^(?:crm|calls)-|form-leads$/.test(name) && !WITHOUT.includes(name),
);
const ALL = { sort: undefined, limit: undefined };
const BY = ['source', 'stage', 'ending', 'match', 'reason'];
/** So many values of each are tried. */
const MOST = 2;

/** The leads of a filter: as they are listed, as they stand behind the total of `sources`, and as that counts them. */
async function counted(session: Session, where: readonly [dimension: string, value: string][]) {
  const filters = where.map(([dimension, value]) => ({ dimension, values: [value], not: false }));
  const { context } = await askedContext(session, { ...PLAIN, paths: [], all: true, where: filters }, [sources]);
  const { rows, columns } = await leadSheet(session, context, ALL);
  const sheet = await sources.compute(context);
  const column = (name: string) => sheet.columns.find((one) => one.name === name);
  const total = sheet.rows.find((row) => column('row')?.value(row) === 'total');
  const count = column('leads')?.value(total) ?? null;
  const behind = await context.rowsBehind({
    behind: sources.behind(total, []),
    rows: { of: 'leads', measure: 'leads' },
  });
  return {
    rows,
    columns,
    keys: rows.map(({ key }) => key).sort(),
    behind: behind.map(({ key }) => key).sort(),
    count: isExact(count) ? round(count, 0) : null,
  };
}

describe('leads are as many as sources count', () => {
  const folders = withLeads.map((name) => join('sources', name));
  it.each([...oneIn(6, folders, 'folders whose leads are listed'), 'demo'])(
    'of %s, whichever are asked for',
    { tags: 'slow' },
    async (path) => {
      const options = {
        ...PLAIN,
        paths: [join(fixtures, path)],
        dimensions: new Set<string>(),
        moments: momentsOf(false),
      };
      const tried = await orRefused(() =>
        withSession(options, silentIo(), async (session) => {
          const all = await counted(session, []);
          const filters = BY.flatMap((dimension) => {
            const column = all.columns.find(({ name }) => name === dimension);
            const values = new Set(all.rows.map((row) => column?.value(row) ?? noValueOf(dimension)));
            const isTold = dimension !== 'ending' || !values.has(noValueOf(dimension));
            return isTold
              ? [...values].slice(0, MOST).map((value): [string, string] => [dimension, String(value)])
              : [];
          });
          for (const where of [[], ...filters.map((one) => [one])]) {
            const { keys, behind, count } = await counted(session, where);
            expect([where, keys, String(keys.length)]).toEqual([where, behind, count ?? '0']);
            expect(new Set(keys).size).toBe(keys.length);
          }
          return filters.length;
        }),
      );
      if (typeof tried === 'number') expect(tried).toBeGreaterThan(3);
      else expect(tried.exit).toBe(2);
    },
  );
});
