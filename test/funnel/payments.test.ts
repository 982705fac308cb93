import { afterAll, describe, expect, it } from 'vitest';
import { saysWhatCameIn } from '../../src/model/paid-words.js';
import { makeHarness } from '../intake/harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const LEADS = 'ID,Created,Source,Stage\n1,2026-03-01,VK,Talks\n2,2026-03-01,VK,Talks\n3,2026-03-02,Google,Talks\n';
const DEALS = `Deal,Lead,Created,Stage,Sum,Goods
7,1,2026-03-02,Paid,1000,100
8,1,2026-03-03,Paid,500,50
9,2,2026-03-03,New,700,
10,3,2026-03-03,Paid,900,
`;
const ADS = 'Day,Source,Cost\n2026-03-01,VK,100\n2026-03-02,Google,200\n';
const PAID = 'No,Deal,Lead,When,Sum\np1,7,,2026-03-05,600\np2,7,,2026-03-09,400\np3,8,,2026-03-05,500\n';
const PAY =
  '{path: pay*.csv, table: payments, columns: {payment_id: No, deal_id: Deal, lead_id: Lead, paid_at: When, amount: Sum}}';
const yaml = (payments = PAY, more = '', columns = '') => `currency: RUB
files:
  - {path: leads.csv, table: crm, columns: {lead_id: ID, created_at: Created, source: Source, status: Stage}}
  - {path: deals.csv, table: crm, entity: deal, columns: {deal_id: Deal, lead_id: Lead, created_at: Created, status: Stage, revenue: Sum${columns}}}
  - {path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, cost: Cost}, currency: RUB}
  - ${payments}
statuses: {Paid: deal, Talks: lead, New: lead}
${more}`;
const ask = (paid: string, config = yaml(), ...flags: string[]) =>
  harness.report(
    { 'leads.csv': LEADS, 'deals.csv': DEALS, 'ads.csv': ADS, 'pay.csv': paid, 'funnel.yaml': config },
    ...flags,
  );
const revenue = async (paid: string, config?: string) => (await ask(paid, config)).figures('sources', 'revenue');

describe('payments', () => {
  it('are the revenue of won deals, whatever the CRM has', { tags: 'slow' }, async () => {
    const outcome = await ask(`${PAID}p4,10,,2026-03-07,120.50\n`);
    expect(outcome.figures('sources', 'revenue')).toMatchObject({
      VK: '1500.00',
      Google: '120.50',
      '(total)': '1620.50',
    });
    expect(outcome.figures('sources', 'roas')).toMatchObject({ VK: 15, Google: 0.6025 });
    // Three won deals, each with payments.
    expect(outcome.total('average_deal')).toBe('540.17');
  });

  it('that went back are below zero, in a row of their own or beside what they are of', { tags: 'slow' }, async () => {
    expect(await revenue(`${PAID}p4,8,,2026-03-15,-100\n`)).toMatchObject({ VK: '1400.00' });
    const beside = PAY.replace('amount: Sum', 'amount: Sum, refunded: Back');
    const rows = 'No,Deal,Lead,When,Sum,Back\np1,7,,2026-03-05,600,150\np2,7,,2026-03-09,400,\n';
    expect(await revenue(rows, yaml(beside))).toMatchObject({ VK: '850.00' });
  });

  it.each([
    ['Status', ['Won'], true],
    ['State', ['Paid', 'In dispute'], true],
    ['State', ['Texas', 'Ohio'], false],
    ['Stage', ['Closed Won', 'Negotiation'], false],
    ['Стадия', [], false],
  ])('say under «%s» with %j what came in: %s', (heading, words, says) => {
    expect(saysWhatCameIn(heading, words)).toBe(says);
  });

  it('count where their status says that they came in; a word that says neither is a person’s to tell', async () => {
    const rows = 'No,Deal,When,Sum,Status\np1,7,2026-03-05,600,succeeded\np2,7,2026-03-09,400,Отменён\n';
    const pay = PAY.replace(', lead_id: Lead', '');
    expect(await revenue(rows, yaml(pay))).toMatchObject({ VK: '600.00' });
    const disputed = `${rows}p3,8,2026-03-05,500,Disputed\np4,8,2026-03-05,30,Held\n`;
    const refused = await ask(disputed, yaml(pay), '--max-rejects', '0%');
    expect(refused.code).toBe(3);
    expect(refused.err).toContain('for example exclude: {"Status": ["Disputed","Held"]}');
    expect(refused.err).toContain('if none does, exclude: {"Status": absent}');
    const settled = yaml(pay, 'exclude: {Status: [Held]}\n');
    expect(await revenue(disputed, settled)).toMatchObject({ VK: '1100.00' });
  });

  it('of a lead are of the first deal that it has won, and of a lead alone its own', { tags: 'slow' }, async () => {
    // Before these it had one that is open still.
    const more = {
      ...{ 'leads.csv': LEADS, 'deals.csv': `${DEALS}11,1,2026-03-01,New,5,\n`, 'ads.csv': ADS },
      ...{ 'pay.csv': `${PAID}p4,,1,2026-03-16,50\np5,,3,2026-03-16,70\n`, 'funnel.yaml': yaml() },
    };
    expect((await harness.report(more)).figures('sources', 'revenue')).toMatchObject({
      VK: '1550.00',
      Google: '70.00',
    });
    const alone = await harness.report(
      {
        'crm.csv':
          'ID,Created,Source,Stage,Order\n1,2026-03-01,VK,Paid,A7\n2,2026-03-01,VK,Paid,A8\n3,2026-03-01,VK,New,A9\n',
        'pay.csv': 'Whose,Of,When,Sum\n1,,2026-03-02,10\n,A8,2026-03-02,5\n',
        'funnel.yaml': `currency: RUB
files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, deal_id: Order, created_at: Created, source: Source, status: Stage}}
  - {path: pay.csv, table: payments, columns: {lead_id: Whose, deal_id: Of, paid_at: When, amount: Sum}}
statuses: {Paid: deal, New: lead}
`,
      },
      '--all',
    );
    expect([alone.total('revenue'), alone.total('won_deals'), alone.warnings]).toEqual(['15.00', 2, []]);
  });

  it('that two downloads hold are one, with what went back by the later', { tags: 'slow' }, async () => {
    const columns = PAY.replace('amount: Sum', 'amount: Sum, refunded: Back');
    const head = 'No,Deal,Lead,When,Sum,Back\n';
    const outcome = await harness.report({
      ...{ 'leads.csv': LEADS, 'deals.csv': DEALS, 'ads.csv': ADS, 'funnel.yaml': yaml(columns) },
      'pay1.csv': `${head}p1,7,,2026-03-05,600,\np2,7,,2026-03-09,400,\n`,
      'pay2.csv': `${head}p2,7,,2026-03-09,400,25\np3,8,,2026-03-11,7,\n`,
    });
    expect(outcome.figures('sources', 'revenue')).toMatchObject({ VK: '982.00' });
    expect(
      outcome.json.ledger.flatMap(({ file, duplicate }) => (Number(duplicate) > 0 ? [[file, duplicate]] : [])),
    ).toEqual([['pay1.csv', 1]]);
  });

  describe('of two downloads', () => {
    const both = async (first: string, second: string, ...flags: string[]) => {
      const head = 'No,Deal,Lead,When,Sum\n';
      const files = { 'leads.csv': LEADS, 'deals.csv': DEALS, 'ads.csv': ADS, 'funnel.yaml': yaml() };
      const folder = harness.write({ ...files, 'pay1.csv': head + first, 'pay2.csv': head + second });
      return harness.start([...flags, folder, '--lang', 'en'], folder);
    };
    const VK = async (first: string, second: string) =>
      (await both(first, second, 'report', '--all', '-f', 'json')).figures('sources', 'revenue').VK;

    it('are one whether or not the time is there; without an ID as many as either has', { tags: 'slow' }, async () => {
      expect(await VK('p1,7,,2026-03-05,600\n', 'p1,7,,2026-03-05 10:00,600.00\n')).toBe('600.00');
      expect(await VK(',7,,2026-03-05,60\n,7,,2026-03-05,60\n', ',7,,2026-03-05,60\n,7,,2026-03-06,1\n')).toBe(
        '121.00',
      );
    });

    it('may have more of one ID in the later: what went back, and a part of another day', {
      tags: 'slow',
    }, async () => {
      expect(await VK('p1,7,,2026-03-05,600\n', 'p1,7,,2026-03-05,600\np1,7,,2026-03-05,-50\n')).toBe('550.00');
      expect(await VK('p1,7,,2026-03-05,600\n', 'p1,7,,2026-03-06,300\n')).toBe('900.00');
    });

    it('that say other sums of one are an error, and check says it', { tags: 'slow' }, async () => {
      const sums = ['p1,7,,2026-03-05,600\n', 'p1,7,,2026-03-05,650\n'] as const;
      const what = 'pay2.csv: payment «p1» of 2026-03-05 stands in pay1.csv too, with another sum';
      const { code, err } = await both(...sums, 'report', '--all');
      expect([code, err]).toEqual([2, expect.stringContaining(what)]);
      expect((await both(...sums, 'check')).out.replace(/\s+/g, ' ')).toContain(what);
    });
  });

  it('are worth what their own day says, by the rate and by VAT', async () => {
    const inDollars = PAY.replace('}}', ', currency: Cur}}');
    const rows = 'No,Deal,Lead,When,Sum,Cur\np1,7,,2026-03-05,1,USD\np2,7,,2026-03-09,1,USD\np3,8,,2026-03-09,4,RUB\n';
    const files = {
      ...{ 'leads.csv': LEADS, 'deals.csv': DEALS, 'ads.csv': ADS, 'pay.csv': rows },
      'rates.csv': 'date,currency,rate\n2026-03-05,USD,90\n2026-03-09,USD,100\n',
    };
    const rated = await harness.report({ ...files, 'funnel.yaml': yaml(inDollars, 'rates: rates.csv\n') });
    expect(rated.figures('sources', 'revenue')).toMatchObject({ VK: '194.00' });
    const missing = await harness.report({
      ...{ ...files, 'rates.csv': 'date,currency,rate\n2026-03-05,USD,90\n' },
      'funnel.yaml': yaml(inDollars, 'rates: rates.csv\n'),
    });
    expect([missing.code, missing.err]).toEqual([2, expect.stringContaining('no rate for USD on 2026-03-09')]);
    expect(await revenue(PAID, yaml(PAY, 'revenue_vat: {2026-01-01: 20%, 2026-03-09: 25%}\n'))).toMatchObject({
      // 1100 with 20 %, 400 with 25 %.
      VK: '1236.67',
    });
  });

  it('leave profit what it is: what was paid without the cost of goods, or by the margin', {
    tags: 'slow',
  }, async () => {
    const romi = async (columns: string) =>
      (await ask(PAID, yaml(PAY, 'margin: 50%\n', columns))).figures('sources', 'romi').VK;
    expect(await romi(', cost_of_goods: Goods')).toBe((1500 - 150) / 100 - 1);
    expect(await romi('')).toBe((1500 * 0.5) / 100 - 1);
  });

  it('beside what the CRM has are said: the gap, who has not paid, of whom and of what they are in no revenue', {
    tags: 'slow',
  }, async () => {
    const { json } = await ask(
      `${PAID}p4,9,,2026-03-16,70\np5,99,,2026-03-16,11\np6,9,,2026-03-17,5\np7,99,,2026-03-17,4\n`,
      yaml(),
      '--lang',
      'en',
    );
    expect(json.warnings.map(({ code, message }) => [code, message])).toEqual([
      [
        'paid-gap',
        'revenue is what was paid, over all exports 1,500.00; the CRM has 2,400.00 for the won deals, so it is 900.00 less; 1 won deal has no payment',
      ],
      ['payments-not-joined', '2 of 7 payments (15.00) are of no lead or deal here: in no revenue'],
      ['payments-not-won', '2 of 7 payments (75.00) are of leads and deals that are not won: in no revenue'],
    ]);
    expect((await ask(`${PAID}p4,10,,2026-03-16,900\n`)).warnings).toEqual([]);
  });

  it('beside a lead that is won like its deal are held against the deal alone', { tags: 'slow' }, async () => {
    const leads = 'ID,Created,Source,Stage,Own\n1,2026-03-01,VK,Customer,1000\n2,2026-03-01,VK,Customer,50\n';
    const deals = 'Deal,Lead,Created,Stage,Sum\n7,1,2026-03-02,Paid,1000\n';
    const config = yaml()
      .replace('status: Stage}}', 'status: Stage, revenue: Own}}')
      .replace('Talks', 'Customer: deal, Talks');
    const said = async (paid: string) =>
      (
        await harness.report(
          {
            'leads.csv': leads,
            'deals.csv': deals,
            'ads.csv': ADS,
            'pay.csv': `No,Deal,Lead,When,Sum\n${paid}`,
            'funnel.yaml': config,
          },
          ...['--all', '--lang', 'en'],
        )
      ).json.warnings.flatMap(({ code, message }) => (code === 'paid-gap' ? [message] : []));
    expect(await said('p1,7,,2026-03-05,1000\np2,,2,2026-03-05,50\n')).toEqual([]);
    expect(await said('p1,7,,2026-03-05,900\n')).toEqual([
      'revenue is what was paid, over all exports 900.00; the CRM has 1,050.00 for the won deals, so it is 150.00 less; 1 won deal has no payment',
    ]);
  });

  it('none of which is of anybody here are an error that says what to name', { tags: 'slow' }, async () => {
    const { code, err } = await ask('No,Deal,Lead,When,Sum\np1,700,,2026-03-05,600\n', yaml(), '--lang', 'en');
    expect([code, err.replace(/\s+/g, ' ')]).toEqual([
      2,
      expect.stringMatching(
        /none of the 1 payments is of a lead or deal here.*columns: \{deal_id: …\} or \{lead_id: …\}/,
      ),
    ]);
    const files = { 'leads.csv': LEADS, 'deals.csv': DEALS, 'ads.csv': ADS, 'funnel.yaml': yaml() };
    const folder = harness.write({ ...files, 'pay.csv': 'No,Deal,Lead,When,Sum\np1,700,,2026-03-05,600\n' });
    expect((await harness.start(['check', folder], folder)).out.replace(/\s+/g, ' ')).toContain(
      'none of the 1 payments',
    );
  });

  it.each([
    ['{deal_id: Deal, paid_at: When}', 'payments without amount'],
    ['{paid_at: When, amount: Sum}', 'payments without deal_id or lead_id'],
  ])('lack what they need: %s', async (columns, what) => {
    const { code, err } = await ask(
      PAID,
      yaml(`{path: pay.csv, table: payments, columns: ${columns}}`),
      '--lang',
      'en',
    );
    expect([code, err]).toEqual([2, expect.stringContaining(what)]);
  });

  it('of Stripe are read where its metadata says whose, failed ones aside', { tags: 'slow' }, async () => {
    const rows = `id,Created date (UTC),Amount,Amount Refunded,Currency,Status,Customer ID,deal_id (metadata)
ch_1,2026-03-05 10:00,600.00,100.00,rub,Paid,cus_1,7
ch_2,2026-03-06 10:00,80.00,0.00,rub,Failed,cus_1,7
ch_3,2026-03-07 10:00,40.00,40.00,rub,Refunded,cus_1,8
`;
    // Without a word in funnel.yaml, and by the name of the format.
    for (const config of [yaml().replace(`  - ${PAY}\n`, ''), yaml('{path: pay.csv, format: stripe}')]) {
      const outcome = await ask(rows, config);
      const ledger = outcome.json.ledger.find(({ file }) => file === 'pay.csv');
      expect(ledger).toMatchObject({ source: 'stripe', table: 'payments', excluded: 1, used: 2 });
      expect(outcome.figures('sources', 'revenue')).toMatchObject({ VK: '500.00' });
    }
  });

  it('are orders of Shopify, where funnel.yaml says by what the CRM knows them: a line per order', {
    tags: 'slow',
  }, async () => {
    const rows = `Name,Email,Financial Status,Paid at,Currency,Total,Lineitem name,Refunded Amount,Id
7,a@b.c,paid,2026-03-05 10:00:00 +0300,RUB,600.00,Tea,0.00,501
7,a@b.c,,,,,Cup,,
8,a@b.c,partially_refunded,2026-03-06 10:00:00 +0300,RUB,90.00,Tea,30.00,502
9,a@b.c,pending,,RUB,70.00,Tea,0.00,503
`;
    const outcome = await ask(
      rows,
      yaml('{path: pay.csv, format: shopify, columns: {deal_id: Name}, timezone: Europe/Moscow}'),
    );
    expect(outcome.figures('sources', 'revenue')).toMatchObject({ VK: '660.00' });
    expect(outcome.json.ledger.find(({ file }) => file === 'pay.csv')).toMatchObject({ excluded: 2, used: 2 });
  });
});
