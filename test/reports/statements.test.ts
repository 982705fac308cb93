import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { funnel } from '../cli/run.js';

const demo = fileURLToPath(new URL('../../fixtures/demo', import.meta.url));

/** All statements of a report, as the run tells them; that a process which ran something before makes room anew is none of them. */
async function stated(...flags: string[]): Promise<string[]> {
  const { err } = await funnel(['report', demo, '-q', ...flags], { env: { FUNNEL_SQL: '1' } });
  const all = err.split(/^-- \d+ · [\d.]+ ms · [\d.]+ ms CPU · \d+ rows\n/m).slice(1);
  return all.filter((statement) => !statement.startsWith("attach ':memory:'"));
}

/** The questions that are put to the tables of facts themselves. */
const asked = (told: readonly string[]): string[] =>
  told.filter((statement) => statement.startsWith('select') && /^ *from (leads|spend)$/m.test(statement));

const plainly = await stated();

it('takes 38 statements for the tables of the demo, six for its visits, four for who missed the SLA and one for what its plan has come to: each costs its planning, however little there is to read', async () => {
  expect(plainly.length).toBeLessThanOrEqual(49);
});

it('asks the facts each question once, however many reports and findings need the answer', async () => {
  const plain = asked(plainly);
  expect(plain.length).toBeGreaterThan(4);
  expect(plain.length).toBeLessThanOrEqual(11);
  expect(plain.filter((statement, at) => plain.indexOf(statement) !== at)).toEqual([]);
});

it.each([
  [['--explain']],
  [['--by', 'campaign', '--period', 'month']],
  [['--by', 'manager', '--where', 'source!=VK Реклама']],
])('asks nothing twice with %s', { tags: 'slow' }, async (flags) => {
  const all = asked(await stated('-f', 'json', ...flags));
  expect(all.filter((statement, at) => all.indexOf(statement) !== at)).toEqual([]);
});
