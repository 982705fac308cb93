import { afterAll, describe, expect, it } from 'vitest';
import { type Files, makeHarness } from '../intake/harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const figures = async (files: Files) => {
  const found = await harness.report({ 'funnel.yaml': 'currency: EUR\n', ...files });
  const alone = found.figures('sources', 'won_deals')['(deals_without_lead)'] ?? 0;
  return [found.total('leads'), found.total('deals'), found.total('revenue'), alone];
};

describe('leads and deals of a CRM, as it exports them', () => {
  describe('HubSpot', () => {
    const contacts = (link: string) =>
      `"Record ID","First Name","Email","Lifecycle Stage","Create Date","Original Traffic Source","Contact owner"${link && ',"Associated Deal IDs"'}
"501","A","a@example.com","Lead","2026-09-01 09:30","Paid Search","O"${link && `,"${link}"`}
"502","B","b@example.com","Lead","2026-09-02 09:30","Paid Social","O"${link && ',""'}
`;
    const deals = (link: string) =>
      `"Record ID","Deal Name","Deal Stage","Pipeline","Amount","Create Date","Close Date","Deal owner"${link && ',"Associated Contact IDs"'}
"9001","X","Closed Won","Sales Pipeline","100","2026-09-12 09:30","2026-09-20 10:00","O"${link && `,"${link}"`}
`;

    it.each([
      ['by neither', '', '', [2, null, null, 1]],
      ['by the deal', '', '501', [2, 1, '100.00', 0]],
      ['by the contact', '9001', '', [2, 1, '100.00', 0]],
      ['by both', '9001', '501;502', [2, 1, '100.00', 0]],
    ])('linked %s', { tags: 'slow' }, async (_, onContact, onDeal, wanted) => {
      expect(await figures({ 'all-contacts.csv': contacts(onContact), 'all-deals.csv': deals(onDeal) })).toEqual(
        wanted,
      );
    });

    it('names the columns with which to export them', { tags: 'slow' }, async () => {
      const found = await harness.report({
        ...{ 'contacts.csv': contacts(''), 'deals.csv': deals(''), 'funnel.yaml': 'currency: EUR\n' },
      });
      const message = found.json.warnings.find(({ code }) => code === 'deals-without-lead')?.message;
      expect(message).toContain('deals.csv could be exported again with the column «Associated Contact IDs»');
      expect(message).toContain('contacts.csv could be exported again with the column «Associated Deal IDs»');
    });
  });

  describe('Salesforce', () => {
    const leads = (link: boolean) =>
      `"Lead ID","Lead Owner","Lead Status","Lead Source","Create Date"${link ? ',"Converted Opportunity ID"' : ''}
"00Q1a000004AbcD","O","Closed - Converted","Web","2026-09-01"${link ? ',"0061a000004XyzA"' : ''}
"00Q1a000004AbcE","O","Working - Contacted","Web","2026-09-02"${link ? ',""' : ''}
`;
    const opportunities = `"Opportunity ID","Opportunity Owner","Opportunity Name","Stage","Amount","Close Date","Created Date"
"0061a000004XyzA","O","North","Closed Won","70","2026-09-20","2026-09-03"
"0061a000004XyzB","O","South","Closed Won","30","2026-09-21","2026-09-04"
`;

    it('an opportunity belongs to the lead that was converted to it, and any other to none', {
      tags: 'slow',
    }, async () => {
      expect(await figures({ 'l.csv': leads(true), 'o.csv': opportunities })).toEqual([2, 1, '70.00', 1]);
      expect(await figures({ 'l.csv': leads(false), 'o.csv': opportunities })).toEqual([2, null, null, 2]);
    });
  });

  describe('Zoho', () => {
    const deals = `Record Id,Deal Owner,Deal Name,Stage,Amount,Created Time,Closing Date
zcrm_4000000000001,O,North,Closed Won,70,2026-09-03 10:00:00,2026-09-20
zcrm_4000000000002,O,South,Closed Won,30,2026-09-04 10:00:00,2026-09-21
`;
    const leads = (
      link: boolean,
    ) => `Record Id,Lead Owner,Lead Status,Lead Source,Created Time${link ? ',Converted Deal.id' : ''}
zcrm_4000000000101,O,Contacted,Web,2026-09-01 10:00:00${link ? ',zcrm_4000000000001' : ''}
zcrm_4000000000102,O,Contacted,Web,2026-09-02 10:00:00${link ? ',' : ''}
`;

    it('a lead leaves the leads when it is converted: a deal stands for it', async () => {
      expect(await figures({ 'l.csv': leads(false), 'd.csv': deals })).toEqual([4, 2, '100.00', 0]);
    });

    it('unless the leads hold the deals that they were converted to', { tags: 'slow' }, async () => {
      expect(await figures({ 'l.csv': leads(true), 'd.csv': deals })).toEqual([2, 1, '70.00', 1]);
    });

    it('of which a name is none: two deals may be called alike', async () => {
      const named = leads(true).replace('Converted Deal.id', 'Converted Deal').replace(',zcrm_4000000000001', ',North');
      expect(await figures({ 'l.csv': named, 'd.csv': deals })).toEqual([4, 2, '100.00', 0]);
    });
  });

  it('Pipedrive: a lead leaves the inbox when it becomes a deal, which stands for it', { tags: 'slow' }, async () => {
    const deals =
      'Deal - ID,Deal - Title,Deal - Stage,Deal - Status,Deal - Value,Deal - Deal created\n1,N,Qualified,Won,70,2026-09-03 10:00:00\n';
    const leads = 'Lead - ID,Lead - Title,Lead - Lead created\na1b2-c3,M,2026-09-01 10:00:00\n';
    expect(await figures({ 'l.csv': leads, 'd.csv': deals })).toEqual([2, 1, '70.00', 0]);
  });

  it('amoCRM: weekly downloads in one folder are one list, and tell how far lost leads came', {
    tags: 'slow',
  }, async () => {
    const week = (rows: string) =>
      `"ID","Название сделки","Бюджет","Ответственный","Дата создания сделки","Дата закрытия","Этап сделки","Воронка"\n${rows}`;
    const row = (id: number, day: string, stage: string, budget: number) =>
      `"${id}","С","${budget}","П","${day}.10.2026 10:00:00","не закрыта","${stage}","Воронка"\n`;
    const files = {
      'export (9).csv': week(row(31, '05', 'Переговоры', 10) + row(32, '06', 'Принимают решение', 20)),
      'export.csv': week(
        row(31, '05', 'Успешно реализовано', 15) +
          row(32, '06', 'Закрыто и не реализовано', 20) +
          row(33, '13', 'Неразобранное', 5),
      ),
    };
    expect(await figures(files)).toEqual([3, 1, '15.00', 0]);
    const found = await harness.report({ ...files, 'funnel.yaml': 'currency: RUB\n' });
    expect(found.reached('decision')).toBe(2);
    expect(found.warnings).toEqual(expect.arrayContaining(['duplicate-leads', 'older-downloads']));
  });
});

it('a rule over columns of two files is an error: no row has both', async () => {
  const { code, err } = await harness.report({
    'a.csv': 'n,on,grade\n1,2026-01-01,A\n',
    'b.csv': 'n,on,reply\n1,2026-01-01,5m\n',
    'funnel.yaml': `files:
  - {path: a.csv, table: crm, columns: {lead_id: n, created_at: on}}
  - {path: b.csv, table: crm, columns: {lead_id: n, created_at: on}}
rules: {contact: {grade: [A], reply: present}}
`,
  });
  expect([code, err]).toEqual([2, expect.stringContaining('rules.contact: no one export has all of «grade», «reply»')]);
});

describe('leads of several systems', () => {
  const tilda = (first: number) =>
    `tranid;formid;formname;Name;Phone;Email;referer;utm_source;utm_campaign;sent;COOKIES
${first};form1;Form;A;;;https://example.com/;yandex;x;2026-03-02 14:20:11;x=1
${first + 1};form2;Form;B;;;https://example.com/;;;2026-03-03 09:05:00;x=2
`;
  const list = (first: number) =>
    `Lead ID,Created,Status,Source\n${[0, 1, 2].map((at) => `${first + at},2026-03-0${at + 1},New,VK\n`).join('')}`;
  const said = async (files: Files) => {
    const { json } = await harness.report(
      { 'funnel.yaml': 'currency: RUB\nstatuses: {New: lead}\n', ...files },
      '--all',
    );
    return json.warnings.find(({ code }) => code === 'several-crms');
  };

  it('are said to be added up where no ID stands in two of them, with what to leave out', async () => {
    const found = await said({ 'site.csv': tilda(5550001), 'crm.csv': list(1) });
    expect(found).toMatchObject({ count: 2, message: expect.stringContaining('crm.csv 3; Tilda 2 (site.csv)') });
    expect(found?.message).toContain('ignore: ["site.csv"]');
    // Forms do not tell what became of anybody, however many there are.
    const one = list(1).split('\n').slice(0, 2).join('\n');
    const more = await said({ 'site.csv': tilda(5550001), 'crm.csv': `${one}\n` });
    expect(more?.message).toContain('ignore: ["site.csv"]');
  });

  it('are one list where they share IDs, and so are lists of one system', { tags: 'slow' }, async () => {
    expect(await said({ 'site.csv': tilda(2), 'crm.csv': list(1) })).toBeUndefined();
    expect(await said({ 'a.csv': list(1), 'b.csv': list(100) })).toBeUndefined();
    expect(await said({ 'a.csv': tilda(1), 'b.csv': tilda(100) })).toBeUndefined();
  });
});
