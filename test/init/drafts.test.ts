import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/read-config.js';
import { folder, funnel, rowsOf } from '../cli/run.js';
import { book } from '../intake/book.js';

const DAY = 86_400_000;
const day = (number: number): string => new Date(Date.UTC(2026, 0, 1) + number * DAY).toISOString().slice(0, 10);
const table = (headings: string, rows: readonly (readonly (string | number)[])[]): string =>
  `${[headings, ...rows.map((row) => row.join(','))].join('\n')}\n`;
const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));
const pick = (words: readonly string[], at: number): string => words[at % words.length] as string;

/** What is drafted of a folder: per file its table and the column of each field; and what was written and said. */
async function drafted(files: Record<string, string | Uint8Array>) {
  const path = folder(files);
  const ran = await funnel(['init', path]);
  expect(ran).toMatchObject({ code: 0, out: '' });
  const { files: entries, lookups } = await readConfig(join(path, 'funnel.yaml'));
  const columns = Object.fromEntries(
    entries.map((entry) => [
      entry.path,
      Object.fromEntries(
        [...entry.columns].map(([field, matchers]) => {
          const last = matchers.at(-1) ?? { heading: '' };
          expect(last.drafted).toBe(true);
          return [field, 'heading' in last ? last.heading : '$row'];
        }),
      ),
    ]),
  );
  const tables = Object.fromEntries(entries.map(({ path, table, entity }) => [path, `${table} ${entity}`]));
  return { path, err: ran.err, yaml: readFileSync(join(path, 'funnel.yaml'), 'utf8'), columns, tables, lookups };
}

const reached = async (path: string): Promise<unknown[]> => {
  const { code, out, err } = await funnel(['report', path, '-f', 'json']);
  if (code !== 0) throw new Error(err);
  return ['lead', 'qualified', 'deal'].map(
    (stage) =>
      rowsOf(out, 'stages')
        .find((row) => row.get('stage') === stage)
        ?.get('reached') ?? null,
  );
};

const mql = (at: number): string => `q${(at * 7919 + 104729).toString(16)}`;
const FUNNEL = {
  'marketing.csv': table(
    'mql_id,first_contact_date,landing_page_id,origin',
    times(60, (at) => [mql(at), day(at), `p${at % 4}`, pick(['organic_search', 'paid_search', 'email'], at)]),
  ),
  'closed.csv': table(
    'mql_id,seller_id,sr_id,won_date,business_segment,declared_monthly_revenue',
    times(12, (at) => [
      mql(at * 5),
      `s${at}x`,
      `r${at % 3}`,
      `${day(at * 5 + 20)} 10:00:00`,
      pick(['pet', 'home'], at),
      1000,
    ]),
  ),
};

describe('a draft of files that nobody knows', () => {
  it('links deals to leads by the IDs that both hold; an amount that is declared is no revenue', async () => {
    const { path, columns, tables, yaml } = await drafted(FUNNEL);
    expect(tables).toEqual({ 'marketing.csv': 'crm lead', 'closed.csv': 'crm deal' });
    expect(columns['marketing.csv']).toEqual({ lead_id: 'mql_id', created_at: 'first_contact_date', source: 'origin' });
    expect(columns['closed.csv']).toEqual({
      ...{ lead_id: 'mql_id', deal_id: 'seller_id', manager: 'sr_id' },
      ...{ created_at: 'won_date', closed_at: 'won_date', deal_at: 'won_date' },
    });
    expect(yaml).toContain('closed.csv: crm (deal), a guess, by the IDs of marketing.csv');
    expect(await reached(path)).toEqual([60, null, 12]);
  });

  it('takes leads, and files of those that came to a stage, joined by an address', async () => {
    const who = (at: number) => `u${at}@mail.test`;
    const { path, tables, columns, yaml } = await drafted({
      'leads.csv': table(
        'email,lead_date,utm_source',
        times(40, (at) => [who(at), day(at), pick(['google', 'vk'], at)]),
      ),
      'mqls.csv': table(
        'email,mql_date',
        times(20, (at) => [who(at), day(at + 2)]),
      ),
      'won.csv': table(
        'opportunity_id,email,won_date,amount',
        times(6, (at) => [`OP-${at}`, who(at), day(at + 9), 100]),
      ),
    });
    expect(tables).toEqual({ 'leads.csv': 'crm lead', 'mqls.csv': 'stage_events lead', 'won.csv': 'crm deal' });
    expect(columns['mqls.csv']).toEqual({ lead_id: 'email', entered_at: 'mql_date' });
    expect(columns['won.csv']).toMatchObject({ lead_id: 'email', deal_id: 'opportunity_id', revenue: 'amount' });
    expect(yaml).toMatch(/ {2}mql: qualified \? +# rows: 20/);
    expect(await reached(path)).toEqual([40, 20, 6]);
  });

  it('leaves tables that only explain words for lookups, and a price list and notes out', async () => {
    const people = ['Ann', 'Bob', 'Eve'];
    const { path, columns, yaml, err } = await drafted({
      'pipeline.csv': table(
        'opportunity_id,sales_agent,product,deal_stage,engage_date,close_date,close_value',
        times(40, (at) => [
          ...[`K${at * 37}A`, pick(people, at), pick(['Pro', 'Basic'], at), pick(['Won', 'Lost', 'Engaging'], at)],
          ...[day(at), at % 3 === 2 ? '' : day(at + 30), at % 3 === 0 ? 500 + at : ''],
        ]),
      ),
      'teams.csv': table(
        'sales_agent,regional_office',
        people.map((one, at) => [one, pick(['East', 'West'], at)]),
      ),
      'products.csv': table('product,series,sales_price', [
        ['Pro', 'P', 500],
        ['Basic', 'B', 50],
      ]),
      'README.txt': 'Exports of January.\n',
    });
    expect(columns).toEqual({
      'pipeline.csv': {
        ...{ lead_id: 'opportunity_id', created_at: 'engage_date', closed_at: 'close_date', status: 'deal_stage' },
        ...{ revenue: 'close_value', manager: 'sales_agent' },
      },
    });
    expect(yaml).toContain('#   regional_office: {file: teams.csv, key: sales_agent, value: regional_office}');
    expect(yaml).toMatch(/^# ignore: \[README\.txt, products\.csv, teams\.csv\]/m);
    // Nobody has said what this status is: the line is named, and there is no report before.
    expect(err).toMatch(/funnel\.yaml:\d+: Engaging: \?/);
    expect((await funnel(['report', path])).code).toBe(2);
  });

  it('numbers no leads by the IDs of deals, and links these by what stands in them', async () => {
    const { columns, path } = await drafted({
      'leads.csv': 'Lead ID,Created,Status,Source\nL1,2026-01-01,New,a\nL2,2026-01-02,New,a\nL3,2026-01-02,Lost,a\n',
      'deals.csv': 'Deal ID,Created,Stage,Amount,Request\n1,2026-01-03,Won,100,L1\n2,2026-01-03,Won,300,L2\n',
    });
    expect(columns['deals.csv']).toMatchObject({ deal_id: 'Deal ID', lead_id: 'Request' });
    const { out } = await funnel(['report', path, '-f', 'json']);
    const total = rowsOf(out, 'sources').find((row) => row.get('source') === '(total)');
    expect(['leads', 'deals', 'revenue'].map((name) => total?.get(name))).toEqual([3, 2, '400.00']);
  });

  it('takes the day on which leads became customers for that of the deal', async () => {
    const leads = times(12, (at) => [
      `L${at}`,
      day(at),
      pick(['Fair', 'Search'], at),
      day(at + 3),
      at % 3 ? '' : day(at + 20),
    ]);
    const { path, columns } = await drafted({
      'leads.csv': table('lead_id,created_date,channel,mql_date,customer_date', leads),
    });
    expect(columns['leads.csv']).toMatchObject({ qualified_at: 'mql_date', deal_at: 'customer_date' });
    expect(await reached(path)).toEqual([12, 12, 4]);
    const staged = leads.map((row, at) => [...row, at % 3 ? 'MQL' : 'Customer']);
    const named = await drafted({
      'leads.csv': table('lead_id,created_date,channel,mql_date,customer_date,status', staged),
    });
    expect(named.columns['leads.csv']).toMatchObject({ closed_at: 'customer_date', status: 'status' });
    expect(await reached(named.path)).toEqual([12, 12, 4]);
  });

  it('names stages that stand as numbers by the table beside them', async () => {
    const { lookups, yaml, path } = await drafted({
      'deals.csv': table(
        'deal_id,createdate,dealstage,source',
        times(30, (at) => [`${900100 + at}`, day(at), pick(['1040277', '1040278', '1040279'], at), 'google']),
      ),
      'stages.csv': 'stage_id,label\n1040277,Qualified\n1040278,Closed won\n1040279,Closed lost\n',
    });
    expect(lookups.get('status')).toEqual({ file: 'stages.csv', key: 'stage_id', value: 'label' });
    expect(yaml).toMatch(/Closed won: deal \?/);
    expect(await reached(path)).toEqual([30, 20, 10]);
  });

  it('takes the platform of each campaign from the list of campaigns, where leads and spend name only these', async () => {
    const { path, columns, lookups } = await drafted({
      'campaigns.csv':
        'campaign_id,campaign_name,platform,start_date,budget\nC-1,Brand,Google Ads,2026-01-01,500\nC-2,Friends,Meta Ads,2026-01-01,300\nC-3,Fair,Partners,2026-01-01,200\n',
      'leads.csv': table(
        'lead_id,campaign_id,created_date,status',
        times(12, (at) => [`L${at}`, `C-${(at % 3) + 1}`, day(at), pick(['Won', 'Lost', 'New', 'New'], at)]),
      ),
      'spend.csv': table(
        'campaign_id,spend_date,clicks,spend',
        times(12, (at) => [`C-${(at % 3) + 1}`, day(at), 10, (at % 3) + 1]),
      ),
    });
    expect([columns['leads.csv']?.source, columns['spend.csv']?.source]).toEqual(['campaign_id', 'campaign_id']);
    expect([...lookups.keys()]).toEqual(['source']);
    const groups = 'source,channel\nGoogle Ads,Paid search\nMeta Ads,Paid social\n';
    const named = table(
      'lead_id,created_date,source,status',
      times(4, (at) => [`L${at}`, day(at), pick(['Google Ads', 'Meta Ads'], at), 'New']),
    );
    expect((await drafted({ 'leads.csv': named, 'groups.csv': groups })).lookups.size).toBe(0);
    const { out } = await funnel(['sources', path, '-f', 'json']);
    const rows = rowsOf(out, 'sources').map((row) => ['source', 'spend', 'leads'].map((name) => row.get(name)));
    expect(rows.slice(0, 3)).toEqual([
      ['Partners', '12.00', 4],
      ['Meta Ads', '8.00', 4],
      ['Google Ads', '4.00', 4],
    ]);
  });

  it('takes that column of leads for their source which names what the spend is of', async () => {
    const [spots, kinds] = [
      ['Meta Ads', 'Fair'],
      ['Paid', 'Organic', 'Referral'],
    ];
    const { path, columns } = await drafted({
      'leads.csv': table(
        'lead_id,created_date,channel,lead_source,status',
        times(12, (at) => [`L${at}`, day(at), pick(spots, at), pick(kinds, at), pick(['Won', 'Lost', 'New'], at)]),
      ),
      'spend.csv': table(
        'date,platform,spend',
        times(12, (at) => [day(at), pick(['Meta Ads', 'Fair'], at), 10]),
      ),
    });
    expect(columns['leads.csv']).toMatchObject({ source: 'channel', medium: 'lead_source' });
    const { out } = await funnel(['sources', path, '-f', 'json']);
    const paid = rowsOf(out, 'sources').find((row) => row.get('source') === 'Meta Ads');
    expect(['spend', 'leads'].map((name) => paid?.get(name))).toEqual(['60.00', 2]);
    // A source that the spend knows stays, whatever else its names stand in.
    const known = await drafted({
      'leads.csv': table(
        'lead_id,created_date,channel,lead_source,status',
        times(12, (at) => [`L${at}`, day(at), pick(['Meta Ads', 'Fair'], at), pick(['Fair', 'Walk-in'], at), 'New']),
      ),
      'spend.csv': table('date,platform,spend', [
        [day(1), 'Meta Ads', 10],
        [day(2), 'Fair', 20],
      ]),
    });
    expect(known.columns['leads.csv']?.source).toBe('lead_source');
  });

  it('names stages by what they are called, and not by the pipeline that all of them are of', async () => {
    const { lookups } = await drafted({
      'deals.csv': table(
        'deal_id,came,stage_id',
        times(60, (at) => [`D${at}`, day(at), pick(['FRESH', 'DONE', 'GONE'], at)]),
      ),
      'stages.csv': table('pipeline_id,stage_id,is_final,stage_name', [
        ['main', 'FRESH', 'false', 'Новая заявка'],
        ['main', 'DONE', 'true', 'Успешно'],
        ['main', 'GONE', 'true', 'Отказ'],
      ]),
    });
    expect(lookups.get('status')).toEqual({ file: 'stages.csv', key: 'stage_id', value: 'stage_name' });
  });

  describe('of what lies around deals:', () => {
    const deals = table(
      'deal_id,created_at,stage_id,source,contact_id',
      times(12, (at) => [
        `D${at}7`,
        day(at),
        pick(['NEW', 'WON', 'LOST'], at),
        pick(['vk', 'avito'], at),
        `P${at % 5}`,
      ]),
    );
    const paid = (more: string, cell: (at: number) => string) =>
      table(
        `payment_id,deal_id,payment_date,amount${more}`,
        times(4, (at) => [`Y${at}`, `D${at * 3 + 1}7`, day(at + 2), 100, ...(more ? [cell(at)] : [])]),
      );

    it('what was paid is the payments of those', async () => {
      const { path, columns, tables } = await drafted({ 'deals.csv': deals, 'paid.csv': paid('', String) });
      expect(tables['paid.csv']).toBe('payments lead');
      expect(columns['paid.csv']).toEqual({
        ...{ payment_id: 'payment_id', deal_id: 'deal_id', paid_at: 'payment_date', amount: 'amount' },
      });
      const { out } = await funnel(['report', path, '-f', 'json']);
      const total = rowsOf(out, 'sources').find((row) => row.get('source') === '(total)');
      expect(['leads', 'deals', 'revenue'].map((name) => total?.get(name))).toEqual([12, 4, '400.00']);
    });

    it('what was paid is so though nothing numbers it; purchases of one lead are a deal each', async () => {
      const unnumbered = table(
        'deal_id,payment_date,amount',
        ['D17', 'D17', 'D47', 'D77'].map((id, at) => [id, day(at + 2), 100 + at]),
      );
      const crm = await drafted({ 'deals.csv': deals, 'paid.csv': unnumbered });
      expect([crm.tables['paid.csv'], Object.keys(crm.columns['paid.csv'] ?? {})]).toEqual([
        'payments lead',
        ['deal_id', 'paid_at', 'amount'],
      ]);
      const leads = table(
        'lead_id,created_at,source',
        times(6, (at) => [`L${at}7`, day(at), 'vk']),
      );
      const bought = table('lead_id,purchase_date,amount', [
        ['L17', day(9), 10],
        ['L17', day(10), 20],
        ['L37', day(11), 5],
      ]);
      const { path } = await drafted({ 'leads.csv': leads, 'bought.csv': bought });
      const { out } = await funnel(['report', path, '-f', 'json']);
      const total = rowsOf(out, 'sources').find((row) => row.get('source') === '(total)');
      expect(['deals', 'won_deals', 'revenue'].map((name) => total?.get(name))).toEqual([2, 3, '35.00']);
    });

    it('what is only due is none of them, by a status in known words', async () => {
      const dues = paid(',status,Currency', (at) => `${pick(['paid', 'pending'], at)},RUB`);
      // A shop has the order at the head: what is called a payment's all the same is one.
      const orders = dues.replace(
        'payment_id,deal_id,payment_date,amount',
        '№ оплаты,Номер заказа,Дата оплаты,Сумма оплаты',
      );
      const [head, ...rows] = orders.split('\n').map((row) => row.replace(/^([^,]*),([^,]*)/u, '$2,$1'));
      for (const list of [dues, [head, ...rows].join('\n')]) {
        const { path, columns, tables } = await drafted({ 'deals.csv': deals, 'paid.csv': list });
        expect(tables['paid.csv']).toBe('payments lead');
        expect(columns['paid.csv']).toMatchObject({ currency: 'Currency' });
        const { out } = await funnel(['report', path, '-f', 'json']);
        expect(
          rowsOf(out, 'sources')
            .find((row) => row.get('source') === '(total)')
            ?.get('revenue'),
        ).toBe('200.00');
      }
    });

    it('what may only be due is a person’s to tell, and no leads', async () => {
      const dues = paid(',result', (at) => pick(['paid', 'pending'], at));
      const { tables, path } = await drafted({ 'deals.csv': deals, 'paid.csv': dues });
      expect(Object.keys(tables)).toEqual(['deals.csv']);
      expect((await funnel(['check', path])).out).toMatch(/payments and no leads, some of which may not have come in/);
    });

    it('how a shipment stands is not how the deal does', async () => {
      const sent = table(
        'shipment_id,deal_id,sent_date,status',
        times(4, (at) => [`S${at}`, `D${at}7`, day(at + 2), pick(['planned', 'shipped'], at)]),
      );
      const { yaml, tables } = await drafted({ 'deals.csv': deals, 'sent.csv': sent });
      expect(Object.keys(tables)).toEqual(['deals.csv']);
      expect(yaml).toMatch(/^# - path: sent\.csv\n# {3}table: crm/m);
    });
  });

  it('takes spend for spend: IDs of campaigns are no names, ages and scores are no money', async () => {
    const { path, columns, yaml } = await drafted({
      'ads.csv': table(
        'ad_id,xyz_campaign_id,age,interest,Impressions,Clicks,Spent,Total_Conversion,Approved_Conversion',
        times(30, (at) => [
          708746 + at,
          pick(['916', '936'], at),
          '30-34',
          15,
          1000 + at,
          at,
          `${at}.50`,
          at % 5,
          at % 2,
        ]),
      ),
    });
    expect(columns['ads.csv']).toEqual({
      ...{ cost: 'Spent', clicks: 'Clicks', impressions: 'Impressions', actions: 'Total_Conversion' },
      campaign_id: 'xyz_campaign_id',
    });
    expect(yaml).toContain('# actions: Approved_Conversion');
    expect(yaml).toContain('# set: {source: VK}');
    expect((await funnel(['report', path])).code).toBe(0);
  });

  it('takes what was spent before what may be, and no number of a row for either', async () => {
    const { columns } = await drafted({
      'ads.csv': table(
        'expense_id,budget_idr,actual_spend_idr,day,network',
        times(8, (at) => [500 + at, 1000, 990 + at, day(at), pick(['google', 'vk'], at)]),
      ),
    });
    expect(columns['ads.csv']).toMatchObject({ cost: 'actual_spend_idr', day: 'day' });
    const { columns: ofIds } = await drafted({
      'ads.csv': table(
        'spend_id,run_on,network,hits,clicks',
        times(8, (at) => [500 + at, day(at), pick(['google', 'vk'], at), 9, 7]),
      ),
    });
    expect(ofIds['ads.csv']).not.toHaveProperty('cost');
  });

  it('does not read a list of campaigns beside what they cost by day', async () => {
    const { tables, yaml, err, path } = await drafted({
      'campaigns.csv': table(
        'campaign_id,campaign_name,channel,start_date,end_date,total_budget',
        times(3, (at) => [`C${at}`, `Name ${at}`, pick(['google', 'vk'], at), day(0), day(30), 300]),
      ),
      'daily.csv': table(
        'run_on,campaign_id,network,ad_spending,impressions',
        times(30, (at) => [day(at), `C${at % 3}`, pick(['google', 'vk', 'google'], at), '10.00', 7]),
      ),
    });
    expect(tables).toEqual({ 'daily.csv': 'ad_stats lead' });
    expect(yaml).toMatch(/^# - path: campaigns\.csv\n# {3}table: ad_stats/m);
    expect(err).toContain('since they may be the sums of another sheet, or its plan: campaigns.csv');
    expect((await funnel(['sources', path, '-f', 'csv'])).out).toContain('(total),300.00');
  });

  it('takes a budget per month and channel for spend', async () => {
    const { path, columns } = await drafted({
      'ads.csv': 'Месяц;Канал;Бюджет\nСентябрь 2026;Радио;10 000\nСентябрь 2026;Газета;20 000\n',
    });
    // Of a month: a day of it has no spend of its own.
    expect(columns['ads.csv']).toEqual({ period_from: 'Месяц', source: 'Канал', cost: 'Бюджет' });
    expect((await funnel(['sources', path, '-f', 'csv'])).out).toContain('Газета,20000.00');
  });

  it('does not read a second list of leads that nothing links to the first', { tags: 'slow' }, async () => {
    const { yaml, err, tables } = await drafted({
      ...FUNNEL,
      'members.csv': table(
        'member_id,join_date,channel',
        times(30, (at) => [`v${at * 13}z`, day(at), pick(['google', 'email'], at)]),
      ),
    });
    expect(Object.keys(tables)).toEqual(['closed.csv', 'marketing.csv']);
    expect(yaml).toMatch(/^# - path: members\.csv\n# {3}table: crm/m);
    expect(err).toContain('drafted, and not read, since nothing links them to the leads: members.csv');
  });

  describe('takes each row for a lead where nothing numbers them, as a sales department keeps them:', () => {
    const rows = times(12, (at) => [`1${at % 9}.03.2026`, pick(['Сайт', 'Авито'], at), pick(['Новая', 'Отказ'], at)]);
    const sheet = (headings: string, more: (at: number) => string | number, from = rows) =>
      table(
        headings,
        from.map((row, at) => [...row, more(at)]),
      );
    const unnamed = rows.map(([when = '', whence = '']) => [when, whence]);

    it.each([
      ['when, where from, how it stands', table('Дата,Источник,Статус', rows), 'Статус'],
      ['and who it was', sheet('Дата,Источник,Телефон', (at) => `+7900000000${at % 5}`, unnamed), undefined],
    ])('%s', async (_, text, status) => {
      const { path, columns } = await drafted({ 'sheet.csv': text });
      const own = { lead_id: '$row', created_at: 'Дата', source: 'Источник', ...(status && { status }) };
      expect(columns['sheet.csv']).toEqual(own);
      expect((await funnel(['leads', path, '-f', 'csv', '--all', '--guess'])).out.trim().split('\n')).toHaveLength(13);
    });

    it.each([
      ['of several at once', sheet('Дата,Источник,Статус,Количество', (at) => 5 + at)],
      ['of spend', sheet('Дата,Источник,Статус,Расход', (at) => `${5 + at}.50`)],
      ['of nobody in particular', sheet('Дата,Источник,Тема', (at) => `t${at}`, unnamed)],
    ])('but no row %s', async (_, text) => {
      const path = folder({ 'sheet.csv': text });
      expect(await funnel(['init', path])).toMatchObject({ code: 0 });
      expect(readFileSync(join(path, 'funnel.yaml'), 'utf8')).not.toContain('$row');
    });

    it('nor beside a list that numbers its leads', async () => {
      const { yaml } = await drafted({ ...FUNNEL, 'sheet.csv': table('Дата,Источник,Статус', rows) });
      expect(yaml).toMatch(/^# - path: sheet\.csv\n# {3}table: crm/m);
    });
  });

  it('takes counts of leads for no IDs of such', async () => {
    const { columns, tables } = await drafted({
      'day.csv': 'Дата;Менеджер;Лиды;Заявки;Оплаты;Выручка\n2026-09-05;A;10;4;2;20000\n2026-09-06;B;12;6;3;35000\n',
    });
    expect(tables).toEqual({ 'day.csv': 'agg lead' });
    expect(columns['day.csv']).toEqual({ day: 'Дата', leads: 'Лиды', deals: 'Оплаты', revenue: 'Выручка' });
  });

  it('takes no row of data for the headings, whatever words stand in it', async () => {
    const { columns } = await drafted({
      'leads.csv': table(
        'Prospect Key,Origin Form,Mail,Visited,Enquiry Date',
        times(30, (at) => [`7c${at}`, pick(['Source', 'Campaign'], at), pick(['No', 'Status'], at), at, day(at)]),
      ),
    });
    expect(columns['leads.csv']).toMatchObject({ lead_id: 'Prospect Key', created_at: 'Enquiry Date' });
  });
});

describe('a draft tells what came first, what was won and what is no lead', () => {
  const won = (at: number, word: string) => (at % 4 === 0 ? word : '');

  it('takes for the creation a date that every row has, and the others for how far a lead came', async () => {
    const { path, columns } = await drafted({
      'leads.csv': table(
        'Lead Number,Date Created,MQL Date,Closed Won Date,Channel',
        times(60, (at) => [
          ...[`L${at}`, day(at), at % 2 === 0 ? day(at + 2) : '', won(at, day(at + 9))],
          pick(['webinar', 'outbound'], at),
        ]),
      ),
    });
    expect(columns['leads.csv']).toEqual({
      ...{ lead_id: 'Lead Number', created_at: 'Date Created', qualified_at: 'MQL Date', source: 'Channel' },
      ...{ closed_at: 'Closed Won Date', deal_at: 'Closed Won Date' },
    });
    expect(await reached(path)).toEqual([60, 30, 15]);
  });

  it.each([
    'deal_id,created_at,qualified_at,proposal_at,negotiation_at,proposal_expires_at,current_stage,lead_source',
    'Vorgang-ID,Angelegt am,Qualifiziert am,Angebot am,Verhandlung am,Angebot gültig bis,Phase,Herkunft',
  ])('knows how far a lead came by the days of its stages, beside usual headings too: %s', async (headings) => {
    const { columns } = await drafted({
      'deals.csv': table(
        headings,
        times(60, (at) => [
          ...[`D${at}`, day(at), day(at + 1), won(at, day(at + 2)), won(at, day(at + 3)), won(at, day(at + 90))],
          ...[won(at, 'Won') || 'Lost', pick(['webinar', 'outbound'], at)],
        ]),
      ),
    });
    const [id, created, qualified, proposal, negotiation, , stage, source] = headings.split(',');
    expect(columns['deals.csv']).toEqual({
      ...{ lead_id: id, created_at: created, qualified_at: qualified, proposal_at: proposal },
      ...{ decision_at: negotiation, status: stage, source },
    });
  });

  it('knows a sale that a flag tells, and its day', async () => {
    const { path, columns } = await drafted({
      'quotes.csv': table(
        'quote_id,pipeline,quote_date,channel,bound,bind_date',
        times(60, (at) => [
          `Q${at}`,
          'Home',
          day(at),
          pick(['Broker', 'Direct'], at),
          won(at, 'Y') || 'N',
          won(at, day(at + 3)),
        ]),
      ),
    });
    expect(columns['quotes.csv']).toMatchObject({ created_at: 'quote_date', closed_at: 'bind_date', status: 'bound' });
    expect(await reached(path)).toEqual([60, null, 15]);
  });

  it.each(['churn_flag', 'Coupon_Status', 'Delivery Status'])(
    '%s tells nothing of a sale',
    { tags: 'slow' },
    async (heading) => {
      const { columns } = await drafted({
        'accounts.csv': table(
          `account_id,signup_date,referral_source,${heading}`,
          times(60, (at) => [`A${at}`, day(at), pick(['ads', 'event'], at), pick(['Yes', 'No'], at)]),
        ),
      });
      expect(columns['accounts.csv']).toEqual({
        ...{ lead_id: 'account_id', created_at: 'signup_date', source: 'referral_source' },
      });
    },
  );

  it.each([
    'cons.price.idx',
    'Client Size By Revenue',
    'Deal Size Category',
    'refund_amount',
    'Est. Revenue',
    'Number of sales reps',
    'Revenue From Client Past Two Years',
  ])('%s is no revenue', { tags: 'slow' }, async (heading) => {
    const { columns } = await drafted({
      'leads.csv': table(
        `Enquiry Ref,Enquiry Date,Stage,${heading}`,
        times(60, (at) => [`R${at}`, day(at), pick(['New', 'Won', 'Lost'], at), at % 7]),
      ),
    });
    expect(columns['leads.csv']).not.toHaveProperty('revenue');
  });

  it.each(['Postal code', 'ad_group_id', 'Индекс'])('by a %s no lead is told from another', async (heading) => {
    const path = folder({
      'leads.csv': table(
        `Enquiry Date,Channel,Stage,${heading}`,
        times(60, (at) => [day(at), pick(['ads', 'event'], at), pick(['New', 'Won', 'Lost'], at), 101000 + at]),
      ),
    });
    await funnel(['init', path]);
    expect(readFileSync(join(path, 'funnel.yaml'), 'utf8')).not.toMatch(/^ *lead_id: (?!"\$row \?")/m);
  });

  it.each(['Est. Revenue', 'Prorated Revenue', 'Weighted Amount', 'Importe ponderado', 'Valor estimado'])(
    '%s is no revenue beside what was earned',
    { tags: 'slow' },
    async (heading) => {
      const { columns } = await drafted({
        'deals.csv': table(
          `Enquiry Ref,Enquiry Date,Stage,${heading},Actual Revenue`,
          times(60, (at) => [`R${at}`, day(at), pick(['New', 'Won', 'Lost'], at), at + 100, won(at, String(at))]),
        ),
      });
      expect(columns['deals.csv']).toMatchObject({ revenue: 'Actual Revenue' });
    },
  );

  it.each([
    'Est. Close Date',
    'cierre_previsto',
    'Previsão de fechamento',
    'Clôture prévue',
    'Fecha estimada de cierre',
  ])('%s is planned: no day of closing, nor of creation', { tags: 'slow' }, async (heading) => {
    const { columns } = await drafted({
      'deals.csv': table(
        `Enquiry Ref,Stage,${heading}`,
        times(60, (at) => [`R${at}`, pick(['New', 'Won', 'Lost'], at), day(at + 30)]),
      ),
    });
    expect(columns['deals.csv']).toEqual({ lead_id: 'Enquiry Ref', status: 'Stage' });
  });

  it.each([
    ['Last contact date', 'First contact date'],
    ['Data da última conversão', 'Data da primeira conversão'],
    ['Дата последнего обращения', 'Дата первого обращения'],
  ])('%s is not when a lead came: %s is', async (last, first) => {
    const { columns } = await drafted({
      'leads.csv': table(
        `Enquiry Ref,Stage,${last},${first}`,
        times(60, (at) => [`R${at}`, pick(['New', 'Won', 'Lost'], at), day(at + 30), day(at)]),
      ),
    });
    expect(columns['leads.csv']).toMatchObject({ created_at: first });
  });

  it.each([
    ['Stage', 'Status', ['Won', 'Lost', 'Open']],
    ['Etapa', 'Estado', ['Vendida', 'Perdida', 'Em andamento']],
    ['Deal Stage', 'Deal Status', ['Won', 'Dead', 'Open']],
  ])(
    'a deal whose %s is how far it came and whose %s is how it ended has both',
    { tags: 'slow' },
    async (stage, status, words) => {
      const { path, columns } = await drafted({
        'deals.csv': table(
          `Enquiry Ref,Enquiry Date,${stage},${status}`,
          times(60, (at) => [`R${at}`, day(at), pick(['Proposal', 'Qualified'], at), pick(words, at)]),
        ),
      });
      expect(columns['deals.csv']).toMatchObject({ status: stage, outcome: status });
      expect(await reached(path)).toEqual([60, 60, 20]);
    },
  );

  it('takes each row for a deal where no column tells them apart, and some are won', async () => {
    const { path, columns } = await drafted({
      'opportunities.csv': table(
        'Created On,Topic,Status,Sales Stage,Source Campaign,Actual Revenue',
        times(60, (at) => [
          ...[
            day(at),
            pick(['Desks', 'Chairs'], at),
            pick(['Won', 'Lost', 'Open'], at),
            pick(['Qualify', 'Proposal'], at),
          ],
          ...[pick(['Fair', 'Webinar'], at), at % 3 === 0 ? 10 : 0],
        ]),
      ),
    });
    expect(columns['opportunities.csv']).toEqual({
      ...{ lead_id: '$row', created_at: 'Created On', status: 'Sales Stage', outcome: 'Status' },
      ...{ campaign: 'Source Campaign', revenue: 'Actual Revenue' },
    });
    expect(await reached(path)).toEqual([60, null, 20]);
  });

  it.each(['Call ID', 'ticket_id', 'churn_event_id', 'usage_id', 'ID звонка', 'Task Id'])(
    'rows with a %s are no leads and no deals, however many they are',
    { tags: 'slow' },
    async (heading) => {
      const { path, tables } = await drafted({
        'leads.csv': table(
          'Lead Ref,Enquiry Date,Channel',
          times(30, (at) => [`L-${at}`, day(at), pick(['Walk-in', 'Referral'], at)]),
        ),
        'around.csv': table(
          `${heading},Lead Ref,submitted,closed_at,Outcome`,
          times(90, (at) => [`X${at}`, `L-${at % 30}`, day(at), day(at + 1), pick(['Answered', 'Busy'], at)]),
        ),
      });
      expect(tables).toEqual({ 'leads.csv': 'crm lead' });
      expect(await reached(path)).toEqual([30, null, null]);
    },
  );

  it('finds the list that others refer to, though they be longer', { tags: 'slow' }, async () => {
    const { path, tables } = await drafted({
      'clients.csv': table(
        'client_id,signup_date,channel',
        times(30, (at) => [`c${at * 31}x`, day(at), pick(['seo', 'ads'], at)]),
      ),
      'orders.csv': table(
        'order_id,client_id,order_date,amount',
        times(50, (at) => [`o${at}`, `c${(at % 10) * 31}x`, day(at + 30), 10]),
      ),
    });
    expect(tables).toEqual({ 'clients.csv': 'crm lead', 'orders.csv': 'crm deal' });
    expect(await reached(path)).toEqual([30, null, 10]);
  });

  it('closes on the day that it closed, and not on that which was estimated', async () => {
    const { columns } = await drafted({
      'leads.csv': table(
        'lead_key,Created On,Est. close date,Actual close date,phase',
        times(30, (at) => [
          `k${at}`,
          day(at),
          day(at + 50),
          at % 2 === 0 ? day(at + 9) : '',
          pick(['Won', 'Lost'], at),
        ]),
      ),
    });
    expect(columns['leads.csv']).toMatchObject({ closed_at: 'Actual close date' });
  });

  it('a closing is no sale where no heading says so', { tags: 'slow' }, async () => {
    const { path, columns } = await drafted({
      'leads.csv': table(
        'lead_key,first_contact_date,origin',
        times(40, (at) => [`k${at}z`, day(at), pick(['email', 'social'], at)]),
      ),
      'ended.csv': table(
        'deal_id,lead_key,start_date,end_date',
        times(20, (at) => [`d${at}`, `k${at}z`, day(at), day(at + 30)]),
      ),
    });
    expect(columns['ended.csv']).not.toHaveProperty('deal_at');
    expect(await reached(path)).toEqual([40, null, null]);
  });

  it('is numbered by leads, though their visitors are named before them', async () => {
    const { columns } = await drafted({
      'leads.csv': table(
        'user_id,lead_id,signup,phase',
        times(30, (at) => [700 + at, 9000 + at, day(at), pick(['new', 'lost'], at)]),
      ),
    });
    expect(columns['leads.csv']).toMatchObject({ lead_id: 'lead_id' });
  });

  it('takes rows without an ID for leads, where they say when, how they stand and where they came from', async () => {
    const { path, columns, yaml } = await drafted({
      'won and lost.csv': table(
        'Asked on date,Origin,Phase,Number of sales reps,PPC budget USD,Why lost',
        times(30, (at) => [day(at), pick(['fair', 'radio'], at), pick(['Won', 'Lost', 'New'], at), 3, 100, '']),
      ),
    });
    expect(columns['won and lost.csv']).toMatchObject({ lead_id: '$row', status: 'Phase', source: 'Origin' });
    expect(yaml).not.toContain('Number of sales reps ?');
    expect(await reached(path)).toEqual([30, null, 10]);
  });

  it.each([
    ['have a number of something else at their head', 'location_id,Asked on date,Origin,Phase', 'L1'],
    ['count clicks', 'campaign,Asked on date,Origin,Phase,clicks', 'autumn'],
    ['do not say where they came from', 'town,Asked on date,note,Phase', 'Riga'],
  ])('takes none that %s', async (_, headings, first) => {
    const width = headings.split(',').length;
    const { columns } = await drafted({
      'rows.csv': table(
        headings,
        times(30, (at) => [first, day(at), pick(['fair', 'radio'], at), pick(['Won', 'Lost'], at), 7].slice(0, width)),
      ),
      'leads.csv': table(
        'lead_id,created_at,status,source',
        times(30, (at) => [`L${at}`, day(at), pick(['Won', 'Lost'], at), 'radio']),
      ),
    });
    expect(columns['rows.csv']?.lead_id).toBeUndefined();
  });

  it('takes what says that it is leads for them, without a date', async () => {
    const { path, columns } = await drafted({
      'leads.csv': table(
        'lead_id,account_id,source,became_customer',
        times(30, (at) => [`L${at}`, at % 7, pick(['google', 'vk'], at), at % 2]),
      ),
    });
    expect(columns['leads.csv']).toMatchObject({ lead_id: 'lead_id', source: 'source' });
    expect(await reached(path)).toEqual([30, null, null]);
  });

  it('takes a list of campaigns, of goods or of stages for no leads', async () => {
    const { columns, err } = await drafted({
      'campaigns.csv': table(
        'campaign_id,campaign_name,channel,start_date,end_date,status',
        times(6, (at) => [`C${at}`, `Name ${at}`, pick(['google', 'vk'], at), day(at), day(at + 9), 'active']),
      ),
      'courses.csv': table(
        'course_id,title,created,status',
        times(6, (at) => [`K${at}`, `Course ${at}`, day(at), pick(['open', 'closed'], at)]),
      ),
      'leads.csv': table(
        'id,came,phase,campaign_id',
        times(30, (at) => [`L${at}`, day(at), pick(['new', 'lost'], at), `C${at % 6}`]),
      ),
    });
    expect(Object.keys(columns)).toEqual(['leads.csv']);
    expect(err).toContain('no exports, as it seems: campaigns.csv, courses.csv');
  });

  it('an ID of leads that stands twice in a table of a few rows is an ID', async () => {
    const { columns } = await drafted({
      'leads.csv': table(
        'deal_id,company_id,came,phase',
        times(12, (at) => [`D${at === 5 ? 4 : at}`, `K${at % 10}`, day(at), pick(['new', 'lost'], at)]),
      ),
    });
    expect(columns['leads.csv']).toMatchObject({ lead_id: 'deal_id' });
  });

  it('an ID that stands twice in a few rows is an ID', async () => {
    const { columns } = await drafted({
      'pipeline.csv': table(
        'opportunity_id,engage_date,deal_stage',
        times(80, (at) => [`O${at === 40 ? 3 : at}`, day(at), pick(['Won', 'Lost', 'New'], at)]),
      ),
    });
    expect(columns['pipeline.csv']).toMatchObject({ lead_id: 'opportunity_id' });
  });
});

describe('a draft of lists beside each other', () => {
  const client = (at: number) => `k${at * 17}w`;
  const leads = table(
    'lead_id,created_at,utm_source,client_id',
    times(40, (at) => [`l${at * 3}q`, day(at), pick(['yandex', 'vk'], at), at === 7 ? '' : client(at)]),
  );

  it('links purchases by the number of a client that both hold', async () => {
    const { path, columns, tables } = await drafted({
      'leads.csv': leads,
      'purchases.csv': table(
        'purchase_id,client_id,purchase_date,amount',
        times(8, (at) => [`p${at}`, client(at * 2), day(at + 20), 50]),
      ),
    });
    expect(tables).toEqual({ 'leads.csv': 'crm lead', 'purchases.csv': 'crm deal' });
    expect(columns['purchases.csv']).toMatchObject({ deal_id: 'client_id', deal_at: 'purchase_date' });
    expect(columns['leads.csv']).toMatchObject({ lead_id: 'lead_id', deal_id: 'client_id' });
    expect(await reached(path)).toEqual([40, null, 8]);
  });

  it('links nothing by numbers of other things: payment 15 is not lead 15', async () => {
    const { columns, yaml } = await drafted({
      'leads.csv': table(
        'lead_id,user_id,lead_date,lead_status',
        times(40, (at) => [1000 + at, 7000 + at * 3, day(at), pick(['new', 'lost'], at)]),
      ),
      'payments.csv': table(
        'payment_id,user_id,payment_date,amount',
        times(20, (at) => [1000 + at, 7000 + (39 - at) * 3, day(at + 20), 50]),
      ),
      // Everybody who has an account, and not whoever bought.
      'accounts.csv': table(
        'user_id,signup,traffic_source',
        times(45, (at) => [7000 + at * 3, day(at), pick(['ads', 'organic'], at)]),
      ),
    });
    expect(columns['payments.csv']).toMatchObject({ deal_id: 'user_id', deal_at: 'payment_date' });
    expect(columns['payments.csv']).not.toHaveProperty('lead_id');
    expect(columns['leads.csv']).toMatchObject({ lead_id: 'lead_id', deal_id: 'user_id' });
    expect(yaml).toMatch(/^# - path: accounts\.csv/m);
  });

  it('links nothing by names: two people may bear one', async () => {
    const { tables, err } = await drafted({
      'leads.csv': table(
        'Lead Ref,Enquiry Date,Channel,Customer',
        times(30, (at) => [`L-${at}`, day(at), pick(['Radio', 'Print'], at), `Ann ${at}`]),
      ),
      'orders.csv': table(
        'Order no,Customer,Order Date',
        times(9, (at) => [`o${at}`, `Ann ${at}`, day(at)]),
      ),
    });
    expect(tables).toEqual({ 'leads.csv': 'crm lead' });
    expect(err).toContain('drafted, and not read, since nothing links them to the leads: orders.csv');
  });

  it('reads a list that stands in a file a month', async () => {
    const month = (from: number) =>
      table(
        'Ref Id,Enquiry Date,Channel',
        times(30, (at) => [`L-${from + at}`, day(from + at), pick(['Radio', 'Print'], at)]),
      );
    const { path, tables } = await drafted({ 'january.csv': month(0), 'february.csv': month(30) });
    expect(tables).toEqual({ 'february.csv': 'crm lead', 'january.csv': 'crm lead' });
    expect(await reached(path)).toEqual([60, null, null]);
  });

  const ofMonth = (from: number, headings: string, number?: (at: number, from: number) => number | string) =>
    table(
      headings,
      times(30, (at) => [
        ...(number ? [number(at, from)] : []),
        day(from + at),
        pick(['Radio', 'Print'], at),
        pick(['Won', 'Lost'], at),
      ]),
    );
  const HEADINGS = 'Enquiry Date,Channel,Status';

  it.each([
    ['without numbers', HEADINGS, undefined],
    ['each of which numbers its leads from 1 on', `№,${HEADINGS}`, (at: number) => at + 1],
    [
      'with phones, some of which call again',
      `Phone,${HEADINGS}`,
      (at: number, from: number) => 79160000000 + (at && at + from),
    ],
  ])(
    'reads sheets %s as parts of a list, where all of one came before those of the other',
    async (_, headings, number) => {
      const { path, columns, yaml } = await drafted({
        'january.csv': ofMonth(0, headings, number),
        'february.csv': ofMonth(31, headings, number),
      });
      expect(columns).toMatchObject({ 'january.csv': { lead_id: '$row' }, 'february.csv': { lead_id: '$row' } });
      const [first = ''] = headings.split(',');
      expect(yaml).toContain(
        number ? `# «${first}» comes again in sheets of other days` : '# no column tells the rows',
      );
      expect(await reached(path)).toEqual([60, null, 30]);
    },
  );

  it('keeps phones that come again where deals are linked to the leads by them alone', async () => {
    const phone = (at: number, from: number) => 79160000000 + (at && at + from);
    const { path, columns } = await drafted({
      'january.csv': ofMonth(0, `Phone,${HEADINGS}`, phone),
      'february.csv': ofMonth(31, `Phone,${HEADINGS}`, phone),
      'deals.csv': table(
        'Deal number,Phone,Amount,Stage,Deal date',
        times(30, (at) => [900 + at, phone(at, 31), 100, 'Paid', day(70)]),
      ),
    });
    expect(columns).toMatchObject({ 'january.csv': { lead_id: 'Phone' }, 'deals.csv': { lead_id: 'Phone' } });
    expect(await reached(path)).toEqual([59, null, 44]);
  });

  it('takes later deals with the numbers of the leads for no sheet of leads', async () => {
    const { path } = await drafted({
      'leads.csv': ofMonth(0, `№,${HEADINGS}`, (at) => at + 1),
      'deals.csv': table(
        '№,Deal date,Amount,Stage',
        times(30, (at) => [at + 1, day(at + 31), 100, 'Paid']),
      ),
    });
    expect(await reached(path)).toEqual([30, null, 30]);
  });

  it('reads a column more in the sheet of a later month, and no list of the same days', async () => {
    const later = ofMonth(31, HEADINGS).replaceAll('\n', ',\n').replace(/,\n/, ',Remark\n');
    const months = await drafted({ 'january.csv': ofMonth(0, HEADINGS), 'february.csv': later });
    expect(await reached(months.path)).toEqual([60, null, 30]);
    const alike = await drafted({ 'january.csv': ofMonth(0, HEADINGS), 'copy.csv': ofMonth(10, HEADINGS) });
    expect(alike.err).toContain('drafted, and not read');
  });

  it('keeps numbers that go on, and those of one list downloaded twice', async () => {
    const on = await drafted({
      'january.csv': ofMonth(0, `№,${HEADINGS}`, (at) => at + 1),
      'february.csv': ofMonth(31, `№,${HEADINGS}`, (at) => at + 31),
    });
    const twice = await drafted({
      'january.csv': ofMonth(0, `№,${HEADINGS}`, (at) => at + 1),
      'again.csv': ofMonth(0, `№,${HEADINGS}`, (at) => at + 1).replace('Radio', 'Print'),
    });
    for (const { columns } of [on, twice]) expect(columns['january.csv']).toMatchObject({ lead_id: '№' });
  });

  it('takes orders without a source for no leads where a list says where leads come from', async () => {
    const { path, yaml } = await drafted({
      'orders.csv':
        'Номер,Дата,Клиент,Сумма,Состояние\nУТ-1,01.02.2026,Первый,10,Закрыт\nУТ-2,02.02.2026,Второй,10,Закрыт\n',
      'site.csv': table(
        'requestid,sent,utm_source',
        times(30, (at) => [`r${at}`, day(at), pick(['vk', 'yandex'], at)]),
      ),
    });
    expect(yaml).toMatch(/path: orders\.csv\n {4}table: none/);
    expect(await reached(path)).toEqual([30, null, null]);
  });
});

describe('a draft of a workbook', () => {
  const cells = (text: string) =>
    text
      .trim()
      .split('\n')
      .map((line) => line.split(','));
  const leads = cells(
    table(
      'Lead ID,Created,Source,Status',
      times(20, (at) => [`L${at}`, day(at), pick(['VK', 'Radio'], at), pick(['New', 'Won', 'Lost'], at)]),
    ),
  );
  const spend = cells(
    table(
      'Date,Channel,We spent',
      times(20, (at) => [day(at), pick(['VK', 'Radio'], at), 10]),
    ),
  );

  it('reads leads and spend side by side, and no sums of them', async () => {
    const summary = cells('Channel,Budget\nVK,100\nRadio,100\n');
    const bytes = await book([
      { name: 'Leads', rows: leads },
      { name: 'Spend', rows: spend },
      { name: 'Summary', rows: summary },
    ]);
    const { path, yaml, err } = await drafted({ 'all.xlsx': bytes });
    expect(yaml).toMatch(/sheet: Leads[\s\S]*sheet: Spend/);
    expect(yaml).not.toMatch(/^ {4}sheet: Summary/m);
    expect(err).toContain('all.xlsx');
    const { out } = await funnel(['sources', path, '-f', 'csv']);
    expect(out).toMatch(/^VK,100\.00,,,10,/m);
    expect(out).toMatch(/^\(total\),200\.00,,,20,/m);
  });
});

describe('what cannot be read as it is', () => {
  const leads = table(
    'Lead ID,Created,Source',
    times(30, (at) => [`L${at}`, day(at), pick(['VK', 'Radio'], at)]),
  );

  it.each(['Channel,Jan 2026,Feb 2026,Mar 2026', 'Источник,Январь,Февраль,Март'])(
    'months side by side are said, and how to lay them out: %s',
    { tags: 'slow' },
    async (headings) => {
      const { path, err } = await drafted({ 'leads.csv': leads, 'budget.csv': `${headings}\nVK,1,2,3\nRadio,1,2,3\n` });
      expect(err).toContain('days, months or sources side by side, which nothing reads: budget.csv; lay them out');
      expect((await funnel(['check', path])).out.replace(/\s+/g, ' ')).toContain('lay it out with a row for each');
    },
  );

  it('so are sources side by side', async () => {
    const spend = 'Дата,Яндекс Директ,VK Реклама,Google Ads\n2026-01-01,1,2,3\n2026-01-02,1,2,3\n';
    const { path, err } = await drafted({ 'leads.csv': leads, 'spend.csv': spend });
    expect(err).toContain('days, months or sources side by side, which nothing reads: spend.csv; lay them out');
    expect((await funnel(['check', path])).out.replace(/\s+/g, ' ')).toContain('lay it out with a row for each');
  });

  it('calls are said to be calls', async () => {
    const calls = table(
      'Call ID,Lead ID,Call Time',
      times(30, (at) => [`C${at}`, `L${at}`, day(at)]),
    );
    const { path } = await drafted({ 'leads.csv': leads, 'calls.csv': calls });
    const { out } = await funnel(['check', path]);
    expect(out.replace(/\s+/g, ' ')).toContain('what happens around leads (calls, tickets, events), and no leads');
  });

  it('a second column of spend is said, until a person has named the one that counts', { tags: 'slow' }, async () => {
    const spend = table(
      'Date,Online_Spend,Offline_Spend',
      times(30, (at) => [day(at), 10, 90]),
    );
    const { path, yaml } = await drafted({ 'leads.csv': leads, 'spend.csv': spend });
    const warned = async () =>
      (JSON.parse((await funnel(['report', path, '-f', 'json'])).out).warnings as { code: string; message: string }[])
        .filter(({ code }) => code === 'spend-not-read')
        .map(({ message }) => message);
    expect(await warned()).toEqual([expect.stringMatching(/«Online_Spend» alone: «Offline_Spend» not read/)]);
    writeFileSync(join(path, 'funnel.yaml'), yaml.replace('Online_Spend ?', 'Online_Spend'));
    expect(await warned()).toEqual([]);
  });

  it('writes each dimension once, so that they can be uncommented', { tags: 'slow' }, async () => {
    const { yaml } = await drafted({
      'accounts.csv': table(
        'account_id,signup_date,referral_source,plan tier',
        times(30, (at) => [`A${at}z`, day(at), pick(['ads', 'event'], at), pick(['Pro', 'Basic'], at)]),
      ),
      'orders.csv': table(
        'order_id,account_id,order_date,plan_tier',
        times(20, (at) => [`o${at}`, `A${at}z`, day(at), pick(['Pro', 'Basic'], at)]),
      ),
    });
    expect(yaml.match(/^# {3}plan_tier:/gm)).toHaveLength(1);
  });
});

describe('what nothing in a file tells', () => {
  const sheet =
    'Lead ID,Created,Source,Status,Amount\n1,01/02/2026,google,Won,"1,200"\n2,02/03/2026,vk,Agreed,"2,300"\n';

  it('is a line to fill in, and the statuses are drafted all the same', async () => {
    const path = folder({ 'leads.csv': sheet });
    const { code, err } = await funnel(['init', path]);
    expect(code).toBe(0);
    expect(err).toMatch(/funnel\.yaml:\d+: dates: \? .*dmy \/ mdy/);
    expect(err).toMatch(/funnel\.yaml:\d+: decimal: \? .*"\." \/ ","/);
    const yaml = readFileSync(join(path, 'funnel.yaml'), 'utf8');
    expect(yaml).toMatch(/^ {2}Agreed: /m);
    const refused = await funnel(['report', path]);
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toMatch(/dates.*«\?»[\s\S]*decimal.*«\?»/);
    const filled = yaml
      .replace(/dates: \?.*/, 'dates: mdy')
      .replace(/decimal: \?.*/, 'decimal: "."')
      .replace(/Agreed: .*/, 'Agreed: decision');
    writeFileSync(join(path, 'funnel.yaml'), filled);
    expect((await funnel(['sources', path, '-f', 'csv'])).out).toMatch(/^google,[^\n]*,1200\.00,/m);
  });
});

describe('a draft of spend', () => {
  it('takes the only date for the day, the number of a tag for the campaign, an account for nothing', async () => {
    const { columns } = await drafted({
      'ads.csv': table(
        'created_at,d_ad_account_id,d_utm_source,d_utm_campaign,m_clicks,m_cost',
        times(30, (at) => [day(at), 'client-ya', 'yandex', pick(['48306450', '48306461'], at), at, at * 2]),
      ),
    });
    expect(columns['ads.csv']).toEqual({
      ...{ day: 'created_at', source: 'd_utm_source', campaign: 'd_utm_campaign', clicks: 'm_clicks', cost: 'm_cost' },
    });
  });

  it('takes rows from a day to a day for what they are', async () => {
    const { path, columns } = await drafted({
      'data.csv': table(
        'ad_id,reporting_start,reporting_end,impressions,clicks,spent',
        times(4, (at) => [`${700 + at}`, day(at * 7), day(at * 7 + 6), 100, 5, 70]),
      ),
    });
    expect(columns['data.csv']).toMatchObject({ period_from: 'reporting_start', period_to: 'reporting_end' });
    const cut = await funnel(['sources', path, '-f', 'csv', '--from', day(0), '--to', day(6)]);
    expect(cut.out).toContain(',70.00,');
  });

  it('gives a sheet with usual headings no field that its table has not', { tags: 'slow' }, async () => {
    const { path, tables } = await drafted({
      'sessions.csv': table('Source,Sessions,Revenue,Money', [
        ['google', 200, 30, 10],
        ['vk', 60, 40, 10],
      ]),
    });
    expect(tables).toEqual({ 'sessions.csv': 'ad_stats lead' });
    expect((await funnel(['report', path])).code).toBe(0);
  });

  it('takes visits by source for spend without money', async () => {
    const { columns, tables } = await drafted({
      'sessions.csv': table('Source / Medium,Users,Sessions', [
        ['google / organic', 100, 200],
        ['youtube.com / referral', 50, 60],
      ]),
    });
    expect(tables).toEqual({ 'sessions.csv': 'ad_stats lead' });
    expect(columns['sessions.csv']).toEqual({ source: 'Source / Medium', sessions: 'Sessions' });
  });
});

describe('a draft of sheets in other languages', () => {
  it.each([
    ['Anfragenummer;Eingangsdatum;Quelle;Phase;Auftragswert;Verkäufer;Absagegrund', 'Datum;Kanal;Kosten;Klicks'],
    ['Nº;Fecha de alta;Procedencia;Etapa;Importe;Comercial;Motivo', 'Fecha;Medio;Inversión;Clics'],
    ['Nr zapytania;Data zgłoszenia;Źródło;Etap;Wartość;Handlowiec;Powód', 'Data;Kanał;Koszt;Kliknięcia'],
    ['Talep No;Kayıt Tarihi;Kaynak;Durum;Tutar;Temsilci;Neden', 'Tarih;Kanal;Harcama;Tıklama'],
    ['Numéro demande;Date de création;Provenance;Étape;Montant;Vendeur;Motif', 'Jour;Canal;Dépenses;Clics'],
    ['Numero richiesta;Data di creazione;Provenienza;Esito;Importo;Venditore;Motivo', 'Giorno;Canale;Spesa;Clic'],
  ])('%s', { tags: 'slow' }, async (crm, spend) => {
    const semicolons = (headings: string, rows: (string | number)[][]) =>
      `${[headings, ...rows.map((row) => row.join(';'))].join('\n')}\n`;
    const { columns } = await drafted({
      'crm.csv': semicolons(
        crm,
        times(60, (at) => [
          ...[`A/${at}`, day(at), pick(['Messe', 'Radio'], at), pick(['Alpha', 'Beta'], at), `${at},50`],
          ...[pick(['Ruiz', 'Nowak'], at), `weil ${at}`],
        ]),
      ),
      'spend.csv': semicolons(
        spend,
        times(20, (at) => [day(at), pick(['Messe', 'Radio'], at), `${at},25`, at]),
      ),
    });
    const [id, created, source, status, revenue, manager, reason] = crm.split(';');
    expect(columns['crm.csv']).toMatchObject({
      ...{ lead_id: id, created_at: created, source, status, revenue, manager, reason },
    });
    const [date, channel, cost, clicks] = spend.split(';');
    expect(columns['spend.csv']).toEqual({ day: date, source: channel, cost, clicks });
  });
});

describe('a draft of a table of a database', () => {
  it('knows headings without their accents, a code for the ID, and no day by noughts', async () => {
    const { columns } = await drafted({
      'negocios.csv': table(
        'Loja,Codigo,CodigoCliente,DataCriacao,DataEncerramento,UltimaAtualizacao,PrevisaoFechamento,Etapa,Situacao,ValorNegocio',
        times(60, (at) => [
          ...[
            'Sul',
            `${at + 1}`,
            `${at + 400}`,
            day(at),
            at % 3 === 0 ? '0000-00-00 00:00:00' : `${day(at + 5)} 10:00:00`,
          ],
          ...[day(at + 9), day(at + 60), pick(['Visita', 'Proposta'], at), pick(['Perdido', 'Ganho'], at), at * 100],
        ]),
      ),
    });
    expect(columns['negocios.csv']).toMatchObject({
      ...{ lead_id: 'Codigo', created_at: 'DataCriacao', closed_at: 'DataEncerramento' },
      ...{ modified_at: 'UltimaAtualizacao', status: 'Etapa', outcome: 'Situacao', revenue: 'ValorNegocio' },
    });
  });
});

describe('what is drafted is a guess in every format until a person deletes the mark', () => {
  it('columns and statuses', { tags: 'slow' }, async () => {
    const { path } = await drafted({
      'leads.csv': table(
        'Kunde,Ref Id,Angelegt date,Stage',
        times(30, (at) => [`K${at}`, `R${at}`, day(at), pick(['New', 'Won', 'Lost'], at)]),
      ),
    });
    const { out } = await funnel(['report', path, '-f', 'json']);
    const codes = (JSON.parse(out).warnings as { code: string }[]).map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['guessed-columns', 'guessed-statuses']));
    expect(JSON.stringify(JSON.parse(out).guessed)).toMatch(/New.*lead/);
    const csv = await funnel(['report', path, '-f', 'csv']);
    expect(csv.err).toMatch(/nobody has confirmed[\s\S]*Won → deal/);
    expect((await funnel(['report', path])).out.replace(/\s+/g, ' ')).toMatch(/guessed statuses: .*Won → deal/);
    expect((await funnel(['check', path])).code).toBe(1);
  });

  it('a heading that ends in a question mark of its own is none', async () => {
    const path = folder({
      'leads.csv': 'Ref,When ?,Stage\n1,2026-01-01,Won\n2,2026-01-02,Won\n',
      'funnel.yaml':
        'files: [{path: leads.csv, table: crm, columns: {lead_id: Ref, created_at: "When ?", status: Stage}}]\nstatuses: {Won: deal}\n',
    });
    const { out } = await funnel(['report', path, '-f', 'json']);
    expect(JSON.parse(out).warnings).toEqual([]);
  });

  it('a question mark alone is a status that nobody has explained, quoted or not', async () => {
    for (const mark of ['?', '"?"', '?  # 2 rows']) {
      const path = folder({
        'leads.csv': 'Lead ID,Created,Stage\n1,2026-01-01,Hm\n2,2026-01-02,Hm\n',
        'funnel.yaml': `statuses:\n  Hm: ${mark}\n  New: lead\n`,
      });
      expect((await funnel(['report', path])).err).toContain('statuses that funnel.yaml does not explain: 1');
    }
  });
});
