import { afterAll, describe, expect, it } from 'vitest';
import { adsYaml, makeHarness } from './harness.js';

const harness = makeHarness();
afterAll(harness.remove);

/** Spend of 1, 2, 3 … by the days as they are written: its days in the report, and what is said of them. */
async function daysOf(cells: readonly string[], ...flags: string[]) {
  const rows = cells.map((cell, at) => `${cell},A,${at + 1},1`);
  const text = ['Day,Source,Cost,Clicks', ...rows].join('\n');
  const outcome = await harness.report({ 'a.csv': text, 'funnel.yaml': adsYaml() }, ...flags);
  return { days: outcome.ledger.days, isSaid: outcome.warnings.includes('days-perhaps-early') };
}
const MOSCOW = ['--timezone', 'Europe/Moscow'];

describe('days that a program wrote as moments', () => {
  const ofMoscow = ['2026-02-28T21:00:00Z', '2026-03-01T21:00:00Z', '', '-'];

  it('are those that begin then, where each is a midnight of the time zone of the report', async () => {
    const march = { days: { from: '2026-03-01', to: '2026-03-02' }, isSaid: false };
    expect(await daysOf(ofMoscow, ...MOSCOW)).toEqual(march);
    expect(await daysOf(['2026-02-28 21:00:00.000 UTC', '2026-03-01 21:00:00.000 UTC'], ...MOSCOW)).toEqual(march);
    // An hour earlier by the clock of UTC from the 29th of March on.
    const ofBerlin = ['2026-03-28T23:00:00+00:00', '2026-03-29T22:00:00+00:00'];
    expect(await daysOf(ofBerlin, '--timezone', 'Europe/Berlin')).toEqual({
      days: { from: '2026-03-29', to: '2026-03-30' },
      isSaid: false,
    });
  });

  it('fall into the month that they are of', async () => {
    const text = `Day,Source,Cost,Clicks\n${ofMoscow
      .slice(0, 2)
      .map((day) => `${day},A,5,1`)
      .join('\n')}\n2026-03-31T21:00:00Z,A,7,1`;
    const flags = [...MOSCOW, '--month', '2026-03'];
    const folder = harness.write({ 'a.csv': text, 'funnel.yaml': adsYaml() });
    const outcome = await harness.start(['sources', folder, '-f', 'json', ...flags], folder);
    expect(outcome.total('spend')).toBe('10.00');
  });

  it('are read as written where they are no midnights there, and it is said that each may be a day early', async () => {
    const early = { days: { from: '2026-02-28', to: '2026-03-01' }, isSaid: true };
    expect(await daysOf(ofMoscow)).toEqual(early);
    expect(await daysOf(ofMoscow, '--timezone', 'Asia/Tokyo')).toEqual(early);
    expect(await daysOf(['2026-02-28 21:00:00', '2026-03-01 21:00:00'], ...MOSCOW)).toEqual(early);
  });

  it.each([
    ['midnights as they are written', ['2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z'], 'America/New_York'],
    ['midnights behind an offset of their own', ['2026-03-01T00:00:00+03:00', '2026-03-02T00:00:00+03:00'], 'UTC'],
    ['times of all hours', ['2026-03-01T21:00:00Z', '2026-03-02T04:00:00Z'], 'Europe/Moscow'],
    ['the ends of days', ['2026-03-01T23:59:59Z', '2026-03-02T23:59:59Z'], 'Europe/Moscow'],
    ['midnights west of Greenwich', ['2026-03-01T05:00:00Z', '2026-03-02T05:00:00Z'], 'UTC'],
  ])('stay as written, without a word: %s', async (_, cells, zone) => {
    expect(await daysOf(cells, '--timezone', zone)).toEqual({
      days: { from: '2026-03-01', to: '2026-03-02' },
      isSaid: false,
    });
  });
});
