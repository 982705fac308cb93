import { afterAll, expect, it } from 'vitest';
import { makeHarness } from '../intake/harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const YAML = `files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, reason: Reason}}
statuses: {Lost: lost}
`;

async function reasonsOf(...spellings: string[]) {
  const rows = spellings.map((reason, at) => `${at + 1},2026-10-01,Lost,"${reason}"\n`);
  const crm = `ID,Created,Status,Reason\n${rows.join('')}`;
  const found = await harness.report({ 'crm.csv': crm, 'funnel.yaml': YAML });
  return [found.figures('reasons', 'lost'), found.figures('reasons', 'category')];
}

it('words of four letters are inflected like longer ones', async () => {
  expect(await reasonsOf('Цена', 'цены', 'Ценой', 'Бот', 'боты', 'Боту')).toEqual([
    { Цена: 3, Бот: 3 },
    { Цена: 'price', Бот: 'spam' },
  ]);
});

it('reasons of other words stay apart, however short', async () => {
  const [lost] = await reasonsOf('Цена', 'Цена высокая', 'Не цена', 'Рано', 'Брак', '100', '1000', 'Нет');
  expect(Object.values(lost ?? {})).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
});
