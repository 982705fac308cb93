import { expect, it } from 'vitest';
import { folder, funnel } from '../cli/run.js';

const TESTS = [3, 8, 12];
const LEADS = Array.from({ length: 20 }, (_, at) => at + 1);
const dayOf = (lead: number): string => `2026-04-${String(lead).padStart(2, '0')}`;

/** Exports of one firm, with the rows of some leads, and their kind. */
function exportsOf(leads: readonly number[], exclude: string): string {
  const rows = (head: string, of: (lead: number) => readonly (readonly (string | number)[])[]) =>
    `${head}\n${leads
      .flatMap(of)
      .map((row) => `${row.join()}\n`)
      .join('')}`;
  const isWon = (lead: number) => lead % 4 === 0 || lead === 3;
  return folder({
    'leads.csv': rows('ID,Created,Status,Source,Kind,Deal', (lead) => [
      [
        lead,
        dayOf(lead),
        isWon(lead) ? 'Done' : 'New',
        lead % 2 ? 'VK' : 'Google',
        TESTS.includes(lead) ? 'test' : '',
        lead === 12 ? 900 + lead : '',
      ],
    ]),
    'deals.csv': rows('Deal,Lead,Created,Stage,Sum,Closed', (lead) =>
      isWon(lead)
        ? [
            // Of one the lead alone names its deal; one has two.
            [900 + lead, lead === 12 ? '' : lead, dayOf(lead), 'Paid', 100 * lead, '2026-05-10'],
            ...(lead === 8 ? [[700 + lead, lead, dayOf(lead), 'Talk', 50, '']] : []),
          ]
        : [],
    ),
    'pay.csv': rows('No,Deal,When,Sum', (lead) =>
      isWon(lead) ? [[`p${lead}`, 900 + lead, '2026-05-11', 90 * lead]] : [],
    ),
    'calls.csv': rows('Call,Lead,At,Talk', (lead) => [[`c${lead}`, lead, `${dayOf(lead)} 10:00`, 30 + lead]]),
    'forms.csv': rows('Lead,Made,Source', (lead) => (lead % 3 === 0 || lead === 8 ? [[lead, dayOf(lead), 'VK']] : [])),
    'history.csv': rows('Lead,When,To', (lead) => [[lead, `${dayOf(lead)} 12:00`, 'Talk']]),
    'funnel.yaml': `files:
  - {path: leads.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, source: Source, deal_id: Deal}}
  - {path: deals.csv, table: crm, entity: deal, columns: {deal_id: Deal, lead_id: Lead, created_at: Created, status: Stage, revenue: Sum, closed_at: Closed}}
  - {path: pay.csv, table: payments, columns: {payment_id: No, deal_id: Deal, paid_at: When, amount: Sum}}
  - {path: calls.csv, table: calls, columns: {call_id: Call, lead_id: Lead, called_at: At, talk: Talk}}
  - {path: forms.csv, table: ad_leads, columns: {lead_id: Lead, created_at: Made, source: Source}}
  - {path: history.csv, table: stage_events, columns: {lead_id: Lead, entered_at: When, status: To}}
statuses: {New: lead, Talk: proposal, Done: deal, Paid: deal}
${exclude}`,
  });
}

it('leads that exclude leaves out are as if no export had them, nor their deals, payments, calls, histories and forms', async () => {
  const asked = async (path: string) => {
    const { code, out, err } = await funnel(['report', path, '-f', 'json', '--lang', 'en']);
    expect(code, err).toBe(0);
    return JSON.parse(out);
  };
  const excluded = await asked(exportsOf(LEADS, 'exclude: {Kind: test}\n'));
  const without = await asked(
    exportsOf(
      LEADS.filter((lead) => !TESTS.includes(lead)),
      '',
    ),
  );
  expect(excluded.reports).toEqual(without.reports);
  expect(excluded.warnings).toEqual(without.warnings);
  const counted = (all: typeof excluded) =>
    all.ledger.map(({ file, used, excluded: left }: Record<string, unknown>) => [file, used, left]);
  expect(counted(without).map(([file, used]: unknown[]) => [file, used])).toEqual(
    counted(excluded).map(([file, used]: unknown[]) => [file, used]),
  );
  expect(Object.fromEntries(counted(excluded).map(([file, , left]: unknown[]) => [file, left]))).toEqual({
    ...{ 'leads.csv': 3, 'deals.csv': 4, 'pay.csv': 3, 'calls.csv': 3, 'forms.csv': 3, 'history.csv': 3 },
  });
  // Of all of them alike, when nothing is left out: the law has something to tell apart.
  const all = await asked(exportsOf(LEADS, ''));
  expect(all.reports).not.toEqual(without.reports);
});

/** What each lead of these exports earned, how many rows of each file are left out, and the codes of what is warned of. */
async function leadsOf(path: string) {
  const { out, err } = await funnel(['leads', path, '-f', 'json', '--lang', 'en']);
  expect(out, err).not.toBe('');
  const { reports, ledger, warnings } = JSON.parse(out);
  const { columns, rows } = reports.leads;
  const at = (column: string) => columns.findIndex(({ name }: { name: string }) => name === column);
  return {
    revenues: rows.map((row: unknown[]) => [row[at('lead_id')], row[at('revenue')]]),
    excluded: Object.fromEntries(ledger.map((entry: Record<string, unknown>) => [entry.file, entry.excluded])),
    warnings: warnings.map(({ code }: { code: string }) => code),
  };
}

it('what was of a lead that exclude leaves out stays where it is of another as well: of that into which it was merged, whose deal it names', async () => {
  const path = folder({
    'leads.csv': `ID,Created,Status,Source,Merged,Deal
1,2026-04-01,New,VK,,901
2,2026-04-02,Double,VK,,
3,2026-04-03,New,Google,"2, 7",
4,2026-04-04,Double,Google,,
`,
    'deals.csv': `Deal,Lead,Created,Stage,Sum,Closed
901,4,2026-04-01,Paid,100,2026-05-10
902,2,2026-04-02,Paid,200,2026-05-11
904,4,2026-04-04,Paid,400,2026-05-12
`,
    'pay.csv': 'No,Deal,Lead,When,Sum\np1,901,4,2026-05-11,90\np2,902,2,2026-05-11,180\np4,904,4,2026-05-11,360\n',
    'calls.csv':
      'Call,Deal,Lead,At,Talk\nc1,904,1,2026-04-01 10:00,30\nc2,,2,2026-04-02 10:00,30\nc4,904,4,2026-04-04 10:00,30\n',
    'funnel.yaml': `files:
  - {path: leads.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, source: Source, merged_ids: Merged, deal_id: Deal}}
  - {path: deals.csv, table: crm, entity: deal, columns: {deal_id: Deal, lead_id: Lead, created_at: Created, status: Stage, revenue: Sum, closed_at: Closed}}
  - {path: pay.csv, table: payments, columns: {payment_id: No, deal_id: Deal, lead_id: Lead, paid_at: When, amount: Sum}}
  - {path: calls.csv, table: calls, columns: {call_id: Call, deal_id: Deal, lead_id: Lead, called_at: At, talk: Talk}}
statuses: {New: lead, Double: lead, Paid: deal}
exclude: {Status: Double}
`,
  });
  const { revenues, excluded } = await leadsOf(path);
  expect(revenues).toEqual([
    ['1', '90.00'],
    ['3', '180.00'],
  ]);
  expect(excluded).toEqual({ 'leads.csv': 2, 'deals.csv': 1, 'pay.csv': 1, 'calls.csv': 1 });
});

it('a deal is of the leads that its cell, or a table of links, names: it is left out once all of them are', async () => {
  const path = folder({
    'leads.csv':
      'ID,Created,Status,Source\n1,2026-04-01,New,VK\n2,2026-04-02,Test,VK\n3,2026-04-03,Test,VK\n4,2026-04-04,New,VK\n',
    'deals.csv': `Deal,Leads,Created,Stage,Sum
901,"2, 3",2026-04-05,Paid,100
902,"2, 4",2026-04-05,Paid,200
903,,2026-04-05,Paid,400
904,,2026-04-05,Paid,800
905,9,2026-04-05,Paid,1600
`,
    'links.csv': 'Deal,Lead\n903,3\n904,3\n904,1\n905,2\n',
    'pay.csv': 'No,Deal,When,Sum\np1,901,2026-04-06,1\np2,902,2026-04-06,2\np3,903,2026-04-06,4\np4,904,2026-04-06,8\n',
    'funnel.yaml': `files:
  - {path: leads.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, source: Source}}
  - {path: deals.csv, table: crm, entity: deal, columns: {deal_id: Deal, lead_id: Leads, created_at: Created, status: Stage, revenue: Sum}}
  - {path: links.csv, table: deal_links, columns: {deal_id: Deal, lead_id: Lead}}
  - {path: pay.csv, table: payments, columns: {payment_id: No, deal_id: Deal, paid_at: When, amount: Sum}}
statuses: {New: lead, Test: lead, Paid: deal}
exclude: {Status: Test}
`,
  });
  const { revenues, excluded, warnings } = await leadsOf(path);
  expect(revenues).toEqual([
    ['1', '8.00'],
    ['4', '2.00'],
  ]);
  expect(excluded).toEqual({ 'leads.csv': 2, 'deals.csv': 3, 'links.csv': 0, 'pay.csv': 2 });
  expect(warnings).not.toContain('deals-without-lead');
});
