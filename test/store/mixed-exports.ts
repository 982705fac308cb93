import { folder } from '../cli/run.js';

/**
 * Exports of one firm with what the demo lacks: deals, payments, costs, a sheet of sums, rows by month, clicks without
 * a cost, and clicks without a source beside sessions.
 */
export const mixed = (): string =>
  folder({
    'leads.csv': `ID,Created,Source,Campaign,Stage,Page,Seller,Tags
1,2026-03-01 10:00,VK,spring,Talks,https://firm.example/a,Anna,"VIP, new"
2,2026-03-01 11:00,VK,spring,Talks,,Boris,VIP
3,2026-03-02 12:00,Google,brand,Talks,https://firm.example/b,Anna,
4,2026-03-09 12:00,Radio,,Refused,,Boris,"it's, new"
5,2026-04-03 09:30,Radio,,Refused,,Anna,new
6,2026-04-08 09:30,VK,it's \\ new,New,,Anna,"new,VIP,new"
7,2026-02-11 09:30,Radio,,New,,Anna,
8,,VK,spring,New,,,
`,
    'deals.csv': `Deal,Lead,Created,Stage,Sum,Closed,Goods
7,1,2026-03-02,Paid,1000,2026-03-05,100
8,1,2026-03-03,Paid,500,2026-04-02,50
9,2,2026-03-03,New,700,,
10,3,2026-03-03,Paid,900,2026-03-20,
11,4,2026-03-10,Refused,1200,2026-03-21,
12,,2026-03-12,Paid,77.5,2026-03-25,7
`,
    'ads.csv': `Day,Source,Campaign,Clicks,Cost,Results
2026-03-01,VK,spring,10,100,1
2026-03-02,VK,spring,5,,2
2026-03-03,VK,spring,5,60.25,
2026-03-01,Google,brand,20,200,
2026-03-20,Google,brand,20,33.3333,
2026-03-20,,,4,3,
`,
    'web.csv': `Day,Source,Sessions
2026-03-09,Direct,7
2026-03-30,Direct,8
`,
    'radio.csv': `Month,Source,Cost
2026-01,Radio,310
2026-03,Radio,999.99
`,
    'sheet.csv': `Date,Source,Spend,Leads,Qualified,Deals,Revenue
2026-03-05,Fair,300,10,4,1,900
2026-03-06,Fair,300,20,6,2,2100
2026-03-06,Google,,5,1,0,0
`,
    'pay.csv': `No,Deal,Lead,When,Sum
p1,7,,2026-03-05,600
p2,7,,2026-03-09,400
p3,8,,2026-04-05,500
p4,10,,2026-03-21,120.50
`,
    'funnel.yaml': `currency: RUB
files:
  - {path: leads.csv, table: crm, columns: {lead_id: ID, created_at: Created, source: Source, campaign: Campaign, status: Stage, landing: Page, manager: Seller}}
  - {path: deals.csv, table: crm, entity: deal, columns: {deal_id: Deal, lead_id: Lead, created_at: Created, status: Stage, revenue: Sum, amount: Sum, closed_at: Closed, profit: Goods}}
  - {path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, campaign: Campaign, cost: Cost, clicks: Clicks, actions: Results}}
  - {path: web.csv, table: ad_stats, columns: {day: Day, source: Source, sessions: Sessions}}
  - {path: radio.csv, table: ad_stats, columns: {day: Month, source: Source, cost: Cost}}
  - {path: sheet.csv, table: agg}
  - {path: pay.csv, table: payments, columns: {payment_id: No, deal_id: Deal, lead_id: Lead, paid_at: When, amount: Sum}}
statuses: {Paid: deal, Talks: qualified, New: lead, Refused: lost}
costs: {per: month, salaries: 200.01, by: {source: {VK: 30}}}
links: {lead: "https://crm.example/{lead_id}"}
gates: [{figure: cpl, by: source, max: 1000}]
plan: {2026-03: {leads: 10, revenue: 5000}}
dimensions: {tags: {column: Tags, split: ","}}
`,
  });
