import { afterAll, describe, expect, it } from 'vitest';
import { makeHarness } from '../intake/harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const yaml = (lead = '', deal = '') => `statuses: {New: lead, Won: deal}
files:
  - {path: leads.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, source: Source${lead}}}
  - {path: deals.csv, table: crm, entity: deal, columns: {deal_id: ID, created_at: Created, status: Stage, revenue: Amount${deal}}}
`;
const cell = (ids: string) => `"${ids.replaceAll('"', '""')}"`;

/** Leads 2 and 3 of two sources, and a deal whose cell of leads holds these IDs. */
const ofDeal = (ids: string) =>
  harness.report({
    'leads.csv': 'ID,Created,Status,Source\n2,2026-10-01,New,Google\n3,2026-10-01,New,VK\n',
    'deals.csv': `ID,Created,Stage,Amount,Lead\nD1,2026-10-02,Won,500,${cell(ids)}\n`,
    'funnel.yaml': yaml('', ', lead_id: Lead'),
  });

/** The same, where the leads hold the IDs of their deals. */
const ofLeads = (google: string, vk: string) =>
  harness.report({
    'leads.csv': `ID,Created,Status,Source,Deals\n2,2026-10-01,New,Google,${cell(google)}\n3,2026-10-01,New,VK,${cell(vk)}\n`,
    'deals.csv': 'ID,Created,Stage,Amount\nD1,2026-10-02,Won,500\nD2,2026-10-02,Won,70\n',
    'funnel.yaml': yaml(', deal_id: Deals'),
  });

describe('a cell of several IDs', () => {
  it.each(['1;2', '1; 2', '1, 2', '1,2', '1\n2', '1\r\n2', '1 | 2', '["1","2"]', '[1, 2]', "'1', '2'", '1;;2', '2'])(
    'links a deal to the lead that is here: %j',
    { tags: 'slow' },
    async (ids) => {
      const outcome = await ofDeal(ids);
      expect(outcome.figures('sources', 'revenue')).toMatchObject({ Google: '500.00', VK: '0.00' });
    },
  );

  it.each(['D1;D7', 'D1, D7', 'D7\nD1', '["D7", "D1"]'])(
    'links a lead to its deals: %j',
    { tags: 'slow' },
    async (ids) => {
      const outcome = await ofLeads(ids, 'D2, D8');
      expect(outcome.figures('sources', 'revenue')).toMatchObject({ Google: '500.00', VK: '70.00' });
    },
  );

  it('of two leads that hold it links a deal to the first by its ID, once', { tags: 'slow' }, async () => {
    const outcome = await ofLeads('D1', 'D1; D2');
    expect(outcome.figures('sources', 'revenue')).toMatchObject({ Google: '500.00', VK: '70.00', '(total)': '570.00' });
  });

  it('may be one ID all the same, and then it is', { tags: 'slow' }, async () => {
    const outcome = await harness.report({
      'leads.csv': 'ID,Created,Status,Source\n"Ivanov, Ltd",2026-10-01,New,Google\nIvanov,2026-10-01,New,VK\n',
      'deals.csv': 'ID,Created,Stage,Amount,Lead\nD1,2026-10-02,Won,500,"Ivanov, Ltd"\n',
      'funnel.yaml': yaml('', ', lead_id: Lead'),
    });
    expect(outcome.figures('sources', 'revenue')).toMatchObject({ Google: '500.00' });
  });

  it('of which none is here leaves the deal without a lead', { tags: 'slow' }, async () => {
    const outcome = await ofDeal('8, 9');
    expect(outcome.figures('sources', 'won_deals')).toMatchObject({ '(deals_without_lead)': 1 });
  });
});
