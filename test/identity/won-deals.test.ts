import { afterAll, describe, expect, it } from 'vitest';
import { makeHarness } from '../intake/harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const LEADS = 'lead,born,from\nA1,2026-02-02,fair\nA2,2026-02-03,fair\nA3,2026-02-04,radio\n';
const yaml = (deals: string) => `files:
  - {path: people.csv, table: crm, columns: {lead_id: lead, created_at: born, source: from}}
  - {path: sales.csv, table: crm, entity: deal, columns: {${deals}}}
`;
const WON = 'lead_id: lead, created_at: sold, deal_at: sold, revenue: paid';

const sources = async (sales: string, deals = WON) => {
  const files = { 'people.csv': LEADS, 'sales.csv': sales, 'funnel.yaml': yaml(deals) };
  const found = await harness.report(files);
  return (figure: string) => found.figures('sources', figure);
};

describe('won deals are the deals themselves', () => {
  it('of which a lead may have several, while deals are the leads that have any', { tags: 'slow' }, async () => {
    const of = await sources('lead,sold,paid\nA1,2026-03-01,400\nA1,2026-03-09,400\nA3,2026-03-02,100\n');
    expect([of('deals')['(total)'], of('won_deals')['(total)']]).toEqual([2, 3]);
    expect([of('won_deals').fair, of('won_deals').radio]).toEqual([2, 1]);
    expect(of('average_deal')['(total)']).toBe('300.00');
  });

  it('and the average deal is of those with an amount: what earned nobody knows how much is no zero', {
    tags: 'slow',
  }, async () => {
    const of = await sources('lead,sold,paid\nA1,2026-03-01,300\nA1,2026-03-09,\nA3,2026-03-02,100\n');
    expect([of('won_deals')['(total)'], of('average_deal')['(total)']]).toEqual([3, '200.00']);
  });

  it('earn what they are worth, and what is open beside them, or lost, earns nothing', { tags: 'slow' }, async () => {
    const found = await harness.report({
      'people.csv': LEADS,
      'sales.csv':
        'deal,lead,born,stage,paid\nd1,A1,2026-03-01,Sold,400\nd2,A1,2026-03-02,New,900\nd3,A1,2026-03-03,Back,70\nd4,A2,2026-03-03,New,5\nd5,A3,2026-03-03,Gone,6\n',
      'funnel.yaml': `${yaml('deal_id: deal, lead_id: lead, created_at: born, status: stage, revenue: paid')}statuses: {Sold: deal, New: lead, Gone: lost, Back: {lost: deal}}\n`,
    });
    expect([found.total('revenue'), found.total('won_deals')]).toEqual(['400.00', 1]);
  });

  it('a lead that is won by its own row is one deal', async () => {
    const found = await harness.report({
      'crm.csv': 'id,born,stage,paid\n1,2026-02-02,Sold,10\n2,2026-02-03,Sold,\n3,2026-02-03,New,\n',
      'funnel.yaml':
        'files: [{path: crm.csv, table: crm, columns: {lead_id: id, created_at: born, status: stage, revenue: paid}}]\nstatuses: {Sold: deal, New: lead}\n',
    });
    expect([found.total('won_deals'), found.total('deals'), found.total('average_deal')]).toEqual([2, 2, '10.00']);
  });

  it('every row says what it is, so that totals are not added up', { tags: 'slow' }, async () => {
    const of = await sources('lead,sold,paid\nA1,2026-03-01,300\n');
    expect(of('row')).toEqual({ fair: 'source', radio: 'source', '(total)': 'total' });
  });
});

describe('a lead that is won by its own row, beside deals', () => {
  const SALES = [
    'S1,A1,2026-03-01,Open,',
    'S2,A1,2026-03-02,Sold,300',
    'S3,A1,2026-03-03,Sold,',
    'S4,A1,2026-03-04,Gone,9',
  ];
  it.each<[string, number[], unknown[]]>([
    ['has none', [], [1, 1, null, null]],
    ['has an open one', [0], [1, 1, null, null]],
    ['has a won one', [1], [1, 1, '300.00', '300.00']],
    ['has two, of one of which the amount is unknown', [1, 2], [1, 2, '300.00', '300.00']],
    ['has won, open and lost ones', [0, 1, 3], [1, 1, '300.00', '300.00']],
    ['has lost its only one', [3], [1, 0, '0.00', null]],
  ])('is one deal at least, unless all its deals are lost: %s', { tags: 'slow' }, async (_, which, expected) => {
    const found = await harness.report({
      'people.csv': 'lead,born,state\nA1,2026-02-02,Customer\nA2,2026-02-02,New\n',
      'sales.csv': `sale,lead,sold,state,paid\n${which.map((at) => `${SALES[at]}\n`).join('')}S9,A9,2026-03-09,Open,\n`,
      'funnel.yaml': `files:
  - {path: people.csv, table: crm, columns: {lead_id: lead, created_at: born, status: state}}
  - {path: sales.csv, table: crm, entity: deal, columns: {deal_id: sale, lead_id: lead, created_at: sold, status: state, revenue: paid}}
statuses: {Customer: deal, New: lead, Open: proposal, Sold: deal, Gone: lost}
`,
    });
    expect(['deals', 'won_deals', 'revenue', 'average_deal'].map((name) => found.total(name))).toEqual(expected);
  });
});

describe('a deal that was won and is lost now', () => {
  it('wins nobody whose other deal is open', { tags: 'slow' }, async () => {
    const yaml = `files:
  - {path: leads.csv, table: crm, columns: {lead_id: Lead, created_at: Created, source: Source}}
  - {path: deals.csv, table: crm, entity: deal, columns: {deal_id: Deal, lead_id: Lead, created_at: Made, status: Stage, deal_at: Won, amount: Sum, revenue: Sum}}
statuses: {Lost: lost, Open: lead}
`;
    const found = await harness.report({
      'leads.csv': 'Lead,Created,Source\n1,2026-10-01,Google\n',
      'deals.csv': 'Deal,Lead,Made,Stage,Won,Sum\nD1,1,2026-10-02,Lost,2026-10-05,500\nD2,1,2026-10-06,Open,,100\n',
      'funnel.yaml': yaml,
    });
    expect(['deals', 'won_deals', 'pipeline', 'lost'].map((name) => found.total(name))).toEqual([0, 0, '100.00', 0]);
  });
});
