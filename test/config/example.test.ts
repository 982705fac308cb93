import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config/read-config.js';
import type { Bound } from '../../src/model/settings.js';
import { EXAMPLE } from './example.js';

const is = (column: string, ...values: string[]) => ({ column, condition: { op: 'in', values } });
const present = (column: string) => [[{ column, condition: { op: 'present' } }]];

test('every key of the documented example parses', () => {
  const grades = is('Quality', 'A - High', 'B - Medium', 'C - Low');
  expect(parseConfig(EXAMPLE, 'funnel.yaml')).toEqual({
    timezone: 'Europe/Moscow',
    currency: 'RUB',
    rates: new Map([
      ['USD', '92.5'],
      ['EUR', '100.1'],
    ]),
    vat: 'excluded',
    margin: '0.40',
    costs: [],
    ignore: ['*.txt', 'products.csv'],
    lookups: new Map(),
    files: [
      {
        path: 'exports/deals*.csv',
        table: ['crm'],
        entity: 'lead',
        format: 'zoho',
        columns: new Map([
          ['lead_id', [{ heading: 'Id' }]],
          ['created_at', [{ heading: 'Created Time' }]],
          ['modified_at', [{ heading: 'Modified Time' }]],
          ['status', [{ heading: 'Stage' }]],
          ['source', [{ heading: 'Source' }]],
          ['revenue', [{ heading: 'Initial Amount Paid' }]],
          ['reason', [{ heading: 'Lost Reason' }]],
          ['manager', [{ heading: 'Deal Owner Name' }]],
          ['response', [{ heading: 'SLA' }]],
          ['closed_at', [{ heading: 'Closing Date' }]],
          ['proposal_at', [{ heading: 'Offer sent' }]],
        ]),
        timezone: 'Europe/Berlin',
        dates: 'dd.MM.yyyy HH:mm',
        set: new Map([['source', 'Facebook Ads']]),
        period: { from: '2026-10-01', to: '2026-10-31' },
        concatenated: false,
      },
    ],
    dimensions: new Map([
      ['product', 'Product'],
      ['city', 'City'],
    ]),
    splits: new Map(),
    groups: new Map(),
    statuses: new Map([
      ['Qualificated', { kind: 'stage', stage: 'qualified' }],
      ['Waiting For Payment', { kind: 'stage', stage: 'decision' }],
      ['Payment Done', { kind: 'stage', stage: 'deal' }],
      ['Lost', { kind: 'lost', after: null }],
    ]),
    rules: new Map([
      ['qualified', [[grades]]],
      ['contact', [[grades, { column: 'SLA', condition: { op: 'present' } }]]],
      ['proposal', [[grades, { column: 'Offer Total Amount', condition: { op: 'compare', sign: '>', value: '0' } }]]],
    ]),
    exclude: [[is('Source', 'Test')]],
    sources: new Map([
      ['Facebook Ads', ['facebook', 'fb', 'meta']],
      ['Organic', ['seo']],
    ]),
    noContent: [],
    reasons: new Map([
      ['Price', ['Expensive', 'дорого']],
      ['Spam', ['Invalid number', 'Inadequate']],
    ]),
    norms: {
      steps: new Map([
        ['qualified', '0.8'],
        ['proposal', '0.5'],
        ['deal', '0.2'],
      ]),
      figures: new Map(),
      bySource: new Map(),
    },
    maturity: new Map([['deal', 60]]),
    sla: {
      response: 900,
      feedback: 3,
      calendar: { days: [1, 2, 3, 4, 5], hours: { from: 540, to: 1080 }, holidays: ['2026-01-01'] },
    },
    standard: new Map([
      ['role', { signs: [present('Job')], atLeast: 1 }],
      ['need', { signs: [present('Need')], atLeast: 1 }],
      ['budget', { signs: [present('Budget')], atLeast: 1 }],
      ['deadline', { signs: [present('Deadline')], atLeast: 1 }],
      ['interest', { signs: [present('Visited pricing'), present('Asked for a demo')], atLeast: 2 }],
    ]),
    segments: new Map(),
    stuck: new Map(),
    decisions: [],
    questions: [],
    plan: [
      {
        of: { per: 'month' },
        amounts: new Map([
          ['revenue', '5000000'],
          ['deals', '80'],
        ]),
        bySource: new Map([['VK', new Map([['leads', '300']])]]),
      },
    ],
    bonus: {
      of: 'revenue',
      steps: [
        { from: '0.80', pays: '0.50' },
        { from: '1.00', pays: '1.00' },
      ],
    },
    accept: new Map<string, Bound>([
      ['duplicate-leads', { share: '0.02' }],
      ['rejected-lines', { count: 6 }],
    ]),
    lang: 'ru',
    title: 'ООО «Пример»',
    gates: [
      {
        name: 'Директ не дороже 400',
        figure: 'cpl',
        line: 52,
        max: '400',
        where: new Map([['source', ['Яндекс.Директ']]]),
        sure: false,
        optional: false,
        warn: false,
      },
      {
        figure: 'lost_without_reason',
        line: 53,
        max: '0.05',
        where: new Map(),
        weeks: 4,
        sure: false,
        optional: false,
        warn: false,
      },
    ],
    hypotheses: [
      {
        name: 'Убрали «бесплатно»',
        side: 'marketing',
        who: 'Марина',
        since: '2026-03-02',
        figure: 'qualified_rate',
        where: new Map([['source', ['VK']]]),
        weeks: 4,
        expect: 'up',
      },
    ],
  });
});

test.each([
  ['an empty file', ''],
  ['a file of comments', '# timezone: Europe/Moscow\n'],
  ['a file whose sections are all commented out', 'statuses:\nrules:\nfiles:\nexclude:\nnorms:\nplan:\nsources:\n'],
])('%s is an empty configuration', (_, source) => {
  const nothing = new Map();
  expect(parseConfig(source, 'funnel.yaml')).toEqual({
    rates: nothing,
    segments: nothing,
    stuck: nothing,
    decisions: [],
    questions: [],
    costs: [],
    files: [],
    ignore: [],
    lookups: nothing,
    dimensions: nothing,
    splits: nothing,
    groups: nothing,
    statuses: nothing,
    rules: nothing,
    exclude: [],
    sources: nothing,
    reasons: nothing,
    noContent: [],
    norms: { steps: nothing, figures: nothing, bySource: nothing },
    maturity: nothing,
    plan: [],
    accept: nothing,
    gates: [],
    hypotheses: [],
  });
});

test('a school with a CRM and a sheet of spend: two files, each with its columns', () => {
  const { files, statuses, rules } = parseConfig(
    `# An online school
timezone: Europe/Berlin
currency: EUR
files:
  - path: Deals.csv
    table: crm
    columns:
      lead_id: Id
      created_at: Created Time
      status: Stage
      response: SLA
  - path: Spend.csv
    table: ad_stats
    columns:
      day: Date
      source: Source
      cost: Spend
dimensions: {product: Product, city: City}
statuses:
  New Lead: lead
  Need to Call - Sales: qualified
  Payment Done: deal
  Lost: lost
rules:
  contact: {Quality: [A - High, B - Medium, C - Low], SLA: present}
`,
    'funnel.yaml',
  );
  expect(files.map(({ path, table }) => [path, table])).toEqual([
    ['Deals.csv', ['crm']],
    ['Spend.csv', ['ad_stats']],
  ]);
  expect(files[1]?.columns.get('cost')).toEqual([{ heading: 'Spend' }]);
  expect(statuses.get('Need to Call - Sales')).toEqual({ kind: 'stage', stage: 'qualified' });
  expect(rules.get('contact')?.[0]).toHaveLength(2);
});

test('a quarter of deals without an ID: each row is a lead', () => {
  const { timezone, files } = parseConfig(
    `timezone: Europe/Kyiv
currency: USD
files:
  - path: deals.csv
    table: crm
    columns: {lead_id: $row, created_at: AQL date, closed_at: Closing Date, status: Stage, reason: Loss reason description}
    dates: MMM d, yyyy
dimensions: {country: Client country, crm: Client CRM}
statuses: {Negotiations: proposal, Payment: decision, Closed Won: deal, Closed Lost: lost}
`,
    'funnel.yaml',
  );
  expect(timezone).toBe('Europe/Kyiv');
  expect(files[0]?.columns.get('lead_id')).toEqual([{ row: true }]);
  expect(files[0]?.dates).toBe('MMM d, yyyy');
});
