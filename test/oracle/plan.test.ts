import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { eachOf, seedsOr } from '../given.js';
import { runEngine } from './compare.js';
import { oracleOfEvents } from './events.js';
import { generate } from './generate.js';

const folder = mkdtempSync(join(tmpdir(), 'funnel-oracle-plan-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PLAN = { revenue: 1_000_000, deals: 90, leads: 900, spend: 90_000 };
const seen = new Set<string>();

const lastOf = (month: string): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);

async function heldBesideTheOracle(seed: number): Promise<void> {
  const input = generate(seed * 7 + 2);
  const own = join(folder, String(seed));
  mkdirSync(own, { recursive: true });
  for (const { name, text } of input.files) writeFileSync(join(own, name), text);
  writeFileSync(join(own, 'funnel.yaml'), `${input.yaml}plan: ${JSON.stringify({ per: 'month', ...PLAN })}\n`);
  const label = `seed ${seed} (in ${own})`;
  const { reports } = await runEngine(own, { all: true }, label, 'plan', ['--as-of', '2027-12-31']);
  const { columns, rows } = reports.plan as { columns: { name: string }[]; rows: unknown[][] };
  const cells = rows.map((row) => Object.fromEntries(columns.map(({ name }, at) => [name, row[at]])));
  // Where the exports end, a month is over so far only as they tell of it.
  const last = cells.filter(({ figure, value }) => figure !== 'spend' && value !== null).at(-1)?.period;
  for (const month of new Set(cells.map(({ period }) => period as string))) {
    const days = { from: `${month}-01`, to: lastOf(month) };
    const { sources } = oracleOfEvents({ ...input, options: { ...days, basis: 'event' } });
    const at = (name: string) => sources?.columns.indexOf(name) ?? -1;
    const sumOf = (name: string): number | null => {
      const known = (sources?.rows ?? [])
        .filter((row) => ['total', 'deals_without_lead'].includes(row[at('row')] as string))
        .flatMap((row) => (row[at(name)] === null ? [] : [Number(row[at(name)])]));
      return known.length > 0 ? known.reduce((a, b) => a + b, 0) : null;
    };
    for (const { figure, period, plan, value, due, run_rate, missing } of cells.filter((one) => one.period === month)) {
      const name = figure === 'deals' ? 'won_deals' : (figure as string);
      const wanted = sumOf(name);
      // Whether days without a row are days without spend, the statistics say that cover them, and the oracle's table cannot.
      if (figure === 'spend' && (value === null || wanted === null)) continue;
      if (value === null && wanted === 0) continue;
      const told = [label, period, figure];
      expect([...told, value === null ? null : Number(value)]).toEqual([...told, wanted]);
      if (wanted === null) continue;
      const planned = PLAN[figure as keyof typeof PLAN];
      expect([...told, Number(plan), Number(missing)]).toEqual([
        ...[...told, planned],
        // Both are rounded, each by itself.
        expect.closeTo(Math.max(0, planned - wanted), 1),
      ]);
      // The month is over. Ad statistics end on a day of their own.
      if (figure !== 'spend' && month !== last) {
        expect([...told, Number(due)]).toEqual([...told, expect.closeTo(planned, 2)]);
        expect([...told, Number(run_rate)]).toEqual([...told, expect.closeTo(wanted, 2)]);
      }
      seen.add(`${figure}${wanted > 0 ? '' : ', none'}`);
    }
  }
}

eachOf(4, seedsOr(10))(
  'the plan of a month holds what the oracle counts by the day of events: seed %i',
  heldBesideTheOracle,
);

it('agree on all that is planned', () => {
  expect([...seen]).toEqual(expect.arrayContaining(['revenue', 'deals', 'leads', 'spend']));
});
