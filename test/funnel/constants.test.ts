import { describe, expect, it } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';

const ADS = 'Day,Source,Cost\n2026-10-01,Radio,60\n2026-10-02,Radio,40\n';

async function run(
  crm: string,
  set: string,
  ads = ADS,
  adColumns = 'day: Day, source: Source, cost: Cost',
  adSet = '',
) {
  const config = `currency: RUB
files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID}, set: {${set}}}
  - {path: ads.csv, table: ad_stats, columns: {${adColumns}}${adSet}}
statuses: {Won: deal}
`;
  const path = folder({ 'crm.csv': crm, 'ads.csv': ads, 'funnel.yaml': config });
  const { out, err, code } = await funnel(['report', path, '-f', 'json', '--lang', 'en', '--month', '2026-10']);
  const total = out === '' ? undefined : rowsOf(out, 'sources').find((row) => row.get('row') === 'total');
  return { code, err, of: (figure: string) => total?.get(figure) };
}

describe('set', () => {
  const crm = 'ID,Name\n1,a\n2,b\n';

  it('gives any field of any table: the day of creation, the status, an amount, the day of spend', {
    tags: 'slow',
  }, async () => {
    const all = 'created_at: "2026-10-02", status: Won, source: Radio, revenue: "7.50", manager: Ann';
    const { of } = await run(crm, all);
    expect([of('leads'), of('deals'), of('revenue'), of('cpl')]).toEqual([2, 2, '15.00', '50.0000']);
    const spend = await run(
      crm,
      all,
      'Who,Cost\nx,60\n',
      'campaign: Who, cost: Cost',
      ', set: {day: "2026-10-02", source: Radio}',
    );
    expect([spend.of('spend'), spend.of('cpl')]).toEqual(['60.00', '30.0000']);
    const cost = await run(
      crm,
      all,
      'Day,Who\n2026-10-01,x\n2026-10-02,y\n',
      'day: Day, campaign: Who',
      ', set: {cost: "5", source: Radio}',
    );
    expect(cost.of('spend')).toBe('10.00');
  });

  it('must be what the field holds', async () => {
    for (const [set, told] of [
      ['created_at: last week', 'set: created_at: last week cannot be read'],
      ['created_at: "2026-02-30"', 'set: created_at: 2026-02-30 cannot be read'],
      ['created_at: "2026-10-02", revenue: much', 'set: revenue: much cannot be read'],
    ] as const)
      expect(await run(crm, set)).toMatchObject({ code: 2, err: expect.stringContaining(told) });
  });
});
