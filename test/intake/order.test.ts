import { afterAll, expect, it } from 'vitest';
import { makeHarness } from './harness.js';
import { described, readRows } from './reader.js';

const harness = makeHarness();
afterAll(harness.remove);

/** More than two threads take at once, each a part of the file. */
const ROWS = 400_000;

it('the rows of a large file lie in its order, whatever words are looked for in it', { tags: 'slow' }, async () => {
  const isBad = (row: number) => row % 1000 === 500;
  const lines = Array.from(
    { length: ROWS },
    (_, row) => `${row + 1},${isBad(row) ? 'soon' : '2026-01-05 10:00'},w${row % 50}`,
  );
  const words = Array.from({ length: 12 }, (_, at) => `w${at * 4 + 1}`);
  const read = await readRows(
    harness.base,
    { 'crm.csv': `ID,Created,Status\n${lines.join('\n')}\n` },
    described('crm', { lead_id: 'ID', created_at: 'Created', status: 'Status' }),
    {
      columns: ['record', 'lead_id'],
      statuses: new Map(Array.from({ length: 50 }, (_, at) => [`w${at}`, { kind: 'stage', stage: 'lead' }])),
      exclude: [[{ column: 'Status', condition: { op: 'in', values: words } }]],
      threads: 2,
    },
  );
  if (read instanceof Error) expect.fail(read.message);
  const isOut = (row: number) => words.includes(`w${row % 50}`);
  const rows = Array.from({ length: ROWS }, (_, row) => row);
  expect(read.ledger[0]?.rejects.map(({ line }) => line)).toEqual(
    rows.filter((row) => isBad(row) && !isOut(row)).map((row) => row + 2),
  );
  expect(read.ledger[0]?.excluded).toBe(rows.filter(isOut).length);
  expect(read.rows[0]?.every(({ record, lead_id }) => Number(lead_id) === Number(record) + 1)).toBe(true);
});
