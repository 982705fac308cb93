import { describe, expect, it } from 'vitest';
import { funnel } from '../cli/run.js';
import { type Exports, exportsOf } from '../findings/data.js';

/**
 * Three sources with spend and one without. A campaign of the dearest source is the cheapest of all, and one has no
 * lead.
 */
const EXPORTS: Exports = {
  leads: [
    { count: 10, status: 'Won', source: 'VK', campaign: 'a', budget: 500, manager: 'Anna' },
    { count: 5, status: 'New', source: 'VK', campaign: 'b', manager: 'Boris' },
    { count: 40, status: 'Won', source: 'Google', campaign: 'cheap', budget: 10, manager: 'Anna' },
    { count: 1, status: 'Won', source: 'Google', campaign: 'dear', budget: 900, manager: 'Boris' },
    { count: 8, status: 'Lost', source: 'Yandex', campaign: 'c', manager: 'Boris' },
    { count: 3, status: 'Won', source: 'Fair', campaign: 'd', budget: 70, manager: 'Anna' },
    { count: 4, status: 'New', source: 'VK', campaign: 'a', day: '2026-11-03' },
    { count: 4, status: 'Won', source: 'Google', campaign: 'dear', budget: 1000, day: '2026-11-03' },
  ],
  spend: [
    { source: 'VK', campaign: 'a', cost: 1000 },
    { source: 'VK', campaign: 'b', cost: 700 },
    { source: 'VK', campaign: 'nobody', cost: 5 },
    { source: 'Google', campaign: 'cheap', cost: 20 },
    { source: 'Google', campaign: 'dear', cost: 9000 },
    { source: 'Yandex', campaign: 'c', cost: 800 },
    { source: 'VK', campaign: 'a', cost: 10, day: '2026-11-03' },
    { source: 'Google', campaign: 'dear', cost: 90, day: '2026-11-03' },
  ],
};
const path = exportsOf(EXPORTS);

type Line = Readonly<Record<string, unknown>>;
/** What is asked again is not computed again. */
const asked = new Map<string, Promise<Line[]>>();
function lines(...flags: string[]): Promise<Line[]> {
  const key = flags.join('\n');
  const found = asked.get(key) ?? run(flags);
  asked.set(key, found);
  return found;
}
async function run(flags: readonly string[]): Promise<Line[]> {
  const { out, err, code } = await funnel(['sources', path, '-f', 'json', '--all', ...flags]);
  expect([code, code === 0 ? '' : err]).toEqual([0, '']);
  const { columns, rows } = JSON.parse(out).reports.sources as { columns: { name: string }[]; rows: unknown[][] };
  return rows.map((row) => Object.fromEntries(columns.map(({ name }, at) => [name, row[at]])));
}

const PERIODS = [[], ['--period', 'month']];
const FINER = [
  ...[
    ['--by', 'campaign'],
    ['--by', 'source'],
    ['--by', 'platform', '--by', 'campaign'],
  ],
  ...[
    ['--by', 'campaign', '--where', 'source!=Yandex'],
    ['--by', 'campaign', '--where', 'source=Google'],
  ],
];
const wholeOf = (flags: readonly string[]) => flags.filter((_, at) => flags[at - 1] !== '--by' && flags[at] !== '--by');

describe.each(PERIODS)('rows made finer by --by, %s %s', (...period) => {
  it.each(FINER.map((flags) => [flags.join(' '), flags]))(
    '%s: stand where their source stands',
    { tags: 'slow' },
    async (_, flags) => {
      const [finer, whole] = [await lines(...period, ...flags), await lines(...period, ...wholeOf(flags))];
      for (const row of finer.filter((one) => one.row === 'source')) {
        const own = whole.find(({ source, period: of }) => source === row.source && of === row.period) as Line;
        expect([row, row.cpl_rank]).toEqual([row, row.cpl === null ? null : own.cpl_rank]);
        expect([row, row.romi_rank]).toEqual([row, row.romi === null ? null : own.romi_rank]);
      }
      const totals = (all: Line[]) =>
        all
          .filter(({ row }) => row !== 'source')
          .map(({ source, spend, leads, revenue, cpl }) => [source, spend, leads, revenue, cpl]);
      expect(totals(finer)).toEqual(totals(whole));
    },
  );

  it.each(FINER.map((flags) => [flags.join(' '), flags]))(
    '%s: their shares add up to those of their source',
    async (_, flags) => {
      const [finer, whole] = [await lines(...period, ...flags), await lines(...period, ...wholeOf(flags))];
      for (const share of ['spend_share', 'revenue_share'])
        for (const own of whole.filter(({ row }) => row === 'source')) {
          const parts = finer.filter(({ source, period: of }) => source === own.source && of === own.period);
          const sum = parts.reduce((all, row) => all + Number(row[share]), 0);
          expect([own.source, share, sum.toFixed(4)]).toEqual([own.source, share, Number(own[share]).toFixed(4)]);
        }
    },
  );
});

it('a campaign of the dearest source is in its place, however little it costs itself', async () => {
  const found = await lines('--by', 'campaign');
  const cheap = found.find(({ campaign }) => campaign === 'cheap');
  expect([cheap?.cpl, cheap?.cpl_rank]).toEqual(['0.5000', 3]);
});

it('where spend cannot be told apart nothing has a place', { tags: 'slow' }, async () => {
  expect((await lines('--by', 'manager')).map((row) => [row.cpl_rank, row.romi_rank])).toEqual(
    (await lines('--by', 'manager')).map(() => [null, null]),
  );
});
