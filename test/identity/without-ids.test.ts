import { afterAll, describe, expect, it } from 'vitest';
import { type Files, makeHarness, type Outcome } from '../intake/harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const said = async (files: Files, code: string) =>
  (await harness.report(files)).json.warnings.find((one) => one.code === code);

describe('deals without an ID', () => {
  const folder = (rows: string): Files => ({
    'asked.csv': 'no,on,via\nL1,2026-01-13,fair\nL2,2026-01-14,radio\n',
    'sold.csv': `deal,no,on,state,worth\n${rows}`,
    'funnel.yaml': `files:
  - {path: asked.csv, table: crm, columns: {lead_id: no, created_at: on, source: via}}
  - {path: sold.csv, table: crm, entity: deal, columns: {deal_id: deal, lead_id: no, created_at: on, status: state, revenue: worth}}
statuses: {Sold: deal, Open: proposal}
`,
  });

  it('are a deal each, blanks and placeholders alike, and are said', { tags: 'slow' }, async () => {
    const files = folder(
      'D1,L1,2026-02-01,Sold,100\n,L1,2026-02-02,Sold,50\n-,L2,2026-02-03,Sold,7\n,L2,2026-02-03,Open,9\n',
    );
    const found = await harness.report(files);
    expect([found.total('leads'), found.total('deals'), found.total('won_deals'), found.total('revenue')]).toEqual([
      ...[2, 2, 3, '157.00'],
    ]);
    expect(await said(files, 'deals-without-id')).toMatchObject({ count: 3 });
  });

  it('what stands on many of them for want of one is no ID either', async () => {
    const rows = Array.from({ length: 200 }, (_, at) => {
      const deal = at % 10 === 0 ? 'TBD' : `D${at}`;
      return `${deal},L1,2026-02-${String(1 + (at % 28)).padStart(2, '0')},Sold,1\n`;
    });
    expect((await harness.report(folder(rows.join('')))).total('won_deals')).toBe(200);
  });

  it('need their date: a row without both is none', { tags: 'slow' }, async () => {
    const found = await harness.report(folder('D1,L1,2026-02-01,Sold,100\n,,,,100\n'));
    expect(found.total('revenue')).toBe('100.00');
  });
});

describe('a report of Salesforce without IDs', () => {
  const report = (rows: readonly string[]): Files => ({
    'report.csv': `"Opportunity Owner","Opportunity Name","Stage","Amount","Close Date","Created Date","Lead Source"\n${rows.map((row) => `"O",${row}\n`).join('')}`,
    'funnel.yaml': 'currency: EUR\n',
  });
  const NORTH = '"North - New","Closed Won","100","9/20/2026","9/13/2026","Web"';
  const SOUTH = '"South - New","Closed Lost","50","9/20/2026","9/14/2026","Web"';

  it('is told apart by names where no two are the same, and says so', { tags: 'slow' }, async () => {
    const files = report([NORTH, SOUTH]);
    expect((await harness.report(files)).total('leads')).toBe(2);
    expect((await said(files, 'names-as-ids'))?.message).toContain('«Opportunity Name» stands in for it');
  });

  it('counts each row where a name comes again: no deal is taken for another', { tags: 'slow' }, async () => {
    const files = report([NORTH, SOUTH, SOUTH.replace('Closed Lost', 'Closed Won').replace('9/14', '9/15')]);
    const found = await harness.report(files);
    expect([found.total('leads'), found.total('won_deals'), found.total('revenue')]).toEqual([3, 2, '150.00']);
    expect((await said(files, 'deals-without-id'))?.count).toBe(3);
    expect(found.warnings).not.toContain('names-as-ids');
  });

  it('is told apart by names in all its downloads or in none, and what they hold alike is said', {
    tags: 'slow',
  }, async () => {
    const again = SOUTH.replace('Closed Lost', 'Closed Won').replace('9/14', '9/15');
    const { 'report.csv': older = '' } = report([NORTH, SOUTH]);
    const files = { ...report([NORTH, SOUTH, again]), 'older.csv': older };
    const found = await harness.report(files);
    expect(found.warnings).not.toContain('names-as-ids');
    expect((await said(files, 'rows-alike'))?.count).toBe(2);
  });
});

describe('a list of a CRM whose IDs were left out of the view', () => {
  const head = 'Название сделки,Этап сделки,Дата создания,Ответственный';
  const rows = [
    'Заявка,Первичный контакт,13.02.2026 10:00:00,Анна',
    'Заявка,Успешно реализовано,14.02.2026 10:00:00,Анна',
  ];
  const more = [...rows, 'Заявка,Закрыто и не реализовано,15.02.2026 10:00:00,Анна'];
  const list = (all: readonly string[]) => `${[head, ...all].join('\n')}\n`;

  it('is a lead a row, once in two downloads, and said', async () => {
    const found = await harness.report({ 'a.csv': list(rows), 'b.csv': list(more) });
    expect([found.total('leads'), found.total('deals'), found.total('lost')]).toEqual([3, 1, 1]);
    expect(found.warnings).toEqual(expect.arrayContaining(['deals-without-id', 'rows-alike']));
  });

  it('is none beside one that has them: nobody could tell who stands in both', async () => {
    const numbered = `ID,${head}\n${more.map((row, at) => `${at + 1},${row}\n`).join('')}`;
    const found = await harness.report({ 'a.csv': list(rows), 'b.csv': numbered });
    expect([found.total('leads'), found.warnings]).toEqual([3, expect.arrayContaining(['left-out'])]);
  });
});

describe('what happened around leads', () => {
  const LEADS =
    'Lead ID,Lead Source,Lead Status,Created Time\n51,Ads,Contacted,2026-01-05\n52,Friends,Qualified,2026-01-06\n';
  const beside = (content: string): Files => ({
    'leads.csv': LEADS,
    'other.csv': content,
    'funnel.yaml': 'statuses: {Contacted: contact, Qualified: qualified, Done: deal, Open: lead}\n',
  });

  it.each([
    [
      'calls',
      'CALLID,Call Start,Kind,Created Time,LEADID\n9,2026-01-08,Out,2026-01-08,51\n8,2026-01-09,Out,2026-01-09,77\n',
    ],
    ['letters', 'Email ID,Lead ID,Sent,Created\n9,51,2026-01-08,2026-01-08\n8,79,2026-01-08,2026-01-08\n'],
    ['tasks, which have a status', 'Task ID,Lead ID,Created,Status\n9,51,2026-01-08,Done\n8,78,2026-01-09,Open\n'],
    ['звонки', '№ звонка;ID лида;Дата создания\n9;51;2026-01-08\n8;77;2026-01-09\n'],
    ['payments', 'Payment ID,Lead ID,Created,Amount\n9,51,2026-01-08,10\n8,77,2026-01-09,20\n'],
    ['tasks with a number', 'ID,Created,Status,Subject,Due date\n901,2026-01-08,New,Call back,2026-01-09\n'],
    ['задачи', 'ID;Дата создания;Статус;Название задачи;Крайний срок\n901;08.01.2026;New;Позвонить;09.01.2026\n'],
    ['what nobody knows', 'Batch ID,Lead ID,Created\n9,51,2026-01-08\n8,77,2026-01-09\n'],
  ])('is no list of leads: %s', { tags: 'slow' }, async (_, content) => {
    const found = await harness.report(beside(content));
    expect([found.total('leads'), found.reached('deal')]).toEqual([2, 0]);
  });

  it('but rows that say why they were lost are leads, whatever is due', async () => {
    const found = await harness.report({
      'leads.csv':
        'ID,Subject,Created,Status,Lost Reason,Due Date\n1,Kitchen,2026-01-08,New,,2026-01-10\n2,Sofa,2026-01-09,Gone,Price,2026-01-10\n',
      'funnel.yaml': 'statuses: {New: lead, Gone: lost}\n',
    });
    expect(found.total('leads')).toBe(2);
  });

  it('but rows that say where they come from may be leads, whatever stands at their head', async () => {
    const found = await harness.report({
      'leads.csv': 'Row ID,Lead ID,Created,Source\nr1,51,2026-01-08,Ads\nr2,52,2026-01-09,Ads\n',
    });
    expect(found.total('leads')).toBe(2);
  });
});

describe('deals and orders beside a list of leads', () => {
  const LEADS = 'Lead ID,Source,Created,Status\n51,Ads,2026-01-05,New\n52,Friends,2026-01-06,New\n';
  const config = 'statuses: {New: lead, Paid: deal, Cancelled: lost}\ncurrency: EUR\n';

  it('are no leads: they stand for leads only where they are all there is', { tags: 'slow' }, async () => {
    const orders = 'Order ID,Created,Status,Total\n900,2026-01-08,Paid,40\n901,2026-01-09,Paid,60\n';
    const alone = await harness.report({ 'orders.csv': orders, 'funnel.yaml': config });
    expect([alone.total('leads'), alone.total('revenue')]).toEqual([2, '100.00']);
    const found = await harness.report({ 'leads.csv': LEADS, 'orders.csv': orders, 'funnel.yaml': config });
    expect([found.total('leads'), found.total('deals'), found.total('revenue')]).toEqual([2, null, null]);
    expect(found.figures('sources', 'revenue')['(deals_without_lead)']).toBe('100.00');
  });

  it.each([
    ['English', 'Lead ID,Source,Created,Status,Deal ID', 'Deal ID,Created,Status,Amount'],
    ['Russian', 'ID лида,Источник,Дата создания,Статус,ID сделки', 'ID сделки,Дата создания,Статус,Сумма'],
  ])('belong to the leads that name them: %s', { tags: 'slow' }, async (_, leads, deals) => {
    const found = await harness.report({
      'leads.csv': `${leads}\n51,Ads,2026-01-05,New,\n52,Ads,2026-01-06,New,7\n53,Friends,2026-01-06,New,8\n`,
      'deals.csv': `${deals}\n7,2026-01-08,Paid,40\n8,2026-02-09,New,60\n`,
      'funnel.yaml': config,
    });
    expect([found.figures('sources', 'leads'), found.total('deals'), found.total('revenue')]).toEqual([
      ...[{ Ads: 2, Friends: 1, '(total)': 3 }, 1, '40.00'],
    ]);
  });

  it('are deals beside others that name their leads: a list without such a column is none of leads', {
    tags: 'slow',
  }, async () => {
    const found = await harness.report({
      'deals.csv': 'Deal ID,Lead ID,Created,Status,Amount\n7,51,2026-01-08,Paid,40\n8,51,2026-01-09,Paid,60\n',
      'older.csv': 'Deal ID,Created,Status,Amount\n6,2025-12-08,Paid,30\n',
      'funnel.yaml': config,
    });
    expect([found.total('won_deals'), found.total('revenue')]).toEqual([3, '130.00']);
  });

  it('belong to the leads that they name', { tags: 'slow' }, async () => {
    const deals = 'Deal ID,Lead ID,Created,Status,Amount\n7,51,2026-01-08,Paid,40\n8,51,2026-01-09,Paid,60\n';
    const found = await harness.report({ 'leads.csv': LEADS, 'deals.csv': deals, 'funnel.yaml': config });
    expect([found.total('leads'), found.total('deals'), found.total('won_deals'), found.total('revenue')]).toEqual([
      ...[2, 1, 2, '100.00'],
    ]);
  });
});

describe('contacts, of whom a sheet tells who they are and where they came from,', () => {
  const CONTACTS =
    'Contact ID,First Name,Email,Source,Created\n7,Ann,a@b.c,Ads,2026-01-05\n8,Bob,b@b.c,Ads,2026-01-06\n';
  const LEADS = 'Lead ID,Source,Created,Status\n51,Ads,2026-01-05,New\n52,Friends,2026-01-06,Paid\n';
  const config = 'statuses: {New: lead, Paid: deal}\ncurrency: EUR\n';
  const report = (files: Files) => harness.report({ 'funnel.yaml': config, ...files });
  const why = (outcome: Outcome) =>
    outcome.json.warnings.find(({ code }) => code === 'left-out')?.message ?? 'nothing said';

  it('are none beside deals of a known CRM that name nobody: Bitrix24 numbers both by ID', async () => {
    const found = await report({
      'contacts.csv': 'ID,Имя,Тип контакта,Источник,Ответственный,Дата создания\n1,Анна,Клиенты,Звонок,О,05.01.2026\n',
      'deals.csv': `ID,Название сделки,Стадия сделки,Сумма,Ответственный,Источник,Дата создания
1,А,Сделка успешна,70,О,Звонок,15.01.2026\n2,Б,Новая,5,О,Звонок,16.01.2026\n`,
    });
    expect([found.total('leads'), found.total('deals'), found.total('revenue')]).toEqual([2, 1, '70.00']);
    expect(why(found)).toContain('contacts.csv: contacts beside a list of leads are no leads');
  });

  it.each([
    ['leads', LEADS],
    ['deals that stand for leads', LEADS.replace('Lead ID', 'Deal ID')],
    ['rows of a bare number', LEADS.replace('Lead ID', 'ID')],
  ])('are no leads beside %s, and it is said', { tags: 'slow' }, async (_, list) => {
    const found = await report({ 'contacts.csv': CONTACTS, 'list.csv': list });
    expect([found.total('leads'), found.figures('sources', 'leads').Ads]).toEqual([2, 1]);
    expect(found.json.warnings.map(({ message }) => message).join()).not.toContain('names: ;');
    expect(why(found)).toBe(
      'contacts.csv: contacts beside a list of leads are no leads: left out; if they are leads too, say so in funnel.yaml: files: [{path: "contacts.csv", table: crm}]',
    );
    const russian = await report({
      'contacts.csv': CONTACTS.replace('Contact ID', 'ID контакта').replace('Source', 'Источник'),
      'list.csv': list,
    });
    expect(russian.total('leads')).toBe(2);
  });

  describe('under a bare ID', () => {
    const PEOPLE =
      'ID,Name,Email,Phone,Created\n1,Ann,a@b.c,1,2026-01-05\n2,Bob,b@b.c,2,2026-01-06\n3,Cat,c@b.c,3,2026-01-07\n';

    it.each([
      ['leads', LEADS],
      ['rows of a bare number', LEADS.replace('Lead ID', 'ID')],
      ['deals that stand for leads', LEADS.replace('Lead ID', '№ сделки')],
    ])('are no leads beside %s with other IDs, and it is said', { tags: 'slow' }, async (_, list) => {
      const found = await report({ 'people.csv': PEOPLE, 'list.csv': list });
      expect([found.total('leads'), found.figures('sources', 'leads').Ads]).toEqual([2, 1]);
      expect(why(found)).toMatch(/^people\.csv: neither a status nor a source, and other IDs .* no leads, left out/);
      const russian = PEOPLE.replace('ID,Name', '№,ФИО').replace('Phone,Created', 'Телефон,Дата создания');
      expect((await report({ 'people.csv': russian, 'list.csv': list })).total('leads')).toBe(2);
    });

    it.each([
      ['companies', 'ID;Название компании;ИНН;Ответственный;Дата создания'],
      ['goods', 'ID;Название;Склад;Цена;Дата создания'],
      ['employees', 'ID;First Name;Last Name;Department;Created'],
    ])('nor are %s', { tags: 'slow' }, async (_, headings) => {
      const rows = ['1;A;7;5;2026-01-05', '2;B;8;6;2026-01-06', '3;C;9;7;2026-01-07'];
      const found = await report({ 'other.csv': [headings, ...rows].join('\n'), 'list.csv': LEADS });
      expect(found.total('leads')).toBe(2);
      expect(why(found)).toMatch(/^other\.csv: neither a status nor a source/);
    });

    it.each([
      [
        'what HubSpot keeps besides',
        'Record ID,Call title,Call duration,Create date',
        'Record ID,Deal Name,Deal Stage',
      ],
      ['activities of Bitrix24', 'ID,SUBJECT,OWNER_TYPE_ID,CREATED', 'ID,CATEGORY_ID,STAGE_ID'],
    ])('nor is %s beside deals that stand for leads', async (_, headings, ofDeals) => {
      const rows = ['91,A,7,2026-01-05', '92,B,8,2026-01-06', '93,C,9,2026-01-07'];
      const created = ofDeals.startsWith('Record') ? 'Create Date' : 'DATE_CREATE';
      const won = ofDeals.startsWith('Record') ? 'closedwon' : 'WON';
      const found = await report({
        'other.csv': [headings, ...rows].join('\n'),
        'deals.csv': `${ofDeals},${created}\n1,a,${won},2026-01-05\n2,b,${won},2026-01-06\n`,
      });
      expect([found.total('leads'), found.total('deals')]).toEqual([2, 2]);
      expect(why(found)).toMatch(/^other\.csv: neither a status nor a source/);
    });

    it('are a second file of leads where they have their IDs', async () => {
      const same = PEOPLE.replace('\n1,', '\n51,').replace('\n2,', '\n52,');
      const found = await report({ 'people.csv': same, 'list.csv': LEADS.replace('Lead ID', 'ID') });
      expect(found.total('leads')).toBe(3);
    });

    it.each([
      ['nobody tells how leads stand', PEOPLE, LEADS.replaceAll(/,[^,]*$/gmu, '')],
      ['they say where they came from', PEOPLE.replace('Phone', 'Source'), LEADS],
      [
        'they have no column that the list lacks: of a month before there was a status',
        'ID,Created\n1,2026-01-05\n2,2026-01-06\n3,2026-01-07\n',
        LEADS.replace('Lead ID', 'ID'),
      ],
    ])('are leads where %s', { tags: 'slow' }, async (_, people, list) => {
      expect((await report({ 'people.csv': people, 'list.csv': list })).total('leads')).toBe(5);
    });
  });

  describe('and what is made for a deal, with an ID of its own,', () => {
    const SHIPPED =
      'shipment_id,lead_id,created_at,status\n1,51,2026-02-05,Paid\n2,52,2026-02-06,Paid\n3,77,2026-02-07,Paid\n';
    const list = LEADS.replace('Lead ID', 'lead_id');

    it('is no lead beside a list with those at its head, nor how they stand, and it is said', async () => {
      const files = {
        'list.csv': list,
        'shipped.csv': SHIPPED,
        'works.csv': SHIPPED.replace('shipment', 'work_order'),
      };
      const found = await report({ ...files, 'contacts.csv': CONTACTS });
      expect([found.total('leads'), found.total('deals')]).toEqual([2, 1]);
      expect(found.json.warnings.map(({ message }) => message).join('\n')).toMatch(
        /shipped\.csv: rows that only name leads or deals .* no leads, left out/,
      );
      // Of what is not read nobody asks which columns it lacks.
      expect(found.warnings).not.toContain('new-column');
    });

    it('says where they came from beside a list that does not, though some have come twice', async () => {
      const visits = 'lead_id,created_at,utm_source\n51,2026-01-05,vk\n51,2026-01-05,vk\n52,2026-01-06,vk\n';
      const bare = 'lead_id,created_at,status\n51,2026-01-05,New\n52,2026-01-06,New\n';
      const found = await report({ 'list.csv': bare, 'visits.csv': visits });
      expect(found.figures('sources', 'leads')).toMatchObject({ vk: 2 });
    });

    it('is the lead as it was on some days where it says when each row was changed', async () => {
      const [head, days] = ['lead_id,created_at,status,updated_at', ['2026-02-05', '2026-02-06']];
      const rows = days.flatMap((day, at) => [51, 52].map((id) => `${id},2026-01-06,${['New', 'Paid'][at]},${day}`));
      const found = await report({ 'list.csv': list, 'weekly.csv': [head, ...rows].join('\n') });
      expect([found.total('leads'), found.total('deals'), found.json.as_of?.slice(0, 10)]).toEqual([
        2,
        2,
        '2026-02-06',
      ]);
    });

    it('is no lead under a bare ID either, with nothing told of it, nor where it names the same ones again', async () => {
      const rows = ['1,51,2026-02-05', '2,52,2026-02-06', '3,51,2026-02-07'];
      const files = {
        'list.csv': list,
        'lines.csv': ['id,lead_id,created_at', ...rows].join('\n'),
        'moves.csv': ['id,lead_id,created_at,status', ...rows.map((row) => `${row},Paid`)].join('\n'),
        'visits.csv': 'date,lead_id,utm_source\n2025-12-01,51,ads\n2025-12-02,51,vk\n2025-12-03,52,ads\n',
        'entries.csv': 'lead_id,status,timestamp\n51,New,2026-02-05\n51,Paid,2026-02-06\n52,New,2026-02-06\n',
      };
      const found = await report(files);
      expect([found.total('leads'), found.total('deals')]).toEqual([2, 1]);
      // Nor was any of them made with its last visit, or its last line.
      expect(found.json.as_of).toMatch(/^2026-01-06/);
      const said = found.json.warnings.map(({ message }) => message).join('\n');
      for (const name of ['lines', 'moves', 'entries', 'visits'])
        expect(said).toMatch(new RegExp(`${name}\\.csv: rows that only name leads or deals .* table: stage_events`));
    });

    it.each([
      [
        'it says what it brought',
        { 'list.csv': list, 'other.csv': SHIPPED.replace('status', 'status,amount').replaceAll('Paid', 'Paid,5') },
      ],
      ['no list has those', { 'other.csv': SHIPPED }],
      ...['manager', 'client', 'sale', 'customer'].map((who): [string, Record<string, string>] => [
        `its head is the ID of a ${who}`,
        { 'list.csv': list, 'other.csv': SHIPPED.replace('shipment', who) },
      ]),
      ['the list does not say how they stand', { 'list.csv': list.replaceAll(/,[^,]*$/gmu, ''), 'other.csv': SHIPPED }],
    ])('is one where %s', { tags: 'slow' }, async (_, files) => {
      expect((await report(files)).total('leads')).toBe(3);
    });
  });

  it('are leads where a person says so', { tags: 'slow' }, async () => {
    const found = await report({
      'contacts.csv': CONTACTS,
      'list.csv': LEADS,
      'funnel.yaml': `${config}files: [{path: contacts.csv, table: crm}]\n`,
    });
    expect(found.total('leads')).toBe(4);
  });

  it.each([
    ['they are all there is', {}],
    ['deals name them', { 'deals.csv': 'Deal ID,Contact ID,Created,Status,Amount\n1,7,2026-01-08,Paid,40\n' }],
  ])('are leads where %s', { tags: 'slow' }, async (_, others) => {
    const found = await report({ 'contacts.csv': CONTACTS, ...others });
    expect(found.total('leads')).toBe(2);
  });

  describe('and deals that say themselves where they came from:', () => {
    const BOOK = CONTACTS.replaceAll(/(,[^,]*)(,[^,]*)$/gmu, '$2');
    const DEALS =
      'Deal ID,Contact ID,Created,Status,Source,Reason\n' +
      '1,7,2026-01-08,Paid,Ads,\n2,7,2026-01-09,Lost,Friends,Dear\n3,,2026-01-10,New,Ads,\n';
    const statuses = { 'funnel.yaml': 'statuses: {New: lead, Paid: deal, Lost: lost}\n' };

    it.each([
      ['alone', {}],
      ['beside an address book', { 'contacts.csv': BOOK }],
      [
        'beside one, and what is made for them',
        { 'contacts.csv': BOOK, 'made.csv': 'Work ID,Deal ID,Created,Status\n4,1,2026-01-09,Paid\n' },
      ],
    ])('each is a lead, also of who bought before, %s', { tags: 'slow' }, async (_, others) => {
      const found = await report({ 'deals.csv': DEALS, ...others, ...statuses });
      expect(['leads', 'lost', 'deals'].map((figure) => found.total(figure))).toEqual([3, 1, 1]);
      expect(found.figures('sources', 'leads')).toMatchObject({ Ads: 2, Friends: 1 });
      if ('contacts.csv' in others) expect(why(found)).toContain('contacts.csv: contacts beside a list of leads');
    });
  });

  it('that bear a status are leads themselves', async () => {
    const withStatus = CONTACTS.replace('Created', 'Created,Status').replaceAll(/(2026-01-0\d)/gu, '$1,New');
    const found = await report({ 'contacts.csv': withStatus, 'list.csv': LEADS });
    expect(found.total('leads')).toBe(4);
  });
});
