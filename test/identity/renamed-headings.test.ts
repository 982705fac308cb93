import { afterAll, describe, expect, it } from 'vitest';
import { SOURCES } from '../../src/sources/known-sources.js';
import { type Files, makeHarness } from '../intake/harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const figures = async (files: Files) => {
  const found = await harness.report({ 'funnel.yaml': 'currency: EUR\n', ...files });
  return [found.total('leads'), found.total('deals'), found.total('revenue')];
};
/** Deal 7 is won, and then open again; deal 8 stays won. */
const two = (early: readonly string[], late: readonly string[], won: string, open: string, ids = ['7', '8']) => {
  const list = (head: readonly string[], rows: readonly string[]) =>
    `${[head.join(','), ...rows.map((row) => `${row}${',z'.repeat(head.length - 4)}`)].join('\n')}\n`;
  const [first, second] = ids;
  return {
    early: list(early, [`${first},2026-05-01,${won},40`, `${second},2026-05-02,${won},25`]),
    late: list(late, [`${first},2026-05-01,${open},40`, `x${first},2026-06-04,${open},1`]),
  };
};

describe('a deal that was won in an older download and is open in the newest is not won', () => {
  const hubspot = ['Record ID', 'Create Date', 'Deal Stage', 'Amount'];
  it.each([
    [
      'where HubSpot calls a column something else',
      two(
        [...hubspot, 'Deal Name', 'Closed Lost Reason'],
        [...hubspot, 'Name', 'Lost Reason'],
        'Closed won',
        'Contract sent',
      ),
    ],
    [
      'where a user of HubSpot has turned to Spanish',
      two(
        hubspot,
        ['ID de registro', 'Fecha de creación', 'Etapa del negocio', 'Importe', 'Nombre del negocio'],
        'Closed won',
        'Contrato enviado',
      ),
    ],
    [
      'where one file is of a connector of HubSpot',
      two(
        hubspot,
        ['deal_id', 'property_createdate', 'property_dealstage', 'property_amount'],
        'closedwon',
        'contractsent',
      ),
    ],
    [
      'where a user of amoCRM has turned to English',
      two(
        ['ID', 'Дата создания сделки', 'Этап сделки', 'Бюджет', 'Название сделки'],
        ['ID', 'Created at', 'Lead stage', 'Budget', 'Lead title'],
        '142',
        'Negotiation',
      ),
    ],
    [
      'where a portal of Bitrix24 has turned to Russian',
      two(
        ['ID', 'Created on', 'Deal stage', 'Total', 'Deal name'],
        ['ID', 'Дата создания', 'Стадия сделки', 'Сумма', 'Название сделки'],
        'Deal won',
        'Предложение',
      ),
    ],
    [
      'where Salesforce wrote a report and then the Data Loader',
      two(
        ['Opportunity ID', 'Created Date', 'Stage', 'Amount'],
        ['Id', 'CreatedDate', 'StageName', 'Amount'],
        'Closed Won',
        'Prospecting',
        ['0061a000004XyzA', '0061a000004XyzB'],
      ),
    ],
    [
      'where a user of Pipedrive has turned to Russian',
      two(
        ['Deal - ID', 'Deal - Deal created', 'Deal - Stage', 'Deal - Value', 'Deal - Title'],
        ['Сделка - ID', 'Сделка - Сделка создана', 'Сделка - Этап', 'Сделка - Сумма', 'Сделка - Название'],
        'Won',
        'Qualified',
      ),
    ],
  ])('%s, whichever file comes first', { tags: 'slow' }, async (_, { early, late }) => {
    const yaml = { 'funnel.yaml': 'currency: EUR\nstatuses: {Won: deal, Qualified: qualified}\n' };
    const right = { deals: 1, revenue: '25.00' };
    for (const files of [
      { 'a.csv': early, 'b.csv': late },
      { 'a.csv': late, 'b.csv': early },
    ]) {
      const found = await harness.report({ ...yaml, ...files }, '--all');
      expect({ deals: found.total('deals'), revenue: found.total('revenue') }).toEqual(right);
      expect(found.warnings).toContain('duplicate-leads');
    }
  });
});

describe('two columns are not one', () => {
  it('that HubSpot has beside each other: a lifecycle stage tells what a lead status does not', async () => {
    const head = 'Record ID,Create Date,Email';
    const early = `${head},Lifecycle Stage\n7,2026-05-01,a@example.com,Customer\n`;
    const late = `${head},Lead Status\n7,2026-05-01,a@example.com,Open\n8,2026-06-01,b@example.com,Open\n`;
    expect((await figures({ 'early.csv': early, 'late.csv': late })).slice(0, 2)).toEqual([2, 1]);
  });

  it('of which only funnel.yaml says that they tell the status', async () => {
    const head = 'Record ID,Deal Name,Create Date,Amount';
    const files = {
      'early.csv': `${head},Sold\n7,A,2026-05-01,40,yes\n`,
      'late.csv': `${head},Deal Stage\n7,A,2026-05-01,40,Contract sent\n8,B,2026-06-01,40,Contract sent\n`,
      'funnel.yaml':
        'currency: EUR\nfiles: [{path: early.csv, columns: {status: Sold}}]\nstatuses: {yes: deal, "Contract sent": decision}\n',
    };
    expect((await figures(files)).slice(1)).toEqual([1, '40.00']);
  });

  it('in two lists of one CRM: Zoho keeps leads and deals under the same headings', async () => {
    const head = 'Record Id,Created Time,Modified Time';
    const deals = `${head},Deal Name,Stage,Amount\nzcrm_4001,2026-05-01,2026-05-05,A,Closed Won,40\n`;
    const leads = `${head},Lead Owner\nzcrm_4001,2026-05-01,2026-06-05,O\n`;
    expect((await figures({ 'deals.csv': deals, 'leads.csv': leads })).slice(1)).toEqual([1, '40.00']);
  });
});

it('a platform with several exports of a CRM says which list each is of', () => {
  const silent = SOURCES.flatMap(({ name, exports }) => {
    const lists = exports.filter(({ table }) => table === 'crm');
    return lists.length > 1 && lists.some(({ list }) => list === undefined) ? [name] : [];
  });
  expect(silent).toEqual([]);
});
