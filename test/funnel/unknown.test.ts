import { afterAll, describe, expect, it } from 'vitest';
import { makeHarness } from '../intake/harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const ADS = 'Day,Source,Cost,Clicks\n2026-03-01,VK,100.00,40\n';
const CRM =
  'ID,Created,Status,Source,Amount\n1,2026-03-01,Won,VK,500\n2,2026-03-01,New,VK,70\n3,2026-03-01,New,Google,30\n';
const yaml = (money: string, cost = ', cost: Cost') => `statuses: {Won: deal, New: lead}
files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, source: Source${money}}}
  - {path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, clicks: Clicks${cost}}}
`;
const of = async (money: string, cost?: string) =>
  harness.report({ 'ads.csv': ADS, 'crm.csv': CRM, 'funnel.yaml': yaml(money, cost) });

describe('what no export tells is blank, in rows and in totals, and never zero', () => {
  it('revenue and all that is divided by it, where the CRM has no amounts', { tags: 'slow' }, async () => {
    const outcome = await of('');
    for (const figure of ['revenue', 'average_deal', 'pipeline', 'revenue_per_lead', 'roas', 'romi', 'revenue_share']) {
      const values = Object.values(outcome.figures('sources', figure));
      expect([figure, values]).toEqual([figure, values.map(() => null)]);
    }
    expect(outcome.figures('sources', 'deals')).toMatchObject({ VK: 1, Google: 0, '(total)': 1 });
  });

  it('the pipeline, where it has only what deals brought; what is known and nothing is zero', {
    tags: 'slow',
  }, async () => {
    const outcome = await of(', revenue: Amount');
    expect(outcome.figures('sources', 'revenue')).toMatchObject({ VK: '500.00', Google: '0.00', '(total)': '500.00' });
    expect(Object.values(outcome.figures('sources', 'pipeline'))).toEqual([null, null, null, null]);
  });

  it('revenue, where it has only what is hoped for', { tags: 'slow' }, async () => {
    const outcome = await of(', amount: Amount');
    expect(outcome.figures('sources', 'pipeline')).toMatchObject({ VK: '70.00', Google: '30.00', '(total)': '100.00' });
    expect(Object.values(outcome.figures('sources', 'revenue'))).toEqual([null, null, null, null]);
  });

  it('spend and all that is divided from it, where ad statistics have no cost', { tags: 'slow' }, async () => {
    const outcome = await of(', revenue: Amount', '');
    for (const figure of ['spend', 'cpl', 'cpql', 'cost_per_deal', 'roas', 'romi', 'spend_share', 'cpl_rank']) {
      const values = Object.values(outcome.figures('sources', figure));
      expect([figure, values]).toEqual([figure, values.map(() => null)]);
    }
    expect(outcome.figures('sources', 'visits')).toMatchObject({ VK: 40, Google: null });
  });
});
