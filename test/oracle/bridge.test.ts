import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { eachOf, seedsOr } from '../given.js';
import { bridgeOf } from './bridge.js';
import { expectSame, runEngine } from './compare.js';
import { generateJoin } from './generate-join.js';
import { readData } from './join.js';
import { oracle } from './oracle.js';

const folder = mkdtempSync(join(tmpdir(), 'funnel-oracle-bridge-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Asks for the middle third of the CRM's days: deals are closed before and after them too. */
const narrowed = (seed: number) => {
  const input = generateJoin(seed);
  const { ads, crmDays } = readData(input);
  const days = crmDays.sort();
  const at = (share: number) => days[Math.floor(days.length * share)] as string;
  const { where = [], reach } = input.options ?? {};
  const options = { from: at(1 / 3), to: at(2 / 3), where, ...(reach && { reach }) };
  // Spend with unknown days is refused for a part of the days.
  return { ...input, options, isRefused: ads.some(({ day }) => !day) };
};
const seeds = seedsOr(10).map((seed) => seed * 3);

eachOf(4, seeds)('the deals that a CRM shows for a few days are those of the oracle: seed %i', async (seed) => {
  const input = narrowed(seed);
  const own = join(folder, String(seed));
  mkdirSync(own, { recursive: true });
  for (const { name, text } of input.files) writeFileSync(join(own, name), text);
  writeFileSync(join(own, 'funnel.yaml'), input.yaml);
  const label = `seed ${seed} ${JSON.stringify(input.options)}`;
  if (input.isRefused) return;
  const { reports, period, bridge } = await runEngine(own, input.options, label, 'sources');
  const { sources } = oracle(input);
  if (sources) expectSame({ sources }, reports, label);
  expect(bridge, label).toEqual(bridgeOf(input, period));
  if (bridge === null || reports.sources === undefined) return;
  const { closed, of_these = 0, of_earlier = 0, without_lead = 0, closed_later = 0, undated = 0 } = bridge;
  expect(closed, label).toBe(of_these + of_earlier + without_lead);
  // From the other end: all won deals of these leads.
  const won = reports.sources.rows.at(-1)?.[reports.sources.columns.findIndex(({ name }) => name === 'won_deals')];
  expect(of_these + closed_later + undated, label).toBe(won);
});

it('there are days of which every part of the bridge has some', () => {
  const parts = seedsOr(10)
    .flatMap((seed) => {
      const input = narrowed(seed * 3);
      return Object.entries(bridgeOf(input, input.options) ?? {});
    })
    .filter(([, count]) => count > 0);
  expect(new Set(parts.map(([part]) => part))).toEqual(
    new Set(['closed', 'of_these', 'of_earlier', 'without_lead', 'closed_later', 'undated']),
  );
});
