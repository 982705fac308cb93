import { afterAll, describe, expect, it } from 'vitest';
import { expectRefused, makeHarness } from './harness.js';

const harness = makeHarness();
afterAll(harness.remove);

describe('what was deleted, and is kept by the database,', () => {
  const rows =
    '1,a,won,2026-03-01,,0\n2,a,won,2026-03-02,2026-03-05 10:00:00,0\n3,a,lost,2026-03-03,NULL,0\n4,a,won,2026-03-03,,1\n';
  const statuses = 'statuses: {won: deal, lost: lost}\n';
  const described =
    'files: [{path: leads.csv, table: crm, columns: {lead_id: id, source: source, status: status, created_at: created_at}}]\n';

  it.each([
    ['as it comes', statuses],
    ['as funnel.yaml describes it', `${described}${statuses}`],
    ['as it was drafted', `${described.replace('source,', '"source ?",')}${statuses}`],
  ])('is no lead, %s, and it is said', async (_, yaml) => {
    const text = `id,source,status,created_at,deleted_at,is_deleted\n${rows}`;
    const outcome = await harness.report({ 'leads.csv': text, 'funnel.yaml': yaml });
    expect([outcome.total('leads'), outcome.total('deals'), outcome.buckets.excluded]).toEqual([2, 1, 2]);
    expect(outcome.json.warnings.map(({ message }) => message)).toContain(
      'leads.csv: 2 rows left out: rows marked as deleted are no leads',
    );
  });

  it('is none without a day: noughts and the year 9999 say that nobody did', async () => {
    const text = 'id,source,status,created_at,deleted_at\n1,a,won,2026-03-01,0000-00-00 00:00:00\n';
    const more = '2,a,won,2026-03-02,9999-12-31\n3,a,won,2026-03-02,05.03.2026\n4,a,won,2026-03-02,2026-03-05\n';
    const outcome = await harness.report({ 'leads.csv': text + more, 'funnel.yaml': statuses });
    expect([outcome.total('leads'), outcome.buckets.excluded]).toEqual([2, 2]);
  });

  it.each([
    ['as a day of closing', described.replace('status,', 'status, closed_at: deleted_at,')],
    ['as a day of closing, in a draft', described.replace('status,', 'status, closed_at: "deleted_at ?",')],
    ['as a day of closing, over what a guess finds', 'files: [{path: leads.csv, columns: {closed_at: deleted_at}}]\n'],
  ])('is what funnel.yaml says that it is, %s', { tags: 'slow' }, async (_, yaml) => {
    const text = 'id,source,status,created_at,deleted_at\n1,a,won,2026-03-01,\n2,a,lost,2026-03-02,2026-03-09\n';
    const outcome = await harness.report({ 'leads.csv': text, 'funnel.yaml': `${yaml}${statuses}` });
    expect([outcome.total('leads'), outcome.total('lost')]).toEqual([2, 1]);
  });

  it('is none of amoCRM either', async () => {
    const text =
      'id,name,price,status_id,pipeline_id,loss_reason_id,created_at,is_deleted\n' +
      '1,A,100,142,4,,2026-03-01 10:00:00,False\n2,B,50,142,4,,2026-03-01 11:00:00,True\n';
    const outcome = await harness.report({ 'leads.csv': text });
    expect([outcome.ledger.source, outcome.total('leads'), outcome.total('revenue')]).toEqual(['amocrm', 1, '100.00']);
  });
});

describe('a sum below the leads of a manager or a source', () => {
  const yaml = (
    id: string,
  ) => `files: [{path: leads.csv, table: crm, columns: {lead_id: ${id}, created_at: Дата, status: Статус, source: Источник, manager: Менеджер, revenue: Сумма}}]
statuses: {Оплачен: deal, Отказ: lost}
`;
  const rows = [
    '1,2026-03-01,К1,Анна,Авито,Оплачен,100',
    '2,2026-03-02,К2,,Директ,Отказ,',
    '3,2026-03-03,К3,Олег,Директ,Оплачен,20',
  ];
  const sheet = (ofAnna: string, ofOleg: string) =>
    ['№,Дата,Клиент,Менеджер,Источник,Статус,Сумма', rows[0], rows[1], ofAnna, rows[2], ofOleg, ''].join('\n');

  it.each([
    ['$row', sheet(',,2,Итого Анна,,,100', ',,1,Итого Олег,,,20')],
    ['№', sheet(',,,Анна Итог,,,100', ',,,Олег Итог,,,20')],
    ['$row', sheet(',,,,Итого Авито,,100', ',,,,Итого Директ,,20')],
  ])('is no lead, whatever numbers them: %s', async (id, text) => {
    const outcome = await harness.report({ 'leads.csv': text, 'funnel.yaml': yaml(id) });
    expect([outcome.total('leads'), outcome.total('revenue'), outcome.buckets.total]).toEqual([3, '120.00', 2]);
  });
});

describe('deals of amoCRM that a widget writes into a spreadsheet', () => {
  const sheet = `Сделка.ID,time,Сделка.Ответственный,Сделка.Дата создания,Сделка.К оплате,Сделка.loss_reason_name,Сделка.Статус,Сделка.UTM_SOURCE,Рекламный канал
1,28.03.2026 10:00,Анна,01.03.2026 11:20,100,,Отдел переговоров / Успешно реализовано,yandex,
2,28.03.2026 10:00,Анна,02.03.2026 11:20,,Дорого,Отдел переговоров / Закрыто и не реализовано,,Сарафан
3,28.03.2026 10:00,Анна,13.03.2026 11:20,,,Отдел переговоров / Думают,,Сарафан
`;

  it('are read by those names; a pipeline before the status is none, and says nothing of it', async () => {
    const yaml = 'statuses: {Думают: decision}\n';
    const outcome = await harness.report({ 'deals.csv': sheet, 'funnel.yaml': yaml });
    const { ledger, total, json } = outcome;
    expect([ledger.source, total('leads'), total('deals'), total('lost')]).toEqual(['amocrm', 3, 1, 1]);
    expect(outcome.figures('sources', 'leads')).toMatchObject({ yandex: 1, Сарафан: 2 });
    expect(outcome.figures('reasons', 'lost')).toEqual({ Дорого: 1 });
    expect(json.warnings.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^deals\.csv: what deals earned is not known: «Сделка\.К оплате» not read; /),
    );
    const open = sheet.replace(/^3.*Думают/mu, (line) => line.replace('Думают', 'Молчат'));
    expect((await harness.report({ 'deals.csv': open })).err).toContain('Отдел переговоров / Молчат: ?');
  });
});

describe('a file that is left out', () => {
  it('names no platform: beside days of Search Console, google is what the CRM calls it', async () => {
    const outcome = await harness.report({
      'leads.csv': 'ID,Дата создания,Источник,Статус\n1,2026-03-01,google,Lead\n2,2026-03-20,google,Lead\n',
      'Chart.csv': 'Date,Clicks,Impressions,CTR,Position\n2026-03-01,5,50,10%,2\n',
      'funnel.yaml': 'statuses: {Lead: lead}\n',
    });
    expect(outcome.figures('sources', 'leads')).toMatchObject({ google: 2 });
  });
});

describe('a status with a slash in it', () => {
  it('is lost where its beginning says so: only widgets of amoCRM write a pipeline there', async () => {
    const rows = ['1,2026-03-01,Новая / Ждёт', '2,2026-03-02,Отказ / Дорого', ''];
    const guessed = await harness.report({ 'leads.csv': ['ID,Дата создания,Статус', ...rows].join('\n') }, '--guess');
    expect([guessed.total('leads'), guessed.total('lost')]).toEqual([2, 1]);
  });
});

describe('contacts of HubSpot', () => {
  const contacts = {
    'contacts.csv': `Record ID,First Name,Email,Contact owner,Lifecycle Stage,Lead Status,Create Date
1,A,a@x.example,O,Lead,Unqualified,2026-01-10 09:30
2,B,b@x.example,O,Lead,Bad timing,2026-01-11 09:30
3,C,c@x.example,O,Marketing Qualified Lead,Open deal,2026-01-12 09:30
4,D,d@x.example,O,Customer,,2026-01-13 09:30
`,
  };

  it('are lost where their lead status says so, and won only by their stage', async () => {
    const outcome = await harness.report(contacts);
    expect([outcome.total('leads'), outcome.total('lost'), outcome.total('deals')]).toEqual([4, 2, 1]);
  });

  it('are what the configuration says their lead status means', { tags: 'slow' }, async () => {
    const outcome = await harness.report({ ...contacts, 'funnel.yaml': 'statuses: {Bad timing: ignore}\n' });
    expect(outcome.total('lost')).toBe(1);
    const after = await harness.report({ ...contacts, 'funnel.yaml': 'statuses: {Unqualified: {lost: proposal}}\n' });
    expect([after.total('lost'), after.reached('proposal')]).toEqual([2, 2]);
  });
});

it('a lead that its stage calls lost is lost, whatever stands apart from the stage', async () => {
  const outcome = await harness.report({
    'contacts.csv':
      'Record ID,Email,Contact owner,Lifecycle Stage,Lead Status,Create Date\n1,a@x.example,O,Gone,Open,2026-01-10 09:30\n',
    'funnel.yaml': 'statuses: {Gone: lost}\n',
  });
  expect(outcome.total('lost')).toBe(1);
});

it('a stage of HubSpot may bear the name of its pipeline, and no other', { tags: 'slow' }, async () => {
  const row = (id: number, stage: string, pipeline: string) => `${id},D,${stage},${pipeline},100,2026-01-10 09:30,O\n`;
  const head = 'Record ID,Deal Name,Deal Stage,Pipeline,Amount,Create Date,Deal owner\n';
  const own = [
    row(1, 'Closed Won (Sales Pipeline)', 'Sales Pipeline'),
    row(2, 'Closed Lost (Sales Pipeline)', 'Sales Pipeline'),
    row(3, 'Appointment Scheduled (Sales Pipeline)', 'Sales Pipeline'),
  ];
  const outcome = await harness.report({ 'deals.csv': head + own.join('') });
  expect([outcome.total('leads'), outcome.total('lost'), outcome.total('deals')]).toEqual([3, 1, 1]);
  const other = row(4, 'Closed Won (Renewals)', 'Sales Pipeline');
  expectRefused(await harness.report({ 'deals.csv': head + other }), /statuses that funnel.yaml does not explain: 1/);
  // What a sheet of whatever calls its rows' states need not be a status of leads.
  const calls = { 'deals.csv': head + own.join(''), 'calls.csv': 'ID,Created,Status,Owner\n7,2026-01-10,ANSWER,O\n' };
  expectRefused(await harness.report(calls), /by their headings alone .*, ignore: \["calls.csv"\] in funnel.yaml/);
});

describe('opportunities of Salesforce', () => {
  it('that go by their names are told apart to the last letter', { tags: 'slow' }, async () => {
    const outcome = await harness.report({
      'report.csv': `Opportunity Owner,Opportunity Name,Stage,Amount,Close Date,Created Date
A,Acme Corporation - Renewal,Closed Won,"$1,000.00",3/15/2026,3/1/2026
A,Acme Corporation - New business,Prospecting,"$2,000.00",3/25/2026,3/2/2026
B,Acme Corporation - Upsell,Closed Lost,$500.00,3/16/2026,3/3/2026
`,
    });
    expect([outcome.total('leads'), outcome.total('revenue'), outcome.total('pipeline')]).toEqual([
      3,
      '1000.00',
      '2000.00',
    ]);
  });

  it('are one where an ID has its checksum here and not there', async () => {
    const outcome = await harness.report({
      'opportunity.csv': `OpportunityId,OpportunityName,StageName,Amount,CreatedDate,LastModifiedDate
0061x00000ABcDe,Acme,Prospecting,10,2026-03-01,2026-03-02
0061x00000ABcDeAAZ,Acme,Closed Won,10,2026-03-01,2026-03-03
`,
    });
    expect([outcome.total('leads'), outcome.total('deals')]).toEqual([1, 1]);
  });
});

it('deals of the REST API of Bitrix24 are won and lost by the semantics of their stage', { tags: 'slow' }, async () => {
  const { readFile } = await import('node:fs/promises');
  const deals = await readFile(new URL('../../fixtures/sources/crm-bitrix24-rest-api/deals.csv', import.meta.url));
  const outcome = await harness.report({ 'deals.csv': deals });
  expect([outcome.total('leads'), outcome.total('lost'), outcome.total('revenue')]).toEqual([3, 1, '2500.00']);
});

describe('dates that stand for none', () => {
  it.each(['0001-01-01', '1899-12-30', '1970-01-01'])('are no date of creation: %s', { tags: 'slow' }, async (date) => {
    const outcome = await harness.report({ 'a.csv': `Lead ID,Created,Source\n1,${date},VK\n2,2026-03-01,VK\n` });
    expect([outcome.rejected, outcome.total('leads')]).toEqual([[2], 1]);
  });

  it('are no day of spend, and elsewhere unknown', { tags: 'slow' }, async () => {
    const spend = await harness.report({ 'a.csv': 'Day,Source,Cost\n1899-12-30,VK,5\n2026-03-01,VK,7\n' });
    expect([spend.rejected, spend.total('spend')]).toEqual([[2], '7.00']);
    const closed = await harness.report({
      'a.csv': 'Lead ID,Created,Closed,Source\n1,2026-03-01,0001-01-01,VK\n',
    });
    expect([closed.rejected, closed.total('leads')]).toEqual([[], 1]);
  });
});

describe('dates with one reading', () => {
  const leads = (...dates: string[]) => ({
    'a.csv': `Lead ID,Created,Source\n${dates.map((date, at) => `${at + 1},${date},VK\n`).join('')}`,
  });

  it.each([
    ['2024-1-5', '2024-01-05'],
    ['2024/1/5 9:05', '2024-01-05T09:05'],
    ['25-Jan-2021', '2021-01-25'],
    ['5-фев-2021 9:05', '2021-02-05T09:05'],
  ])('are read: %s', { tags: 'slow' }, async (date, read) => {
    expect((await harness.report(leads(date))).json.as_of).toContain(read);
  });

  it('are read with a year of two digits where that is said', async () => {
    expect((await harness.report(leads('25-Jan-21'))).rejected).toEqual([2]);
    expect((await harness.report(leads('25-Jan-21'), '--dates', 'd-MMM-yy')).json.as_of).toContain('2021-01-25');
  });

  it('whose form is not read are shown, with the option that reads them', { tags: 'slow' }, async () => {
    for (const [dates, flags] of [
      [['01.08.26', '13.08.26'], 'dd.MM.yy'],
      [['25-Jan-21', '26-Jan-21'], 'd-MMM-yy'],
      [['20260801', '20260802'], 'yyyyMMdd'],
      [['1772442000', '1772528400'], 'unix'],
      [['46266', '46267.5'], 'excel'],
    ] as const) {
      const refused = await harness.strictly(leads(...dates));
      expectRefused(refused, new RegExp(`--dates ${flags.replaceAll('.', '\\.')}`), 3);
      expect(refused.err).not.toContain('--max-rejects');
      const again = await harness.strictly(leads(...dates), '--dates', flags);
      expect(again.total('leads')).toBe(2);
    }
  });

  it('of amoCRM’s API are seconds, as it gives them, or dates that somebody made of them', async () => {
    const api = (at: string) => `id,price,status_id,pipeline_id,loss_reason_id,created_at\n1,5,142,3,,${at}\n`;
    const moments = ['1772442000', '2026-03-02 09:00:00'].map(async (at) => {
      const outcome = await harness.strictly({ 'leads.csv': api(at), 'funnel.yaml': 'currency: RUB\n' });
      return [outcome.json.as_of, outcome.total('revenue')];
    });
    for (const found of await Promise.all(moments)) expect(found).toEqual(['2026-03-02T09:00:00', '5.00']);
  });

  it('are let pass where only a few cannot be read', { tags: 'slow' }, async () => {
    const many = Array.from({ length: 30 }, () => '2026-03-01');
    const refused = await harness.strictly(leads(...many, 'soon'));
    expectRefused(refused, /--max-rejects 4% lets them pass/, 3);
    expect((await harness.strictly(leads(...many, 'soon'), '--max-rejects', '4%')).total('leads')).toBe(30);
  });
});
