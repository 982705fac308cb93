import { afterAll, describe, expect, it } from 'vitest';
import { expectRefused, type Files, makeHarness, type Outcome } from './harness.js';

const harness = makeHarness();
afterAll(harness.remove);

/** The line that a message says to type into funnel.yaml. */
function advised(text: string): string {
  const found = /files: \[\{.*?\}\]/u.exec(text.replaceAll('\n', ' '))?.[0];
  if (!found) throw new Error(`nothing to type in: ${text}`);
  return found;
}

/** The same files again, with what the program said to type. */
const asAdvised = (files: Files, said: string, more = '') =>
  harness.report({ ...files, 'funnel.yaml': `${advised(said)}\n${more}` });

const warned = (outcome: Outcome, code: string) =>
  outcome.json.warnings.find((warning) => warning.code === code)?.message ?? '';

describe('columns without a table, for an export that is known by itself', () => {
  const DIRECT = 'Дата;Название кампании;№ Кампании;Показы;Клики;"Расход, ₽";"Расход (бонусы), ₽"\n';
  const direct = { 'direct.csv': `${DIRECT}01.08.2026;Хлеб;101;1000;20;500,50;10,00\n` };

  it('name the one of several that counts, and leave all others to the export', async () => {
    const refused = await harness.report(direct);
    expectRefused(refused, /several columns could be meant: «Расход, ₽», «Расход \(бонусы\), ₽»/u);
    const outcome = await asAdvised(direct, refused.err);
    expect(outcome.figures('sources', 'spend')).toMatchObject({ 'Яндекс Директ': '500.50' });
    expect([outcome.total('visits'), outcome.ledger.source]).toEqual([20, 'yandex-direct']);
  });

  it('are no question where all of several but one hold nothing', async () => {
    const blank = { 'direct.csv': direct['direct.csv'].replace('10,00', '') };
    expect((await harness.report(blank)).total('spend')).toBe('500.50');
    const leads =
      'ID;Статус;Название лида;Дата создания;Причина отказа сделки;Причина отказа лида\n' +
      '1;Некачественный лид;A;13.03.2026 10:00;;Дорого\n2;Обработан;B;14.03.2026 10:00;;\n';
    const outcome = await harness.report({ 'LEAD.csv': leads });
    expect([outcome.ledger.source, Object.keys(outcome.figures('reasons', 'lost'))]).toEqual(['bitrix24', ['Дорого']]);
  });

  it('are named without those that hold nothing', async () => {
    const refused = await harness.report({
      'direct.csv': direct['direct.csv']
        .replace('"Расход, ₽"', '"Расход (без цены), ₽";"Расход, ₽"')
        .replace('20;', '20;;'),
    });
    expectRefused(refused, /several columns could be meant: «Расход, ₽», «Расход \(бонусы\), ₽»/u);
  });

  it('are a question where one holds nothing in the first rows, and very much further down', async () => {
    const rows = Array.from({ length: 1300 }, (_, at) =>
      [
        at + 1,
        'A',
        '10',
        '13.03.2026 10:00:00',
        'Переговоры',
        at % 60 === 0 ? 'x' : '',
        at < 60 ? '' : `g${at}`,
      ].join(),
    );
    const headings = 'ID,Название сделки,Бюджет,Дата создания сделки,Этап сделки,Google Click ID,gclid';
    const refused = await harness.report({ 'amo.csv': [headings, ...rows].join('\n') });
    expectRefused(refused, /several columns could be meant: «Google Click ID», «gclid»/u);
  });

  it('do so beside a format too', async () => {
    const outcome = await harness.report({
      ...direct,
      'funnel.yaml': 'files: [{path: direct.csv, format: yandex-direct, columns: {cost: "Расход (бонусы), ₽"}}]\n',
    });
    expect([outcome.total('spend'), outcome.total('visits')]).toEqual(['10.00', 20]);
  });

  it('stand for a heading that the export needs and has by another name', { tags: 'slow' }, async () => {
    const files = {
      'report.csv':
        'Opportunity Owner,Opp Nr,Phase,Amount,Close Date,Created Date\nA,006A,Closed Won,100,3/15/2026,3/1/2026\n',
      'funnel.yaml': 'files: [{path: report.csv, columns: {status: Phase, deal_id: Opp Nr}}]\n',
    };
    const outcome = await harness.report(files);
    expect([outcome.ledger.source, outcome.total('revenue')]).toEqual(['salesforce', '100.00']);
  });

  it('leave the lines above the header where they are', async () => {
    const outcome = await harness.report({
      'direct.csv': `Клиент: demo\nПериод: 01.08.2026 - 02.08.2026\n\n${direct['direct.csv']}`,
      'funnel.yaml': 'files: [{path: direct.csv, columns: {cost: "Расход, ₽"}}]\n',
    });
    expect(outcome.buckets).toEqual({ preamble: 3, header: 1, used: 1 });
  });

  it('that no such table has are an error, and so is a file that is nothing known', async () => {
    const wrong = {
      ...direct,
      'funnel.yaml': 'files: [{path: direct.csv, columns: {cost: "Расход, ₽", reason: Показы}}]\n',
    };
    expectRefused(await harness.report(wrong), /ad_stats has no field reason/);
    const unknown = { 'a.csv': 'a,b\n1,2\n', 'funnel.yaml': 'files: [{path: a.csv, columns: {cost: b}}]\n' };
    expectRefused(await harness.report(unknown), /does not say which table it is/);
  });
});

describe('several goals of Yandex Metrica', () => {
  const metrica = {
    'metrica.csv':
      'UTM Source,Визиты,Посетители,Достижения цели (Заявка),Достижения цели (Звонок)\nИтого и средние,150,120,9,4\nyandex,100,80,6,3\nvk,50,40,3,1\n',
  };

  it('are named in a warning, none is read, and what it says to type reads one', async () => {
    const outcome = await harness.report(metrica);
    expect([outcome.total('visits'), outcome.total('actions')]).toEqual([150, null]);
    const said = warned(outcome, 'actions-open');
    expect(said).toContain('«Достижения цели (Заявка)», «Достижения цели (Звонок)»');
    const again = await asAdvised(metrica, said);
    expect([again.total('visits'), again.total('actions')]).toEqual([150, 9]);
    expect(again.warnings).not.toContain('actions-open');
  });

  it('are no question where there is one', async () => {
    const one = metrica['metrica.csv'].replaceAll(/,[^,\n]+$/gm, '');
    const outcome = await harness.report({ 'metrica.csv': one });
    expect([outcome.total('actions'), outcome.warnings]).toEqual([9, []]);
  });
});

describe('a CRM export that lacks what it needs', () => {
  it('says to export it again with the column that its CRM has for that', async () => {
    const file = 'Record ID,Deal Name,Deal Stage,Amount,Deal owner\n100,A,closedwon,25,S\n';
    expectRefused(await harness.report({ 'deals.csv': file }), /export it again with the column «Create Date»/);
  });

  it('names the ID of its rows, and works once that is typed', async () => {
    const files = {
      'report.csv':
        'Opportunity Owner,SF ID,Stage,Amount,Created Date\nA,006A,Closed Won,100,3/1/2026\nB,006B,Closed Won,5,3/13/2026\n',
    };
    const refused = await harness.report(files);
    expectRefused(refused, /without deal IDs/);
    const outcome = await asAdvised(files, refused.err);
    expect([outcome.reached('deal'), outcome.total('revenue')]).toEqual([2, '105.00']);
  });
});

describe('spend in millionths', () => {
  const api = 'Date\tCampaignName\tClicks\tCost\n2026-03-01\tBread\t10\t123450000\n';
  it('is read as such where the file says micros: true, by the total too', async () => {
    const outcome = await harness.report({
      'api.csv': `${api}Total\t--\t10\t123450000\n`,
      'funnel.yaml': 'files: [{path: api.csv, micros: true}]\n',
    });
    expect([outcome.total('spend'), outcome.warnings]).toEqual(['123.45', []]);
  });
  it('is settled for columns that the configuration names', async () => {
    const outcome = await harness.report({
      'api.csv': 'Tag,Kampagne X,Micro\n2026-03-01,Bread,2500000\n',
      'funnel.yaml':
        'files: [{path: api.csv, table: ad_stats, columns: {day: Tag, campaign: Kampagne X, cost: Micro}, micros: true}]\n',
    });
    expect(outcome.total('spend')).toBe('2.50');
  });
});

describe('a sheet of IDs, stages and dates', () => {
  const crm = 'Lead ID,Created,Status,Source\n1,2026-02-01,New,VK\n2,2026-02-02,New,VK\n';
  const sheet = { 'crm.csv': crm, 'stages.csv': 'Deal ID,Stage,Date\n1,New,2026-02-01\n1,Won,2026-02-05\n' };

  it('is neither a history nor leads until it is said, and both can be typed', { tags: 'slow' }, async () => {
    const said = (await harness.report(sheet, '--guess')).json.warnings.find(({ code }) => code === 'no-export');
    expect(said?.message).toMatch(/stages\.csv left out: .*a lead or an entry into a stage/);
    const [history = '', leads = ''] = said?.message.split('Leads:') ?? [];
    const statuses = 'statuses: {New: lead, Won: deal}\n';
    const beside = { 'stages.csv': sheet['stages.csv'] };
    expect((await asAdvised(beside, leads, statuses)).total('leads')).toBe(1);
    const own = history
      .slice(history.indexOf('files: '))
      .replace('files: [', '')
      .replace(/\]\..*$/, '');
    const both = await harness.report({ ...sheet, 'funnel.yaml': `files: [{path: crm.csv}, ${own}]\n` }, '--guess');
    expect([both.total('leads'), both.reached('deal')]).toEqual([2, 1]);
  });
});

describe('a sheet whose rows have a number and a date', () => {
  const sheet = { 'sheet.csv': '№;Дата;Канал;Кампания;Сумма\n1;01.02.2026;Яндекс;a;1000\n2;02.02.2026;VK;b;500\n' };

  it('is neither leads nor spend until it is said, and both can be typed', async () => {
    const refused = await harness.report(sheet);
    expectRefused(refused, /no heading says whether they are leads or money spent/);
    const [leads = '', spend = ''] = refused.err.replaceAll('\n', ' ').split('Spend:');
    const [asLeads, asSpend] = [await asAdvised(sheet, leads), await asAdvised(sheet, spend)];
    expect([asLeads.total('leads'), asLeads.total('spend')]).toEqual([2, null]);
    expect([asSpend.total('leads'), asSpend.total('spend')]).toEqual([null, '1500.00']);
  });

  it('is neither by a word that orders and ads have alike', async () => {
    for (const number of ['№', 'ID'])
      expectRefused(
        await harness.report({ 'a.csv': `${number},Дата,Канал,Стоимость\n1,2026-02-01,VK,5\n` }),
        /whether they are leads or money spent/,
      );
  });

  it.each([
    ['spend, where its amount is called so', 'id,date,channel,spend', 'ad_stats'],
    ['leads, where they have a stage', 'id,date,channel,stage', 'crm'],
    ['leads, where they have a person', 'ID,Дата,Канал,Телефон', 'crm'],
    ['leads, where they have a manager', '№,Дата,Канал,Сумма,Менеджер', 'crm'],
    ['leads, where the date is of creation', '№,Дата создания,Канал,Сумма', 'crm'],
  ])('is %s', { tags: 'slow' }, async (_, head, table) => {
    const row = head
      .split(',')
      .map((word) =>
        /дата|date/iu.test(word) ? '2026-02-01' : /канал|channel|stage|телеф|менедж/iu.test(word) ? 'New' : '1',
      );
    const outcome = await harness.report({ 'a.csv': `${head}\n${row.join(',')}\n` }, '--guess');
    expect(outcome.ledger.table).toBe(table);
  });
});

it('a line that is quoted as a whole is named for what it is', async () => {
  const text = '"Date,Source,Clicks,Cost"\n"2026-01-01,VK,1,2"\n';
  expectRefused(await harness.report({ 'a.csv': text }), /each line is one quoted cell/);
});
